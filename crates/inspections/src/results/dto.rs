//! Views of the results.

use chrono::NaiveDate;
use kernel::calendar::in_calendar;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// By what the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InspectionResultsBy)]
pub enum By {
    #[default]
    Checklist,
    /// Rounds by where they were held, faults by where they were found.
    Place,
    /// The rooms of classes.
    Class,
    Month,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams, ToSchema)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
#[schema(as = InspectionResultsFilter)]
pub struct ResultsQuery {
    #[param(inline)]
    pub by: Option<By>,
    /// First and last day; the 30 days until today where they are not said.
    #[serde(default, deserialize_with = "in_calendar")]
    pub from: Option<NaiveDate>,
    #[serde(default, deserialize_with = "in_calendar")]
    pub to: Option<NaiveDate>,
    pub checklist_id: Option<Uuid>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionResultsExport)]
pub struct ResultsExport {
    #[serde(default)]
    #[garde(skip)]
    pub filter: ResultsQuery,
}

/// What came of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = InspectionSums)]
pub struct Sums {
    /// Rounds that were due, those called off left out.
    pub due: i64,
    /// Held, and written down in time or late.
    pub held: i64,
    pub late: i64,
    pub missed: i64,
    pub nothing_found: i64,
    /// Faults found.
    pub found: i64,
    /// Of these, reported as repairs.
    pub reported: i64,
    /// Of these, put right and accepted.
    pub put_right: i64,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = InspectionResult)]
pub struct ResultRow {
    /// A checklist, a place or a class; none for a month and for what has no place.
    pub id: Option<Uuid>,
    pub name: String,
    #[serde(flatten)]
    pub sums: Sums,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = InspectionResults)]
pub struct Results {
    pub by: By,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub rows: Vec<ResultRow>,
    pub total: Sums,
}
