//! The rules: the item under an attribute, signatures of callbacks, fields of structs, and descriptions of
//! providers. A check returns the model, which is complete only if there were no errors.

pub(crate) mod another;
mod apart;
pub(crate) mod api_key;
pub(crate) mod arguments;
pub(crate) mod body;
pub(crate) mod callback;
pub(crate) mod columns;
pub(crate) mod fields;
pub(crate) mod foreign;
pub(crate) mod form;
pub(crate) mod grants;
pub(crate) mod habits;
pub(crate) mod item;
pub(crate) mod kind;
pub(crate) mod permissions;
pub(crate) mod provider;
pub(crate) mod session;
pub(crate) mod state;
pub(crate) mod token;
pub(crate) mod tokens;
pub(crate) mod unusable;
pub(crate) mod url;
mod written;
