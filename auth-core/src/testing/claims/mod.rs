//! A record of the claims' shape: a test fails if a change would make tokens in use unreadable.

mod probe;

use std::{any, collections::BTreeMap, path::Path};

use serde::{Deserialize, Serialize};

use crate::{contract::token::claims::Claims, tooling::golden_file as record};

/// Compares the claims of a token struct with the record in a file that is checked in next to the code.
///
/// It fails if tokens in use could no longer be decoded while the version of the struct is still the recorded
/// one: if a claim was added without a default, was removed, or has another name or type. It also fails if
/// the record is merely out of date. With `AUTH_UPDATE=1` in the environment it writes the record instead,
/// unless that would lose tokens.
///
/// A relative path starts at the directory of the package, because tests run there. The record names types as
/// they are in the token: a string is `text`, whatever its type is called in Rust.
///
/// ```no_run
/// # fn in_a_test_of_the_application<Token: auth::__private::claims::Claims>() {
/// auth::testing::assert_claims_shape::<Token>("tests/claims.json");
/// # }
/// ```
///
/// # Panics
/// Panics if the claims and the record differ. The message names the differences and the fix.
#[track_caller]
#[expect(clippy::panic, reason = "it is an assertion")]
pub fn assert_claims_shape<T: Claims>(path: impl AsRef<Path>) {
    if let Err(message) = check::<T>(path.as_ref(), record::is_update()) {
        panic!("{message}");
    }
}

/// The claims of one version: their names, with a `?` if they may be absent, and their types.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Shape {
    version: u32,
    claims: BTreeMap<String, String>,
}

impl Shape {
    fn of<T: Claims>() -> Self {
        let claims = T::FIELDS.iter().filter(|field| !field.is_rest).map(|field| {
            let ty = probe::shape::<T>(field.name);
            let optional = field.has_default || ty.ends_with(probe::OR_NULL);
            (format!("{}{}", field.name, if optional { "?" } else { "" }), ty)
        });
        Self { version: T::VERSION, claims: claims.collect() }
    }

    fn text(&self) -> Result<String, String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n").map_err(|error| error.to_string())
    }

    /// Returns the claims by their plain names, each with `true` if it may be absent, and its type.
    fn by_name(&self) -> BTreeMap<&str, (bool, &str)> {
        let claims = self.claims.iter().map(|(name, ty)| match name.strip_suffix('?') {
            Some(name) => (name, (true, ty.as_str())),
            None => (name.as_str(), (false, ty.as_str())),
        });
        claims.collect()
    }
}

fn check<T: Claims>(path: &Path, update: bool) -> Result<(), String> {
    let now = Shape::of::<T>();
    let Some(text) = record::read(path)? else {
        if update {
            return record::write(path, &now.text()?);
        }
        return Err(format!(
            "there is no record of the claims in {}: run this test with {}=1 and check the file in",
            path.display(),
            record::UPDATE
        ));
    };
    let then: Shape = serde_json::from_str(&text)
        .map_err(|error| format!("{} is not a record of claims: {error}", path.display()))?;
    if now == then {
        return Ok(());
    }
    let name = any::type_name::<T>().rsplit("::").next().unwrap_or_default();
    let lost = lost(&then, &now);
    if !lost.is_empty() {
        return Err(lost_message(name, path, &then, &lost));
    }
    if update {
        return record::write(path, &now.text()?);
    }
    Err(format!(
        "the claims of `{name}` differ from the record in {}, but no session is lost: run this test \
         with {}=1 and check the file in",
        path.display(),
        record::UPDATE
    ))
}

fn lost_message(name: &str, path: &Path, then: &Shape, lost: &[String]) -> String {
    let next = then.version.saturating_add(1);
    format!(
        "sessions would be lost: tokens with the claims in {path} could no longer be read as `{name}`.\n\
         {changes}\n\
         Undo the change, or add a migration: keep the old struct under another name, and write \
         `#[auth::jwt(version = {next}, migrate = from_v{before})]` on `{name}`, with a \
         `fn from_v{before}(old: …) -> {name}`.\n\
         If no such token was ever issued, delete {path} and run this test with {update}=1.",
        path = path.display(),
        changes = lost.iter().map(|line| format!("  - {line}")).collect::<Vec<_>>().join("\n"),
        before = then.version,
        update = record::UPDATE,
    )
}

/// Returns the changes that tokens of the recorded shape do not survive.
fn lost(then: &Shape, now: &Shape) -> Vec<String> {
    if now.version > then.version {
        return Vec::new();
    }
    if now.version < then.version {
        return vec![format!("the version went back from {} to {}", then.version, now.version)];
    }
    let (before, after) = (then.by_name(), now.by_name());
    let mut lost = Vec::new();
    for (name, (was_optional, was)) in &before {
        match after.get(name) {
            None => lost.push(format!(
                "`{name}` is gone; if the field was only renamed, keep this name in the token with \
                 `#[auth(rename = \"{name}\")]`"
            )),
            Some((_, is)) if !reads(was, is) => lost.push(format!("`{name}` was `{was}` and is `{is}`")),
            Some((false, _)) if *was_optional => {
                lost.push(format!("`{name}` could be absent, and is required now"))
            }
            Some(_) => {}
        }
    }
    lost.extend(after.iter().filter(|(name, (optional, _))| !optional && !before.contains_key(*name)).map(
        |(name, _)| {
            format!(
                "`{name}` is new, and older tokens lack it: put `#[auth(default)]` on it, or make it an \
                 `Option`"
            )
        },
    ));
    lost
}

/// Returns `true` if every value of the type `was` is a value of the type `is`.
fn reads(was: &str, is: &str) -> bool {
    let (was_plain, is_plain) = (was.strip_suffix(probe::OR_NULL), is.strip_suffix(probe::OR_NULL));
    if was_plain.is_some() && is_plain.is_none() {
        return false;
    }
    let (was, is) = (was_plain.unwrap_or(was), is_plain.unwrap_or(is));
    was == is
        || (was.starts_with('"')
            && was.split(" | ").all(|variant| is.split(" | ").any(|known| known == variant)))
}

#[cfg(test)]
mod tests;
