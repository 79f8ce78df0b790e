//! The claims that an application adds to the session token: the trait behind `#[auth::jwt]` on a struct.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{self, IgnoredAny, MapAccess},
    ser::SerializeMap,
};

use super::{member_name::MemberName, size::ClaimTooLong};
use crate::contract::BoxError;

/// The claims that an application adds to the session token, read and written in one pass.
///
/// Implemented by `#[auth::jwt]` on a struct with named fields. `()` adds none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not declare the claims of the session token",
    label = "not a token struct",
    note = "put `#[auth::jwt]` on the struct that holds the application's claims"
)]
pub trait Claims: Sized + Send + Sync + 'static {
    /// The version of these claims. From version 2 on, the token carries it in the claim `auth_version`.
    const VERSION: u32 = 1;

    /// The claims by their names in the token, in the order in which they are written.
    const FIELDS: &'static [ClaimField] = &[];

    /// The names of the claims that an export of the user's data holds: those under `#[auth(personal)]`.
    const PERSONAL: &'static [&'static str] = &[];

    /// The claims read so far.
    type Partial: Default;

    /// Reads the value of the claim `name` if it is one of these claims. Returns `Ok(false)` and leaves the
    /// value unread otherwise.
    fn read<'de, A: MapAccess<'de>>(
        partial: &mut Self::Partial,
        name: &str,
        map: &mut A,
    ) -> Result<bool, A::Error>;

    /// Builds the claims after the whole token has been read.
    fn finish<E: de::Error>(partial: Self::Partial) -> Result<Self, E>;

    /// Writes the claims as members of the token.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;

    /// Checks that no claim is longer than its field allows.
    ///
    /// # Errors
    /// When a claim under `#[auth(max = …)]` is longer.
    fn check_sizes(&self) -> Result<(), ClaimTooLong> {
        Ok(())
    }

    /// Returns the migration from the claims of the previous version.
    fn migration() -> impl Migration<Self> {
        NoMigration
    }
}

/// The declaration of a claim, known at compile time.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ClaimField {
    /// Its name in the token.
    pub name: &'static str,
    /// True if a default replaces an absent claim.
    pub has_default: bool,
    /// True if the field holds all undeclared claims.
    pub is_rest: bool,
    /// The maximum length of its value as JSON, in bytes.
    pub max_size: Option<usize>,
}

impl ClaimField {
    /// Declares a claim of that name.
    pub const fn new(name: &'static str) -> Self {
        Self { name, has_default: false, is_rest: false, max_size: None }
    }

    /// Declares the field that holds undeclared claims.
    pub const fn rest(field: &'static str) -> Self {
        Self { is_rest: true, ..Self::new(field) }
    }

    /// Adds a default.
    pub const fn or_default(mut self) -> Self {
        self.has_default = true;
        self
    }

    /// Sets the maximum length, if there is one.
    pub const fn at_most(mut self, bytes: Option<usize>) -> Self {
        self.max_size = bytes;
        self
    }
}

#[diagnostic::do_not_recommend]
impl Claims for () {
    type Partial = ();

    fn read<'de, A: MapAccess<'de>>(_: &mut (), _: &str, _: &mut A) -> Result<bool, A::Error> {
        Ok(false)
    }

    fn finish<E: de::Error>((): ()) -> Result<(), E> {
        Ok(())
    }

    fn write<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Ok(())
    }
}

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

/// A migration of claims from an older version to `New`.
pub trait Migration<New> {
    /// Builds the claims from those of a token of the version `found`, without the standard ones.
    ///
    /// # Errors
    /// Returns an error if there is no migration from that version, or if the migration fails.
    fn run(self, found: u32, members: OtherClaims) -> Result<New, ClaimsError>;
}

/// The absence of a migration: tokens of older versions are not read.
pub(crate) struct NoMigration;

impl<New: Claims> Migration<New> for NoMigration {
    fn run(self, found: u32, _: OtherClaims) -> Result<New, ClaimsError> {
        Err(ClaimsError::UnknownVersion { found, current: New::VERSION })
    }
}

/// Claims that nobody declared, kept as they came: the type of a token's `#[auth(rest)]` field.
///
/// With such a field a cookie that is shared with another service loses nothing when it is written again.
pub type OtherClaims = serde_json::Map<String, serde_json::Value>;

/// Reads claims of a version, without the standard ones, and migrates them if the version is older.
pub(crate) fn read_claims<T: Claims>(version: u32, members: OtherClaims) -> Result<T, ClaimsError> {
    if version == T::VERSION {
        Ok(serde_json::Value::Object(members).deserialize_map(ClaimsVisitor(PhantomData))?)
    } else {
        T::migration().run(version, members)
    }
}

struct ClaimsVisitor<T>(PhantomData<T>);

impl<'de, T: Claims> de::Visitor<'de> for ClaimsVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the claims of a token")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut claims = T::Partial::default();
        while let Some(name) = map.next_key::<MemberName<'de>>()? {
            if !T::read(&mut claims, name.as_str(), &mut map)? {
                map.next_value::<IgnoredAny>()?;
            }
        }
        T::finish(claims)
    }
}
