//! The view of a day.

use chrono::NaiveDate;
use kernel::calendar::in_calendar;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{Meal, book::dto::RecordView, menu::dto::MenuView, site::dto::CanteenRef, staff::dto::StaffRef};

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenDay)]
pub struct DayView {
    pub canteen: CanteenRef,
    pub day: NaiveDate,
    pub meals: Vec<MealOfDay>,
    /// Records that are of no meal: morning checks.
    pub records: Vec<RecordView>,
    /// Samples of other days that are still kept or were not stored.
    pub kept_samples: Vec<RecordView>,
    /// Who may handle food on this day.
    pub operators: Vec<StaffRef>,
    /// Of the staff who still work there and were not in a morning check that counts.
    pub unchecked: Vec<StaffRef>,
    /// Found unfit on a day before and not cleared since; only for those who may see health.
    pub to_clear: Vec<StaffRef>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenMealOfDay)]
pub struct MealOfDay {
    pub meal: Meal,
    /// The menu that stands.
    pub menu: Option<MenuView>,
    /// Dishes of it that have no sample yet.
    pub unsampled: Vec<String>,
    /// What was recorded of it, what was struck out too.
    pub records: Vec<RecordView>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ShowDay {
    /// Today, where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    pub day: Option<NaiveDate>,
}
