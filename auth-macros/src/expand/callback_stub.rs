//! The stub of a callback: its trait, with a function that never returns.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::{
    callback::{Generated, this},
    context::Context,
    paths::{Paths, pending},
};
use crate::{
    contract::callback::Kind,
    model::{Callback, Head},
};

/// Returns a legal outcome for the stub of a function that returns something else or nothing; `None` if the
/// builder needs the function's own type.
pub(crate) fn stub_outcome(kind: Kind, paths: &Paths) -> Option<TokenStream> {
    match kind {
        Kind::SignIn => Some(paths.callback("sign_in", "SignIn")),
        Kind::SignUp => Some(paths.callback("sign_up", "SignUp")),
        Kind::SecondFactor => Some(paths.callback("second_factor", "SecondFactor")),
        Kind::Redirect => Some(paths.callback("redirect", "Target")),
        Kind::JwtUpdate | Kind::DeleteAccount => Some(quote!(())),
        Kind::JwtAccess => Some(paths.callback("jwt", "Access")),
        Kind::Guard | Kind::LegacyPassword => Some(quote!(bool)),
        Kind::Authorize | Kind::Provider => Some(paths.private("User")),
        Kind::Jwt | Kind::Session | Kind::Event(_) | Kind::Grants => None,
    }
}

/// Returns the stub of a callback.
pub(crate) fn stub(
    callback: &Callback,
    head: &Head,
    context: &Context,
    outcome: Option<TokenStream>,
    input: Option<TokenStream>,
) -> TokenStream {
    let Context { paths, names } = context;
    let (contract, state) = (callback.kind.contract(), names.fresh("S"));
    let generated = Generated::new(callback, context);
    let Generated { generics, .. } = &generated;
    let Head { ident, attrs, .. } = head;
    let callback_trait = generated.callback_trait(callback, &contract, head, paths);
    let outcome = outcome.map(|outcome| quote!(type Outcome = #outcome;));
    let this = this(callback.kind, &quote!(Self), Span::call_site());
    let call = (!matches!(callback.kind, Kind::Event(_))).then(|| {
        let signature = generated.signature(callback, &contract, head, &state, paths);
        let (parameters, returns, pending) = (signature.parameters, signature.returns, pending());
        quote!(async fn call(#parameters) -> #returns { #pending })
    });
    quote! {
        #attrs
        #[automatically_derived]
        impl<#generics> #callback_trait for #ident {
            #this
            #input
            #outcome
            #call
        }
    }
}
