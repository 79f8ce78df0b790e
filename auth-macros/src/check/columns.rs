//! The rules of the application's own columns of the table of users.

use quote::ToTokens;
use syn::{ItemStruct, ext::IdentExt};

use super::{
    fields::{Checked, extension},
    tokens::has_reference,
};
use crate::{
    contract::{
        attribute::Attribute,
        option::{DEFAULT, PERSONAL},
        reserved::{List, Reserved},
    },
    diag::Diagnostics,
    model::{ColumnRole, Extension},
};

/// Checks the columns.
pub(crate) fn columns(item: &ItemStruct, errors: &mut Diagnostics) -> Extension<ColumnRole> {
    extension(Attribute::User, item, errors, |checked, errors| {
        name(checked, errors);
        let ty = &checked.field.ty;
        if has_reference(ty.to_token_stream()) {
            let message = "a column is read back from the database, so it cannot borrow: write `String` in place \
                of `&str`";
            errors.at(ty, message);
        }
        (ColumnRole { default: checked.options.has(DEFAULT), personal: checked.options.has(PERSONAL) }, true)
    })
}

/// Checks the name of a column, and the name of its field, through which users read it. Databases ignore case.
fn name(checked: &Checked<'_>, errors: &mut Diagnostics) {
    let Checked { field, wire, .. } = checked;
    let ident = field.ident.as_ref().map(|ident| ident.unraw().to_string()).unwrap_or_default();
    let is_column = |name: &str| wire.eq_ignore_ascii_case(name);
    let is_sign = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_plain = wire.chars().all(is_sign) && !wire.starts_with(|c: char| c.is_ascii_digit());
    let reserved = Reserved::find(List::Column, |name| is_column(name) || ident == name);
    if let Some(reserved) = reserved {
        let tokens = if is_column(reserved.name) { checked.name() } else { field.ident.to_token_stream() };
        errors.at(tokens, reserved.message());
    } else if !wire.is_empty() && !is_plain {
        let message = "a column name consists of ASCII letters, digits and `_`, and does not start with a digit: \
            write `rename = \"column_name\"`";
        errors.at(checked.name(), message);
    } else if ident == "columns" {
        let message = "`user.columns` is this whole struct: give the field another name, and the column its own by \
            `#[auth(rename = \"columns\")]`";
        errors.at(&field.ident, message);
    }
}
