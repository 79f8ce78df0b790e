//! Session and token structs as TypeScript.

#[doc(inline)]
pub use auth_core::typescript::{Declarations, assert_module, module};

/// The traits behind `typescript`, which compiler messages name by this path. They are not public API.
#[doc(hidden)]
pub use auth_core::typescript::{SessionTypes, TokenTypes};
