//! The greatest ages of proofs, as types.

/// The greatest age of a proof.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an age",
    label = "not an age",
    note = "write `Minutes<5>`, `Hours<1>` or `Days<30>`; leave it out if a proof counts for the whole session"
)]
pub trait MaxAge: sealed::Sealed + 'static {
    /// The age in seconds; `None` if a proof counts for the whole session.
    const SECONDS: Option<i64>;
}

/// A proof counts for the whole session.
#[derive(Clone, Copy, Debug)]
pub struct Ever;

/// A proof is at most `N` minutes old.
#[derive(Clone, Copy, Debug)]
pub struct Minutes<const N: u16>;

/// A proof is at most `N` hours old.
#[derive(Clone, Copy, Debug)]
pub struct Hours<const N: u16>;

/// A proof is at most `N` days old.
#[derive(Clone, Copy, Debug)]
pub struct Days<const N: u16>;

#[diagnostic::do_not_recommend]
impl MaxAge for Ever {
    const SECONDS: Option<i64> = None;
}

#[diagnostic::do_not_recommend]
impl<const N: u16> MaxAge for Minutes<N> {
    const SECONDS: Option<i64> = Some(N as i64 * 60);
}

#[diagnostic::do_not_recommend]
impl<const N: u16> MaxAge for Hours<N> {
    const SECONDS: Option<i64> = Some(N as i64 * 3600);
}

#[diagnostic::do_not_recommend]
impl<const N: u16> MaxAge for Days<N> {
    const SECONDS: Option<i64> = Some(N as i64 * 86_400);
}

mod sealed {
    /// Only the ages of this module implement it.
    pub trait Sealed {}

    impl Sealed for super::Ever {}
    impl<const N: u16> Sealed for super::Minutes<N> {}
    impl<const N: u16> Sealed for super::Hours<N> {}
    impl<const N: u16> Sealed for super::Days<N> {}
}
