//! Versions of claims: the migrations of `#[auth::jwt(version = …, migrate = …)]` from older tokens.

use std::marker::PhantomData;

use serde::{Deserialize, de};

use super::claims::{Claims, OtherClaims};
use super::jwt::Jwt;
use crate::contract::BoxError;

/// The claim that holds the version of the application's claims. A token without it is of version 1.
pub const VERSION_CLAIM: &str = "auth_version";

/// The error for claims of a genuine token that cannot be used.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum ClaimsError {
    /// The application does not know the version of the claims: it is newer, or older without a migration.
    #[error(
        "the token's claims are of version {found}, which the application neither has nor migrates (its own \
         is version {current}); the token is no session here"
    )]
    UnknownVersion {
        /// The version in the token.
        found: u32,
        /// The version of the application's struct, or of the oldest struct that it migrates.
        current: u32,
    },
    /// The migration failed.
    #[error(
        "the migration of the token's claims to version {to} failed: {cause}; the token is no session here"
    )]
    Migration {
        /// The target version of the migration.
        to: u32,
        /// The error of the function.
        cause: BoxError,
    },
    /// The claims do not fit the struct of their version.
    #[error("the token's claims do not fit the struct of their version")]
    Misfit(#[from] serde_json::Error),
}

crate::contract::readable::debug_by_message!(ClaimsError);

/// The claims that a migration starts from.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not describe the claims of older tokens",
    label = "not a token struct",
    note = "put `#[auth::jwt]` on `{Self}`, the struct of the previous version"
)]
pub trait OldClaims: Claims {}

#[diagnostic::do_not_recommend]
impl<T: Claims> OldClaims for T {}

/// The result of a migration.
#[diagnostic::on_unimplemented(
    message = "a migration to `{New}` cannot return `{Self}`",
    label = "does not return the new claims",
    note = "the function under `migrate` takes the struct of the previous version, and returns `{New}` or a \
        `Result` of it"
)]
pub trait MigrationOutcome<New> {
    /// Returns the new claims, or the error of the migration.
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

/// A migration of claims from an older version to `New`.
pub trait Migration<New> {
    /// Builds the token from the members of a token of the version `found`.
    ///
    /// # Errors
    /// Returns an error if there is no migration from that version, or if the migration fails.
    fn run(self, found: u32, members: OtherClaims) -> Result<Jwt<New>, ClaimsError>;
}

/// The absence of a migration: tokens of older versions are not read.
pub(crate) struct NoMigration;

impl<New: Claims> Migration<New> for NoMigration {
    fn run(self, found: u32, _: OtherClaims) -> Result<Jwt<New>, ClaimsError> {
        Err(ClaimsError::UnknownVersion { found, current: New::VERSION })
    }
}

/// The function `F` under `migrate`. `Signature` is inferred.
pub struct Step<New, F, Signature>(F, PhantomData<fn(Signature) -> New>);

impl<New, F, Signature> Step<New, F, Signature> {
    /// Wraps a function.
    pub fn new(function: F) -> Self {
        Self(function, PhantomData)
    }
}

impl<New: Claims, Old: OldClaims, Outcome: MigrationOutcome<New>, F: Fn(Old) -> Outcome>
    Step<New, F, (Old, Outcome)>
{
    /// Returns the migration.
    pub fn checked(self) -> impl Migration<New> {
        self
    }
}

/// The fallback of [`Step::checked`] for functions that cannot migrate. The attribute reports them with
/// [`version_before`], so that the mistake is one error; nothing here ever runs.
pub trait NotAMigration<New: Claims>: Sized {
    /// Returns no migration.
    fn checked(self) -> impl Migration<New> {
        NoMigration
    }
}

impl<New: Claims, F> NotAMigration<New> for Step<New, F, ()> {}

impl<New: Claims, Old: Claims, Outcome: MigrationOutcome<New>, F: Fn(Old) -> Outcome> Migration<New>
    for Step<New, F, (Old, Outcome)>
{
    /// Reads the token as `Old`, which may itself migrate from an older version, and runs the function.
    fn run(self, found: u32, members: OtherClaims) -> Result<Jwt<New>, ClaimsError> {
        let (token, claims) = read_members::<Old>(found, members)?.split();
        let claims = (self.0)(claims)
            .migrated()
            .map_err(|cause| ClaimsError::Migration { to: New::VERSION, cause })?;
        Ok(token.with(claims))
    }
}

/// Returns the version that the function under `migrate` starts from.
pub const fn version_before<New: Claims, Old: OldClaims, Outcome: MigrationOutcome<New>>(
    _: fn(Old) -> Outcome,
) -> u32 {
    Old::VERSION
}

/// Builds a token from its members, and migrates them if their version is older.
pub(crate) fn read_members<T: Claims>(version: u32, members: OtherClaims) -> Result<Jwt<T>, ClaimsError> {
    if version == T::VERSION {
        Ok(super::jwt::of_members(members)?)
    } else {
        T::migration().run(version, members)
    }
}

/// Removes the version from the members and returns it.
pub(crate) fn take_version(members: &mut OtherClaims) -> Result<u32, serde_json::Error> {
    members.remove(VERSION_CLAIM).map_or(Ok(1), u32::deserialize)
}

/// The result of reading a genuine token. Unlike a `Jwt`, it distinguishes an unknown version from a broken token.
/// It is boxed, because it passes through many hands.
pub(crate) struct Read<T>(pub(crate) Result<Box<Jwt<T>>, ClaimsError>);

impl<T> Read<T> {
    /// Returns the token, or the error of a deserialiser.
    pub(crate) fn token<E: de::Error>(self) -> Result<Jwt<T>, E> {
        self.0.map(|token| *token).map_err(E::custom)
    }
}
