//! Bodies and views of the school calendar.

use chrono::NaiveDate;
use kernel::{calendar::in_calendar, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{school_days::DayKind, term::TermView};

/// A stretch of the calendar, day by day.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarView {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub today: NaiveDate,
    pub days: Vec<DayView>,
    /// Every term that the school has entered.
    pub terms: Vec<TermView>,
    /// Public holidays are known up to this day; later ones come with an update.
    pub holidays_known_until: Option<NaiveDate>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct DayView {
    pub day: NaiveDate,
    pub kind: DayKind,
    /// Whether the school works on it: what deadlines count.
    pub works: bool,
    #[schema(example = "国庆节")]
    pub name: Option<String>,
    /// The school said so itself; otherwise it follows from public holidays, terms and weekday.
    pub by_school: bool,
    /// The week of its term.
    pub week: Option<u32>,
    /// 0 while nothing is kept of the day.
    pub version: i64,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ShowCalendar {
    /// The first day; today when left out.
    #[serde(default, deserialize_with = "in_calendar")]
    pub from: Option<NaiveDate>,
    /// The last day, at most 400 days later; one month after the first when left out.
    #[serde(default, deserialize_with = "in_calendar")]
    pub to: Option<NaiveDate>,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetDay {
    #[garde(skip)]
    pub kind: DayKind,
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 40), custom(one_line))]
    #[schema(example = "运动会")]
    pub name: Option<String>,
}
