//! The contract between the attributes and the flow.
//!
//! For each attribute there is a module with a callback trait, what it is called with, an argument trait
//! (what its function may take) and an outcome trait (what it may return). `#[auth::jwt]` and its siblings
//! implement the callback trait for a type of the function's name; the function itself stays as it is. All
//! dispatch is static.

pub mod arguments;
pub mod authorize;
pub mod database;
pub mod demand;
pub mod event;
pub mod guard;
pub mod jwt;
pub mod legal;
pub mod profile;
pub mod provider;
pub mod redirect;
pub mod session;
pub mod sign_in;
pub mod subject;

mod then;

pub use self::then::Then;
