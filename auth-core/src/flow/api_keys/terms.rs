//! The time at which an API key stops working.

use std::time::Duration;

use crate::contract::UnixTime;

/// The time at which an API key stops working. A key that never does has to be asked for: [`Expires::never`].
///
/// ```
/// use auth::api_key::Expires;
/// use std::time::Duration;
///
/// assert_eq!(Expires::days(90), Expires::after(Duration::from_secs(90 * 24 * 60 * 60)));
/// assert_ne!(Expires::days(90), Expires::never());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expires(Term);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Term {
    After(Duration),
    At(UnixTime),
    Never,
}

impl Expires {
    /// The key works for a number of days.
    pub const fn days(days: u32) -> Self {
        Self(Term::After(Duration::from_secs(days as u64 * 24 * 60 * 60)))
    }

    /// The key works for this time.
    pub const fn after(time: Duration) -> Self {
        Self(Term::After(time))
    }

    /// The key works until this time.
    pub const fn at(time: UnixTime) -> Self {
        Self(Term::At(time))
    }

    /// The key works until it is revoked.
    pub const fn never() -> Self {
        Self(Term::Never)
    }

    /// Returns the time for a key that is made at `now`.
    pub(super) fn from(self, now: UnixTime) -> Option<UnixTime> {
        match self.0 {
            Term::After(time) => Some(now + time),
            Term::At(time) => Some(time),
            Term::Never => None,
        }
    }
}

impl From<Duration> for Expires {
    fn from(time: Duration) -> Self {
        Self::after(time)
    }
}
