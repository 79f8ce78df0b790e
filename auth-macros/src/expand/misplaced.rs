//! Stubs for items under an attribute that does not fit them. Any other attribute may have been meant, so the item has the
//! traits of all of them, and code that uses it reports nothing.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    callback_stub::{stub, stub_outcome},
    context::Context,
    guard::guarded_session,
};
use crate::{
    contract::{callback::Kind, event::Event},
    model::{Callback, Head},
};

/// The callbacks that a function can be without a description.
const CALLBACKS: [Kind; 13] = [
    Kind::SignIn,
    Kind::SignUp,
    Kind::SecondFactor,
    Kind::DeleteAccount,
    Kind::Redirect,
    Kind::Jwt,
    Kind::JwtUpdate,
    Kind::JwtAccess,
    Kind::Session,
    Kind::Event(Event::SignIn),
    Kind::Authorize,
    Kind::LegacyPassword,
    Kind::Guard,
];

/// Returns the error as a type, about which the compiler asks nothing.
pub(crate) fn unknown(head: &Head, context: &Context) -> TokenStream {
    let (ident, checked) = (&head.ident, context.paths.callback("wiring", "Checked"));
    quote!(#checked<(), { <#ident>::MISPLACED }>)
}

/// Returns the error of a function, and stubs of all callbacks other than `but`. Types that are not known are the error.
pub(crate) fn callbacks(
    head: &Head,
    context: &Context,
    error: &TokenStream,
    but: Option<Kind>,
) -> TokenStream {
    let (ident, unknown) = (&head.ident, unknown(head, context));
    let is_other =
        |kind: &&Kind| but.is_none_or(|but| but.contract().callback() != kind.contract().callback());
    let stubs = CALLBACKS.iter().filter(is_other).map(|kind| {
        let callback = Callback::new(*kind);
        let outcome = match kind {
            Kind::Event(_) => None,
            kind => stub_outcome(*kind, &context.paths).or_else(|| Some(unknown.clone())),
        };
        let form = matches!(kind, Kind::Authorize | Kind::SignUp).then(|| quote!(type Form = #unknown;));
        let session = guarded_session(&callback, head, &unknown, false, &context.paths);
        let stub = stub(&callback, head, context, outcome, form);
        quote!(#session #stub)
    });
    quote! {
        impl #ident {
            const MISPLACED: bool = { #error };
        }

        #(#stubs)*
    }
}
