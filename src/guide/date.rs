//! Days, as authors write them.

use std::fmt;

use checker::code::days_from_civil;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// When a fact taken from a vendor was last looked up there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Nobody has: the reader is told that it is unconfirmed.
    Never,
    /// On this day.
    On(Date),
}

impl Date {
    /// Reads `2026-11-22`; `None` for anything that is not a day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |digits: usize| {
            let part = parts.next().filter(|part| part.len() == digits)?;
            part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u16>().ok())?
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u16::from(leap),
            _ => return None,
        };
        let date = Self { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? };
        ((1..=days).contains(&day) && parts.next().is_none()).then_some(date)
    }

    /// The day that is so many days after 1970-01-01; `None` beyond the year 9999.
    #[must_use]
    pub fn from_days(days: u64) -> Option<Self> {
        let days = i32::try_from(days).ok()?;
        let start = |year: u16, month: u8| Self { year, month, day: 1 }.days();
        let year = (1970..=9999).take_while(|year| start(*year, 1) <= days).last()?;
        let month = (1..=12).take_while(|month| start(year, *month) <= days).last()?;
        let day = u8::try_from(days - start(year, month) + 1).ok()?;
        Self::parse(&Self { year, month, day }.to_string())
    }

    /// The days from 1970-01-01 to it.
    #[must_use]
    pub fn days(self) -> i32 {
        days_from_civil(self.year.into(), self.month.into(), self.day.into())
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for good in ["2026-11-22", "2024-02-29", "2000-02-29", "2026-12-31"] {
            assert_eq!(Date::parse(good).map(|date| date.to_string()).as_deref(), Some(good));
        }
        for bad in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "2026-11-31",
            "today",
            "2026-11-22-1",
            "+026-11-22",
        ] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn days_are_counted_through_leap_years() {
        for (days, day) in [(0, "1970-01-01"), (11_016, "2000-02-29"), (20_454, "2026-01-01")] {
            let date = Date::from_days(days).expect("a day that was made from one");
            assert_eq!((date.to_string().as_str(), date.days().unsigned_abs().into()), (day, days));
        }
        assert_eq!(Date::from_days(u64::MAX), None);
        assert_eq!(Date::from_days(2_932_897), None, "10000-01-01");
    }
}
