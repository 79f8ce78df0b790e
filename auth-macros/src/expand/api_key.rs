//! The traits of API keys.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Ident, ItemStruct, Type, spanned::Spanned};

use super::{
    assertion,
    context::Context,
    names::local,
    paths::{Paths, as_trait, ok, result},
};
use crate::model::{Extension, KeyRole};

/// The field that makes a key one with scopes.
const SCOPES: &str = "scopes";

/// The trait of its type.
const SCOPES_TRAIT: &str = "Scopes";

/// Implements `KeyData`, and `Scoped` if there is a field `scopes`.
pub(crate) fn key(key: &Extension<KeyRole>, prefix: &str, context: &Context) -> TokenStream {
    let Context { paths, .. } = context;
    let Extension { ident, attrs, fields } = key;
    let members = local("members");
    let codec_of = |index: usize| format_ident!("CODEC_{index}");
    let codec_type = paths.in_module("api_key", "KeyCodec");
    let codecs = fields.iter().enumerate().map(|(index, field)| {
        let (codec, ty, span) = (codec_of(index), &field.ty, field.ty.span());
        let constant = if field.role.default { "DEFAULT_CODEC" } else { "CODEC" };
        let value = match field.ident == SCOPES {
            true => {
                let (scopes, constant) =
                    (as_trait(ty, "api_key", SCOPES_TRAIT, paths), Ident::new(constant, span));
                quote_spanned!(span=> #scopes::#constant)
            }
            false => {
                let (value, constant) = (paths.in_module("api_key", "KeyValue"), format_ident!("{constant}"));
                quote!(#value::<#ty>::#constant)
            }
        };
        quote!(const #codec: #codec_type<#ty> = #value;)
    });
    let others = || fields.iter().filter(|field| field.ident != SCOPES);
    let not_carried = others().next().map(|_| assertion::fallback(&paths.in_module("api_key", "NotCarried")));
    let assertions = assertion::carried_fields(others(), paths);
    let read = fields.iter().enumerate().map(|(index, field)| {
        let (ident, wire, codec) = (&field.ident, &field.wire, codec_of(index));
        quote!(#ident: (#codec.read)(#members, #wire)?,)
    });
    let written = fields.iter().enumerate().map(|(index, field)| {
        let (ident, wire, codec) = (&field.ident, &field.wire, codec_of(index));
        quote!((#codec.write)(&self.#ident, &mut #members, #wire)?;)
    });
    let (data, map, read_result, write_result) = contract(paths);
    let data = paths.in_module_at("api_key", data, ident.span());
    let (value, done) = (ok(&quote!(#ident { #(#read)* })), ok(&quote!(#members)));
    let (parameter, binding) = match fields.is_empty() {
        true => (quote!(_), quote!(#members)),
        false => (quote!(#members), quote!(mut #members)),
    };
    let data_impl = quote_spanned!(ident.span()=> impl #data for #ident);
    let scoped = fields
        .iter()
        .find(|field| field.ident == SCOPES)
        .map(|field| scoped(ident, attrs, &field.ident, &field.ty, paths));
    quote! {
        #attrs
        const _: () = {
            #not_carried
            #(#codecs)*
            #assertions

            #[automatically_derived]
            #data_impl {
                type Exists = ();
                const PREFIX: &'static str = #prefix;

                fn read(#parameter: &#map) -> #read_result {
                    #value
                }

                fn write(&self) -> #write_result {
                    let #binding = #map::new();
                    #(#written)*
                    #done
                }
            }
        };

        #scoped
    }
}

/// Returns the name of the trait, the type of the members, and the results of reading and writing.
fn contract(paths: &Paths) -> (&'static str, TokenStream, TokenStream, TokenStream) {
    let (map, error) = (paths.in_module("api_key", "KeyMembers"), paths.in_module("api_key", "KeyDataError"));
    let (read, write) = (result(&quote!(Self), &error), result(&map, &error));
    ("KeyData", map, read, write)
}

/// Implements `Scoped` by the field `scopes`.
fn scoped(ident: &Ident, attrs: &TokenStream, field: &Ident, ty: &Type, paths: &Paths) -> TokenStream {
    let trait_path = paths.in_module("api_key", "Scoped");
    // The compiler reports a private type at the whole item.
    let named = quote_spanned!(ty.span()=> type Scopes = #ty;);
    quote! {
        #attrs
        #[automatically_derived]
        impl #trait_path for #ident {
            #named

            fn scopes(&self) -> &#ty {
                &self.#field
            }
        }
    }
}

/// Returns the stub of `KeyData`.
pub(crate) fn stub(
    params: &TokenStream,
    ty: &TokenStream,
    bounds: &TokenStream,
    paths: &Paths,
) -> TokenStream {
    let (data, map, read, write) = contract(paths);
    let data = paths.in_module("api_key", data);
    let error = paths.in_module("api_key", "KeyDataError");
    let failed = quote!(::core::result::Result::Err(#error::NotAnObject));
    quote! {
        #[automatically_derived]
        impl<#params> #data for #ty #bounds {
            type Exists = ();
            const PREFIX: &'static str = "";
            fn read(_: &#map) -> #read {
                #failed
            }
            fn write(&self) -> #write {
                #failed
            }
        }
    }
}

/// Returns the stub of `Scoped`, for a struct that has a field `scopes`.
pub(crate) fn scopes_stub(item: &ItemStruct, context: &Context) -> Option<TokenStream> {
    let field = item.fields.iter().find(|field| field.ident.as_ref().is_some_and(|ident| ident == SCOPES))?;
    let name = field.ident.as_ref().filter(|_| item.generics.params.is_empty())?;
    Some(scoped(&item.ident, &TokenStream::new(), name, &field.ty, &context.paths))
}
