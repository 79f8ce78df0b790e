//! The rules of structs: named fields, their options, and names that are taken.

use std::collections::HashSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Field, Fields, Ident, ItemStruct, LitStr, Meta, Type, ext::IdentExt};

use crate::{
    diag::{Diagnostics, not_a_struct},
    input,
    model::{ClaimRole, ColumnRole, Extension, FormRole, Member, Presence, SessionRole, Version},
    options::{Expect, Options, Spec},
};

const RENAME: Spec = Spec::new("rename", Expect::Text, "rename = \"…\"");
const TS: Spec = Spec::new("ts", Expect::Text, "ts = \"string\"");
const CLAIM_OPTIONS: [Spec; 5] = [
    Spec::new("default", Expect::Flag, "default"),
    RENAME,
    Spec::new("max", Expect::Number, "max = 64"),
    TS,
    Spec::new("rest", Expect::Flag, "rest"),
];
const COLUMN_OPTIONS: [Spec; 2] = [Spec::new("default", Expect::Flag, "default"), RENAME];
const SESSION_OPTIONS: [Spec; 4] = [
    Spec::new("with", Expect::Path, "with = path::to::function"),
    Spec::new("root", Expect::Flag, "root"),
    RENAME,
    TS,
];
const FORM_OPTIONS: [Spec; 8] = [
    Spec::new("password", Expect::Flag, "password"),
    Spec::new("email", Expect::Flag, "email"),
    Spec::new("required", Expect::Flag, "required"),
    Spec::new("input", Expect::Text, "input = \"…\""),
    Spec::new("label", Expect::Text, "label = \"…\""),
    Spec::new("placeholder", Expect::Text, "placeholder = \"…\""),
    Spec::new("autocomplete", Expect::Text, "autocomplete = \"…\""),
    RENAME,
];

/// The options of a token struct: its version, and nothing that belongs to functions.
pub(crate) fn version(options: &Options, errors: &mut Diagnostics) -> Version {
    for key in ["update", "access"].iter().filter_map(|key| options.key(key)) {
        let message = format!(
            "`{key}` stands on functions: a struct under `#[auth::jwt]` is the token itself, so remove it"
        );
        errors.at(key, message);
    }
    let number = options.number("version").unwrap_or(1);
    if let Some(migrate) = options.key("migrate").filter(|_| number == 1) {
        let message = "`migrate` makes this struct out of the version before, and version 1 is the first: \
            say which one this is, as `version = 2`";
        // A version that was refused is an error already.
        if options.key("version").is_some() || errors.is_empty() {
            errors.at(migrate, message);
        }
    }
    Version { number, migrate: options.path("migrate").cloned() }
}

/// The claims of a token struct.
pub(crate) fn claims(item: &ItemStruct, exports: bool, errors: &mut Diagnostics) -> Extension<ClaimRole> {
    let mut has_rest = false;
    extension("jwt", item, &CLAIM_OPTIONS, errors, |field, wire, options, errors| {
        let presence = if let Some(rest) = options.key("rest") {
            if std::mem::replace(&mut has_rest, true) {
                errors.at(rest, "another field keeps the unknown claims already: remove one `rest`");
            }
            conflicts(options, "rest", &["default", "rename", "max", "ts"], errors);
            Presence::Rest
        } else {
            let standard = ["name", "email", "picture", "sub", "iat", "exp", "nbf", "jti"];
            if standard.contains(&wire) {
                let message = format!(
                    "the claim `{wire}` is in every token: read it as `token.{wire}`, and remove this field \
                        or give it another name"
                );
                errors.at(name_tokens(field, options), message);
            }
            if wire == "auth_epoch" {
                let message =
                    "the claim `auth_epoch` tells revoked tokens from others: give this field another name";
                errors.at(name_tokens(field, options), message);
            }
            if wire == "auth_version" {
                let message = "the claim `auth_version` tells older claims from newer ones, and is written by \
                    `#[auth::jwt(version = …)]`: give this field another name";
                errors.at(name_tokens(field, options), message);
            }
            if is_reference(&field.ty) {
                errors.at(
                    &field.ty,
                    "a claim is read back from the token, so it cannot borrow: write \
                    `String` in place of `&str`",
                );
            }
            if options.key("default").is_some() { Presence::Default } else { Presence::Plain }
        };
        let ts = typescript(options, exports, "#[auth::jwt(typescript)]", errors);
        (ClaimRole { presence, max: options.number("max"), ts }, options.key("rest").is_none())
    })
}

/// The application's own columns of the table of users.
pub(crate) fn columns(item: &ItemStruct, errors: &mut Diagnostics) -> Extension<ColumnRole> {
    extension("user", item, &COLUMN_OPTIONS, errors, |field, wire, options, errors| {
        let ident = field.ident.as_ref().map(|ident| ident.unraw().to_string()).unwrap_or_default();
        let named = |name: &str| wire.eq_ignore_ascii_case(name);
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let standard =
            ["id", "name", "email", "image"].into_iter().find(|name| named(name) || *name == ident);
        if let Some(standard) = standard {
            let message = format!(
                "`{standard}` is in every user: read it as `user.{standard}`, and remove this field or give \
                    it another name"
            );
            let tokens =
                if named(standard) { name_tokens(field, options) } else { field.ident.to_token_stream() };
            errors.at(tokens, message);
        } else if named("emailVerified") || named("email_verified") {
            let message = "when the e-mail address was verified stands in the column `emailVerified` already, \
                which an adapter reads as `AdapterUser::email_verified`: remove this field or give it another name";
            errors.at(name_tokens(field, options), message);
        } else if !wire.is_empty()
            && (!wire.chars().all(is_name) || wire.starts_with(|c: char| c.is_ascii_digit()))
        {
            let message = "the name of a column is of ASCII letters, digits and `_`, and does not start with a \
                digit: write `rename = \"column_name\"`";
            errors.at(name_tokens(field, options), message);
        } else if ident == "columns" {
            let message = "`user.columns` is this whole struct: give the field another name, and the column its \
                own by `#[auth(rename = \"columns\")]`";
            errors.at(&field.ident, message);
        }
        if is_reference(&field.ty) {
            let message = "a column is read back from the database, so it cannot borrow: write `String` in place \
                of `&str`";
            errors.at(&field.ty, message);
        }
        (ColumnRole { default: options.key("default").is_some() }, true)
    })
}

/// The fields of a session struct. `from` says whether they are taken from a token.
pub(crate) fn session(
    item: &ItemStruct,
    from: bool,
    exports: bool,
    errors: &mut Diagnostics,
) -> Extension<SessionRole> {
    let mut at_root = HashSet::new();
    extension("session", item, &SESSION_OPTIONS, errors, |field, wire, options, errors| {
        let root = options.key("root").is_some();
        let (taken, place): (&[&str], _) = if root {
            (&["user", "expires"], "session")
        } else {
            (&["name", "email", "image"], "session.user")
        };
        if taken.contains(&wire) {
            let message = format!(
                "`{wire}` is in every session: read it as `{place}.{wire}`, and remove this field or give \
                    it another name"
            );
            errors.at(name_tokens(field, options), message);
        }
        if let Some(with) = options.key("with").filter(|_| !from) {
            let message = "`with` takes the field from a token or a user, and none is named: write \
                `#[auth::session(from = Token)]` on the struct";
            errors.at(with, message);
        }
        if root && !at_root.insert(wire.to_owned()) {
            errors.at(name_tokens(field, options), doubled(wire));
        }
        let ts = typescript(options, exports, "#[auth::session(typescript)]", errors);
        (SessionRole { root, with: options.path("with").cloned(), ts }, !root)
    })
}

/// The type in TypeScript that a field says, which only a struct that exports its types needs.
fn typescript(options: &Options, exports: bool, written: &str, errors: &mut Diagnostics) -> Option<LitStr> {
    if let Some(ts) = options.key("ts").filter(|_| !exports) {
        errors.at(
            ts,
            format!("`ts` is for structs that export their TypeScript: write `{written}` on this one"),
        );
    }
    options.text("ts").cloned()
}

/// The fields of a sign-in form.
pub(crate) fn form(item: &ItemStruct, errors: &mut Diagnostics) -> Extension<FormRole> {
    extension("credentials", item, &FORM_OPTIONS, errors, |field, wire, options, errors| {
        if ["csrfToken", "callbackUrl"].contains(&wire) {
            let message =
                format!("the sign-in page sends a `{wire}` of its own: give this field another name");
            errors.at(name_tokens(field, options), message);
        }
        conflicts(options, "password", &["email", "input"], errors);
        conflicts(options, "email", &["input"], errors);
        let text = |key| options.text(key).map(syn::LitStr::value);
        let flag = |key: &str| options.key(key).map(|_| key.to_owned());
        let role = FormRole {
            input: text("input").or_else(|| flag("password")).or_else(|| flag("email")),
            label: text("label"),
            placeholder: text("placeholder"),
            autocomplete: text("autocomplete"),
            required: options.key("required").is_some(),
        };
        (role, true)
    })
}

/// Reads all fields. `role` also says whether the field's name must differ from those of other fields.
fn extension<F>(
    attribute: &str,
    item: &ItemStruct,
    specs: &[Spec],
    errors: &mut Diagnostics,
    mut role: impl FnMut(&Field, &str, &Options, &mut Diagnostics) -> (F, bool),
) -> Extension<F> {
    match &item.fields {
        Fields::Named(_) => {}
        Fields::Unnamed(fields) => errors.at(fields, not_a_struct(attribute, "a tuple struct")),
        Fields::Unit => errors.at(&item.ident, not_a_struct(attribute, "a struct without a body")),
    }
    if !item.generics.params.is_empty() {
        let message = format!("a struct under `#[auth::{attribute}]` cannot be generic: write the types out");
        errors.at(&item.generics, message);
    }
    let mut names = HashSet::new();
    let mut fields = Vec::new();
    let derives_serde = derives_serde(item);
    for field in &item.fields {
        let Some(ident) = &field.ident else { continue };
        if let Some(serde) = field.attrs.iter().find(|attr| is_serde(attr) && !derives_serde) {
            let written: Vec<&str> = specs.iter().map(|spec| spec.example).collect();
            let message = format!(
                "`#[serde(…)]` belongs to serde's derives, of which there is none: write `#[auth(…)]` with {}",
                crate::diag::list(&written)
            );
            errors.at(serde.path(), message);
        }
        let options = field_options(field, specs, errors);
        let wire = options.text("rename").map_or_else(|| ident.unraw().to_string(), syn::LitStr::value);
        if wire.is_empty() {
            errors.at(name_tokens(field, &options), "a field needs a name: write `rename = \"name\"`");
        }
        let (role, named) = role(field, &wire, &options, errors);
        if named && !names.insert(wire.clone()) {
            errors.at(name_tokens(field, &options), doubled(&wire));
        }
        fields.push(Member { ident: ident.clone(), ty: field.ty.clone(), wire, role });
    }
    Extension { ident: item.ident.clone(), beside: input::beside(&item.attrs), fields }
}

fn doubled(wire: &str) -> String {
    format!("another field is called `{wire}` already: give one of the two another name")
}

/// The options in the `#[auth(…)]` attributes of a field.
fn field_options(field: &Field, specs: &[Spec], errors: &mut Diagnostics) -> Options {
    let mut options = Options::default();
    for attr in field.attrs.iter().filter(|attr| is_own(attr)) {
        match &attr.meta {
            Meta::List(list) => options.add(list.tokens.clone(), "#[auth(…)]", specs, errors),
            meta => {
                let written: Vec<&str> = specs.iter().map(|spec| spec.example).collect();
                let message = format!(
                    "options stand in parentheses: `#[auth(…)]` with {}",
                    crate::diag::list(&written)
                );
                errors.at(meta, message);
            }
        }
    }
    options
}

/// Whether an attribute is ours, so that it must not be left for the compiler.
fn is_own(attr: &Attribute) -> bool {
    attr.path().is_ident("auth")
}

/// Whether an attribute is one of serde's derives.
fn is_serde(attr: &Attribute) -> bool {
    attr.path().is_ident("serde")
}

/// Whether a struct has serde's derives, by what stands above it.
fn derives_serde(item: &ItemStruct) -> bool {
    let words = |attr: &Attribute| attr.to_token_stream().to_string();
    item.attrs
        .iter()
        .any(|attr| ["Serialize", "Deserialize"].iter().any(|derive| words(attr).contains(derive)))
}

/// Where a name comes from: the `rename`, or the field itself.
fn name_tokens(field: &Field, options: &Options) -> TokenStream {
    match options.text("rename") {
        Some(text) => text.to_token_stream(),
        None => field.ident.to_token_stream(),
    }
}

fn conflicts(options: &Options, key: &str, others: &[&str], errors: &mut Diagnostics) {
    if options.key(key).is_none() {
        return;
    }
    for other in others.iter().filter_map(|other| options.key(other)) {
        errors.at(other, format!("`{other}` does not go together with `{key}`: keep one of the two"));
    }
}

/// The struct without our attributes on its fields.
pub(crate) fn without_own_attributes(item: &ItemStruct) -> ItemStruct {
    let mut item = item.clone();
    let derives_serde = derives_serde(&item);
    for field in &mut item.fields {
        field.attrs.retain(|attr| !is_own(attr) && (derives_serde || !is_serde(attr)));
    }
    item
}

/// The fields of a state struct under `#[derive(FromRef)]`, without those that are skipped.
pub(crate) fn parts<'f>(fields: &'f Fields, errors: &mut Diagnostics) -> Vec<(&'f Ident, &'f Type)> {
    const SKIP: [Spec; 1] = [Spec::new("skip", Expect::Flag, "skip")];
    let mut seen = HashSet::new();
    let mut parts = Vec::new();
    for field in fields {
        let Some(ident) = &field.ident else { continue };
        let mut options = Options::default();
        for attr in field.attrs.iter().filter(|attr| attr.path().is_ident("from_ref")) {
            match &attr.meta {
                Meta::List(list) => options.add(list.tokens.clone(), "#[from_ref(…)]", &SKIP, errors),
                meta => errors.at(meta, "the option stands in parentheses: `#[from_ref(skip)]`"),
            }
        }
        if options.key("skip").is_some() {
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

/// Whether a type has a reference in it.
fn is_reference(ty: &Type) -> bool {
    fn any(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Punct(punct) => punct.as_char() == '&',
            TokenTree::Group(group) => any(group.stream()),
            _ => false,
        })
    }
    any(ty.to_token_stream())
}
