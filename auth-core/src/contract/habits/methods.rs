//! Guessed methods of types that have parameters or are borrowed. They are written out, since the compiler shows where a
//! requirement comes from, and return what the caller likes, so that nothing is reported about it.

use crate::contract::{
    Password, Secret, User, VerifiedEmail, callback::redirect::RedirectUrl, permission::Set,
};

/// The requirement of the methods of strings on a secret, which no type meets.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a secret is read by `.expose()`, which returns a `&str`; two of them are compared by `==`",
    label = "there is no such method"
)]
pub trait SecretIsExposed<'x> {}

/// The requirement of the methods of strings on a redirect URL, which no type meets.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a redirect URL is no string: `url.requested()` is what was asked for, `url.origin()` is this site, and \
        `url.is_on_this_site()` compares the two",
    label = "there is no such method"
)]
pub trait RedirectUrlIsNoString<'x> {}

/// The requirement of the methods of strings on a proven address, which no type meets.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a proven address is no string: `email.domain()` is what follows the `@`, and `email.as_str()` the whole address",
    label = "there is no such method"
)]
pub trait VerifiedEmailIsNoString<'x> {}

/// The requirement of guessed functions of a set, which no type meets.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a set is `Set::NONE`, `Set::all()` or `[Permission::Read].into()`; `.insert(…)` adds a permission, and `.contains(…)` asks for one",
    label = "there is no such function"
)]
pub trait SetIsMadeOfAnArray<'x> {}

/// The requirement of printing a secret, which no type meets.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a secret is not printed, so that it is in no log: `.expose()` returns its string",
    label = "cannot be printed"
)]
pub trait SecretIsNotPrinted<'x> {}

/// The subject of that requirement. If it were the secret itself, the compiler would show the message of `Display`.
#[doc(hidden)]
pub struct Printed;

/// Says why a type is not printed.
macro_rules! not_printed {
    ($($Type:ty),*) => {$(
        #[doc(hidden)]
        impl std::fmt::Display for $Type
        where
            for<'x> $crate::contract::habits::Printed: $crate::contract::habits::SecretIsNotPrinted<'x>,
        {
            #[allow(clippy::empty_loop, reason = "nobody can call it")]
            fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                loop {}
            }
        }

        #[doc(hidden)]
        impl std::fmt::Debug for $Type
        where
            for<'x> $crate::contract::habits::Printed: $crate::contract::habits::SecretIsNotPrinted<'x>,
        {
            #[allow(clippy::empty_loop, reason = "nobody can call it")]
            fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                loop {}
            }
        }
    )*};
}

#[cfg(feature = "server")]
pub(crate) use not_printed;

not_printed!(Secret, Password);

impl RedirectUrl<'_> {
    #[doc(hidden)]
    pub fn as_str<X>(&self) -> X
    where
        for<'x> Self: RedirectUrlIsNoString<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn to_string<X>(&self) -> X
    where
        for<'x> Self: RedirectUrlIsNoString<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn base_url<X>(&self) -> X
    where
        for<'x> Self: RedirectUrlIsNoString<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn path<X>(&self) -> X
    where
        for<'x> Self: RedirectUrlIsNoString<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn host<X>(&self) -> X
    where
        for<'x> Self: RedirectUrlIsNoString<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn starts_with<X, Y>(&self, _: Y) -> X
    where
        for<'x> Self: RedirectUrlIsNoString<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn ends_with<X, Y>(&self, _: Y) -> X
    where
        for<'x> Self: RedirectUrlIsNoString<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn contains<X, Y>(&self, _: Y) -> X
    where
        for<'x> Self: RedirectUrlIsNoString<'x>,
    {
        loop {}
    }
}

impl VerifiedEmail<'_> {
    #[doc(hidden)]
    pub fn to_lowercase<X>(&self) -> X
    where
        for<'x> Self: VerifiedEmailIsNoString<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn to_string<X>(&self) -> X
    where
        for<'x> Self: VerifiedEmailIsNoString<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn into_string<X>(&self) -> X
    where
        for<'x> Self: VerifiedEmailIsNoString<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn local_part<X>(&self) -> X
    where
        for<'x> Self: VerifiedEmailIsNoString<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn value<X>(&self) -> X
    where
        for<'x> Self: VerifiedEmailIsNoString<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn starts_with<X, Y>(&self, _: Y) -> X
    where
        for<'x> Self: VerifiedEmailIsNoString<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn ends_with<X, Y>(&self, _: Y) -> X
    where
        for<'x> Self: VerifiedEmailIsNoString<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn contains<X, Y>(&self, _: Y) -> X
    where
        for<'x> Self: VerifiedEmailIsNoString<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn split<X, Y>(&self, _: Y) -> X
    where
        for<'x> Self: VerifiedEmailIsNoString<'x>,
    {
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

impl<P> Set<P> {
    #[doc(hidden)]
    pub fn has<X, Y>(&self, _: Y) -> X
    where
        for<'x> Self: SetIsMadeOfAnArray<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn add<X, Y>(&self, _: Y) -> X
    where
        for<'x> Self: SetIsMadeOfAnArray<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn push<X, Y>(&self, _: Y) -> X
    where
        for<'x> Self: SetIsMadeOfAnArray<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn grant<X, Y>(&self, _: Y) -> X
    where
        for<'x> Self: SetIsMadeOfAnArray<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn none<X>() -> X
    where
        for<'x> Self: SetIsMadeOfAnArray<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn empty<X>() -> X
    where
        for<'x> Self: SetIsMadeOfAnArray<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn of<X, Y>(_: Y) -> X
    where
        for<'x> Self: SetIsMadeOfAnArray<'x>,
    {
        loop {}
    }

    #[doc(hidden)]
    pub fn only<X, Y>(_: Y) -> X
    where
        for<'x> Self: SetIsMadeOfAnArray<'x>,
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
