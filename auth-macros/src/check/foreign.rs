//! Attributes of serde on structs of this crate, which read and write their fields without serde's derives.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, ItemEnum, ItemStruct};

use crate::{
    contract::{
        attribute,
        option::{Place, RENAME},
    },
    diag::Diagnostics,
    input::options::examples,
    model::Foreign,
};

/// Returns `true` if an attribute is one of serde, and the struct has none of its derives below the attribute of this
/// crate. A derive above it has been expanded already.
pub(crate) fn is_foreign(attr: &Attribute, item: &ItemStruct) -> bool {
    attr.path().is_ident("serde") && !derives(&item.attrs, &["Serialize", "Deserialize"])
}

/// Returns `true` if the attributes of an item mention one of these derives.
fn derives(attrs: &[Attribute], derives: &[&str]) -> bool {
    let mut words = attrs.iter().map(|attr| attr.to_token_stream().to_string());
    words.any(|words| derives.iter().any(|derive| words.contains(derive)))
}

/// The message for an attribute that would rename a permission.
const PERMISSION: &str = "outside of the process, a permission has the name of its variant in snake case: remove this \
    attribute, and rename the variant if it should have another name";

/// The message for a permission with a name of its own.
const NAMED: &str = "a permission has the name of its variant in snake case: remove this, and rename the variant if it should \
    have another name";

/// Takes the attributes of serde from an enum of permissions and its variants, and returns them, each with the message if the
/// enum has no derive above the attribute of this crate either. Those of this crate are errors.
pub(crate) fn take_from_permissions(item: &mut ItemEnum, errors: &mut Diagnostics) -> Vec<Foreign> {
    let of_serde = !derives(&item.attrs, &["Serialize", "Deserialize"]);
    let of_typescript = derives(&item.attrs, &["TypeScript"]);
    let mut foreign = Vec::new();
    let mut is_first = true;
    for variant in &mut item.variants {
        let is_name = |(_, value): &(syn::Token![=], syn::Expr)| matches!(value, syn::Expr::Lit(literal) if matches!(literal.lit, syn::Lit::Str(_)));
        if let Some((_, name)) = variant.discriminant.take_if(|discriminant| is_name(discriminant))
            && std::mem::take(&mut is_first)
        {
            errors.at(name, NAMED);
        }
    }
    let mut keep = |attr: &Attribute| {
        if attr.path().is_ident("serde") && of_serde {
            foreign.push(Foreign { path: path(attr), message: PERMISSION.to_owned() });
            return false;
        }
        if attr.path().is_ident("auth") && !of_typescript {
            errors.at(attr.path(), PERMISSION);
            return false;
        }
        true
    };
    item.attrs.retain(&mut keep);
    item.variants.iter_mut().for_each(|variant| variant.attrs.retain(&mut keep));
    foreign
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
