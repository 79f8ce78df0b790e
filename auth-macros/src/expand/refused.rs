//! Types in place of refused ones, about which the compiler asks nothing, and the errors about them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{FnArg, Signature, Type};

use super::context::Context;
use crate::model::{Callback, Head};

/// Returns a type about which the compiler asks nothing, in place of that of a field which cannot be used.
pub(crate) fn refused_field(error: &syn::Error, context: &Context) -> syn::Type {
    let (checked, error) = (context.paths.callback("wiring", "Checked"), error.to_compile_error());
    syn::Type::Verbatim(quote!(#checked<(), { #error }>))
}

/// Returns a type about which the compiler asks nothing, if an argument was refused: the error is reported there.
pub(super) fn refused_type(callback: &Callback, head: &Head, context: &Context) -> Option<TokenStream> {
    let (ident, checked) = (&head.ident, context.paths.callback("wiring", "Checked"));
    (!callback.refused.is_empty()).then(|| quote!(#checked<(), { <#ident>::REFUSED_0 }>))
}

/// The refused arguments of a function.
pub(crate) struct Refused {
    /// The types that take the place of the written ones, by the position of the argument. The compiler asks nothing about
    /// them, so that it reports nothing in the body either.
    pub(crate) types: Vec<(usize, TokenStream)>,
    /// The errors, and a use of the written types, so that their imports count as used.
    pub(crate) items: TokenStream,
}

/// Returns the errors about refused arguments, outside of the function, and the types in place of the written ones.
pub(crate) fn refused(callback: &Callback, sig: &Signature, context: &Context) -> Refused {
    let checked = context.paths.callback("wiring", "Checked");
    let (ident, generics) = (&sig.ident, &sig.generics);
    let (mut types, mut errors, mut written) = (Vec::new(), Vec::new(), Vec::new());
    for (index, error) in &callback.refused {
        if let Some(error) = error {
            let (name, error) = (format_ident!("REFUSED_{}", errors.len()), error.to_compile_error());
            errors.push(quote!(const #name: bool = { #error };));
        }
        let name = format_ident!("REFUSED_{}", errors.len().saturating_sub(1));
        types.push((*index, quote!(#checked<(), { <#ident>::#name }>)));
        if let Some(FnArg::Typed(argument)) = sig.inputs.iter().nth(*index) {
            written.push(&argument.ty);
        }
    }
    let items = (!errors.is_empty()).then(|| {
        quote! {
            impl #ident {
                #(#errors)*
            }

            const _: () = {
                #[allow(dead_code)]
                fn written #generics(#(_: #written),*) {}
            };
        }
    });
    Refused { types, items: items.unwrap_or_default() }
}

/// Returns a use of a type that is refused, so that its import counts as used.
pub(crate) fn written(ty: &Type) -> TokenStream {
    quote! {
        const _: () = {
            #[allow(dead_code)]
            fn written(_: #ty) {}
        };
    }
}
