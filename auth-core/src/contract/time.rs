//! Points in time, and the clocks that return the current time.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use time::{OffsetDateTime, format_description::BorrowedFormatItem, macros::format_description};

/// The format of `2026-12-21T20:34:41.386Z`, as JavaScript's `toISOString` writes it.
const ISO: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z");

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

    /// Formats the time as ISO 8601 in UTC with milliseconds, for example `2026-12-21T20:34:41.386Z`.
    pub fn to_iso(self) -> String {
        self.to_date().format(ISO).unwrap_or_default()
    }

    /// Returns the calendar date. A time before 1970 or after the year 9999 becomes the nearest one in that range.
    pub(crate) fn to_date(self) -> OffsetDateTime {
        const LAST: i64 = 253_402_300_799_999;
        let nanos = i128::from(self.millis.clamp(0, LAST)) * 1_000_000;
        OffsetDateTime::from_unix_timestamp_nanos(nanos).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}

impl std::ops::Add<std::time::Duration> for UnixTime {
    type Output = Self;

    fn add(self, duration: std::time::Duration) -> Self {
        let millis = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        Self { millis: self.millis.saturating_add(millis) }
    }
}

impl std::ops::Sub<std::time::Duration> for UnixTime {
    type Output = Self;

    fn sub(self, duration: std::time::Duration) -> Self {
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

/// A source of the current time. Tests use [`ManualClock`].
pub trait Clock: Send + Sync + 'static {
    /// Returns the current time.
    fn now(&self) -> UnixTime;
}

/// The system clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

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
pub struct ManualClock(std::sync::Arc<std::sync::atomic::AtomicI64>);

impl ManualClock {
    /// Creates a clock that shows `time`.
    pub fn at(time: UnixTime) -> Self {
        Self(std::sync::Arc::new(time.as_millis().into()))
    }

    /// Moves the clock and all its clones forward.
    pub fn advance(&self, duration: std::time::Duration) {
        let then = self.now() + duration;
        self.0.store(then.as_millis(), std::sync::atomic::Ordering::Relaxed);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> UnixTime {
        UnixTime::from_millis(self.0.load(std::sync::atomic::Ordering::Relaxed))
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
