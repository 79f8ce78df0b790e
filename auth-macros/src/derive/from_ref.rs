//! `#[derive(FromRef)]`: each field of a state struct is a part of the state.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{DeriveInput, spanned::Spanned};

use crate::{
    check::state,
    contract::option::{CRATE, Place},
    diag::Diagnostics,
    expand::{names::local, paths::Paths},
    input::{item::shared_attributes, options::Options},
};

/// Expands the derive.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Diagnostics::default();
    let options = Options::of(&item.attrs, state::OWN, Place::FromRef, &mut errors);
    let parts = state::parts(&item, &mut errors);
    let errors = errors.drain();
    let paths = Paths::new(options.path(CRATE));
    let from_ref = paths.private("FromRef");
    let (ident, attrs, state) = (&item.ident, shared_attributes(&item.attrs), local("state"));
    let parts = parts.into_iter().map(|(field, ty)| {
        // A part that is not `Clone` is an error of `#[derive(Clone)]`, too. So it is a lint here, which the compiler skips after
        // an error. Each of its tokens is at the type.
        let part_type = paths.callback_at("state_part", "StatePart", ty.span());
        let part = quote_spanned!(ty.span()=> #part_type::<#ident, #ty>::new(&#state.#field));
        let check = quote_spanned!(ty.span()=> #part.check(););
        quote! {
            #attrs
            #[automatically_derived]
            impl #from_ref<#ident> for #ty {
                #[deny(unused_must_use)]
                fn from_ref(#state: &#ident) -> Self {
                    #check
                    #part.cloned()
                }
            }
        }
    });
    quote!(#(#errors)* #(#parts)*)
}
