//! The reasons for which the command cannot do its work, each with its fix.

use std::{fmt, io, path::Path};

/// The reason for which the command cannot do its work: what has happened, and the fix.
#[derive(Debug)]
pub(crate) struct Failure {
    /// A word for scripts.
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl Failure {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// The failure to read or to write a file.
    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        Self::new("file", format!("`{}`: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

pub(crate) type Result<T> = std::result::Result<T, Failure>;
