//! The rules of a state struct under `#[derive(FromRef)]`.

use std::collections::HashSet;

use quote::ToTokens;
use syn::{Data, DeriveInput, Fields, Ident, Type};

use crate::{
    contract::option::{Place, SKIP},
    diag::Diagnostics,
    input::options::Options,
};

/// The attribute that holds the options of the derive.
pub(crate) const OWN: &str = "from_ref";

/// Returns the fields that are parts of the state, without those that are skipped.
pub(crate) fn parts<'i>(item: &'i DeriveInput, errors: &mut Diagnostics) -> Vec<(&'i Ident, &'i Type)> {
    let mut seen = HashSet::new();
    let mut parts = Vec::new();
    for field in fields(item, errors).into_iter().flatten() {
        let Some(ident) = &field.ident else { continue };
        if Options::of(&field.attrs, OWN, Place::FromRefField, errors).has(SKIP) {
            continue;
        }
        if !seen.insert(field.ty.to_token_stream().to_string()) {
            let message = "another field has this type already, and a part of the state is found by its \
                type: put `#[from_ref(skip)]` on one of the two, or give it a type of its own";
            errors.at(&field.ty, message);
            continue;
        }
        parts.push((ident, &field.ty));
    }
    parts
}

/// Returns the fields of a struct that has named fields and is not generic.
fn fields<'i>(item: &'i DeriveInput, errors: &mut Diagnostics) -> Option<&'i Fields> {
    const FIX: &str =
        "goes on a struct with named fields, each of another type: `struct AppState { db: Db }`";
    match &item.data {
        Data::Struct(data) => {
            if !item.generics.params.is_empty() {
                errors.at(
                    &item.generics,
                    "a state under `#[derive(FromRef)]` cannot be generic: write the types out",
                );
            } else if !matches!(data.fields, Fields::Named(_)) {
                errors.at(&item.ident, format!("`#[derive(FromRef)]` {FIX}"));
            } else {
                return Some(&data.fields);
            }
        }
        Data::Enum(data) => errors.at(data.enum_token, format!("`#[derive(FromRef)]` {FIX}")),
        Data::Union(data) => errors.at(data.union_token, format!("`#[derive(FromRef)]` {FIX}")),
    }
    None
}
