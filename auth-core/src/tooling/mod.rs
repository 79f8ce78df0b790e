//! Tools for developers: files that are checked in, and the questions of `cargo auth`.

#[cfg(any(feature = "extractors", feature = "testing", feature = "typescript"))]
pub(crate) mod golden_file;
#[cfg(feature = "server")]
pub(crate) mod question;
