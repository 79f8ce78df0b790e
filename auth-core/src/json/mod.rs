//! JSON that others send: the one place through which it is read.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// The error for JSON that cannot be read. It names the member at fault, never its value.
#[derive(Debug, thiserror::Error)]
#[error("it is not the expected JSON")]
pub(crate) struct ForeignJsonError;

/// Reads the JSON of another party as `T`.
///
/// # Errors
/// Fails if the bytes are not JSON, or if a member that `T` needs is missing or of another type.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ForeignJsonError> {
    serde_json::from_slice(bytes).map_err(|_| ForeignJsonError)
}

/// Reads a JSON value of another party as `T`.
///
/// # Errors
/// Fails if a member that `T` needs is missing or of another type.
pub(crate) fn convert<T: DeserializeOwned>(value: Value) -> Result<T, ForeignJsonError> {
    serde_json::from_value(value).map_err(|_| ForeignJsonError)
}
