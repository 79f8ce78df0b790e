//! The contract between the attributes and the flow.
//!
//! Each attribute has a module with a callback trait, the call it receives, an argument trait (the arguments
//! its function may take) and an outcome trait (the values it may return). `#[auth::jwt]` and its siblings
//! implement the callback trait for a type of the function's name; the function itself stays unchanged. All
//! dispatch is static.

pub mod arguments;
pub mod authorize;
mod change;
pub mod database;
pub mod delete_account;
pub mod event;
mod event_outcome;
pub mod grants;
pub mod guard;
pub mod jwt;
pub mod legacy_password;
mod never;
pub mod password_check;
pub mod profile;
pub mod redirect;
pub mod second_factor;
pub mod session;
pub mod sign_in;
pub mod sign_up;
pub mod state;
pub mod state_part;
pub mod wiring;
