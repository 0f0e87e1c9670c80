//! Before an inspector comes: what of today is done, what is still due, and what was missed or has run out; each in plain words, with the thing
//! that mends it one tap away. What is due today ([`judge`]), and what runs out, does not agree ([`standing`]) or was missed in the days before
//! ([`missed`]), are two questions of one screen, so that neither asks the database for much.

pub mod dto;
pub mod judge;
pub mod missed;
mod routes;
pub mod service;
pub mod standing;
mod words;

pub(crate) use routes::routes;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::Text;
use serde::Serialize;
use uuid::Uuid;

use crate::Meal;

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenLight)]
pub enum Light {
    /// Done, or in order.
    Green,
    /// Still due, or about to run out.
    Amber,
    /// Missed, or over.
    Red,
}

impl Light {
    /// Of what has to be done by a moment; it is in time in that moment.
    pub fn due(done: bool, by: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        if done {
            Self::Green
        } else if now <= by {
            Self::Amber
        } else {
            Self::Red
        }
    }

    /// Of what holds until a day, that day included: pointed at so many days before.
    pub fn ends(last: NaiveDate, today: NaiveDate, days: i64) -> Self {
        let left = (last - today).num_days();
        if left < 0 {
            Self::Red
        } else if left <= days {
            Self::Amber
        } else {
            Self::Green
        }
    }
}

/// What a row is about: where its tap leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenTodayWhat)]
pub enum What {
    MorningCheck,
    Menu,
    Samples,
    /// Samples whose hours are over.
    SamplesDue,
    /// Samples that were taken and not put into a fridge.
    SamplesLoose,
    Disinfection,
    AccompaniedMeal,
    DailyControl,
    WeeklyCheck,
    Certificates,
    MonthlyMeeting,
    Licences,
    Lots,
    /// What an inspection from outside found and nobody mended yet.
    OutsideFindings,
    /// A food safety incident that is neither closed nor called off.
    Incidents,
    Consistency,
    /// Nothing is served today.
    Closed,
}

/// One thing, and how it stands.
#[derive(Debug, Clone)]
pub struct Row {
    pub what: What,
    pub light: Light,
    pub meal: Option<Meal>,
    pub why: Text,
    /// By when it is to be done.
    pub by: Option<DateTime<Utc>>,
    pub day: NaiveDate,
    /// The one record that it is about: a sample, a round, somebody of the staff, a supplier, a lot, an inspection from outside, an incident.
    pub id: Option<Uuid>,
}

impl Row {
    const fn new(what: What, light: Light, day: NaiveDate, why: Text) -> Self {
        Self { what, light, meal: None, why, by: None, day, id: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_is_green_what_is_due_amber_and_what_was_missed_red() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let by = at("2026-11-24T03:00:00Z");
        assert_eq!(Light::due(true, by, at("2026-11-24T09:00:00Z")), Light::Green);
        assert_eq!(Light::due(false, by, by), Light::Amber);
        assert_eq!(Light::due(false, by, at("2026-11-24T03:00:01Z")), Light::Red);
    }

    #[test]
    fn what_ends_today_holds_today_and_is_pointed_at_thirty_days_before() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let of = |last: &str| Light::ends(day(last), day("2026-11-24"), 30);
        assert_eq!(
            [of("2026-11-23"), of("2026-11-24"), of("2026-12-24"), of("2026-12-25")],
            [Light::Red, Light::Amber, Light::Amber, Light::Green]
        );
        assert!(Light::Red > Light::Amber && Light::Amber > Light::Green);
    }
}
