//! The two terms that the school has lived when somebody looks at it: the one of today, and the one before it. Of long ago a day a week is
//! told, of the last three weeks every one: so it is made quickly, and still no list is empty.

use campus::term::{AddTerm, Season};
use chrono::{Datelike, NaiveDate};
use kernel::{Problem, Result};

use super::days::{SchoolDays, is_free, school_day_after, school_day_from};

/// How many school days, today among them, are told one by one.
const DENSE: i32 = 15;

/// The replay of stories reaches so many school days back, and waits for things so many ahead: its days lie in the term of today.
const BACK: i32 = 25;
const AHEAD: i32 = -10;

/// A day of which is told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lived {
    pub on: NaiveDate,
    /// School days ago, of the last three weeks.
    pub ago: Option<i32>,
    /// Whether it is not over yet.
    pub open: bool,
    /// Whether it lies in the term of today.
    pub this_term: bool,
}

/// The calendar of the replay.
#[derive(Debug)]
pub(super) struct TwoTerms {
    /// What is entered: the terms of two school years.
    pub all: Vec<AddTerm>,
    /// The first three days, on which the school is set up.
    pub founding: [NaiveDate; 3],
    /// The first day of the term of today.
    pub second: NaiveDate,
    pub lived: Vec<Lived>,
}

impl TwoTerms {
    pub(super) fn of(days: &SchoolDays) -> Result<Self> {
        let today = days.date(0);
        let mut all = public(today)?;
        let now = all.iter().rposition(|term| term.starts_on <= today).filter(|now| *now > 0).ok_or_else(nowhere)?;
        stretch(&mut all, now, days);
        let (before, current) = (all.get(now - 1).ok_or_else(nowhere)?.clone(), all.get(now).ok_or_else(nowhere)?.clone());
        let first = school_day_from(before.starts_on);
        let (next, third) = (school_day_after(first), school_day_after(school_day_after(first)));
        let second = school_day_from(current.starts_on);
        let told = told(days, (third, before.ends_on), (second, current.ends_on));
        Ok(Self { all, founding: [first, next, third], second, lived: told })
    }

    /// The day on which nothing is set up any more: the last of the first three.
    pub(super) const fn ready(&self) -> NaiveDate {
        let [_, _, ready] = self.founding;
        ready
    }
}

/// The terms of the school year of a day and of the one before it.
fn public(today: NaiveDate) -> Result<Vec<AddTerm>> {
    let year = today.year() - i32::from(today.month() < 8);
    let day = |year: i32, month: u32, day: u32| NaiveDate::from_ymd_opt(year, month, day).ok_or_else(Problem::not_found);
    let mut all = Vec::new();
    for year in [year - 1, year] {
        let school_year = i64::from(year);
        let (autumn, spring) = ((day(year, 9, 1)?, day(year + 1, 1, 22)?), (day(year + 1, 2, 24)?, day(year + 1, 7, 4)?));
        all.push(AddTerm { school_year, season: Season::Autumn, starts_on: autumn.0, ends_on: autumn.1 });
        all.push(AddTerm { school_year, season: Season::Spring, starts_on: spring.0, ends_on: spring.1 });
    }
    Ok(all)
}

/// The term of today holds all days of the stories, whenever the school is made: in a vacation nobody would hold a round or cook.
fn stretch(all: &mut [AddTerm], now: usize, days: &SchoolDays) {
    let (back, ahead) = (days.date(BACK), days.date(AHEAD));
    let Some(term) = all.get_mut(now) else { return };
    (term.starts_on, term.ends_on) = (term.starts_on.min(back), term.ends_on.max(ahead));
    let (first, last) = (term.starts_on, term.ends_on);
    if let Some(before) = now.checked_sub(1).and_then(|before| all.get_mut(before)) {
        before.ends_on = before.ends_on.min(first.pred_opt().unwrap_or(first));
    }
    if let Some(next) = all.get_mut(now + 1) {
        next.starts_on = next.starts_on.max(last.succ_opt().unwrap_or(last));
    }
}

/// The first school day of each week, and each of the last ones; from the day after each term was prepared.
fn told(days: &SchoolDays, (ready, vacation): (NaiveDate, NaiveDate), (second, end): (NaiveDate, NaiveDate)) -> Vec<Lived> {
    let dense: Vec<NaiveDate> = (0..DENSE).map(|ago| days.date(ago)).collect();
    let from = dense.last().copied().unwrap_or(ready);
    let (mut lived, mut week) = (Vec::new(), ready.iso_week());
    let all = ready.iter_days().skip(1).take_while(|on| *on <= days.date(0)).filter(|on| !is_free(*on));
    for on in all.filter(|on| *on <= vacation || (second..=end).contains(on)) {
        let is_new = on.iso_week() != week;
        week = on.iso_week();
        let ago = (0_i32..).zip(&dense).find(|(_, day)| **day == on).map(|(ago, _)| ago);
        if on != second && (ago.is_some() || (is_new && on < from)) {
            lived.push(Lived { on, ago, open: days.is_open(on), this_term: on > second });
        }
    }
    lived
}

fn nowhere() -> Problem {
    Problem::internal("the demo's calendar knows no term of today")
}

#[cfg(test)]
mod tests {
    use campus::school_days::Zone;
    use chrono::{TimeZone, Utc};

    use super::*;

    const ZONE: Zone = Zone::Asia__Shanghai;

    fn made_on(year: i32, month: u32, day: u32) -> (SchoolDays, TwoTerms) {
        let days = SchoolDays::until(ZONE.with_ymd_and_hms(year, month, day, 15, 0, 0).unwrap().with_timezone(&Utc), ZONE);
        let terms = TwoTerms::of(&days).unwrap();
        (days, terms)
    }

    #[test]
    fn a_school_made_in_november_has_lived_since_february() {
        let (days, terms) = made_on(2026, 11, 28);
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        assert_eq!((terms.founding, terms.second), ([day(2, 24), day(2, 25), day(2, 26)], day(9, 1)));
        assert_eq!(terms.lived.first().map(|one| one.on), Some(day(3, 2)));
        assert_eq!(terms.lived.last().map(|one| (one.on, one.ago, one.this_term)), Some((days.date(0), Some(0), true)));
        assert!(terms.lived.iter().all(|one| !is_free(one.on) && !(day(7, 5)..day(9, 1)).contains(&one.on)));
        assert!((35..60).contains(&terms.lived.len()), "{}", terms.lived.len());
    }

    /// The 27th of November is a Friday: at its three o'clock it goes on, on the Saturday it is over.
    #[test]
    fn the_latest_day_is_open_until_it_is_over() {
        let last = |day| made_on(2026, 11, day).1.lived.last().map(|one| (one.on.day(), one.open));
        assert_eq!((last(27), last(28)), (Some((27, true)), Some((27, false))));
    }

    /// Vacations, their edges, and the turn of the year.
    #[test]
    fn on_every_day_of_a_year_the_stories_lie_in_a_term_and_terms_do_not_overlap() {
        for day in NaiveDate::from_ymd_opt(2026, 3, 1).unwrap().iter_days().take(400).step_by(3) {
            let (days, terms) = made_on(day.year(), day.month(), day.day());
            let now = terms.all.iter().find(|term| (term.starts_on..=term.ends_on).contains(&days.date(0))).unwrap();
            assert!(now.starts_on <= days.date(BACK) && days.date(AHEAD) <= now.ends_on, "{day}");
            assert!(terms.all.windows(2).all(|pair| pair[0].ends_on < pair[1].starts_on), "{day}");
            assert!(terms.all.iter().all(|term| (0..=220).contains(&(term.ends_on - term.starts_on).num_days())), "{day}");
            assert_eq!(terms.lived.iter().filter(|one| one.ago.is_some()).count(), 15, "{day}");
            assert!(terms.lived.windows(2).all(|pair| pair[0].on < pair[1].on), "{day}");
        }
    }
}
