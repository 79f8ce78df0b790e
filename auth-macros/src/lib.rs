//! The attributes of `auth`. Use them through the facade crate, where each one is documented: `#[auth::jwt]`.
//!
//! `pipeline` runs an attribute through the phases:
//!
//! ```text
//! input → options → check → model → expand
//! ```
//!
//! The folders `input`, `check` and `expand` are phases, `model` is the result of the checks, and `derive` holds
//! the derives. All of them read the tables in `contract`. Everything works on `proc_macro2` tokens, so that
//! tests run without a compiler.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod check;
mod contract;
mod derive;
mod diag;
mod expand;
mod input;
mod model;
mod pipeline;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

use crate::contract::attribute::Attribute;

/// See `auth::jwt`.
#[proc_macro_attribute]
pub fn jwt(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::Jwt, options.into(), item.into()).into()
}

/// See `auth::session`.
#[proc_macro_attribute]
pub fn session(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::Session, options.into(), item.into()).into()
}

/// See `auth::sign_in`.
#[proc_macro_attribute]
pub fn sign_in(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::SignIn, options.into(), item.into()).into()
}

/// See `auth::sign_up`.
#[proc_macro_attribute]
pub fn sign_up(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::SignUp, options.into(), item.into()).into()
}

/// See `auth::second_factor`.
#[proc_macro_attribute]
pub fn second_factor(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::SecondFactor, options.into(), item.into()).into()
}

/// See `auth::delete_account`.
#[proc_macro_attribute]
pub fn delete_account(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::DeleteAccount, options.into(), item.into()).into()
}

/// See `auth::redirect`.
#[proc_macro_attribute]
pub fn redirect(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::Redirect, options.into(), item.into()).into()
}

/// See `auth::event`.
#[proc_macro_attribute]
pub fn event(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::Event, options.into(), item.into()).into()
}

/// See `auth::credentials`.
#[proc_macro_attribute]
pub fn credentials(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::Credentials, options.into(), item.into()).into()
}

/// See `auth::authorize`.
#[proc_macro_attribute]
pub fn authorize(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::Authorize, options.into(), item.into()).into()
}

/// See `auth::guard`.
#[proc_macro_attribute]
pub fn guard(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::Guard, options.into(), item.into()).into()
}

/// See `auth::provider`.
#[proc_macro_attribute]
pub fn provider(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::Provider, options.into(), item.into()).into()
}

/// See `auth::user`.
#[proc_macro_attribute]
pub fn user(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::User, options.into(), item.into()).into()
}

/// See `auth::api_key`.
#[proc_macro_attribute]
pub fn api_key(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::ApiKey, options.into(), item.into()).into()
}

/// See `auth::permissions`.
#[proc_macro_attribute]
pub fn permissions(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::Permissions, options.into(), item.into()).into()
}

/// See `auth::grants`.
#[proc_macro_attribute]
pub fn grants(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::Grants, options.into(), item.into()).into()
}

/// See `auth::legacy_password`.
#[proc_macro_attribute]
pub fn legacy_password(options: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::attribute(Attribute::LegacyPassword, options.into(), item.into()).into()
}

/// See `auth::TypeScript`.
#[proc_macro_derive(TypeScript, attributes(auth))]
pub fn typescript(item: TokenStream) -> TokenStream {
    derive::typescript::derive(item.into()).into()
}

/// Attaches generated items to the generated struct of a callback. An `impl` block can hold neither. If the items
/// are attached, the compiler reports the struct alone.
#[proc_macro_attribute]
pub fn attach(items: TokenStream, item: TokenStream) -> TokenStream {
    [item, items].into_iter().collect()
}

/// See `auth::FromRef`.
#[proc_macro_derive(FromRef, attributes(from_ref))]
pub fn from_ref(item: TokenStream) -> TokenStream {
    derive::from_ref::derive(item.into()).into()
}
