//! The items that attributes go on, and the errors for all others.

use crate::contract::attribute::Attribute;

/// Returns the error for an item that the attribute does not go on.
pub(crate) fn wrong_item(attribute: Attribute, found: &str) -> String {
    let other = match (attribute, found) {
        (Attribute::Authorize | Attribute::SignUp, "a struct") => {
            "; the struct of a form has `#[auth::credentials]`"
        }
        (Attribute::Credentials, "a function") => {
            "; the function that checks the form has `#[auth::authorize]`"
        }
        (Attribute::Grants, "an enum") => "; the enum has `#[auth::permissions]`",
        (Attribute::Permissions, "a function") => "; the function has `#[auth::grants]`",
        _ => "",
    };
    format!("{}{other}", goes_on(attribute, found))
}

fn goes_on(attribute: Attribute, found: &str) -> String {
    let name = attribute.name();
    match attribute.callback() {
        Some(_) if attribute.goes_on_structs() => format!(
            "`#[auth::{name}]` goes on a struct with named fields or on an `async fn`, not on {found}"
        ),
        Some(kind) if kind.may_be_sync() => {
            let example = kind.contract().example;
            format!("`#[auth::{name}]` goes on a function, not on {found}: `{example}`")
        }
        Some(kind) => {
            let example = kind.contract().example;
            format!("`#[auth::{name}]` goes on an `async fn`, not on {found}: `{example}`")
        }
        None if attribute.goes_on_enums() => {
            format!("`#[auth::{name}]` goes on an enum, not on {found}: `enum Permission {{ Read, Refund }}`")
        }
        None => not_a_struct(attribute, found),
    }
}

/// Returns the error for an item that is not a struct with named fields.
pub(crate) fn not_a_struct(attribute: Attribute, found: &str) -> String {
    let name = attribute.name();
    format!(
        "`#[auth::{name}]` goes on a struct with named fields, not on {found}: `struct Name {{ field: Type }}`"
    )
}

/// Returns the error for another attribute of this crate on the same item.
pub(crate) fn second_attribute(attribute: Attribute, other: &str) -> String {
    let name = attribute.name();
    if other == name {
        return format!("`#[auth::{name}]` appears here twice: remove one of the two");
    }
    format!(
        "this item already has `#[auth::{name}]`, and an item is only one thing: remove one of the two, or write a \
            second item for `#[auth::{other}]`"
    )
}
