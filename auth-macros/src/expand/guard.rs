//! The type of a guard: it holds the session that the guard has allowed.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{ext::IdentExt, spanned::Spanned};

use super::{marker::marker_of, paths::Paths};
use crate::{
    contract::callback::Kind,
    model::{Callback, Head},
};

/// Returns the type that registers a guard, which holds the session that it has allowed.
pub(crate) fn marker(head: &Head, items: &TokenStream, paths: &Paths) -> TokenStream {
    let (session, guarded) = (paths.private("Session"), paths.callback("guard", "GuardedSession"));
    let held = quote!(session: #session<<Self as #guarded>::Session>);
    marker_of(head, &head.vis, &held, items, paths)
}

/// Implements the trait that names the session of a guard; `None` for other callbacks.
///
/// `holds` is `false` for a type of the user, which is not a guard: the methods of the stub are empty.
pub(crate) fn guarded_session(
    callback: &Callback,
    head: &Head,
    session: &TokenStream,
    holds: bool,
    paths: &Paths,
) -> Option<TokenStream> {
    let Head { ident, attrs, .. } = head;
    let guarded = paths.callback("guard", "GuardedSession");
    let session_type = paths.private("Session");
    let name = ident.unraw().to_string();
    let [make, borrow, take] = match holds {
        true => [quote!(Self { session }), quote!(&self.session), quote!(self.session)],
        false => [quote!(loop {}), quote!(loop {}), quote!(loop {})],
    };
    // The compiler reports a private type at the whole item.
    let named = quote_spanned!(session.span()=> type Session = #session;);
    (callback.kind == Kind::Guard).then(|| {
        quote! {
            #attrs
            #[automatically_derived]
            impl #guarded for #ident {
                #named
                const NAME: &'static str =
                    ::core::concat!(::core::module_path!(), "::", #name);
                fn holding(session: #session_type<Self::Session>) -> Self {
                    #make
                }
                fn session(&self) -> &#session_type<Self::Session> {
                    #borrow
                }
                fn into_session(self) -> #session_type<Self::Session> {
                    #take
                }
            }
        }
    })
}
