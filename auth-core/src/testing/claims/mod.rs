//! The claims' shape on record: a change that tokens in use do not survive fails a test.

mod probe;

use std::{any, collections::BTreeMap, path::Path};

use serde::{Deserialize, Serialize};

use crate::{contract::token::claims::Claims, golden_file as record};

/// Compares the claims of a token struct with the record in a file, which is checked in beside the code.
///
/// It fails when tokens which are in use would not decode any more, and the version of the struct is still
/// the recorded one: a claim that was added without a default, that is gone, or that has another name or
/// type. It also fails when the record is merely out of date. With `AUTH_UPDATE=1` in the environment the
/// record is written, unless that would lose tokens.
///
/// A relative path begins at the package, as tests run there. Of types the record has what stands in the
/// token: a text stays a text under another name.
///
/// ```no_run
/// # fn in_a_test_of_the_application<Token: auth::__private::claims::Claims>() {
/// auth::testing::assert_claims_shape::<Token>("tests/claims.json");
/// # }
/// ```
///
/// # Panics
/// When the claims and the record differ; the message says in what, and what to do.
#[track_caller]
#[expect(clippy::panic, reason = "it is an assertion")]
pub fn assert_claims_shape<T: Claims>(path: impl AsRef<Path>) {
    if let Err(message) = check::<T>(path.as_ref(), record::is_update()) {
        panic!("{message}");
    }
}

/// The claims of one version: their names, with a `?` where they may be absent, and their types.
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

    /// The claims by their plain names: whether each may be absent, and its type.
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
        .map_err(|error| format!("{} is no record of claims: {error}", path.display()))?;
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
        "the claims of `{name}` are no longer those of {}, though no session is lost: run this test \
         with {}=1 and check the file in",
        path.display(),
        record::UPDATE
    ))
}

fn lost_message(name: &str, path: &Path, then: &Shape, lost: &[String]) -> String {
    let next = then.version.saturating_add(1);
    format!(
        "sessions would be lost: tokens with the claims in {path} do not become a `{name}` any more.\n\
         {changes}\n\
         Take that back, or make it a step: keep the old struct under another name, and write \
         `#[auth::jwt(version = {next}, migrate = from_v{before})]` on `{name}`, with a \
         `fn from_v{before}(old: …) -> {name}`.\n\
         If no such token was ever issued, delete {path} and run this test with {update}=1.",
        path = path.display(),
        changes = lost.iter().map(|line| format!("  - {line}")).collect::<Vec<_>>().join("\n"),
        before = then.version,
        update = record::UPDATE,
    )
}

/// What tokens of the recorded shape do not survive.
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
                "`{name}` is gone; if only the field has another name, keep this one in the token by \
                 `#[auth(rename = \"{name}\")]`"
            )),
            Some((_, is)) if !reads(was, is) => lost.push(format!("`{name}` was `{was}` and is `{is}`")),
            Some((false, _)) if *was_optional => {
                lost.push(format!("`{name}` could be absent, and must be there now"))
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

/// Whether every value of the type `was` is one of the type `is`.
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
