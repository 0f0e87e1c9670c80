//! What does not agree, pure: each difference by itself, so that somebody can mend it or knows why it is so.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use kernel::text;
use serde::Serialize;
use uuid::Uuid;

use crate::Meal;

/// How two tables differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenDifferenceKind)]
pub enum Kind {
    /// A dish of the menu without a sample.
    NoSample,
    /// A sample of what is not on the menu.
    NoDish,
    /// Something was cooked, and nothing came out of the stores.
    NoIssue,
    /// Food came out of the stores, and nothing was cooked.
    NoMenu,
    /// Staples and everything else were handed out by different people on one day.
    Issuers,
}

/// A menu that stands.
#[derive(Debug, Clone)]
pub struct Menu {
    pub day: NaiveDate,
    pub meal: Meal,
    pub dishes: Vec<String>,
}

/// A sample that stands.
#[derive(Debug, Clone)]
pub struct Sample {
    pub id: Uuid,
    pub day: NaiveDate,
    pub meal: Option<Meal>,
    pub dish: String,
}

/// Food that came out of a store.
#[derive(Debug, Clone)]
pub struct Issue {
    pub document_id: Uuid,
    pub day: NaiveDate,
    pub staple: bool,
    pub by: Uuid,
}

/// What the tables say of some days.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    pub menus: Vec<Menu>,
    pub samples: Vec<Sample>,
    pub issues: Vec<Issue>,
}

/// One thing that does not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub day: NaiveDate,
    pub kind: Kind,
    pub meal: Option<Meal>,
    pub dish: Option<String>,
    /// The record that is there: the sample without a dish, the issue without a menu.
    pub id: Option<Uuid>,
    /// Who handed out, where that differs.
    pub people: Vec<Uuid>,
}

impl Difference {
    const fn new(day: NaiveDate, kind: Kind) -> Self {
        Self { day, kind, meal: None, dish: None, id: None, people: Vec::new() }
    }
}

/// Everything that does not agree, day by day. `with_stores`: food comes out of the school's own stores, so that a day without any says
/// something; meals that are delivered come out of none.
pub fn compare(tables: &Tables, with_stores: bool) -> Vec<Difference> {
    let mut found = dishes(tables);
    if with_stores {
        found.extend(issues(tables));
    }
    found.sort_by(|one, other| (one.day, one.kind, one.meal, &one.dish).cmp(&(other.day, other.kind, other.meal, &other.dish)));
    found
}

/// Dishes and samples, meal by meal.
fn dishes(tables: &Tables) -> Vec<Difference> {
    let cooked: BTreeSet<(NaiveDate, Meal, String)> =
        tables.menus.iter().flat_map(|menu| menu.dishes.iter().map(|dish| (menu.day, menu.meal, text::fold(dish)))).collect();
    let sampled: BTreeSet<(NaiveDate, Meal, String)> =
        tables.samples.iter().filter_map(|sample| Some((sample.day, sample.meal?, text::fold(&sample.dish)))).collect();
    let without_sample = tables.menus.iter().flat_map(|menu| {
        let missing = menu.dishes.iter().filter(|dish| !sampled.contains(&(menu.day, menu.meal, text::fold(dish))));
        missing.map(|dish| Difference { meal: Some(menu.meal), dish: Some(dish.clone()), ..Difference::new(menu.day, Kind::NoSample) })
    });
    let without_dish = tables
        .samples
        .iter()
        .filter(|sample| sample.meal.is_none_or(|meal| !cooked.contains(&(sample.day, meal, text::fold(&sample.dish)))));
    let without_dish = without_dish.map(|sample| Difference {
        meal: sample.meal,
        dish: Some(sample.dish.clone()),
        id: Some(sample.id),
        ..Difference::new(sample.day, Kind::NoDish)
    });
    without_sample.chain(without_dish).collect()
}

/// Menus and issues, day by day, and who handed out.
fn issues(tables: &Tables) -> Vec<Difference> {
    let mut by_day: BTreeMap<NaiveDate, Vec<&Issue>> = BTreeMap::new();
    for issue in &tables.issues {
        by_day.entry(issue.day).or_default().push(issue);
    }
    let cooked: BTreeSet<NaiveDate> = tables.menus.iter().map(|menu| menu.day).collect();
    let none = cooked.iter().filter(|day| !by_day.contains_key(day)).map(|day| Difference::new(*day, Kind::NoIssue));
    let mut found: Vec<Difference> = none.collect();
    for (day, issues) in &by_day {
        if !cooked.contains(day) {
            let id = issues.first().map(|issue| issue.document_id);
            found.push(Difference { id, ..Difference::new(*day, Kind::NoMenu) });
        }
        let of = |staple: bool| -> BTreeSet<Uuid> { issues.iter().filter(|issue| issue.staple == staple).map(|issue| issue.by).collect() };
        let (staples, others) = (of(true), of(false));
        if !staples.is_empty() && !others.is_empty() && staples != others {
            let people = staples.union(&others).copied().collect();
            let id = issues.first().map(|issue| issue.document_id);
            found.push(Difference { id, people, ..Difference::new(*day, Kind::Issuers) });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, n).unwrap()
    }

    fn menu(n: u32, dishes: &[&str]) -> Menu {
        Menu { day: day(n), meal: Meal::Lunch, dishes: dishes.iter().map(|dish| (*dish).to_owned()).collect() }
    }

    fn sample(n: u32, dish: &str) -> Sample {
        Sample { id: Uuid::from_u128(7), day: day(n), meal: Some(Meal::Lunch), dish: dish.into() }
    }

    fn issue(n: u32, staple: bool, by: u128) -> Issue {
        Issue { document_id: Uuid::from_u128(8), day: day(n), staple, by: Uuid::from_u128(by) }
    }

    fn kinds(tables: &Tables) -> Vec<(u32, Kind)> {
        use chrono::Datelike;
        compare(tables, true).iter().map(|one| (one.day.day(), one.kind)).collect()
    }

    #[test]
    fn tables_that_agree_have_no_difference() {
        let tables = Tables {
            menus: vec![menu(23, &["番茄炒蛋", "米饭"]), menu(24, &["红烧肉"])],
            samples: vec![sample(23, "番茄炒蛋"), sample(23, " 米饭"), sample(24, "红烧肉")],
            issues: vec![issue(23, true, 1), issue(23, false, 1), issue(24, false, 2)],
        };
        assert!(kinds(&tables).is_empty());
        assert!(kinds(&Tables::default()).is_empty());
    }

    #[test]
    fn each_dish_without_a_sample_and_each_sample_without_a_dish_is_named() {
        let tables = Tables {
            menus: vec![menu(24, &["番茄炒蛋", "米饭"])],
            samples: vec![sample(24, "米饭"), sample(24, "红烧肉"), sample(23, "番茄炒蛋")],
            issues: vec![issue(24, true, 1)],
        };
        let found = compare(&tables, true);
        let named: Vec<_> = found.iter().map(|one| (one.kind, one.dish.as_deref().unwrap(), one.id.is_some())).collect();
        // A sample of yesterday is none of today's dish.
        assert_eq!(named, [(Kind::NoDish, "番茄炒蛋", true), (Kind::NoSample, "番茄炒蛋", false), (Kind::NoDish, "红烧肉", true)]);
    }

    #[test]
    fn a_day_is_cooked_from_the_stores_and_what_leaves_them_is_cooked() {
        let tables = Tables { menus: vec![menu(23, &["米饭"])], samples: vec![sample(23, "米饭")], issues: vec![issue(24, true, 1)] };
        assert_eq!(kinds(&tables), [(23, Kind::NoIssue), (24, Kind::NoMenu)]);
        // Delivered meals come out of no store.
        assert!(compare(&tables, false).is_empty());
    }

    #[test]
    fn staples_and_everything_else_are_handed_out_by_the_same_people() {
        let of = |issues: Vec<Issue>| {
            let tables = Tables { menus: vec![menu(24, &["米饭"])], samples: vec![sample(24, "米饭")], issues };
            compare(&tables, true)
        };
        assert!(of(vec![issue(24, true, 1), issue(24, false, 1)]).is_empty());
        let found = of(vec![issue(24, true, 1), issue(24, false, 2)]);
        assert_eq!(found.iter().map(|one| (one.kind, one.people.len())).collect::<Vec<_>>(), [(Kind::Issuers, 2)]);
        // On a day with staples alone nothing can differ.
        assert!(of(vec![issue(24, true, 1), issue(24, true, 2)]).is_empty());
    }
}
