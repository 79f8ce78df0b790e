//! The last phase, from the model to code. Everything that an attribute promises has code here, and a stub for
//! items with errors.

pub(crate) mod api_key;
pub(crate) mod assertion;
pub(crate) mod callback;
mod callback_stub;
pub(crate) mod claims;
pub(crate) mod context;
pub(crate) mod fallback;
pub(crate) mod form;
pub(crate) mod grants;
pub(crate) mod guard;
pub(crate) mod marker;
pub(crate) mod misplaced;
pub(crate) mod names;
mod outcome;
pub(crate) mod paths;
pub(crate) mod permissions;
pub(crate) mod provider;
pub(crate) mod refused;
pub(crate) mod session;
pub(crate) mod type_stub;
pub(crate) mod typescript;
pub(crate) mod user;
