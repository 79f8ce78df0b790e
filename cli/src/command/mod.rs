//! The commands, one file each.

pub(crate) mod doctor;
pub(crate) mod file;
pub(crate) mod migrate;
pub(crate) mod new;
pub(crate) mod routes;
pub(crate) mod secret;
pub(crate) mod size;
pub(crate) mod types;
