//! Points in time, and the clocks that return the current time.

mod date;
#[cfg(feature = "server")]
mod http_date;

use std::{
    sync::{
        Arc, LazyLock,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A point in time: milliseconds since 1970-01-01 UTC, in 64 bits.
///
/// In a token it is a NumericDate (whole seconds, RFC 7519 section 2), in a session an ISO 8601 string.
///
/// ```
/// use auth::time::UnixTime;
/// use std::time::Duration;
///
/// let issued = UnixTime::from_secs(1_700_000_000);
/// let expires = issued + Duration::from_secs(60);
/// assert_eq!(expires.as_secs(), 1_700_000_060);
/// assert_eq!(expires.to_iso(), "2023-11-14T22:14:20.000Z");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime {
    millis: i64,
}

impl UnixTime {
    /// Creates a time from whole seconds since the epoch.
    pub const fn from_secs(secs: i64) -> Self {
        Self { millis: secs.saturating_mul(1000) }
    }

    /// Creates a time from milliseconds since the epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self { millis }
    }

    /// Returns the whole seconds since the epoch, rounded down.
    pub const fn as_secs(self) -> i64 {
        self.millis.div_euclid(1000)
    }

    /// Returns the milliseconds since the epoch.
    pub const fn as_millis(self) -> i64 {
        self.millis
    }
}

impl std::ops::Add<Duration> for UnixTime {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        let millis = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        Self { millis: self.millis.saturating_add(millis) }
    }
}

impl std::ops::Sub<Duration> for UnixTime {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        let millis = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        Self { millis: self.millis.saturating_sub(millis) }
    }
}

impl Serialize for UnixTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.as_secs())
    }
}

impl<'de> Deserialize<'de> for UnixTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NumericDate;

        impl de::Visitor<'_> for NumericDate {
            type Value = UnixTime;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("seconds since 1970-01-01 as a number")
            }

            fn visit_i64<E: de::Error>(self, secs: i64) -> Result<UnixTime, E> {
                Ok(UnixTime::from_secs(secs))
            }

            fn visit_u64<E: de::Error>(self, secs: u64) -> Result<UnixTime, E> {
                Ok(UnixTime::from_secs(i64::try_from(secs).unwrap_or(i64::MAX)))
            }

            fn visit_f64<E: de::Error>(self, secs: f64) -> Result<UnixTime, E> {
                // `as` saturates, and JSON has no NaN.
                Ok(UnixTime::from_millis((secs * 1000.0) as i64))
            }
        }

        deserializer.deserialize_any(NumericDate)
    }
}

/// A source of the current time, and of the time that passes. Tests use [`ManualClock`].
///
/// A system's clock may be set, so two readings of [`now`](Self::now) do not tell how much time has passed between them.
/// Tokens and rows carry `now`; periods within one process, such as the window of a limit, are measured by
/// [`monotonic`](Self::monotonic).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a clock",
    label = "not a clock",
    note = "take `SystemClock`, or in tests a `ManualClock`, which the test moves"
)]
pub trait Clock: Send + Sync + 'static {
    /// Returns the current time, which steps when the clock is set.
    fn now(&self) -> UnixTime;

    /// Returns the time since an arbitrary fixed point, which never decreases and does not step when the clock is set. By
    /// default, this is the monotonic clock of the system.
    ///
    /// ```
    /// use auth::time::{Clock, SystemClock};
    ///
    /// let before = SystemClock.monotonic();
    /// assert!(before <= SystemClock.monotonic());
    /// ```
    fn monotonic(&self) -> Duration {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        START.elapsed()
    }
}

/// The system clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

#[diagnostic::do_not_recommend]
impl Clock for SystemClock {
    fn now(&self) -> UnixTime {
        let since_epoch =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        UnixTime::from_millis(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
    }
}

/// A clock that only moves when a test moves it.
///
/// ```
/// use auth::time::{Clock, ManualClock, UnixTime};
/// use std::time::Duration;
///
/// let clock = ManualClock::at(UnixTime::from_secs(1_700_000_000));
/// clock.advance(Duration::from_secs(60));
/// assert_eq!(clock.now().as_secs(), 1_700_000_060);
/// ```
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<Hands>);

/// The two readings of a manual clock, in milliseconds.
#[derive(Debug)]
struct Hands {
    now: AtomicI64,
    passed: AtomicI64,
}

impl ManualClock {
    /// Creates a clock that shows `time`.
    pub fn at(time: UnixTime) -> Self {
        Self(Arc::new(Hands { now: time.as_millis().into(), passed: 0.into() }))
    }

    /// Lets time pass: moves the clock and all its clones forward.
    pub fn advance(&self, duration: Duration) {
        self.set(self.now() + duration);
        let passed = UnixTime::from_millis(self.0.passed.load(Ordering::Relaxed)) + duration;
        self.0.passed.store(passed.as_millis(), Ordering::Relaxed);
    }

    /// Sets the clock and all its clones to another time, as an operator or a time server does. No time passes.
    ///
    /// ```
    /// use auth::time::{Clock, ManualClock, UnixTime};
    /// use std::time::Duration;
    ///
    /// let clock = ManualClock::at(UnixTime::from_secs(1_700_000_000));
    /// let before = clock.monotonic();
    /// clock.set(clock.now() - Duration::from_secs(3600));
    /// assert_eq!(clock.now().as_secs(), 1_699_996_400);
    /// assert_eq!(clock.monotonic(), before);
    /// ```
    pub fn set(&self, time: UnixTime) {
        self.0.now.store(time.as_millis(), Ordering::Relaxed);
    }
}

#[diagnostic::do_not_recommend]
impl Clock for ManualClock {
    fn now(&self) -> UnixTime {
        UnixTime::from_millis(self.0.now.load(Ordering::Relaxed))
    }

    fn monotonic(&self) -> Duration {
        Duration::from_millis(self.0.passed.load(Ordering::Relaxed).unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_has_three_digits_of_milliseconds() {
        assert_eq!(UnixTime::from_millis(1_000).to_iso(), "1970-01-01T00:00:01.000Z");
        assert_eq!(UnixTime::from_millis(i64::MAX).to_iso(), "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn a_numeric_date_is_any_number_and_nothing_else() {
        assert_eq!(serde_json::from_str::<UnixTime>("4102444800").unwrap().as_secs(), 4_102_444_800);
        assert_eq!(serde_json::from_str::<UnixTime>("1.5").unwrap().as_millis(), 1500);
        assert_eq!(serde_json::from_str::<UnixTime>("1e300").unwrap().as_millis(), i64::MAX);
        assert!(serde_json::from_str::<UnixTime>("\"1\"").is_err());
        assert_eq!(serde_json::to_string(&UnixTime::from_millis(1999)).unwrap(), "1");
    }
}
