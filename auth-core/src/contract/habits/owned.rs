//! Guessed methods of secrets, users and times, and conversions that do not exist.

use crate::contract::{Password, Secret, StoredId, UnixTime, User};

/// The requirement of the methods of strings on a secret, which no type meets.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a secret is read by `.expose()`, which returns a `&str`; two of them are compared by `==`",
    label = "there is no such method"
)]
pub trait SecretIsExposed<'x> {}

/// The requirement of printing a secret, which no type meets.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a secret is not printed, so that it is in no log: `.expose()` returns its string",
    label = "cannot be printed"
)]
pub trait SecretIsNotPrinted<'x> {}

/// The subject of that requirement. If it were the secret itself, the compiler would show the message of `Debug`.
#[doc(hidden)]
pub struct Printed;

#[doc(hidden)]
impl std::fmt::Debug for Secret
where
    for<'x> Printed: SecretIsNotPrinted<'x>,
{
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        loop {}
    }
}

#[doc(hidden)]
impl std::fmt::Debug for Password
where
    for<'x> Printed: SecretIsNotPrinted<'x>,
{
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        loop {}
    }
}

impl Secret {
    #[doc(hidden)]
    pub fn as_str<X>(&self) -> X
    where
        for<'x> Self: SecretIsExposed<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn as_bytes<X>(&self) -> X
    where
        for<'x> Self: SecretIsExposed<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn to_string<X>(&self) -> X
    where
        for<'x> Self: SecretIsExposed<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn into_string<X>(&self) -> X
    where
        for<'x> Self: SecretIsExposed<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn into_inner<X>(&self) -> X
    where
        for<'x> Self: SecretIsExposed<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn len<X>(&self) -> X
    where
        for<'x> Self: SecretIsExposed<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn trim<X>(&self) -> X
    where
        for<'x> Self: SecretIsExposed<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn expose_secret<X>(&self) -> X
    where
        for<'x> Self: SecretIsExposed<'x>,
    {
        loop {}
    }
}

/// The requirement of guessed setters of a user, which no type meets.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a user has an ID, a name, an e-mail address and an image: what else the application knows goes into the token, which a \
        function under `#[auth::jwt]` makes, or into a struct under `#[auth::user]`, by `.with_columns(…)`",
    label = "there is no such method"
)]
pub trait UserHasNoClaims<'x> {}

impl User {
    #[doc(hidden)]
    pub fn with_role<X, Y>(self, _: Y) -> X
    where
        for<'x> Self: UserHasNoClaims<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn with_roles<X, Y>(self, _: Y) -> X
    where
        for<'x> Self: UserHasNoClaims<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn with_permissions<X, Y>(self, _: Y) -> X
    where
        for<'x> Self: UserHasNoClaims<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn with_claim<X, Y>(self, _: Y) -> X
    where
        for<'x> Self: UserHasNoClaims<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn with_claims<X, Y>(self, _: Y) -> X
    where
        for<'x> Self: UserHasNoClaims<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn with_data<X, Y>(self, _: Y) -> X
    where
        for<'x> Self: UserHasNoClaims<'x>,
    {
        loop {}
    }
}

/// The requirement of guessed methods of a time, which no type meets.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a time is read by `.as_secs()`, `.as_millis()` and `.to_iso()`; the present one is `SystemClock.now()`, by the trait `Clock`",
    label = "there is no such function"
)]
pub trait UnixTimeIsPlain<'x> {}

impl UnixTime
where
    for<'x> Self: UnixTimeIsPlain<'x>,
{
    #[doc(hidden)]
    pub fn now() -> Self {
        loop {}
    }

    #[doc(hidden)]
    pub fn to_rfc3339(&self) -> String {
        loop {}
    }

    #[doc(hidden)]
    pub fn elapsed(&self) -> std::time::Duration {
        loop {}
    }

    #[doc(hidden)]
    pub fn timestamp(&self) -> i64 {
        loop {}
    }
}

/// The requirement of a `StoredId` from a string, which no type meets.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a `StoredId` comes from the database: `session.stored_id()` of a session, or `user.id()` of a row; in an adapter, write \
        `StoredId::from_store(id)`",
    label = "not the ID of a stored user"
)]
pub trait StoredIdIsFromTheDatabase<'x> {}

/// The subject of that requirement. If it were the ID itself, the compiler would show the message of `From`.
#[doc(hidden)]
pub struct AnyString;

#[doc(hidden)]
impl<'t> From<&'t str> for StoredId
where
    for<'x> AnyString: StoredIdIsFromTheDatabase<'x>,
{
    fn from(id: &'t str) -> Self {
        Self::from_store(id)
    }
}

#[doc(hidden)]
impl From<String> for StoredId
where
    for<'x> AnyString: StoredIdIsFromTheDatabase<'x>,
{
    fn from(id: String) -> Self {
        Self::from_store(id)
    }
}
