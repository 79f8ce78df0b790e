//! JSON that others send: the one place through which it is read, as forgiving as the readers of JavaScript.
//!
//! Text first: a byte order mark is skipped, and what is no Unicode becomes U+FFFD. Then members: one that does not fit
//! its type is converted where that is common, or counts as absent. Only a member that the type needs is an error.

mod convert;
mod mend;
mod misfit;
mod node;
mod text;

use serde::de::DeserializeOwned;
use serde_json::Value;

use self::{convert::Reader, mend::mend, node::Node};

/// The error for JSON that cannot be read. It names the member at fault by its path, never its value:
/// `keys[0].kty: missing`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct ForeignJsonError(String);

/// Reads the JSON of another party as `T`. JSON that is as `T` expects it costs what it costs with `serde_json`.
///
/// # Errors
/// Fails if the bytes are not JSON, or if a member that `T` needs is missing or of another type.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ForeignJsonError> {
    serde_json::from_slice(bytes).or_else(|_| {
        let value = parse(bytes).map_err(|error| ForeignJsonError::syntax(&error))?;
        settle(value, Leniency::default())
    })
}

/// Reads a JSON value of another party as `T`.
///
/// # Errors
/// Fails if a member that `T` needs is missing or of another type.
pub(crate) fn convert<T: DeserializeOwned>(value: Value) -> Result<T, ForeignJsonError> {
    T::deserialize(&value).or_else(|_| settle(value, Leniency::default()))
}

/// Reads an object of a party that this one trusts as `T`: members are converted, and nulls count as absent, but nothing
/// else is left out, since the party may need it. The members with the names `proofs` are taken as they are.
///
/// # Errors
/// Fails if a member does not fit, or if one that `T` needs is missing.
#[cfg(feature = "server")]
pub(crate) fn convert_whole<T: DeserializeOwned>(
    value: Value,
    proofs: &[&str],
) -> Result<T, ForeignJsonError> {
    settle(value, Leniency { proofs, keeps_values: true, ..Leniency::default() })
}

/// Reads the profile of a user as `T`. A blank string is no value: optional members are absent, and items of lists are
/// left out.
///
/// # Errors
/// Fails if a member that `T` needs is missing or of another type.
#[cfg(feature = "oauth")]
pub(crate) fn profile<T: DeserializeOwned>(profile: &Value) -> Result<T, ForeignJsonError> {
    let read = if has_blanks(profile) { None } else { T::deserialize(profile).ok() };
    let leniency = Leniency { blank_is_absent: true, ..Leniency::default() };
    read.map_or_else(|| settle(profile.clone(), leniency), Ok)
}

#[cfg(feature = "oauth")]
fn has_blanks(value: &Value) -> bool {
    match value {
        Value::String(string) => string.trim().is_empty(),
        Value::Array(items) => items.iter().any(has_blanks),
        Value::Object(members) => members.values().any(has_blanks),
        _ => false,
    }
}

/// Parses the JSON of another party.
///
/// # Errors
/// Fails if the bytes are not JSON, or nested too deeply.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, serde_json::Error> {
    serde_json::from_slice(bytes).or_else(|_| serde_json::from_str(&text::repaired(bytes)))
}

/// The places where a value is read leniently, and those where it is not.
#[derive(Clone, Copy, Default)]
struct Leniency<'l> {
    /// The members of the outer object that are taken as they are.
    proofs: &'l [&'l str],
    /// `true` if nothing but null is left out.
    keeps_values: bool,
    /// `true` if a blank string is no value.
    blank_is_absent: bool,
}

/// Reads a value whose members do not all fit.
fn settle<T: DeserializeOwned>(value: Value, leniency: Leniency<'_>) -> Result<T, ForeignJsonError> {
    let mut read = None;
    mend(Node::from(value), leniency, &mut |node| {
        read = Some(T::deserialize(Reader::new(node, leniency))?);
        Ok(())
    })?;
    read.ok_or_else(|| ForeignJsonError("not the expected JSON".to_owned()))
}

impl ForeignJsonError {
    /// The messages of `serde_json` about syntax have positions in them, and no values.
    fn syntax(error: &serde_json::Error) -> Self {
        Self(format!("not JSON ({error})"))
    }
}

#[cfg(test)]
mod tests;
