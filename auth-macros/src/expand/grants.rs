//! The traits of a grants function: its call, and the enum that it grants.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Type, parse_quote, spanned::Spanned};

use super::{
    assertion,
    callback::{Demands, run},
    context::Context,
    marker::marker_of,
    names::local,
    paths::{Paths, pending, result_at},
};
use crate::{
    contract::callback::Kind,
    model::{Argument, Callback, Head},
};

/// Returns the type with the name of the function, and its traits.
///
/// The type is public: a public enum names it, and the compiler rejects a private type there.
pub(crate) fn expand(callback: &Callback, head: &Head, context: &Context) -> TokenStream {
    let Context { paths, names } = context;
    let (contract, state) = (Kind::Grants.contract(), names.fresh("S"));
    let demands = Demands::of(callback, &contract, &state, paths);
    let run = run(callback, &contract, &head.ident, &state, paths);
    let (span, outcome) = (callback.outcome_span, &callback.outcome);
    let outcome_trait = paths.callback_at("grants", "GrantsOutcome", span);
    let (returned, checked) = match outcome.as_ref().and_then(assertion::error_type) {
        Some((error, _)) => returned(outcome, &error, head, paths),
        None => (quote!(#outcome), TokenStream::new()),
    };
    let set = quote_spanned!(span=> <#returned as #outcome_trait>::granted(#run));
    let items = items(callback, head, context, &demands.bounds(), &set);
    let items = quote!(#items #checked);
    marker_of(head, &parse_quote!(pub), &TokenStream::new(), &items, paths)
}

/// Returns a `Result` whose error type is checked first, and the check.
fn returned(
    outcome: &Option<TokenStream>,
    error: &Type,
    head: &Head,
    paths: &Paths,
) -> (TokenStream, TokenStream) {
    let Head { ident, attrs, .. } = head;
    let (checked, asserted) = (paths.callback("wiring", "Checked"), assertion::error(error, paths));
    let check = quote! {
        #attrs
        impl #ident {
            const RETURNS: bool = { #asserted true };
        }
    };
    (quote!(#checked<#outcome, { <#ident>::RETURNS }>), check)
}

/// Returns a stub of a function with errors, which grants what is known of it.
pub(crate) fn stub(callback: &Callback, head: &Head, context: &Context) -> TokenStream {
    let items = items(callback, head, context, &None, &pending());
    marker_of(head, &parse_quote!(pub), &TokenStream::new(), &items, &context.paths)
}

fn items(
    callback: &Callback,
    head: &Head,
    context: &Context,
    bounds: &Option<TokenStream>,
    body: &TokenStream,
) -> TokenStream {
    let Context { paths, names } = context;
    let Head { ident, attrs, .. } = head;
    let Some(permission) = &callback.permission else { return TokenStream::new() };
    let span = permission.span();
    let (state, app_state) = (names.fresh("S"), paths.private("AppState"));
    let (data, generics) = match &callback.session {
        Some(session) => (quote!(#session), TokenStream::new()),
        None => {
            let fresh = names.fresh("V");
            (quote!(#fresh), quote!(#fresh))
        }
    };
    let granted = paths.callback_at("grants", "Granted", span);
    let comma = (!generics.is_empty()).then(|| quote!(,));
    let callback_trait = paths.callback_at("grants", "GrantsCallback", ident.span());
    let call_type = paths.callback("grants", "GrantsCall");
    let (call, session, session_type) = (local("call"), local("session"), paths.private("Session"));
    let returns = {
        let set = paths.private("Set");
        result_at(&quote!(#set<#permission>), &paths.private("BoxError"), ident.span())
    };
    let bound = generics.is_empty().then(TokenStream::new).unwrap_or_else(|| {
        let session_data = paths.in_module("session_data", "SessionData");
        quote!(: #session_data)
    });
    let alone = !callback.arguments.iter().any(|argument| matches!(argument, Argument::Extracted(_)));
    let implementation = quote_spanned! {span=>
        #attrs
        #[automatically_derived]
        impl<#generics #bound> #granted<#data> for #permission {
            type By = #ident;
        }
    };
    let method = quote_spanned! {ident.span()=>
        async fn call(#call: #call_type<'_, #state>, #session: &#session_type<#data>) -> #returns { #body }
    };
    let callback_impl = quote_spanned! {ident.span()=>
        #attrs
        #[automatically_derived]
        impl<#state: #app_state #comma #generics #bound> #callback_trait<#state, #data, #permission> for #ident #bounds {
            const TAKES_THE_SESSION_ALONE: bool = #alone;
            #method
        }
    };
    quote!(#implementation #callback_impl)
}
