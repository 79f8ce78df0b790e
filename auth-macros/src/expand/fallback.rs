//! The stubs of items with errors, so that code that uses the item does not fail as well.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::{
    api_key,
    callback::{self, Generated, this},
    context::Context,
    grants,
    guard::{self, guarded_session},
    marker::marker,
    paths::{Paths, pending, result},
    permissions, provider,
    refused::refused_type,
    user,
};
use crate::{
    contract::{
        attribute::Attribute,
        callback::Kind,
        option::{Place, Role},
    },
    diag::Diagnostics,
    input::item::Named,
    model::{Callback, Head},
};

/// Returns the errors of a function, and a stub of its callback.
///
/// If the builder needs a type that is not known, an error takes its place. The compiler then reports nothing
/// more about such a type.
pub(crate) fn callback(
    callback: &Callback,
    head: &Head,
    context: &Context,
    errors: Diagnostics,
) -> TokenStream {
    if callback.kind == Kind::Grants {
        let errors = errors.drain();
        let stub = grants::stub(callback, head, context);
        return quote!(#(#errors)* #stub);
    }
    let mut errors = errors.drain();
    let unknown = |errors: &mut Vec<TokenStream>| {
        no_type(errors, context).or_else(|| refused_type(callback, head, context))
    };
    let outcome = match (callback.kind, stub_outcome(callback.kind, &context.paths)) {
        (_, Some(legal)) => Some(legal),
        (Kind::Event(_), None) => None,
        (_, None) => callback.outcome.clone().or_else(|| unknown(&mut errors)),
    };
    let input = callback::input(callback, &callback.kind.contract()).or_else(|| {
        let form = takes_a_form(callback.kind).then(|| unknown(&mut errors))??;
        Some(quote!(type Form = #form;))
    });
    let session = match &callback.session {
        Some(session) => Some(quote!(#session)),
        None if callback.kind == Kind::Guard => unknown(&mut errors),
        None => None,
    };
    let session = session.and_then(|session| guarded_session(callback, head, &session, true, &context.paths));
    let holds = session.is_some();
    let stub = stub(callback, head, context, outcome, input);
    let described = (callback.kind == Kind::Provider).then(|| provider::stub(head, context));
    let items = quote!(#session #stub #described);
    let items = provider::behind_feature(callback.kind, items, head, &context.paths);
    let marker = match holds {
        true => guard::marker(head, &items, &context.paths),
        false => marker(head, &items, &context.paths),
    };
    quote!(#(#errors)* #marker)
}

/// Returns the errors of a function of unknown kind, and stubs of all kinds that it can be.
pub(crate) fn any_callback(
    attribute: Attribute,
    head: &Head,
    context: &Context,
    errors: Diagnostics,
) -> TokenStream {
    let kinds = kinds(attribute);
    let mut errors = errors.drain();
    let stubs: TokenStream = kinds
        .iter()
        .map(|kind| {
            let outcome = match kind {
                Kind::Jwt => no_type(&mut errors, context),
                kind => stub_outcome(*kind, &context.paths),
            };
            stub(&Callback::new(*kind), head, context, outcome, None)
        })
        .collect();
    let marker = (!kinds.is_empty()).then(|| marker(head, &stubs, &context.paths));
    quote!(#(#errors)* #marker)
}

/// Returns the kinds of callbacks that an attribute can make of a function, one for each trait.
fn kinds(attribute: Attribute) -> Vec<Kind> {
    let modes = Place::Item(attribute).options().into_iter().filter_map(|option| match option.role {
        Role::Mode(kind) => Some(kind),
        Role::Any | Role::StructOnly(_) => None,
    });
    let mut kinds: Vec<Kind> = attribute.callback().into_iter().chain(modes).collect();
    kinds.dedup_by_key(|kind| kind.contract().callback());
    kinds
}

/// Returns a legal outcome for the stub of a function that returns something else or nothing; `None` if the
/// builder needs the function's own type.
fn stub_outcome(kind: Kind, paths: &Paths) -> Option<TokenStream> {
    match kind {
        Kind::SignIn => Some(paths.callback("sign_in", "SignIn")),
        Kind::SignUp => Some(paths.callback("sign_up", "SignUp")),
        Kind::SecondFactor => Some(paths.callback("second_factor", "SecondFactor")),
        Kind::Redirect => Some(paths.callback("redirect", "Target")),
        Kind::JwtUpdate | Kind::DeleteAccount => Some(quote!(())),
        Kind::JwtAccess => Some(paths.callback("jwt", "Access")),
        Kind::Guard | Kind::LegacyPassword => Some(quote!(bool)),
        Kind::Authorize | Kind::Provider => Some(paths.private("User")),
        Kind::Jwt | Kind::Session | Kind::Event(_) | Kind::Grants => None,
    }
}

/// Returns the errors of a type, and stubs of the traits that the attribute promises for it.
pub(crate) fn named(
    attribute: Attribute,
    named: &Named,
    context: &Context,
    errors: Diagnostics,
) -> TokenStream {
    let mut errors = errors.drain();
    let Named { ident, generics } = named;
    if !generics.params.is_empty() && !attribute.goes_on_structs() {
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
        Attribute::ApiKey => {
            let (params, ty, bounds) = impl_for(ident, generics);
            api_key::stub(&params, &ty, &bounds, &context.paths)
        }
        Attribute::Permissions => permissions::stub_of(ident, generics, context),
        // A function that grants nothing promises nothing.
        Attribute::Grants => TokenStream::new(),
        Attribute::SignIn
        | Attribute::SignUp
        | Attribute::SecondFactor
        | Attribute::DeleteAccount
        | Attribute::Redirect
        | Attribute::Event
        | Attribute::Authorize
        | Attribute::Guard
        | Attribute::Provider
        | Attribute::LegacyPassword => {
            let kind = attribute.callback();
            kind.map(|kind| function_of(kind, ident, context, &mut errors)).unwrap_or_default()
        }
    };
    quote!(#(#errors)* #stubs)
}

/// Returns a stub of a callback for a type that takes the place of a function.
fn function_of(kind: Kind, ident: &Ident, context: &Context, errors: &mut Vec<TokenStream>) -> TokenStream {
    let head = Head { ident: ident.clone(), vis: syn::Visibility::Inherited, attrs: TokenStream::new() };
    let unknown = Callback::new(kind);
    let input = callback::input(&unknown, &kind.contract()).or_else(|| no_form(kind, errors, context));
    let session = (kind == Kind::Guard).then(|| no_type(errors, context)).flatten();
    let session =
        session.and_then(|session| guarded_session(&unknown, &head, &session, false, &context.paths));
    let stub = stub(&unknown, &head, context, stub_outcome(kind, &context.paths), input);
    let described = (kind == Kind::Provider).then(|| provider::stub(&head, context));
    provider::behind_feature(kind, quote!(#session #stub #described), &head, &context.paths)
}

/// Returns the first error as a type, about which the compiler asks nothing.
fn no_type(errors: &mut Vec<TokenStream>, context: &Context) -> Option<TokenStream> {
    let error = (!errors.is_empty()).then(|| errors.remove(0))?;
    let checked = context.paths.callback("wiring", "Checked");
    Some(quote!(#checked<(), { #error }>))
}

/// Returns `true` if a callback has a form.
fn takes_a_form(kind: Kind) -> bool {
    matches!(kind, Kind::Authorize | Kind::SignUp)
}

/// Returns the form of a callback that does not name it: the first error.
fn no_form(kind: Kind, errors: &mut Vec<TokenStream>, context: &Context) -> Option<TokenStream> {
    let form = takes_a_form(kind).then(|| no_type(errors, context))??;
    Some(quote!(type Form = #form;))
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
    let Head { ident, attrs, .. } = head;
    let callback_trait = generated.callback_trait(callback, &contract, head, paths);
    let outcome = outcome.map(|outcome| quote!(type Outcome = #outcome;));
    let this = this(callback.kind, &quote!(Self));
    let call = (!matches!(callback.kind, Kind::Event(_))).then(|| {
        let signature = generated.signature(callback, &contract, head, &state, paths);
        let (parameters, returns, pending) = (signature.parameters, signature.returns, pending());
        quote!(async fn call(#parameters) -> #returns { #pending })
    });
    quote! {
        #attrs
        #[automatically_derived]
        impl<#generics> #callback_trait for #ident {
            #this
            #input
            #outcome
            #call
        }
    }
}

/// Returns the generics of a stub for a type: its own, and the bounds that the traits require.
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

/// Makes a token a source of sessions.
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
