//! The stubs of structs and enums: the traits that an attribute promises, with nothing behind them.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::{
    api_key,
    context::Context,
    paths::{pending, result},
    user,
};
use crate::input::item::Named;

/// Returns stubs of the traits of structs, for one under an attribute that does not go on structs.
pub(crate) fn any_struct(named: &Named, context: &Context) -> TokenStream {
    let Named { ident, generics } = named;
    if !generics.params.is_empty() {
        return TokenStream::new();
    }
    let (params, ty, bounds) = impl_for(ident, generics);
    let key = api_key::stub(&params, &ty, &bounds, &context.paths);
    let (claims, source) = (claims(ident, generics, context), source(ident, generics, context));
    let (session, form) = (session(ident, generics, context), form(ident, generics, context));
    quote!(#claims #source #session #form #key)
}

/// Returns the generics of a stub for a type: its own, and the bounds that the traits require.
pub(crate) fn impl_for(ident: &Ident, generics: &syn::Generics) -> (TokenStream, TokenStream, TokenStream) {
    let (_, type_generics, bounds) = generics.split_for_impl();
    let params = &generics.params;
    let bounds = bounds.map(|bounds| {
        let predicates = &bounds.predicates;
        quote!(#predicates,)
    });
    let ty = quote!(#ident #type_generics);
    let bounds = (!params.is_empty())
        .then(|| quote!(where #bounds Self: ::core::marker::Send + ::core::marker::Sync + 'static));
    (quote!(#params), ty, quote!(#bounds))
}

pub(crate) fn claims(ident: &Ident, generics: &syn::Generics, context: &Context) -> TokenStream {
    let Context { paths, .. } = context;
    let (params, ty, bounds) = impl_for(ident, generics);
    let claims = paths.in_module("claims", "Claims");
    let (map_access, serialize_map) = (paths.serde("de", "MapAccess"), paths.serde("ser", "SerializeMap"));
    let error = paths.serde("de", "Error");
    let (read, finish, write) = (
        result(&quote!(bool), &quote!(A::Error)),
        result(&quote!(Self), &quote!(E)),
        result(&quote!(()), &quote!(M::Error)),
    );
    quote! {
        #[automatically_derived]
        impl<#params> #claims for #ty #bounds {
            type Partial = ();
            fn read<'de, A: #map_access<'de>>(_: &mut (), _: &str, _: &mut A) -> #read {
                ::core::result::Result::Ok(false)
            }
            fn finish<E: #error>(_: ()) -> #finish {
                ::core::result::Result::Err(E::custom(""))
            }
            fn write<M: #serialize_map>(&self, _: &mut M) -> #write {
                ::core::result::Result::Ok(())
            }
        }
    }
}

/// Makes a token a source of sessions.
pub(crate) fn source(ident: &Ident, generics: &syn::Generics, context: &Context) -> TokenStream {
    let (params, ty, bounds) = impl_for(ident, generics);
    user::token_source(&params, &ty, &bounds, &context.paths)
}

pub(crate) fn columns(ident: &Ident, generics: &syn::Generics, context: &Context) -> TokenStream {
    let Context { paths, .. } = context;
    let (params, ty, bounds) = impl_for(ident, generics);
    let bounds = match params.is_empty() {
        true => bounds,
        false => quote!(#bounds, Self: ::core::clone::Clone),
    };
    let data = paths.private("UserData");
    let (columns, error) = (paths.private("ExtraColumns"), paths.private("ColumnError"));
    let (read, write) = (result(&quote!(Self), &error), result(&columns, &error));
    let failed = quote!(::core::result::Result::Err(#error::new("")));
    let source = user::user_source(&params, &ty, &bounds, paths);
    quote! {
        #[automatically_derived]
        impl<#params> #data for #ty #bounds {
            type Declared = Self;
            const COLUMNS: &'static [&'static str] = &[];
            fn of_new_user() -> Self {
                loop {}
            }
            fn read(_: &#columns) -> #read {
                #failed
            }
            fn write(&self) -> #write {
                #failed
            }
        }
        #source
    }
}

pub(crate) fn session(ident: &Ident, generics: &syn::Generics, context: &Context) -> TokenStream {
    let Context { paths, names } = context;
    let (params, ty, bounds) = impl_for(ident, generics);
    let comma = (!params.is_empty() && !generics.params.trailing_punct()).then(|| quote!(,));
    let (state, token) = (names.fresh("S"), names.fresh("T"));
    let (data, callback) =
        (paths.in_module("session_data", "SessionData"), paths.callback("session", "SessionCallback"));
    let call = paths.callback("session", "SessionCall");
    let (app_state, claims, jwt) =
        (paths.private("AppState"), paths.in_module("claims", "Claims"), paths.private("Jwt"));
    let serialize_map = paths.serde("ser", "SerializeMap");
    let write = result(&quote!(()), &quote!(M::Error));
    let returns = result(&quote!(Self), &paths.callback("jwt", "InvalidPayload"));
    let pending = pending();
    quote! {
        #[automatically_derived]
        impl<#params> #data for #ty #bounds {
            type Exists = ();
            fn write_user<M: #serialize_map>(&self, _: &mut M) -> #write {
                ::core::result::Result::Ok(())
            }
            fn write_root<M: #serialize_map>(&self, _: &mut M) -> #write {
                ::core::result::Result::Ok(())
            }
        }
        #[automatically_derived]
        impl<#params #comma #state: #app_state, #token: #claims> #callback<#state, #token> for #ty #bounds {
            type Wired = Self;
            type Outcome = Self;
            async fn call(_: #call<'_, #state>, _: &#jwt<#token>) -> #returns { #pending }
        }
    }
}

pub(crate) fn form(ident: &Ident, generics: &syn::Generics, context: &Context) -> TokenStream {
    let Context { paths, .. } = context;
    let (params, ty, bounds) = impl_for(ident, generics);
    let in_form = |name| paths.in_module("form", name);
    let (form, field, input, error) =
        (in_form("CredentialsForm"), in_form("Field"), in_form("FormInput"), in_form("FieldError"));
    let parse = result(&quote!(Self), &error);
    quote! {
        #[automatically_derived]
        impl<#params> #form for #ty #bounds {
            const FIELDS: &'static [#field] = &[];
            fn parse(_: &dyn #input) -> #parse {
                ::core::result::Result::Err(#error::Missing(""))
            }
        }
    }
}
