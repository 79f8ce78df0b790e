//! Dates by hand: the civil calendar from days, and the two forms that a session needs.

use std::fmt::Write;

/// A point in time as year, month, day, and seconds of the day.
struct Date {
    days: u64,
    year: u64,
    month: u64,
    day: u64,
    second: u64,
}

impl Date {
    /// Counts years from March, so that the leap day is the last of its year.
    fn of(secs: u64) -> Self {
        let days = secs / 86_400;
        let since_march_of_0 = days + 719_468;
        let (era, of_era) = (since_march_of_0 / 146_097, since_march_of_0 % 146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march = (5 * of_year + 2) / 153;
        let month = if march < 10 { march + 3 } else { march - 9 };
        Self {
            days,
            year: era * 400 + year_of_era + u64::from(month <= 2),
            month,
            day: of_year - (153 * march + 2) / 5 + 1,
            second: secs % 86_400,
        }
    }

    fn time(&self) -> (u64, u64, u64) {
        (self.second / 3600, self.second / 60 % 60, self.second % 60)
    }
}

/// `2026-12-29T23:12:00.000Z`
pub(crate) fn iso(secs: u64) -> String {
    let date = Date::of(secs);
    let (hour, minute, second) = date.time();
    format!("{:04}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}.000Z", date.year, date.month, date.day)
}

/// `Tue, 29 Dec 2026 23:12:00 GMT`
pub(crate) fn push_http(line: &mut String, secs: u64) {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let date = Date::of(secs);
    let (hour, minute, second) = date.time();
    let (day, month) = (DAYS[(date.days % 7) as usize], MONTHS[(date.month - 1) as usize]);
    write!(line, "{day}, {:02} {month} {:04} {hour:02}:{minute:02}:{second:02} GMT", date.day, date.year)
        .expect("a string takes everything");
}
