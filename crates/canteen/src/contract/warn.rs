//! What a school has to look at in a contract, pure (domain.md B10): two years at most, a licence that holds, and a director of food safety
//! of the contractor's own where many eat. Nothing of it refuses a contract that is signed already; all of it is said.

use chrono::{Months, NaiveDate, TimeDelta};
use kernel::Text;
use serde::Serialize;
use utoipa::ToSchema;

use super::entity::Model;

/// What is not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenContractWarning)]
pub enum Warning {
    TooLong,
    EndsSoon,
    Over,
    LicenceEndsSoon,
    LicenceOver,
    DirectorMissing,
}

/// By what it is judged.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    pub today: NaiveDate,
    /// Months of a contract, at most.
    pub months: u32,
    /// Days before an end from which it is pointed at.
    pub soon: i64,
    /// Whether so many eat there that contractor and school both need a director.
    pub director_needed: bool,
}

/// Everything that a contract which runs is to be warned of.
pub fn warnings(row: &Model, rules: Rules) -> Vec<Warning> {
    let too_long = row.starts_on.checked_add_months(Months::new(rules.months)).is_some_and(|most| row.ends_on >= most);
    let end = ends(row.ends_on, rules).map(|over| if over { Warning::Over } else { Warning::EndsSoon });
    let licence = ends(row.licence_expires_on, rules).map(|over| if over { Warning::LicenceOver } else { Warning::LicenceEndsSoon });
    let director = rules.director_needed && row.director.is_none();
    [too_long.then_some(Warning::TooLong), end, licence, director.then_some(Warning::DirectorMissing)].into_iter().flatten().collect()
}

/// Whether a last day is over; nothing while it is far.
fn ends(last: NaiveDate, rules: Rules) -> Option<bool> {
    if last < rules.today {
        return Some(true);
    }
    (last - rules.today <= TimeDelta::days(rules.soon)).then_some(false)
}

/// The warning in a sentence.
pub fn text(warning: Warning, row: &Model, months: u32) -> Text {
    let (end, licence) = (row.ends_on, row.licence_expires_on);
    match warning {
        Warning::TooLong => Text::new(
            format!("合同超过 {months} 个月，不符合承包期限的规定。"),
            format!("The contract is for longer than {months} months, which the rules do not allow."),
        ),
        Warning::EndsSoon => {
            Text::new(format!("合同 {end} 到期，请准备重新招标或续签。"), format!("The contract ends on {end}: prepare the next."))
        }
        Warning::Over => Text::new(
            format!("合同 {end} 已到期，还没有终止或续签。"),
            format!("The contract ended on {end} and was neither closed nor followed by another."),
        ),
        Warning::LicenceEndsSoon => {
            Text::new(format!("食品经营许可证 {licence} 到期。"), format!("The contractor's food licence ends on {licence}."))
        }
        Warning::LicenceOver => Text::new(
            format!("食品经营许可证 {licence} 已到期，不能继续供餐。"),
            format!("The contractor's food licence ended on {licence}: it may not serve meals."),
        ),
        Warning::DirectorMissing => Text::fixed(
            "就餐人数达到规定，承包单位也要设食品安全总监。",
            "So many eat here that the contractor needs a director of food safety of its own.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn contract(from: &str, to: &str, licence: &str) -> Model {
        Model {
            school_id: Uuid::nil(),
            id: Uuid::nil(),
            canteen_id: Uuid::nil(),
            supplier_id: None,
            contractor: "青禾餐饮".into(),
            starts_on: day(from),
            ends_on: day(to),
            licence_number: "JY1".into(),
            licence_expires_on: day(licence),
            contact: "钱经理".into(),
            phone: None,
            director: None,
            note: None,
            phase: "running".into(),
            ended_on: None,
            end_reason: None,
            ended_by: None,
            ended_at: None,
            reminded_days: None,
            licence_reminded_days: None,
            recorded_by: Uuid::nil(),
            recorded_at: chrono::DateTime::<chrono::Utc>::UNIX_EPOCH,
            version: 1,
        }
    }

    fn of(from: &str, to: &str, licence: &str, director_needed: bool) -> Vec<Warning> {
        warnings(&contract(from, to, licence), Rules { today: day("2026-11-24"), months: 24, soon: 60, director_needed })
    }

    #[test]
    fn two_years_to_the_day_are_not_too_long_and_a_day_more_is() {
        assert_eq!(of("2026-09-01", "2028-08-31", "2030-01-01", false), []);
        assert_eq!(of("2026-09-01", "2028-09-01", "2030-01-01", false), [Warning::TooLong]);
    }

    #[test]
    fn what_ends_within_sixty_days_is_pointed_at_and_what_ended_is_over() {
        assert_eq!(of("2026-01-01", "2027-01-23", "2027-01-24", false), [Warning::EndsSoon]);
        assert_eq!(of("2026-01-01", "2026-11-24", "2026-11-23", false), [Warning::EndsSoon, Warning::LicenceOver]);
        assert_eq!(of("2026-01-01", "2026-11-23", "2027-01-23", false), [Warning::Over, Warning::LicenceEndsSoon]);
    }

    #[test]
    fn where_many_eat_the_contractor_has_a_director_too() {
        assert_eq!(of("2026-09-01", "2027-08-31", "2030-01-01", true), [Warning::DirectorMissing]);
        let mut has = contract("2026-09-01", "2027-08-31", "2030-01-01");
        has.director = Some("孙总监".into());
        assert_eq!(warnings(&has, Rules { today: day("2026-11-24"), months: 24, soon: 60, director_needed: true }), []);
    }
}
