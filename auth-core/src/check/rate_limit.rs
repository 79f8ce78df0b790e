//! Rate limits as the application configures them.

use std::time::Duration;

use crate::adapter::AttemptRule;

/// A maximum number of attempts in a period of time.
///
/// ```
/// use auth::config::RateLimit;
/// use std::time::Duration;
///
/// let limit = RateLimit::new(10, Duration::from_secs(60));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    tries: u32,
    window: Duration,
}

/// The waiting time of an account after its last free attempt.
const FIRST_WAIT: Duration = Duration::from_secs(60);

/// The longest waiting time of an account.
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);

impl RateLimit {
    /// The default for a network: 100 attempts in a minute.
    pub(crate) const NETWORK: Self = Self::new(100, Duration::from_secs(60));

    /// The default for an account: 20 attempts in a day, then growing waiting times.
    pub(crate) const ACCOUNT: Self = Self::new(20, Duration::from_secs(24 * 60 * 60));

    /// Creates a limit of `tries` attempts in the time `window`. The count restarts when the time is over.
    pub const fn new(tries: u32, window: Duration) -> Self {
        Self { tries, window }
    }

    /// Returns the rule that refuses further attempts until the time is over.
    pub(crate) const fn fixed(self) -> AttemptRule {
        AttemptRule::fixed(self.tries, self.window)
    }

    /// Returns the rule after which further attempts have to wait longer and longer.
    pub(crate) fn growing(self) -> AttemptRule {
        let longest = LONGEST_WAIT.min(self.window);
        AttemptRule::growing(self.tries, self.window, FIRST_WAIT.min(longest), longest)
    }
}

/// The argument of the methods that limit something: a [`RateLimit`], or an `Option` of one, where `None` is no limit.
#[diagnostic::on_unimplemented(
    message = "expected a `RateLimit` or `None`, found `{Self}`",
    label = "not a limit",
    note = "`RateLimit::new(10, Duration::from_secs(60))` is ten attempts a minute, and `None` no limit"
)]
pub trait IntoRateLimit {
    /// Returns the limit; `None` if there is none.
    fn into_rate_limit(self) -> Option<RateLimit>;
}

#[diagnostic::do_not_recommend]
impl IntoRateLimit for RateLimit {
    fn into_rate_limit(self) -> Option<RateLimit> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl IntoRateLimit for Option<RateLimit> {
    fn into_rate_limit(self) -> Self {
        self
    }
}
