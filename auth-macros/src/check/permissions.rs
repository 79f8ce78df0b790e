//! The rules of enums of permissions.

use std::collections::{HashMap, HashSet};

use quote::quote;
use syn::{Fields, Ident, ItemEnum, ext::IdentExt};

use crate::{
    contract::option::MODULE,
    diag::Diagnostics,
    input::{item::shared_attributes, options::Options},
    model::{PermissionSet, PermissionVariant},
};

/// The number of permissions that fit into a set.
const MOST: usize = 128;

/// Checks an enum, and names its permissions.
pub(crate) fn permissions(item: &ItemEnum, options: &Options, errors: &mut Diagnostics) -> PermissionSet {
    let name = item.ident.unraw();
    if !item.generics.params.is_empty() {
        let message =
            "permissions cannot be generic, since each variant is one permission: remove the parameters";
        errors.at(&item.generics, message);
    }
    if item.variants.is_empty() {
        errors.at(
            &item.ident,
            format!("there are no permissions in this enum: `enum {name} {{ Read, Refund }}`"),
        );
    }
    if let Some(first) = item.variants.iter().nth(MOST) {
        let message = format!(
            "a set holds {MOST} permissions, and this enum has {}: put some of them into a second enum, with a grants \
                function of its own",
            item.variants.len()
        );
        errors.at(&first.ident, message);
    }
    let module = options.name(MODULE).cloned().unwrap_or_else(|| module(&item.ident, errors));
    let (mut seen, mut idents) = (HashMap::new(), HashSet::new());
    let mut variants = Vec::new();
    for variant in &item.variants {
        let ident = &variant.ident;
        let written = ident.unraw().to_string();
        // Two variants of one name are an error of the compiler already.
        if variant.attrs.is_empty() && !idents.insert(written.clone()) {
            continue;
        }
        if !matches!(variant.fields, Fields::Unit) {
            let message = format!(
                "a permission has no fields: write `{ident}` alone, and check in the handler, or with `#[auth::guard]`, \
                    what it is about"
            );
            errors.at(&variant.fields, message);
        }
        if !written.is_ascii() {
            let message = "the name of a permission is sent in headers: write it in ASCII letters";
            errors.at(ident, message);
        }
        let name = snake(&written);
        let of_names = |names: &[&str]| {
            let attrs =
                variant.attrs.iter().filter(|attr| names.iter().any(|name| attr.path().is_ident(name)));
            quote!(#(#attrs)*)
        };
        let (conditions, docs) = (of_names(&["cfg"]), of_names(&["doc", "deprecated"]));
        // Of two variants under conditions, one may be absent.
        let other = conditions.is_empty().then(|| seen.insert(name.clone(), written)).flatten();
        if let Some(other) = other {
            let message = format!(
                "`{other}` has the name `{name}` outside of the process already: rename one of the two"
            );
            errors.at(ident, message);
        }
        variants.push(PermissionVariant { ident: ident.clone(), name, conditions, docs });
    }
    let (ident, vis) = (item.ident.clone(), item.vis.clone());
    PermissionSet { ident, vis, attrs: shared_attributes(&item.attrs), module, variants }
}

/// Names the module after the enum.
fn module(ident: &Ident, errors: &mut Diagnostics) -> Ident {
    let name = snake(&ident.unraw().to_string());
    match name.as_str() {
        "crate" | "self" | "super" | "_" => {
            let message = format!(
                "no module can be called `{name}`: name it with `#[auth::permissions(module = permission)]`"
            );
            errors.at(ident, message);
            Ident::new("permission", ident.span())
        }
        name => syn::parse_str(name).map_or_else(
            |_| Ident::new_raw(name, ident.span()),
            |mut module: Ident| {
                module.set_span(ident.span());
                module
            },
        ),
    }
}

/// Spells a name in PascalCase in snake_case.
fn snake(name: &str) -> String {
    name.char_indices().fold(String::new(), |mut snake, (index, c)| {
        if index > 0 && c.is_uppercase() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
        snake
    })
}
