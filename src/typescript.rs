//! Session and token structs as TypeScript.

#[doc(inline)]
pub use auth_core::typescript::{Declarations, assert_module, module};
