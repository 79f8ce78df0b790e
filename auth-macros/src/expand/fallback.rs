//! The stubs of items with errors, so that code that uses the item does not fail as well.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::{
    api_key, callback,
    callback_stub::{stub, stub_outcome},
    context::Context,
    grants,
    guard::{self, guarded_session},
    marker::marker,
    misplaced, permissions, provider,
    refused::refused_type,
    type_stub,
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
    // The attribute may be the mistake, and the function something else.
    let may_be_another = callback.may_be_another && callback.kind != Kind::Provider && !errors.is_empty();
    let others =
        may_be_another.then(|| misplaced::callbacks(head, context, &errors.remove(0), Some(callback.kind)));
    let misplaced = may_be_another.then(|| misplaced::unknown(head, context));
    let unknown = |errors: &mut Vec<TokenStream>| {
        let unknown = misplaced.clone().or_else(|| no_type(errors, context));
        unknown.or_else(|| refused_type(callback, head, context))
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
    let items = quote!(#session #stub #described #others);
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
    if kinds.is_empty() && !errors.is_empty() {
        let first = errors.remove(0);
        return misplaced(head, context, first, &errors);
    }
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

/// Returns the error of a function under the attribute of another callback, and stubs of all kinds. `meant` is the callback
/// that the function is.
pub(crate) fn of_any_attribute(
    meant: &Callback,
    head: &Head,
    context: &Context,
    errors: Diagnostics,
) -> TokenStream {
    let mut errors = errors.drain();
    match meant.kind {
        Kind::Grants if meant.grants_something() => {
            let stub = grants::stub(meant, head, context);
            quote!(#(#errors)* #stub)
        }
        Kind::Provider => {
            let outcome = stub_outcome(Kind::Provider, &context.paths);
            let stub = stub(&Callback::new(Kind::Provider), head, context, outcome, None);
            let described = provider::stub(head, context);
            let items =
                provider::behind_feature(Kind::Provider, quote!(#stub #described), head, &context.paths);
            let marker = marker(head, &items, &context.paths);
            quote!(#(#errors)* #marker)
        }
        _ if errors.is_empty() => TokenStream::new(),
        _ => {
            let error = errors.remove(0);
            misplaced(head, context, error, &errors)
        }
    }
}

/// Returns the errors of a function, and stubs of all callbacks that it may be.
fn misplaced(head: &Head, context: &Context, first: TokenStream, errors: &[TokenStream]) -> TokenStream {
    let stubs = misplaced::callbacks(head, context, &first, None);
    let marker = marker(head, &stubs, &context.paths);
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
        // `from` is an option of `#[auth::session]`, so that one may have been meant.
        Attribute::Jwt if generics.params.is_empty() => type_stub::any_struct(named, context),
        Attribute::Jwt => {
            let source = type_stub::source(ident, generics, context);
            let claims = type_stub::claims(ident, generics, context);
            quote!(#claims #source)
        }
        Attribute::User => type_stub::columns(ident, generics, context),
        Attribute::Session => type_stub::session(ident, generics, context),
        Attribute::Credentials => type_stub::form(ident, generics, context),
        Attribute::ApiKey => {
            let (params, ty, bounds) = type_stub::impl_for(ident, generics);
            api_key::stub(&params, &ty, &bounds, &context.paths)
        }
        Attribute::Permissions => {
            let other = type_stub::any_struct(named, context);
            let permissions = permissions::stub_of(ident, generics, context);
            quote!(#permissions #other)
        }
        Attribute::Grants => type_stub::any_struct(named, context),
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
            let function = kind.map(|kind| function_of(kind, ident, context, &mut errors));
            let other = type_stub::any_struct(named, context);
            quote!(#function #other)
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
