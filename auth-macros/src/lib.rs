//! The attributes of `auth`. Use them through the facade crate, where each one is documented: `#[auth::jwt]`.
//!
//! The files are the phases, in order: input → options → check (with arguments, fields and provider) →
//! model → expand. All of it works on `proc_macro2` tokens, so that tests run without a compiler.

mod arguments;
mod check;
mod conditional;
mod contract;
mod diag;
mod expand;
mod fields;
mod input;
mod model;
mod names;
mod options;
mod paths;
mod provider;
mod suggest;
#[cfg(test)]
mod tests;
mod typescript;
mod url;

use proc_macro::TokenStream;

use crate::model::Attribute;

/// See `auth::jwt`.
#[proc_macro_attribute]
pub fn jwt(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::attribute(Attribute::Jwt, options.into(), item.into()).into()
}

/// See `auth::session`.
#[proc_macro_attribute]
pub fn session(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::attribute(Attribute::Session, options.into(), item.into()).into()
}

/// See `auth::sign_in`.
#[proc_macro_attribute]
pub fn sign_in(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::attribute(Attribute::SignIn, options.into(), item.into()).into()
}

/// See `auth::redirect`.
#[proc_macro_attribute]
pub fn redirect(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::attribute(Attribute::Redirect, options.into(), item.into()).into()
}

/// See `auth::event`.
#[proc_macro_attribute]
pub fn event(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::attribute(Attribute::Event, options.into(), item.into()).into()
}

/// See `auth::credentials`.
#[proc_macro_attribute]
pub fn credentials(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::attribute(Attribute::Credentials, options.into(), item.into()).into()
}

/// See `auth::authorize`.
#[proc_macro_attribute]
pub fn authorize(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::attribute(Attribute::Authorize, options.into(), item.into()).into()
}

/// See `auth::guard`.
#[proc_macro_attribute]
pub fn guard(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::attribute(Attribute::Guard, options.into(), item.into()).into()
}

/// See `auth::provider`.
#[proc_macro_attribute]
pub fn provider(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::attribute(Attribute::Provider, options.into(), item.into()).into()
}

/// See `auth::user`.
#[proc_macro_attribute]
pub fn user(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::attribute(Attribute::User, options.into(), item.into()).into()
}

/// See `auth::TypeScript`.
#[proc_macro_derive(TypeScript, attributes(auth))]
pub fn typescript(item: TokenStream) -> TokenStream {
    typescript::derive(item.into()).into()
}

/// What an attribute generates for a function hangs on one struct, by this: an `impl` block can hold neither,
/// and the compiler says so of the struct alone.
#[proc_macro_attribute]
pub fn beside(items: TokenStream, item: TokenStream) -> TokenStream {
    [item, items].into_iter().collect()
}

/// See `auth::FromRef`.
#[proc_macro_derive(FromRef, attributes(from_ref))]
pub fn from_ref(item: TokenStream) -> TokenStream {
    expand::from_ref::derive(item.into()).into()
}
