//! Calendar dates in UTC, as sessions write them for browsers. It avoids a date library and `fmt`, because it runs at every
//! request.

use super::UnixTime;

pub(super) const DAY: u64 = 86_400_000;

/// The last millisecond of the year 9999.
pub(super) const LAST: i64 = 253_402_300_799_999;

/// A day of the proleptic Gregorian calendar and a time of day.
pub(super) struct Date {
    pub(super) year: u64,
    /// From 1.
    pub(super) month: u64,
    /// From 1.
    pub(super) day: u64,
    /// The milliseconds of the day.
    millis: u64,
}

impl Date {
    /// Converts a time. Years are counted from March, so that the leap day is the last day of its year. An era has 400
    /// years, after which the calendar repeats.
    pub(super) fn of(time: UnixTime) -> Self {
        let millis = time.as_millis().clamp(0, LAST).unsigned_abs();
        let days = millis / DAY;
        let since_year_0 = days + 719_468;
        let (era, day) = (since_year_0 / 146_097, since_year_0 % 146_097);
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let (is_next_year, month_of_year) = if month < 10 { (0, month + 3) } else { (1, month - 9) };
        Self {
            year: era * 400 + year + is_next_year,
            month: month_of_year,
            day: day - (153 * month + 2) / 5 + 1,
            millis: millis % DAY,
        }
    }

    pub(super) fn push_time(&self, text: &mut String) {
        let seconds = self.millis / 1000;
        push::<2>(text, seconds / 3600);
        text.push(':');
        push::<2>(text, seconds / 60 % 60);
        text.push(':');
        push::<2>(text, seconds % 60);
    }
}

impl UnixTime {
    /// Formats the time as ISO 8601 in UTC with milliseconds, as JavaScript's `toISOString` does, for example
    /// `2026-12-21T20:34:41.386Z`. A time before 1970 or after the year 9999 becomes the nearest one in that range.
    pub fn to_iso(self) -> String {
        let date = Date::of(self);
        let mut text = String::with_capacity("2026-12-21T20:34:41.386Z".len());
        push::<4>(&mut text, date.year);
        text.push('-');
        push::<2>(&mut text, date.month);
        text.push('-');
        push::<2>(&mut text, date.day);
        text.push('T');
        date.push_time(&mut text);
        text.push('.');
        push::<3>(&mut text, date.millis % 1000);
        text.push('Z');
        text
    }
}

/// Appends the last `N` digits of a number.
pub(super) fn push<const N: usize>(text: &mut String, mut number: u64) {
    let mut digits = [b'0'; N];
    for digit in digits.iter_mut().rev() {
        // A digit, so the conversion loses nothing.
        *digit += (number % 10) as u8;
        number /= 10;
    }
    text.push_str(std::str::from_utf8(&digits).unwrap_or_default());
}

#[cfg(test)]
pub(super) mod tests {
    use time::{OffsetDateTime, format_description::BorrowedFormatItem, macros::format_description};

    use super::*;

    const ISO: &[BorrowedFormatItem<'_>] =
        format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z");
    /// Returns every day of a whole era, and some of each later month, each at another time of day, with what the crate `time`
    /// makes of it.
    pub(in crate::contract::time) fn dates() -> impl Iterator<Item = (UnixTime, OffsetDateTime)> {
        let (era, last) = (146_097, LAST.unsigned_abs() / DAY);
        (0..era).chain((era..last).step_by(17)).chain([last]).map(|day| {
            let millis = day * DAY + day * 7_919_317 % DAY;
            let ours = UnixTime::from_millis(i64::try_from(millis).unwrap());
            (ours, OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000).unwrap())
        })
    }

    #[test]
    fn each_day_is_that_of_another_calendar() {
        for (ours, date) in dates() {
            assert_eq!(ours.to_iso(), date.format(ISO).unwrap());
        }
    }

    #[test]
    fn times_out_of_range_are_the_nearest_ones() {
        assert_eq!(UnixTime::from_millis(-1).to_iso(), "1970-01-01T00:00:00.000Z");
        assert_eq!(UnixTime::from_millis(i64::MIN).to_iso(), "1970-01-01T00:00:00.000Z");
        assert_eq!(UnixTime::from_millis(LAST).to_iso(), "9999-12-31T23:59:59.999Z");
        assert_eq!(UnixTime::from_millis(i64::MAX).to_iso(), "9999-12-31T23:59:59.999Z");
    }
}
