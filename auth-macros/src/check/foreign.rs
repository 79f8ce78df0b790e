//! Attributes of serde on structs of this crate, which read and write their fields without serde's derives.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, ItemStruct};

use crate::{
    contract::{
        attribute,
        option::{Place, RENAME},
    },
    input::options::examples,
    model::Foreign,
};

/// Returns `true` if an attribute is one of serde, and the struct has none of its derives below the attribute of this
/// crate. A derive above it has been expanded already.
pub(crate) fn is_foreign(attr: &Attribute, item: &ItemStruct) -> bool {
    attr.path().is_ident("serde") && !derives_serde(item)
}

/// Returns `true` if the attributes of a struct mention serde's derives.
fn derives_serde(item: &ItemStruct) -> bool {
    let mut words = item.attrs.iter().map(|attr| attr.to_token_stream().to_string());
    words.any(|words| ["Serialize", "Deserialize"].iter().any(|derive| words.contains(derive)))
}

/// Returns the attributes of serde on a struct and on its fields, each with the message if the struct has no derive above
/// the attribute of this crate either.
pub(crate) fn find(attribute: attribute::Attribute, item: &ItemStruct) -> Vec<Foreign> {
    let on_struct = item.attrs.iter().map(|attr| (attr, true));
    let on_fields = item.fields.iter().flat_map(|field| &field.attrs).map(|attr| (attr, false));
    let foreign = on_struct.chain(on_fields).filter(|(attr, _)| is_foreign(attr, item));
    foreign
        .map(|(attr, on_struct)| Foreign { path: path(attr), message: message(attribute, attr, on_struct) })
        .collect()
}

fn path(attr: &Attribute) -> TokenStream {
    attr.path().to_token_stream()
}

fn message(attribute: attribute::Attribute, attr: &Attribute, on_struct: bool) -> String {
    let words = attr.to_token_stream().to_string();
    let takes_rename = Place::Field(attribute).options().iter().any(|option| option.key() == RENAME.key());
    let options = examples(Place::Field(attribute));
    match on_struct {
        true if words.contains("rename") && takes_rename => {
            "`#[serde(…)]` renames nothing here: give each field its name by `#[auth(rename = \"…\")]`".to_owned()
        }
        true if words.contains("deny_unknown_fields") && attribute == attribute::Attribute::Jwt => {
            "undeclared claims are ignored here, or kept by a field under `#[auth(rest)]`: remove this attribute".to_owned()
        }
        true => format!(
            "`#[serde(…)]` belongs to serde's derives, and this struct has none: write `#[auth(…)]` on its fields, with {options}"
        ),
        false => format!(
            "`#[serde(…)]` belongs to serde's derives, and this struct has none: write `#[auth(…)]` with {options}"
        ),
    }
}
