//! Versions of claims: the migrations of `#[auth::jwt(version = …, migrate = …)]` from older tokens.

use std::marker::PhantomData;

use super::claims::{Claims, ClaimsError, Migration, NoMigration, OtherClaims, read_claims};
use crate::contract::BoxError;

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
    /// Reads the claims as `Old`, which may itself migrate from an older version, and runs the function.
    fn run(self, found: u32, members: OtherClaims) -> Result<New, ClaimsError> {
        let claims = read_claims::<Old>(found, members)?;
        (self.0)(claims).migrated().map_err(|cause| ClaimsError::Migration { to: New::VERSION, cause })
    }
}

/// Returns the version that the function under `migrate` starts from.
pub const fn version_before<New: Claims, Old: OldClaims, Outcome: MigrationOutcome<New>>(
    _: fn(Old) -> Outcome,
) -> u32 {
    Old::VERSION
}
