//! The traits of an enum of permissions, and the module with a type for each permission.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Generics, Visibility, ext::IdentExt};

use super::{context::Context, paths::Paths};
use crate::model::{PermissionSet, PermissionVariant};

/// Implements `Permissions` for the enum, and makes the module.
pub(crate) fn expand(permissions: &PermissionSet, context: &Context) -> TokenStream {
    let Context { paths, .. } = context;
    let PermissionSet { ident, attrs, variants, .. } = permissions;
    let trait_path = paths.private("Permissions");
    let conditions: Vec<_> = variants.iter().map(|variant| &variant.conditions).collect();
    let idents: Vec<_> = variants.iter().map(|variant| &variant.ident).collect();
    let names = variants.iter().map(|variant| &variant.name);
    let bits = 0_u32..;
    let implementation = quote! {
        #attrs
        #[automatically_derived]
        #[allow(deprecated)]
        impl #trait_path for #ident {
            const ALL: &'static [Self] = &[#(#conditions Self::#idents),*];
            fn bit(&self) -> u32 {
                match self { #(#conditions Self::#idents => #bits,)* }
            }
            fn name(&self) -> &'static str {
                match self { #(#conditions Self::#idents => #names,)* }
            }
        }
    };
    let types = types(permissions, paths, |variant| {
        let name = &variant.ident;
        quote!(::core::option::Option::Some(#ident::#name))
    });
    quote!(#implementation #types)
}

/// Returns the module, and what each type in it needs. The traits are implemented outside of the module, which cannot
/// name the enum if both are in the body of a function.
fn types(
    permissions: &PermissionSet,
    paths: &Paths,
    permission: impl Fn(&PermissionVariant) -> TokenStream,
) -> TokenStream {
    let PermissionSet { ident, vis, attrs, module, variants } = permissions;
    let inner = inside(vis);
    let type_trait = paths.private("PermissionType");
    let markers = variants.iter().map(
        |PermissionVariant { ident, conditions, docs, .. }| quote!(#conditions #docs #inner enum #ident {}),
    );
    let implementations = variants.iter().map(|variant| {
        let PermissionVariant { ident: marker, conditions, .. } = variant;
        let permission = permission(variant);
        quote! {
            #attrs
            #conditions
            #[automatically_derived]
            #[allow(deprecated)]
            impl #type_trait for #module::#marker {
                type Permission = #ident;
                fn permission() -> ::core::option::Option<#ident> {
                    #permission
                }
            }
        }
    });
    let docs = format!("The permissions of `{}` as types, for `Can<…>`.", ident.unraw());
    quote! {
        #attrs
        #[doc = #docs]
        #[allow(
            dead_code, missing_debug_implementations, missing_docs, non_camel_case_types, unreachable_pub
        )]
        #vis mod #module {
            #(#markers)*
        }
        #(#implementations)*
    }
}

/// Returns the visibility of an item in a module, so that it is visible where the module's neighbours are.
fn inside(vis: &Visibility) -> TokenStream {
    match vis {
        Visibility::Inherited => quote!(pub(super)),
        Visibility::Public(_) => quote!(pub),
        Visibility::Restricted(restricted) => {
            let path = &restricted.path;
            let first = path.segments.first().map(|segment| segment.ident.to_string());
            match first.as_deref() {
                Some("self") if path.segments.len() == 1 => quote!(pub(super)),
                Some("self") => {
                    let rest = path.segments.iter().skip(1);
                    quote!(pub(in super #(::#rest)*))
                }
                Some("super") => quote!(pub(in super::#path)),
                _ => quote!(#restricted),
            }
        }
    }
}

/// Returns a stub of an enum with errors: its permissions exist, and no session has them.
pub(crate) fn stub(permissions: &PermissionSet, generics: &Generics, context: &Context) -> TokenStream {
    let implementation = stub_of(&permissions.ident, generics, context);
    if !generics.params.is_empty() {
        return implementation;
    }
    let types = types(permissions, &context.paths, |_| quote!(::core::option::Option::None));
    quote!(#implementation #types)
}

/// Returns a stub of the trait for a type with errors.
pub(crate) fn stub_of(ident: &Ident, generics: &Generics, context: &Context) -> TokenStream {
    let trait_path = context.paths.private("Permissions");
    let (parameters, arguments, bounds) = generics.split_for_impl();
    // The trait demands `'static`, which the parameters of the type need not be.
    if generics.lifetimes().next().is_some() {
        return TokenStream::new();
    }
    let predicates = bounds.map(|bounds| {
        let predicates = &bounds.predicates;
        quote!(#predicates,)
    });
    quote! {
        #[automatically_derived]
        impl #parameters #trait_path for #ident #arguments where #predicates Self: 'static {
            const ALL: &'static [Self] = &[];
            fn bit(&self) -> u32 {
                0
            }
            fn name(&self) -> &'static str {
                ""
            }
        }
    }
}
