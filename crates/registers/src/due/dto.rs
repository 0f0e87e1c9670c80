//! Bodies and views of due dates.

use campus::location::LocationRef;
use chrono::NaiveDate;
use kernel::{calendar::in_calendar, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::Kind;
use crate::asset::dto::NumberedCard;

#[derive(Debug, Serialize, ToSchema)]
pub struct DueDateView {
    pub id: Uuid,
    pub asset: NumberedCard,
    pub asset_name: String,
    pub location: Option<LocationRef>,
    pub kind: Kind,
    pub kind_text: String,
    pub due_on: NaiveDate,
    /// Past its day and not done.
    pub overdue: bool,
    pub note: Option<String>,
    pub done_on: Option<NaiveDate>,
    pub version: i64,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddDueDate {
    #[garde(skip)]
    pub kind: Kind,
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub due_on: NaiveDate,
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    pub note: Option<String>,
}

/// What is left out stays; `null` clears the note.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeDueDate {
    #[serde(default, deserialize_with = "given_day")]
    #[garde(skip)]
    #[schema(nullable = false)]
    pub due_on: Option<NaiveDate>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub note: Option<Option<String>>,
}

fn given_day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    in_calendar(deserializer).map(Some)
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FinishDueDate {
    /// The day it was done.
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub done_on: NaiveDate,
    /// When it is due again.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub next_due_on: Option<NaiveDate>,
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    pub note: Option<String>,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListDueDates {
    /// Those of one card.
    pub asset_id: Option<Uuid>,
    /// Kinds, joined by commas.
    pub kind: Option<String>,
    /// A place and everything below it.
    pub location_id: Option<Uuid>,
    /// The last day of interest.
    #[serde(deserialize_with = "in_calendar")]
    pub until: Option<NaiveDate>,
    /// `true`: those that were done instead of those that are open.
    pub done: Option<bool>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
