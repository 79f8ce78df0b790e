//! `#[derive(FromRef)]`: each field of a state struct is a part of the state.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Fields, Meta, spanned::Spanned};

use crate::{
    diag::Diagnostics,
    fields, input,
    names::local,
    options::{CRATE, Options},
    paths::Paths,
};

/// Expands the derive.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Diagnostics::default();
    let mut options = Options::default();
    for attr in item.attrs.iter().filter(|attr| attr.path().is_ident("from_ref")) {
        match &attr.meta {
            Meta::List(list) => options.add(list.tokens.clone(), "#[from_ref(…)]", &[CRATE], &mut errors),
            meta => errors.at(meta, "the option stands in parentheses: `#[from_ref(crate = ::auth)]`"),
        }
    }
    let none = Fields::Unit;
    let state_fields = fields_of(&item, &mut errors).unwrap_or(&none);
    let parts = fields::parts(state_fields, &mut errors);
    let errors = errors.drain();
    let from_ref = Paths::new(options.path("crate")).private("FromRef");
    let (ident, beside, state) = (&item.ident, input::beside(&item.attrs), local("state"));
    let parts = parts.into_iter().map(|(field, ty)| {
        let part = quote_spanned!(ty.span()=> <#ty as ::core::clone::Clone>::clone(&#state.#field));
        quote! {
            #beside
            #[automatically_derived]
            impl #from_ref<#ident> for #ty {
                fn from_ref(#state: &#ident) -> Self {
                    #part
                }
            }
        }
    });
    quote!(#(#errors)* #(#parts)*)
}

/// The fields of a struct that is one with named fields and not generic.
fn fields_of<'i>(item: &'i DeriveInput, errors: &mut Diagnostics) -> Option<&'i Fields> {
    const FIX: &str = "goes on a struct with named fields, each of another type: `struct AppState { db: Db }`";
    match &item.data {
        syn::Data::Struct(data) => {
            if !item.generics.params.is_empty() {
                errors.at(&item.generics, "a state under `#[derive(FromRef)]` cannot be generic: write the types out");
            } else if !matches!(data.fields, Fields::Named(_)) {
                errors.at(&item.ident, format!("`#[derive(FromRef)]` {FIX}"));
            } else {
                return Some(&data.fields);
            }
        }
        syn::Data::Enum(data) => errors.at(data.enum_token, format!("`#[derive(FromRef)]` {FIX}")),
        syn::Data::Union(data) => errors.at(data.union_token, format!("`#[derive(FromRef)]` {FIX}")),
    }
    None
}
