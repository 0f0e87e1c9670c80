//! The view of what does not agree.

use chrono::NaiveDate;
use kernel::calendar::in_calendar;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::rule::Kind;
use crate::{Meal, site::dto::CanteenRef};

/// Whether the tables of some days agree.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenConsistency)]
pub struct ConsistencyView {
    pub canteen: CanteenRef,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Whether issues of the stores were looked at: not where meals are delivered.
    pub with_stores: bool,
    /// How many menus, samples and issues there are.
    pub menus: usize,
    pub samples: usize,
    pub issues: usize,
    /// Day by day; none where all agrees.
    pub differences: Vec<DifferenceView>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenDifference)]
pub struct DifferenceView {
    pub day: NaiveDate,
    pub kind: Kind,
    pub meal: Option<Meal>,
    pub dish: Option<String>,
    /// In plain words.
    pub text: String,
    /// The record that is there: of a sample, or of an issue of the stores.
    pub record_id: Option<Uuid>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ShowConsistency {
    /// The first day; six days before the last one where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    pub from: Option<NaiveDate>,
    /// The last day; today where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    pub to: Option<NaiveDate>,
}
