//! `#[derive(TypeScript)]`: the JSON that serde writes for a struct or an enum, as a type in TypeScript.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Data, DataEnum, DeriveInput, Fields, FieldsNamed, ext::IdentExt};

use super::serde::{FIX, Position, Serde};
use crate::{
    contract::option::{CRATE, Place, TS},
    diag::Diagnostics,
    expand::{
        names::local,
        paths::Paths,
        typescript::{if_available, type_name},
    },
    input::{item::shared_attributes, options::Options},
};

/// The attribute that holds the options of the derive.
const OWN: &str = "auth";

/// Expands the derive.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Diagnostics::default();
    let options = Options::of(&item.attrs, OWN, Place::TypeScript, &mut errors);
    let paths = Paths::new(options.path(CRATE));
    let name = match options.string(TS) {
        Some(written) => Some(quote!(::std::string::String::from(#written))),
        None => type_of(&item, &paths, &mut errors),
    };
    let is_wrong = !errors.is_empty();
    let errors = errors.drain();
    // A name in place of the unknown one, so that uses of the type are not further errors.
    let name = name.filter(|_| !is_wrong).unwrap_or_else(|| quote!(::std::string::String::from("unknown")));
    let (ident, attrs) = (&item.ident, shared_attributes(&item.attrs));
    let (generics, parameters, bounds) = item.generics.split_for_impl();
    let in_typescript = |name| paths.in_module("typescript", name);
    let (named, declarations) = (in_typescript("TypeScript"), in_typescript("Declarations"));
    let types = local("types");
    let implementation = quote! {
        #attrs
        #[automatically_derived]
        impl #generics #named for #ident #parameters #bounds {
            #[allow(unused_variables)]
            fn type_name(#types: &mut #declarations) -> ::std::string::String {
                #name
            }
        }
    };
    let implementation = if_available(&implementation, Span::call_site(), &paths);
    quote!(#implementation #(#errors)*)
}

/// Returns the expression that makes the name of the type.
fn type_of(item: &DeriveInput, paths: &Paths, errors: &mut Diagnostics) -> Option<TokenStream> {
    if !item.generics.params.is_empty() {
        errors.at(&item.generics, format!("the TypeScript type of a generic type is not known, {FIX} on it"));
        return None;
    }
    let serde = Serde::of(&item.attrs, Position::Type, errors);
    let types = local("types");
    let text = match &item.data {
        Data::Enum(data) => {
            let union = union(data, &serde, errors)?;
            quote!(::std::string::String::from(#union))
        }
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => object(fields, &serde, paths, errors),
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                // Serde writes the inner value alone.
                let field = fields.unnamed.first()?;
                let own = Options::of(&field.attrs, OWN, Place::TypeScriptField, errors);
                let name = type_name(&field.ty, own.string(TS), paths);
                return Some(quote!((#name)(#types)));
            }
            fields => {
                errors.at(fields, format!("fields without names are not inspected, {FIX} on the type"));
                return None;
            }
        },
        Data::Union(data) => {
            errors.at(data.union_token, "`#[derive(auth::TypeScript)]` goes on a struct or an enum");
            return None;
        }
    };
    let name = item.ident.unraw().to_string();
    Some(quote!(#types.declare::<Self>(#name, |#types| #text)))
}

/// Returns the type of an enum: the names of its plain variants.
fn union(item: &DataEnum, serde: &Serde, errors: &mut Diagnostics) -> Option<String> {
    let mut names = Vec::new();
    for variant in &item.variants {
        let own = Serde::of(&variant.attrs, Position::Member, errors);
        if own.is_skipped {
            continue;
        }
        if !matches!(variant.fields, Fields::Unit) {
            errors.at(&variant.fields, format!("variants with fields are not inspected, {FIX} on the enum"));
            return None;
        }
        let name = own.rename.unwrap_or_else(|| serde.rule.variant(&variant.ident.unraw().to_string()));
        names.push(format!("{name:?}"));
    }
    Some(if names.is_empty() { "never".to_owned() } else { names.join(" | ") })
}

/// Returns the type of a struct with named fields: `{ a: string, b?: number }`.
fn object(fields: &FieldsNamed, serde: &Serde, paths: &Paths, errors: &mut Diagnostics) -> TokenStream {
    let members = fields.named.iter().filter_map(|field| {
        let options = Options::of(&field.attrs, OWN, Place::TypeScriptField, errors);
        let position = if options.has(TS) { Position::NamedMember } else { Position::Member };
        let own = Serde::of(&field.attrs, position, errors);
        if own.is_skipped {
            return None;
        }
        let plain = field.ident.as_ref()?.unraw().to_string();
        let name = own.rename.unwrap_or_else(|| serde.rule.field(&plain));
        let ty = type_name(&field.ty, options.string(TS), paths);
        let optional = own.is_optional;
        Some(quote!((#name, #ty, #optional)))
    });
    let (members, types) = (members.collect::<Vec<_>>(), local("types"));
    let object = paths.in_module("typescript", "object");
    quote!(#object(#types, &[#(#members),*]))
}
