//! Versions of claims: what `#[auth::jwt(version = …, migrate = …)]` calls when it meets an older token.

use serde::{Deserialize, de};

use super::claims::{Claims, OtherClaims};
use super::jwt::Jwt;
use crate::contract::BoxError;

/// The claim that holds the version of the application's claims. A token without it is of version 1.
pub const VERSION_CLAIM: &str = "auth_version";

/// Why the claims of a genuine token cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClaimsError {
    /// They are of a version that the application does not know: a newer one, or an older one without a
    /// migration.
    #[error(
        "the token's claims are of version {found}, which the application neither has nor migrates (its own \
         is version {current}); the session ends"
    )]
    UnknownVersion {
        /// The version of the token.
        found: u32,
        /// The version of the application's struct, or of the oldest one that it migrates.
        current: u32,
    },
    /// The migration failed.
    #[error("the migration of the token's claims to version {to} failed: {cause}; the session ends")]
    Migration {
        /// The version to which they were to be brought.
        to: u32,
        /// What the function said.
        cause: BoxError,
    },
    /// They do not fit the struct of their version.
    #[error("the token's claims do not fit the struct of their version")]
    Misfit(#[from] serde_json::Error),
}

/// The claims that a migration starts from.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what older tokens held",
    label = "does not start from a token struct",
    note = "put `#[auth::jwt]` on `{Self}`, the struct of the version before"
)]
pub trait OldClaims: Claims {}

#[diagnostic::do_not_recommend]
impl<T: Claims> OldClaims for T {}

/// The result of a migration.
#[diagnostic::on_unimplemented(
    message = "a migration to `{New}` cannot return `{Self}`",
    label = "does not return the new claims",
    note = "the function under `migrate` takes the struct of the version before, and returns `{New}` or a \
        `Result` of it"
)]
pub trait MigrationOutcome<New> {
    /// The new claims, or why there are none.
    fn migrated(self) -> Result<New, BoxError>;
}

#[diagnostic::do_not_recommend]
impl<New: Claims> MigrationOutcome<New> for New {
    fn migrated(self) -> Result<New, BoxError> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<New: Claims, E: Into<BoxError>> MigrationOutcome<New> for Result<New, E> {
    fn migrated(self) -> Result<New, BoxError> {
        self.map_err(Into::into)
    }
}

/// How claims of an older version become those of `New`.
pub trait Migration<New> {
    /// The version that it starts from; 0 where there is none.
    const BEFORE: u32;

    /// The token of the version `found` whose members these are.
    ///
    /// # Errors
    /// When there is no way from that version, or it fails.
    fn run(self, found: u32, members: OtherClaims) -> Result<Jwt<New>, ClaimsError>;
}

/// The older versions are not read.
pub(crate) struct NoMigration;

impl<New: Claims> Migration<New> for NoMigration {
    const BEFORE: u32 = 0;

    fn run(self, found: u32, _: OtherClaims) -> Result<Jwt<New>, ClaimsError> {
        Err(ClaimsError::UnknownVersion { found, current: New::VERSION })
    }
}

/// The function under `migrate`.
struct Step<Old, Outcome>(fn(Old) -> Outcome);

impl<Old: Claims, Outcome: MigrationOutcome<New>, New: Claims> Migration<New> for Step<Old, Outcome> {
    const BEFORE: u32 = Old::VERSION;

    /// The token is read as `Old`, or as what that one migrates.
    fn run(self, found: u32, members: OtherClaims) -> Result<Jwt<New>, ClaimsError> {
        let (token, claims) = read_members::<Old>(found, members)?.split();
        let claims = (self.0)(claims)
            .migrated()
            .map_err(|cause| ClaimsError::Migration { to: New::VERSION, cause })?;
        Ok(token.with(claims))
    }
}

/// The migration by the function under `migrate`.
pub fn migration<New: Claims, Old: OldClaims, Outcome: MigrationOutcome<New>>(
    step: fn(Old) -> Outcome,
) -> impl Migration<New> {
    Step(step)
}

/// The version that a migration starts from.
pub const fn version_before<New, M: Migration<New>>(_: fn() -> M) -> u32 {
    M::BEFORE
}

/// A token whose members are known, and with them its version.
pub(crate) fn read_members<T: Claims>(version: u32, members: OtherClaims) -> Result<Jwt<T>, ClaimsError> {
    if version == T::VERSION {
        Ok(super::jwt::of_members(members)?)
    } else {
        T::migration().run(version, members)
    }
}

/// Takes the version out of the members.
pub(crate) fn take_version(members: &mut OtherClaims) -> Result<u32, serde_json::Error> {
    members.remove(VERSION_CLAIM).map_or(Ok(1), u32::deserialize)
}

/// What a genuine text turned out to be. Unlike a `Jwt` it tells an unknown version from a broken token.
pub(crate) struct Read<T>(pub(crate) Result<Jwt<T>, ClaimsError>);

impl<T> Read<T> {
    /// The token, or the error of a deserialiser.
    pub(crate) fn token<E: de::Error>(self) -> Result<Jwt<T>, E> {
        self.0.map_err(E::custom)
    }
}
