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
    read_with_proofs(bytes, &[])
}

/// Reads the JSON of another party as [`read`] does, except for the members of the outer object with the names
/// `proofs`: they are taken as they are, and one that does not fit is an error.
///
/// # Errors
/// Fails if the bytes are not JSON, or if a member that proves something or that `T` needs is missing or of another
/// type.
pub(crate) fn read_with_proofs<T: DeserializeOwned>(
    bytes: &[u8],
    proofs: &[&str],
) -> Result<T, ForeignJsonError> {
    match serde_json::from_slice(bytes) {
        Ok(value) => Ok(value),
        Err(_) => settle(parse(bytes).map_err(|error| ForeignJsonError::syntax(&error))?, proofs),
    }
}

/// Reads a JSON value of another party as `T`.
///
/// # Errors
/// Fails if a member that `T` needs is missing or of another type.
pub(crate) fn convert<T: DeserializeOwned>(value: Value) -> Result<T, ForeignJsonError> {
    T::deserialize(&value).or_else(|_| settle(value, &[]))
}

/// Parses the JSON of another party.
///
/// # Errors
/// Fails if the bytes are not JSON, or nested too deeply.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, serde_json::Error> {
    serde_json::from_slice(bytes).or_else(|_| serde_json::from_str(&text::repaired(bytes)))
}

/// Reads a value whose members do not all fit.
fn settle<T: DeserializeOwned>(value: Value, proofs: &[&str]) -> Result<T, ForeignJsonError> {
    let mut read = None;
    mend(Node::from(value), proofs, &mut |node| {
        read = Some(T::deserialize(Reader::new(node, proofs))?);
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
