//! Dates by hand: the civil calendar from days, and the two forms that a session needs.

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

    fn push_time(&self, text: &mut String) {
        push::<2>(text, self.second / 3600);
        text.push(':');
        push::<2>(text, self.second / 60 % 60);
        text.push(':');
        push::<2>(text, self.second % 60);
    }
}

/// `2026-12-29T23:12:00.000Z`
pub(crate) fn iso(secs: u64) -> String {
    let date = Date::of(secs);
    let mut text = String::with_capacity(24);
    push::<4>(&mut text, date.year);
    text.push('-');
    push::<2>(&mut text, date.month);
    text.push('-');
    push::<2>(&mut text, date.day);
    text.push('T');
    date.push_time(&mut text);
    text.push_str(".000Z");
    text
}

/// `Tue, 29 Dec 2026 23:12:00 GMT`
pub(crate) fn push_http(line: &mut String, secs: u64) {
    const DAYS: [&str; 7] = ["Thu, ", "Fri, ", "Sat, ", "Sun, ", "Mon, ", "Tue, ", "Wed, "];
    const MONTHS: [&str; 12] = [
        " Jan ", " Feb ", " Mar ", " Apr ", " May ", " Jun ", " Jul ", " Aug ", " Sep ", " Oct ", " Nov ",
        " Dec ",
    ];
    let date = Date::of(secs);
    line.push_str(DAYS[(date.days % 7) as usize]);
    push::<2>(line, date.day);
    line.push_str(MONTHS[(date.month - 1) as usize]);
    push::<4>(line, date.year);
    line.push(' ');
    date.push_time(line);
    line.push_str(" GMT");
}

/// Appends a number with `N` digits.
fn push<const N: usize>(text: &mut String, mut number: u64) {
    let mut digits = [b'0'; N];
    for digit in digits.iter_mut().rev() {
        *digit += (number % 10) as u8;
        number /= 10;
    }
    text.push_str(std::str::from_utf8(&digits).expect("digits"));
}
