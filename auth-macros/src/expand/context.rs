//! The surroundings of generated items.

use super::{names::Names, paths::Paths};

/// The paths that generated code names, and the names that the user's item does not use.
pub(crate) struct Context {
    /// The paths.
    pub(crate) paths: Paths,
    /// The names.
    pub(crate) names: Names,
}
