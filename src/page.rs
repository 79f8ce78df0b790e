//! The built-in pages: the errors that they show.

#[doc(inline)]
pub use auth_core::page::{ErrorPageParam, SignInPageErrorParam};
