//! An argument as it is written, and what its name and type say of it.

use quote::ToTokens;
use syn::{Pat, PatType, Type};

use super::tokens::{borrows, last_segment, only_type, peel, text};
use crate::contract::callback::Kind;

/// An argument, as it is looked at.
pub(super) struct Written<'a> {
    /// The name, if it is one; in snake case.
    pub(super) name: String,
    /// The type.
    pub(super) ty: &'a Type,
    /// The type behind a reference.
    pub(super) elem: &'a Type,
    /// The last name in the type, without a reference.
    pub(super) last: String,
    /// The last name inside of `Option<…>`.
    pub(super) optional: Option<String>,
    pub(super) is_reference: bool,
}

impl<'a> Written<'a> {
    pub(super) fn of(argument: &'a PatType) -> Self {
        let ty = peel(&argument.ty);
        let (elem, is_reference) = match ty {
            Type::Reference(reference) => (peel(&reference.elem), true),
            _ => (ty, false),
        };
        let last = |ty: &Type| last_segment(ty).map(|segment| segment.ident.to_string()).unwrap_or_default();
        let inner = last_segment(elem).filter(|segment| segment.ident == "Option").and_then(only_type);
        let optional = inner.map(|ty| last(behind_reference(ty)));
        let name = match &*argument.pat {
            Pat::Ident(name) => name.ident.to_string().trim_start_matches('_').to_lowercase(),
            _ => String::new(),
        };
        Self { name, ty, elem, last: last(elem), optional, is_reference }
    }

    pub(super) fn is(&self, names: &[&str]) -> bool {
        names.contains(&self.name.as_str())
    }

    /// Returns the type that was meant: without a reference and without an `Option`.
    pub(super) fn meant(&self) -> String {
        let inner = last_segment(self.elem).filter(|segment| segment.ident == "Option").and_then(only_type);
        text(behind_reference(inner.unwrap_or(self.elem)).to_token_stream())
    }

    pub(super) fn is_text(&self) -> bool {
        let is_text = |name: &str| matches!(name, "String" | "str" | "Cow" | "Url" | "Uri");
        is_text(&self.last) || self.optional.as_deref().is_some_and(is_text)
    }
}

/// Returns `true` for a payload, a form or a profile with a lifetime: `Update<Patch<'_>>`, `Option<Form<Login<'_>>>`.
pub(super) fn borrows_inside(ty: &Type) -> bool {
    const READ: [&str; 3] = ["Update", "Form", "Profile"];
    let Some(segment) = last_segment(ty) else { return false };
    let Some(inner) = only_type(segment) else { return false };
    match segment.ident == "Option" {
        true => borrows_inside(inner),
        false => READ.iter().any(|name| segment.ident == name) && borrows(inner.to_token_stream()),
    }
}

/// Returns `true` for a database, a client and the like, which people write without `State`.
pub(super) fn is_part_of_the_state(written: &Written<'_>) -> bool {
    const NAMES: [&str; 19] = [
        "db",
        "database",
        "pool",
        "conn",
        "connection",
        "repo",
        "repository",
        "store",
        "state",
        "app_state",
        "config",
        "settings",
        "mailer",
        "client",
        "service",
        "cache",
        "redis",
        "ctx",
        "context",
    ];
    const TYPES: [&str; 12] = [
        "PgPool",
        "SqlitePool",
        "MySqlPool",
        "AnyPool",
        "Pool",
        "DatabaseConnection",
        "Arc",
        "AppState",
        "Database",
        "Db",
        "Config",
        "Settings",
    ];
    const OTHERS: [&str; 12] = [
        "",
        "State",
        "Option",
        "Extension",
        "Data",
        "HeaderMap",
        "Cookies",
        "str",
        "String",
        "User",
        "Session",
        "Jwt",
    ];
    let is_value = matches!(behind_reference(written.ty), Type::Path(_));
    let is_known = OTHERS.contains(&written.last.as_str()) || written.last.ends_with("Event");
    // With parameters, it may be `State` itself, under another name.
    let is_plain = ["Arc", "Pool"].contains(&written.last.as_str())
        || last_segment(written.elem).is_some_and(|segment| segment.arguments.is_none());
    is_value && is_plain && !is_known && (written.is(&NAMES) || TYPES.contains(&written.last.as_str()))
}

/// Returns `true` if a callback takes a form or a profile by value.
pub(super) fn takes_an_input(kind: Kind) -> bool {
    matches!(kind, Kind::Authorize | Kind::SignUp | Kind::Provider)
}

/// Returns `true` for a form or a profile by value that has a lifetime.
pub(super) fn borrows_its_fields(written: &Written<'_>) -> bool {
    const OTHERS: [&str; 8] = [
        "Cookies",
        "Option",
        "PasswordCheck",
        "RedirectUrl",
        "Result",
        "SignInMethod",
        "State",
        "VerifiedEmail",
    ];
    !written.last.is_empty()
        && !OTHERS.contains(&written.last.as_str())
        && !written.last.ends_with("Event")
        && borrows(written.ty.to_token_stream())
}

/// The message for a payload, a form or a profile with a lifetime.
pub(super) const OWNED: &str = "this is read from a request or a response, and owns what it holds: give the fields of the struct the type \
    `String` in place of `&str`, and remove the lifetime";

/// Returns the type behind a reference, or the type itself.
pub(super) fn behind_reference(ty: &Type) -> &Type {
    match peel(ty) {
        Type::Reference(reference) => peel(&reference.elem),
        ty => ty,
    }
}

/// Returns `true` if an argument can only be a field of a form.
pub(super) fn is_a_field(written: &Written<'_>) -> bool {
    let name = written.optional.as_deref().unwrap_or(&written.last);
    matches!(name, "String" | "str" | "Secret" | "Password" | "bool" | "EmailAddress")
}

/// The token of a callback that reads or changes one, written without `Jwt`.
pub(super) fn token(written: &Written<'_>, form: &str, and: &str) -> Option<String> {
    let claims = written.is(&["token", "claims", "jwt"])
        && !matches!(written.last.as_str(), "Jwt" | "State" | "Option" | "");
    let (name, form) = (&written.last, form.replace('…', &written.last));
    claims.then(|| format!("the token is written out: if `{name}` is the struct under `#[auth::jwt]`, write `token: {form}`{and}"))
}
