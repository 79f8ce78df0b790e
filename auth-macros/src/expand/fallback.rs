//! Stubs: when an attribute has errors, what it promises still exists, so that nothing else fails because of
//! it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::{
    Context,
    callback::{self, Generated, guarded_session, marker, this},
    provider, user,
};
use crate::{
    contract::{Event, Kind},
    diag::Diagnostics,
    input::Named,
    model::{Attribute, Callback, Head},
    paths::{pending, result},
};

/// The errors of a function, and a stub of its callback.
///
/// Where wiring looks at a type that is not known, an error stands in its place: the compiler asks no more of
/// such a type.
pub(crate) fn callback(
    callback: &Callback,
    head: &Head,
    context: &Context,
    errors: Diagnostics,
) -> TokenStream {
    let mut errors = errors.drain();
    let outcome = match (callback.kind, callback.kind.stub_outcome(&context.paths)) {
        (_, Some(legal)) => Some(legal),
        (Kind::Event(_), None) => None,
        (_, None) => callback.outcome.clone().or_else(|| no_type(&mut errors, context)),
    };
    let input = callback::input(callback, &callback.kind.contract(), &context.paths)
        .or_else(|| no_form(callback.kind, &mut errors, context));
    let session = match &callback.session {
        Some(session) => Some(quote!(#session)),
        None if callback.kind == Kind::Guard => no_type(&mut errors, context),
        None => None,
    };
    let session = session.and_then(|session| guarded_session(callback, head, &session, &context.paths));
    let stub = stub(callback, head, context, outcome, input);
    let described = (callback.kind == Kind::Provider).then(|| provider::stub(head, context));
    let marker = marker(head, &quote!(#session #stub #described), &context.paths);
    quote!(#(#errors)* #marker)
}

/// The errors of a function whose kind is unknown, and stubs of all that it can be.
pub(crate) fn any_callback(
    attribute: Attribute,
    head: &Head,
    context: &Context,
    errors: Diagnostics,
) -> TokenStream {
    let kinds: &[Kind] = match attribute {
        Attribute::Jwt => &[Kind::Jwt, Kind::JwtUpdate, Kind::JwtAccess],
        Attribute::Event => &[Kind::Event(Event::SignIn)],
        _ => &[],
    };
    let mut errors = errors.drain();
    let stubs: TokenStream = kinds
        .iter()
        .map(|kind| {
            let outcome = match kind {
                Kind::Jwt => no_type(&mut errors, context),
                kind => kind.stub_outcome(&context.paths),
            };
            stub(&unknown(*kind), head, context, outcome, None)
        })
        .collect();
    let marker = (!kinds.is_empty()).then(|| marker(head, &stubs, &context.paths));
    quote!(#(#errors)* #marker)
}

/// The errors of a type, and stubs of what the attribute promises for it.
pub(crate) fn named(
    attribute: Attribute,
    named: &Named,
    context: &Context,
    errors: Diagnostics,
) -> TokenStream {
    let mut errors = errors.drain();
    let Named { ident, generics } = named;
    if !generics.params.is_empty()
        && !matches!(
            attribute,
            Attribute::Jwt | Attribute::Session | Attribute::Credentials | Attribute::User
        )
    {
        return quote!(#(#errors)*);
    }
    let stubs = match attribute {
        Attribute::Jwt => {
            let source = source(ident, generics, context);
            let claims = claims(ident, generics, context);
            quote!(#claims #source)
        }
        Attribute::User => columns(ident, generics, context),
        Attribute::Session => session(ident, generics, context),
        Attribute::Credentials => form(ident, generics, context),
        _ => {
            let kind = match attribute {
                Attribute::SignIn => Kind::SignIn,
                Attribute::Redirect => Kind::Redirect,
                Attribute::Event => Kind::Event(Event::SignIn),
                Attribute::Authorize => Kind::Authorize,
                Attribute::Provider => Kind::Provider,
                _ => Kind::Guard,
            };
            let head =
                Head { ident: ident.clone(), vis: syn::Visibility::Inherited, beside: TokenStream::new() };
            let unknown = unknown(kind);
            let input = callback::input(&unknown, &kind.contract(), &context.paths)
                .or_else(|| no_form(kind, &mut errors, context));
            let session = (kind == Kind::Guard).then(|| no_type(&mut errors, context)).flatten();
            let session =
                session.and_then(|session| guarded_session(&unknown, &head, &session, &context.paths));
            let stub = stub(&unknown, &head, context, kind.stub_outcome(&context.paths), input);
            let described = (kind == Kind::Provider).then(|| provider::stub(&head, context));
            quote!(#session #stub #described)
        }
    };
    quote!(#(#errors)* #stubs)
}

/// The first error as a type: one of which the compiler asks nothing.
fn no_type(errors: &mut Vec<TokenStream>, context: &Context) -> Option<TokenStream> {
    let error = (!errors.is_empty()).then(|| errors.remove(0))?;
    let checked = context.paths.callback("legal", "Checked");
    Some(quote!(#checked<(), { #error }>))
}

/// The form of an authorize callback that does not say which: the first error.
fn no_form(kind: Kind, errors: &mut Vec<TokenStream>, context: &Context) -> Option<TokenStream> {
    let form = (kind == Kind::Authorize).then(|| no_type(errors, context))??;
    Some(quote!(type Form = #form;))
}

/// A callback of which only the kind is known.
fn unknown(kind: Kind) -> Callback {
    Callback {
        kind,
        arguments: Vec::new(),
        parts: Vec::new(),
        token: None,
        session: None,
        columns: None,
        input: None,
        outcome: None,
        outcome_span: proc_macro2::Span::call_site(),
    }
}

fn stub(
    callback: &Callback,
    head: &Head,
    context: &Context,
    outcome: Option<TokenStream>,
    input: Option<TokenStream>,
) -> TokenStream {
    let Context { paths, names } = context;
    let (contract, state) = (callback.kind.contract(), names.fresh("S"));
    let generated = Generated::new(callback, context);
    let Generated { generics, .. } = &generated;
    let Head { ident, beside, .. } = head;
    let callback_trait = generated.callback_trait(callback, &contract, head, paths);
    let outcome = outcome.map(|outcome| quote!(type Outcome = #outcome;));
    let this = this(callback.kind, &quote!(Self));
    let call = (!matches!(callback.kind, Kind::Event(_))).then(|| {
        let signature = generated.signature(callback, &contract, head, &state, paths);
        let (parameters, returns, pending) = (signature.parameters, signature.returns, pending());
        quote!(async fn call(#parameters) -> #returns { #pending })
    });
    quote! {
        #beside
        #[automatically_derived]
        impl<#generics> #callback_trait for #ident {
            #this
            #input
            #outcome
            #call
        }
    }
}

/// The generics of a stub for a type: its own, and the bounds that the traits ask for.
fn impl_for(ident: &Ident, generics: &syn::Generics) -> (TokenStream, TokenStream, TokenStream) {
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

fn claims(ident: &Ident, generics: &syn::Generics, context: &Context) -> TokenStream {
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

/// That a session can be made of a token.
fn source(ident: &Ident, generics: &syn::Generics, context: &Context) -> TokenStream {
    let (params, ty, bounds) = impl_for(ident, generics);
    user::token_source(&params, &ty, &bounds, &context.paths)
}

fn columns(ident: &Ident, generics: &syn::Generics, context: &Context) -> TokenStream {
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

fn session(ident: &Ident, generics: &syn::Generics, context: &Context) -> TokenStream {
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
            fn write_user<M: #serialize_map>(&self, _: &mut M) -> #write {
                ::core::result::Result::Ok(())
            }
            fn write_root<M: #serialize_map>(&self, _: &mut M) -> #write {
                ::core::result::Result::Ok(())
            }
        }
        #[automatically_derived]
        impl<#params #comma #state: #app_state, #token: #claims> #callback<#state, #token> for #ty #bounds {
            type This = Self;
            type Outcome = Self;
            async fn call(_: #call<'_, #state>, _: &#jwt<#token>) -> #returns { #pending }
        }
    }
}

fn form(ident: &Ident, generics: &syn::Generics, context: &Context) -> TokenStream {
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
