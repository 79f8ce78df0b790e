//! The traits that list the members of a struct with their types in TypeScript.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{LitStr, Type, ext::IdentExt, spanned::Spanned};

use super::{context::Context, names::local, paths::Paths};
use crate::{
    contract::attribute::Attribute,
    input::item::Named,
    model::{ClaimRole, Extension, PermissionSet, Presence, SessionRole},
};

/// Makes the name of a type in TypeScript, from the option of the field or from its Rust type.
pub(crate) fn type_name(ty: &Type, written: Option<&LitStr>, paths: &Paths) -> TokenStream {
    match written {
        Some(written) => quote!(|_| ::std::string::String::from(#written)),
        None => {
            let span = ty.span();
            let declarations = paths.in_module_at("typescript", "Declarations", span);
            let probe = paths.in_module_at("typescript", "probe", span);
            let types = local("types");
            // The type has its name by this crate, or by `ts-rs`; otherwise the last trait reports it.
            quote_spanned! {span=>
                |#types: &mut #declarations| {
                    #[allow(unused_imports)]
                    use #probe::{Other as _, Own as _, Unknown as _};
                    (&&&#probe::Probe::<#ty>::new()).type_name(#types)
                }
            }
        }
    }
}

/// Implements `TokenTypes`. `flag` is the option that asks for it.
pub(crate) fn claims(token: &Extension<ClaimRole>, flag: &Ident, context: &Context) -> TokenStream {
    let Context { paths, .. } = context;
    let members = local("members");
    let claims = token.fields.iter().filter(|field| !field.role.is_rest()).map(|field| {
        let (wire, ty) = (&field.wire, type_name(&field.ty, field.role.ts.as_ref(), paths));
        let has_default = matches!(field.role.presence, Presence::Default);
        quote!(#members.claim(#wire, #ty, #has_default);)
    });
    list("TokenTypes", token, quote!(#(#claims)*), flag, paths)
}

/// Implements `SessionTypes`.
pub(crate) fn session(session: &Extension<SessionRole>, flag: &Ident, context: &Context) -> TokenStream {
    let Context { paths, .. } = context;
    let members = local("members");
    let fields = session.fields.iter().map(|field| {
        let (wire, ty) = (&field.wire, type_name(&field.ty, field.role.ts.as_ref(), paths));
        let in_user = !field.role.root;
        quote!(#members.field(#wire, #ty, #in_user);)
    });
    list("SessionTypes", session, quote!(#(#fields)*), flag, paths)
}

/// Implements `TypeScript` for an enum of permissions: the union of their names.
pub(crate) fn permissions(permissions: &PermissionSet, flag: &Ident, context: &Context) -> TokenStream {
    let Context { paths, .. } = context;
    let PermissionSet { ident, attrs, .. } = permissions;
    let in_typescript = |name| paths.in_module("typescript", name);
    let (named, declarations) = (in_typescript("TypeScript"), in_typescript("Declarations"));
    let (types, name) = (local("types"), ident.unraw().to_string());
    let implementation = quote! {
        #attrs
        #[automatically_derived]
        impl #named for #ident {
            fn type_name(#types: &mut #declarations) -> ::std::string::String {
                #types.permissions::<Self>(#name)
            }
        }
    };
    if_available(&implementation, flag.span(), paths)
}

fn list<F>(
    name: &str,
    extension: &Extension<F>,
    listed: TokenStream,
    flag: &Ident,
    paths: &Paths,
) -> TokenStream {
    let Extension { ident, attrs, .. } = extension;
    let (listed_trait, members_type) =
        (paths.in_module("typescript", name), paths.in_module("typescript", "Members"));
    let members = if listed.is_empty() { quote!(_) } else { local("members").into_token_stream() };
    let implementation = quote! {
        #attrs
        #[automatically_derived]
        impl #listed_trait for #ident {
            fn list(#members: &mut #members_type<'_>) {
                #listed
            }
        }
    };
    if_available(&implementation, flag.span(), paths)
}

/// Implements the trait for a struct with errors, which exports nothing.
pub(crate) fn stub(attribute: Attribute, named: &Named, flag: &Ident, paths: &Paths) -> TokenStream {
    let name = if attribute == Attribute::Jwt { "TokenTypes" } else { "SessionTypes" };
    let (listed_trait, members_type) =
        (paths.in_module("typescript", name), paths.in_module("typescript", "Members"));
    let ident = &named.ident;
    let (generics, parameters, bounds) = named.generics.split_for_impl();
    let implementation = quote! {
        #[automatically_derived]
        impl #generics #listed_trait for #ident #parameters #bounds {
            fn list(_: &mut #members_type<'_>) {}
        }
    };
    if_available(&implementation, flag.span(), paths)
}

/// Returns the item if the feature `typescript` is on, and otherwise an error at `span`.
pub(crate) fn if_available(item: &TokenStream, span: Span, paths: &Paths) -> TokenStream {
    let available = paths.private_at("with_typescript", span);
    quote_spanned!(span=> #available! { #item })
}
