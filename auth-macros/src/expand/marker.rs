//! The type with the name of a function, by which the builder and handlers name the function.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::Visibility;

use super::paths::Paths;
use crate::model::Head;

/// Returns the type that registers the callback, with the generated items attached to it. Its braces keep it out
/// of the function's namespace.
///
/// An `impl` block can hold neither the type nor the items. If the items are attached, the compiler rejects the
/// type alone.
pub(crate) fn marker(head: &Head, items: &TokenStream, paths: &Paths) -> TokenStream {
    marker_of(head, &head.vis, &TokenStream::new(), items, paths)
}

/// Returns the type with the name of a function, visible as `vis` says.
pub(crate) fn marker_of(
    head: &Head,
    vis: &Visibility,
    fields: &TokenStream,
    items: &TokenStream,
    paths: &Paths,
) -> TokenStream {
    let Head { ident, attrs, .. } = head;
    let attach = paths.private("attach");
    quote_spanned! {ident.span()=>
        #[#attach(#items)]
        #attrs
        #[doc(hidden)]
        #[allow(dead_code, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
        #vis struct #ident { #fields }
    }
}
