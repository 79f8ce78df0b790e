//! The rules of API keys: their prefix, and the fields of their content.

use quote::ToTokens;
use syn::{ItemStruct, LitStr, Meta};

use super::{fields::extension, tokens::has_reference};
use crate::{
    contract::{
        attribute::Attribute,
        option::{DEFAULT, PREFIX},
    },
    diag::Diagnostics,
    input::options::Options,
    model::{Extension, KeyRole},
};

/// The maximum length of a prefix.
const LONGEST: usize = 16;

/// Checks the prefix.
pub(crate) fn prefix(item: &ItemStruct, options: &Options, errors: &mut Diagnostics) -> String {
    let Some(prefix) = options.string(PREFIX) else {
        // An option that could not be read, or that is on a field, is not missing as well.
        if errors.is_empty() && !is_on_a_field(item) {
            let message = "an API key needs a prefix, by which people and scanners for leaked secrets recognise it: \
                write `#[auth::api_key(prefix = \"acme\")]`";
            errors.at(&item.ident, message);
        }
        return String::new();
    };
    let text = prefix.value();
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    if !(1..=LONGEST).contains(&text.len()) || !text.chars().all(fits) {
        errors.at(prefix, wrong(prefix));
    }
    text
}

/// Returns `true` if an attribute of a field has the prefix, which is reported there.
fn is_on_a_field(item: &ItemStruct) -> bool {
    let mut own =
        item.fields.iter().flat_map(|field| &field.attrs).filter(|attr| attr.path().is_ident("auth"));
    own.any(|attr| match &attr.meta {
        Meta::List(list) => list.tokens.clone().into_iter().any(|token| token.to_string() == PREFIX.key()),
        _ => false,
    })
}

/// Returns the error of a prefix, with the nearest one that fits.
fn wrong(prefix: &LitStr) -> String {
    let lower = prefix.value().to_lowercase();
    let nearest: String =
        lower.chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit()).take(LONGEST).collect();
    let nearest = if nearest.is_empty() { "acme" } else { &nearest };
    format!(
        "a prefix consists of 1 to {LONGEST} letters `a` to `z` and digits: write `prefix = \"{nearest}\"`"
    )
}

/// Checks the fields.
pub(crate) fn key(item: &ItemStruct, errors: &mut Diagnostics) -> Extension<KeyRole> {
    extension(Attribute::ApiKey, item, errors, |checked, errors| {
        let ty = &checked.field.ty;
        if has_reference(ty.to_token_stream()) {
            let message = "a key is read back from the database, so it cannot borrow: write `String` in place of \
                `&str`";
            errors.at(ty, message);
        }
        (KeyRole { default: checked.options.has(DEFAULT) }, true)
    })
}
