//! Dates of HTTP headers, as the cookies of browsers have them.

use super::{
    UnixTime,
    date::{DAY, Date, LAST, push},
};

/// From the first day of 1970 on.
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl UnixTime {
    /// Appends the time as in HTTP headers (RFC 9110 section 5.6.7), for example `Mon, 21 Dec 2026 20:34:41 GMT`. A time
    /// before 1970 or after the year 9999 becomes the nearest one in that range.
    pub(crate) fn push_http_date(self, text: &mut String) {
        let date = Date::of(self);
        let weekday = self.as_millis().clamp(0, LAST).unsigned_abs() / DAY % 7;
        text.push_str(name(&WEEKDAYS, weekday));
        text.push_str(", ");
        push::<2>(text, date.day);
        text.push(' ');
        text.push_str(name(&MONTHS, date.month - 1));
        text.push(' ');
        push::<4>(text, date.year);
        text.push(' ');
        date.push_time(text);
        text.push_str(" GMT");
    }
}

fn name(names: &[&'static str], index: u64) -> &'static str {
    usize::try_from(index).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use time::{format_description::BorrowedFormatItem, macros::format_description};

    use super::super::date::tests::dates;

    const HTTP: &[BorrowedFormatItem<'_>] = format_description!(
        "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
    );

    #[test]
    fn each_day_is_that_of_another_calendar() {
        for (ours, date) in dates() {
            let mut http = String::new();
            ours.push_http_date(&mut http);
            assert_eq!(http, date.format(HTTP).unwrap());
        }
    }
}
