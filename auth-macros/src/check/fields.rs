//! The rules that all structs share: named fields, their options, and distinct names.

use std::collections::HashSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Field, Fields, GenericParam, Generics, ItemStruct, LitStr, Type, ext::IdentExt};

use super::{foreign, item::not_a_struct};
use crate::{
    contract::{
        attribute::Attribute,
        option::{Place, RENAME, Spec, TS},
        reserved::{List, Reserved},
    },
    diag::Diagnostics,
    input::{
        item::shared_attributes,
        lifetimes::{has_elided_reference, with_static_references},
        options::Options,
    },
    model::{Extension, Member},
};

/// A field while it is checked.
pub(crate) struct Checked<'f> {
    /// The field.
    pub(crate) field: &'f Field,
    /// Its name in JSON, in the database or in the form.
    pub(crate) wire: &'f str,
    /// Its options.
    pub(crate) options: &'f Options,
}

impl Checked<'_> {
    /// Returns the tokens that the name comes from: the `rename`, or the field itself.
    pub(crate) fn name(&self) -> TokenStream {
        name_tokens(self.field, self.options)
    }

    /// Checks that the name is not reserved.
    pub(crate) fn not_reserved(&self, list: List, errors: &mut Diagnostics) {
        if let Some(reserved) = Reserved::find(list, |name| name == self.wire) {
            errors.at(self.name(), reserved.message());
        }
    }

    /// Checks that an option has none of the others next to it.
    pub(crate) fn conflicts(&self, option: Spec, others: &[Spec], errors: &mut Diagnostics) {
        if !self.options.has(option) {
            return;
        }
        let key = option.key();
        for other in others.iter().filter_map(|other| self.options.key(*other)) {
            errors.at(other, format!("`{other}` does not go together with `{key}`: keep one of the two"));
        }
    }

    /// Returns the type in TypeScript, which only a struct that exports its types may state.
    pub(crate) fn typescript(
        &self,
        exports: bool,
        attribute: Attribute,
        errors: &mut Diagnostics,
    ) -> Option<LitStr> {
        if let Some(ts) = self.options.key(TS).filter(|_| !exports) {
            let name = attribute.name();
            errors.at(
                ts,
                format!(
                    "`ts` is for structs that export their TypeScript: write `#[auth::{name}(typescript)]` on \
                        this one"
                ),
            );
        }
        self.options.string(TS).cloned()
    }
}

/// Checks all fields of a struct. `role` returns the meaning of a field, and `true` if its name must differ from
/// those of other fields.
pub(crate) fn extension<F>(
    attribute: Attribute,
    item: &ItemStruct,
    errors: &mut Diagnostics,
    mut role: impl FnMut(&Checked<'_>, &mut Diagnostics) -> (F, bool),
) -> Extension<F> {
    match &item.fields {
        Fields::Named(_) => {}
        Fields::Unnamed(fields) => errors.at(fields, not_a_struct(attribute, "a tuple struct")),
        Fields::Unit => errors.at(&item.ident, not_a_struct(attribute, "a struct without a body")),
    }
    if !item.generics.params.is_empty() {
        let name = attribute.name();
        let is_lifetime = |param: &syn::GenericParam| matches!(param, syn::GenericParam::Lifetime(_));
        let message = match item.generics.params.iter().all(is_lifetime) {
            true => format!(
                "a struct under `#[auth::{name}]` owns what it holds: remove the lifetime, and give fields the type `String` in place of `&str`"
            ),
            false => format!("a struct under `#[auth::{name}]` cannot be generic: write the types out"),
        };
        errors.at(&item.generics, message);
    }
    let place = Place::Field(attribute);
    let (mut names, mut idents) = (HashSet::new(), HashSet::new());
    let mut fields = Vec::new();
    for field in &item.fields {
        let Some(ident) = &field.ident else { continue };
        let options = &Options::of(&field.attrs, OWN, place, errors);
        let wire = options.string(RENAME).map_or_else(|| ident.unraw().to_string(), LitStr::value);
        let checked = Checked { field, wire: &wire, options };
        if wire.is_empty() {
            errors.at(checked.name(), "a field needs a name: write `rename = \"name\"`");
        }
        let (role, named) = role(&checked, errors);
        borrows_nothing(attribute, field, errors);
        // Two fields of one name are an error of the compiler already.
        if !idents.insert(ident.clone()) {
            continue;
        }
        if named && !names.insert(wire.clone()) {
            errors.at(checked.name(), doubled(&wire));
        }
        fields.push(Member { ident: ident.clone(), ty: field.ty.clone(), wire, role });
    }
    Extension { ident: item.ident.clone(), attrs: shared_attributes(&item.attrs), fields }
}

/// Checks that a field of a session or of a form does not borrow. Other structs are checked with their own words.
fn borrows_nothing(attribute: Attribute, field: &Field, errors: &mut Diagnostics) {
    let what = match attribute {
        Attribute::Session => "a session",
        Attribute::Credentials => "a form",
        _ => return,
    };
    if has_elided_reference(field.ty.to_token_stream()) {
        let message =
            format!("{what} owns what it holds, so a field cannot borrow: write `String` in place of `&str`");
        errors.at(&field.ty, message);
    }
}

/// Returns the error for the second field of a name.
pub(crate) fn doubled(wire: &str) -> String {
    format!("another field is called `{wire}` already: give one of the two another name")
}

/// The attribute that holds the options of fields.
const OWN: &str = "auth";

/// Returns the struct without the attributes of this crate on its fields, which the compiler does not know, and without
/// those of derives that it does not have.
pub(crate) fn without_own_attributes(item: &ItemStruct) -> ItemStruct {
    let mut kept = item.clone();
    kept.attrs.retain(|attr| !foreign::is_foreign(attr, item));
    for field in &mut kept.fields {
        field.attrs.retain(|attr| !attr.path().is_ident(OWN) && !foreign::is_foreign(attr, item));
    }
    kept
}

/// Returns a struct with errors so that the compiler reports nothing about what is refused: its references have a lifetime,
/// and it has no parameters that it does not use.
pub(crate) fn without_follow_ups(mut item: ItemStruct) -> ItemStruct {
    for field in &mut item.fields {
        let ty = field.ty.to_token_stream();
        if has_elided_reference(ty.clone()) {
            field.ty = Type::Verbatim(with_static_references(ty));
        }
    }
    let used = names(item.fields.to_token_stream());
    let parameters = std::mem::take(&mut item.generics.params);
    item.generics.params = parameters
        .into_iter()
        .filter(|parameter| match parameter {
            GenericParam::Type(parameter) => used.contains(&parameter.ident.to_string()),
            GenericParam::Lifetime(parameter) => used.contains(&parameter.lifetime.to_string()),
            GenericParam::Const(parameter) => used.contains(&parameter.ident.to_string()),
        })
        .collect();
    if item.generics.params.is_empty() {
        item.generics = Generics::default();
    }
    item
}

/// Returns all names in tokens, and all lifetimes.
fn names(tokens: TokenStream) -> HashSet<String> {
    let (mut found, mut is_lifetime) = (HashSet::new(), false);
    for token in tokens {
        let after_quote = std::mem::take(&mut is_lifetime);
        match token {
            TokenTree::Ident(ident) if after_quote => {
                found.insert(format!("'{ident}"));
            }
            TokenTree::Ident(ident) => {
                found.insert(ident.to_string());
            }
            TokenTree::Punct(punct) => is_lifetime = punct.as_char() == '\'',
            TokenTree::Group(group) => found.extend(names(group.stream())),
            TokenTree::Literal(_) => {}
        }
    }
    found
}

fn name_tokens(field: &Field, options: &Options) -> TokenStream {
    match options.string(RENAME) {
        Some(text) => text.to_token_stream(),
        None => field.ident.to_token_stream(),
    }
}
