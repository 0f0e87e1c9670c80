//! What of the last served days was never written down: pure. It stays red until somebody enters it late, or until the days are old news.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::Text;

use super::{Light, Row, What, judge::Meals};
use crate::Meal;

/// Served days before today that are judged.
pub const SERVED_DAYS: usize = 7;

/// Days that are named in a row; of more it is said how many.
const SAID: usize = 4;

/// What was written down of a day that is over.
#[derive(Debug, Clone)]
pub struct Past {
    pub day: NaiveDate,
    /// Whether school was held.
    pub school_day: bool,
    /// Whether a morning check stands. Who was off that day is nowhere written down, so that one who is missing in it is no fault of the book.
    pub checked: bool,
    pub meals: Meals,
}

/// What is missing of the last served days, the latest of which comes first: one row for each thing of each meal, with the oldest of its days,
/// where the late entry begins.
pub fn missed(days: &[Past], usual: &[Meal]) -> Vec<Row> {
    let served = days.iter().map(|past| (past, past.meals.served(usual, past.school_day)));
    let mut found: BTreeMap<(What, Option<Meal>), Vec<NaiveDate>> = BTreeMap::new();
    for (past, meals) in served.filter(|(_, meals)| !meals.is_empty()).take(SERVED_DAYS) {
        if !past.checked {
            found.entry((What::MorningCheck, None)).or_default().push(past.day);
        }
        for meal in meals {
            for what in missing(&past.meals, meal) {
                found.entry((what, Some(meal))).or_default().push(past.day);
            }
        }
    }
    found.into_iter().filter_map(|((what, meal), days)| Some(Row { meal, ..row(what, days)? })).collect()
}

fn missing(written: &Meals, meal: Meal) -> impl Iterator<Item = What> {
    let unsampled = written.unsampled(meal);
    let parts = [
        // Samples are of the dishes of a menu: without one the menu comes first.
        (What::Menu, unsampled.is_none()),
        (What::Samples, unsampled.is_some_and(|dishes| !dishes.is_empty())),
        (What::AccompaniedMeal, !written.accompanied.contains(&meal)),
        (What::Disinfection, !written.disinfected.contains(&meal)),
    ];
    parts.into_iter().filter(|(_, missing)| *missing).map(|(what, _)| what)
}

fn row(what: What, mut days: Vec<NaiveDate>) -> Option<Row> {
    days.sort_unstable();
    let oldest = *days.first()?;
    let named: Vec<String> = days.iter().take(SAID).map(|day| day.format("%m-%d").to_string()).collect();
    let (mut zh, mut en) = (named.join("、"), named.join(", "));
    if days.len() > SAID {
        (zh, en) = (format!("{zh}等 {} 天", days.len()), format!("{en} and others, {} days in all", days.len()));
    }
    let why = Text::new(
        format!("{zh} 没有登记全。可以补录，会标明是补录。"),
        format!("Not all written down on {en}. It can be entered, and will say that it was late."),
    );
    Some(Row::new(what, Light::Red, oldest, why))
}

#[cfg(test)]
mod tests {
    use kernel::text;

    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, n).unwrap()
    }

    /// A lunch of which everything is there.
    fn whole(n: u32) -> Past {
        let mut meals = Meals::default();
        meals.menus.insert(Meal::Lunch, vec!["米饭".into()]);
        meals.sampled = [(Meal::Lunch, text::fold("米饭"))].into();
        meals.disinfected = [Meal::Lunch].into();
        meals.accompanied = [Meal::Lunch].into();
        Past { day: day(n), school_day: true, checked: true, meals }
    }

    fn found(days: &[Past]) -> Vec<(What, Option<Meal>, u32)> {
        use chrono::Datelike;
        missed(days, &[Meal::Lunch]).into_iter().map(|row| (row.what, row.meal, row.day.day())).collect()
    }

    #[test]
    fn a_day_that_was_written_down_whole_has_no_row_and_one_that_was_not_has_a_red_one_for_each_thing() {
        assert!(found(&[whole(23), whole(20)]).is_empty());
        let none = Past { checked: false, meals: Meals::default(), ..whole(20) };
        let lunch = Some(Meal::Lunch);
        let all =
            [(What::MorningCheck, None, 20), (What::Menu, lunch, 20), (What::Disinfection, lunch, 20), (What::AccompaniedMeal, lunch, 20)];
        assert_eq!(found(&[whole(23), none]), all);
        let mut half = whole(23);
        half.meals.sampled.clear();
        assert_eq!(found(&[half]), [(What::Samples, lunch, 23)]);
    }

    #[test]
    fn the_last_seven_served_days_are_judged_and_a_day_without_school_only_when_something_was_cooked() {
        let none = |n: u32, school_day: bool| Past { school_day, checked: false, meals: Meals::default(), ..whole(n) };
        assert!(found(&[none(22, false), none(21, false)]).is_empty());
        let mut cooked = none(22, false);
        cooked.meals.menus.insert(Meal::Dinner, vec!["面条".into()]);
        assert!(found(&[cooked]).contains(&(What::Samples, Some(Meal::Dinner), 22)));
        let days: Vec<Past> = (9..=23).rev().map(|n| none(n, n % 2 == 1)).collect();
        let rows = missed(&days, &[Meal::Lunch]);
        let check = rows.iter().find(|row| row.what == What::MorningCheck).unwrap();
        assert_eq!((check.day, check.light), (day(11), Light::Red));
        assert_eq!(check.why.zh, "11-11、11-13、11-15、11-17等 7 天 没有登记全。可以补录，会标明是补录。");
    }
}
