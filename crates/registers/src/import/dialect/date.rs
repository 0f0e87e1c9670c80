//! Dates as ledgers write them: date cells, serial numbers, and a dozen ways by hand; a month alone is its first day.

use chrono::{Days, NaiveDate};
use sheets::Cell;

use super::{fold, is_blank};

/// Years a school asset may come from.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Serial numbers taken for dates: 1950-01-01 to 2099-12-31. Smaller ones are years or counts.
const SERIALS: std::ops::RangeInclusive<u64> = 18_264..=73_050;

/// The cell is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date")]
pub struct BadDate;

/// Reads a date; `None` when blank.
pub fn date(cell: &Cell) -> Result<Option<NaiveDate>, BadDate> {
    let found = match cell {
        Cell::Empty => return Ok(None),
        Cell::Text(text) if is_blank(text) => return Ok(None),
        Cell::Text(text) | Cell::Date(text) | Cell::Number(text) => from_text(text),
        Cell::Bool(_) | Cell::Error(_) => None,
    };
    found.map(Some).ok_or(BadDate)
}

fn from_text(text: &str) -> Option<NaiveDate> {
    let folded = fold(text);
    let trimmed = folded.trim();
    let day = without_time(trimmed)?;
    let compact: String = day.chars().filter(|c| *c != ' ').collect();
    if compact.bytes().all(|byte| byte.is_ascii_digit()) {
        return from_digits(&compact);
    }
    from_parts(&compact).or_else(|| {
        // A serial number with a time of day behind the point.
        let (whole, part) = compact.split_once('.')?;
        (whole.len() == 5 && digits(part)).then(|| from_digits(whole)).flatten()
    })
}

/// Cuts off a time of day. `None` when something else than a time follows the day.
fn without_time(text: &str) -> Option<&str> {
    let Some((day, time)) = text.split_once('T').or_else(|| text.rsplit_once(' ').filter(|(_, time)| time.contains(':'))) else {
        return Some(text);
    };
    let time = time.split('.').next().unwrap_or_default().trim_end_matches('Z');
    let mut parts = time.split(':');
    let within = |part: Option<&str>, below: u8| part.is_some_and(|p| p.parse::<u8>().is_ok_and(|n| n < below));
    let valid = within(parts.next(), 24)
        && within(parts.next(), 60)
        && parts.next().is_none_or(|part| within(Some(part), 60))
        && parts.next().is_none();
    valid.then(|| day.trim_end())
}

/// `20100830`, `201008` or a serial number of the 1900 system.
fn from_digits(text: &str) -> Option<NaiveDate> {
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<u32>().ok());
    match text.len() {
        8 => day(number(0..4)?, number(4..6)?, number(6..8)?),
        6 => day(number(0..4)?, number(4..6)?, 1),
        5 => {
            let serial: u64 = text.parse().ok()?;
            // Day 60 of the 1900 system is a 29 February that never was; later days count from 1899-12-30.
            let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?;
            SERIALS.contains(&serial).then(|| epoch.checked_add_days(Days::new(serial)))?
        }
        _ => None,
    }
}

/// Year, month and perhaps day between `-`, `/`, `.` or 年月日.
fn from_parts(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once(['-', '/', '.', '年'])?;
    if year.len() != 4 || !digits(year) {
        return None;
    }
    let rest = rest.strip_suffix('月').unwrap_or(rest);
    let (month, day_of_month) = match rest.split_once(['-', '/', '.', '月']) {
        Some((month, last)) => (month, last.strip_suffix(['日', '号']).unwrap_or(last)),
        None => (rest, "1"),
    };
    let short = |part: &str| (1..=2).contains(&part.len()) && digits(part);
    if !short(month) || !short(day_of_month) {
        return None;
    }
    day(year.parse().ok()?, month.parse().ok()?, day_of_month.parse().ok()?)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(written: &str) -> Option<String> {
        date(&Cell::Text(written.into())).unwrap_or(None).map(|day| day.to_string())
    }

    #[test]
    fn a_day_in_every_hand() {
        for written in [
            "2010-08-30",
            "2010-8-30",
            "2010/08/30",
            "2010/8/30",
            "2010.8.30",
            "2010.08.30",
            "2010年8月30日",
            "2010年08月30日",
            "20100830",
            "2010-08-30 00:00:00",
            "2010/8/30 0:00",
            "2010-08-30T00:00:00",
            "２０１０．８．３０",
            "２０１０年８月３０日",
            " 2010 年 8 月 30 日 ",
            "40420",
            "2010年8月30",
            "2010年8月30号",
            "2016-02-05 08:30:00".replace("2016-02-05", "2010-08-30").as_str(),
            "40420.5",
        ] {
            assert_eq!(text(written).as_deref(), Some("2010-08-30"), "{written}");
        }
        assert_eq!(text("44075").as_deref(), Some("2020-09-01"));
        assert_eq!(date(&Cell::Number("44075".into())).unwrap().unwrap().to_string(), "2020-09-01");
        assert_eq!(date(&Cell::Number("20100830".into())).unwrap().unwrap().to_string(), "2010-08-30");
        assert_eq!(date(&Cell::Date("2008-01-19".into())).unwrap().unwrap().to_string(), "2008-01-19");
        assert_eq!(date(&Cell::Date("2008-01-19T08:30:00".into())).unwrap().unwrap().to_string(), "2008-01-19");
    }

    #[test]
    fn a_month_is_its_first_day() {
        for written in ["2010年8月", "2010.8", "2010.08", "2010-08", "2010/8", "201008", "２０１０年８月"] {
            assert_eq!(text(written).as_deref(), Some("2010-08-01"), "{written}");
        }
        assert_eq!(date(&Cell::Number("1998.9".into())).unwrap().unwrap().to_string(), "1998-09-01");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for bad in [
            "2023-02-30",
            "2021.13.5",
            "去年9月",
            "不详",
            "2010",
            "98.9",
            "12",
            "2010年",
            "2010-08-30 25:00",
            "30/08/2010",
            "2010-08-30-1",
            "10000",
            "80000",
            "2010..8",
            "2010-8-",
            "1899-01-01",
            "2101-01-01",
            "2010-08-30 上午",
            "123456789",
        ] {
            assert_eq!(date(&Cell::Text(bad.into())), Err(BadDate), "{bad}");
        }
        assert_eq!(date(&Cell::Bool(true)), Err(BadDate));
    }

    #[test]
    fn blanks_are_no_date() {
        for blank in ["", "-", "　", "/", "无"] {
            assert_eq!(date(&Cell::Text(blank.into())), Ok(None));
        }
    }

    proptest! {
        #[test]
        fn every_day_reads_back(serial in SERIALS) {
            let day = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap() + Days::new(serial);
            for form in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y.%-m.%-d", "%Y年%-m月%-d日", "%Y%m%d"] {
                prop_assert_eq!(text(&day.format(form).to_string()), Some(day.to_string()));
            }
            prop_assert_eq!(text(&serial.to_string()), Some(day.to_string()));
        }

        #[test]
        fn no_text_panics(written in "\\PC*") {
            let _ = text(&written);
        }
    }
}
