//! The account of a user: what users see and change of it, for the page, the JSON routes and the methods of `Auth`.

mod deletion;
mod details;
mod export;
mod profile;
mod ways;

#[cfg(feature = "email")]
pub(crate) use self::profile::profile_values;
pub(crate) use self::{
    deletion::delete,
    details::{accounts, details_of, is_ended_elsewhere, overview, passkeys},
    export::{export, export_of, iso, key, session},
    profile::update,
    ways::{provider_of, remove_passkey, rename_passkey, tell_of_removal, unlink},
};
pub use self::{
    details::{AccountDetails, LinkedAccount, PasskeyInfo},
    profile::ProfileUpdate,
};
use super::{application::Engine, error::AuthError, types::AppTypes};
use crate::adapter::AnyAdapter;

/// Returns the database.
///
/// # Errors
/// Fails if the application has none.
fn adapter<F: AppTypes>(engine: &Engine<F>) -> Result<&AnyAdapter, AuthError> {
    Ok(&engine.settings.store.as_ref().ok_or(AuthError::MissingAdapter)?.adapter)
}
