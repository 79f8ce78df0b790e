//! Guessed methods of types that have parameters or are borrowed. They are written out, since the compiler shows where a
//! requirement comes from, and return what the caller likes, so that nothing is reported about it.

use crate::contract::{VerifiedEmail, callback::redirect::RedirectUrl, permission::Set};

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
