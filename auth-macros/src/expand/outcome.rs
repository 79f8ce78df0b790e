//! The check of a return type: its error, its value, and then the whole, so that a wrong one is one error.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{assertion, paths::Paths};
use crate::{
    contract::callback::Contract,
    model::{Callback, Head},
};

/// Returns the return type in a check, which is the only place that reports an illegal one.
pub(super) fn outcome(callback: &Callback, contract: &Contract, head: &Head, paths: &Paths) -> TokenStream {
    let (span, returned) = (callback.outcome_span, &callback.outcome);
    let checked = paths.callback("wiring", "Checked");
    if returned.as_ref().and_then(assertion::error_type).is_some() {
        let ident = &head.ident;
        return quote!(#checked<#returned, { <#ident>::RETURNS }>);
    }
    let returned = quote!(#returned);
    let gated = gated(&returned, &returned, contract, paths);
    let outcome = paths.callback_at(contract.module, &contract.outcome(), span);
    let legal = quote_spanned!(span=> <#gated as #outcome>::IS_SUPPORTED);
    quote!(#checked<#returned, { #legal }>)
}

/// Returns a return type that does not resolve if it is a `Result` of a value that cannot be returned. The error is at the
/// value.
pub(super) fn gated(
    written: &TokenStream,
    returned: &TokenStream,
    contract: &Contract,
    paths: &Paths,
) -> TokenStream {
    let Some(value) = assertion::value_type(written) else { return returned.clone() };
    let (span, checked) = (value.span(), paths.callback("wiring", "Checked"));
    let outcome = paths.callback_at(contract.module, &contract.outcome(), span);
    let legal = quote_spanned!(span=> <#value as #outcome>::IS_SUPPORTED);
    quote!(#checked<#returned, { #legal }>)
}

/// Checks a `Result` whose error type is written out: first the error, then the rest.
pub(super) fn returns(
    callback: &Callback,
    contract: &Contract,
    head: &Head,
    paths: &Paths,
) -> Option<TokenStream> {
    let (error, mut ty) = assertion::error_type(callback.outcome.as_ref()?)?;
    let asserted = assertion::error(&error, paths);
    assertion::with_error(&mut ty, paths.private_at("BoxError", error.span()));
    let (span, Head { ident, attrs, .. }) = (callback.outcome_span, head);
    let gated = gated(&quote!(#ty), &quote!(#ty), contract, paths);
    let outcome = paths.callback_at(contract.module, &contract.outcome(), span);
    let legal = quote_spanned!(span=> <#gated as #outcome>::IS_SUPPORTED);
    Some(quote! {
        #attrs
        impl #ident {
            const RETURNS: bool = { #asserted #legal };
        }
    })
}
