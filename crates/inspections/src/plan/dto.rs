//! Bodies and views of plans.

use campus::{location::LocationRef, person::PersonRef};
use chrono::NaiveDate;
use kernel::{calendar::in_calendar, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{CheckKind, Level, PlanId, Rhythm, Window};

/// When what is held where, by whom.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionPlanBody)]
pub struct PlanBody {
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(example = "周一宿舍检查")]
    pub name: String,
    #[garde(skip)]
    pub checklist_id: Uuid,
    /// A place and everything below it; left out: the whole school.
    #[serde(default)]
    #[garde(skip)]
    pub location_id: Option<Uuid>,
    #[garde(skip)]
    pub check_kind: CheckKind,
    #[garde(skip)]
    pub level: Level,
    #[garde(skip)]
    pub rhythm: Rhythm,
    /// Times of the day; each is a round of its own.
    #[garde(length(min = 1, max = 6))]
    #[schema(min_items = 1, max_items = 6)]
    pub windows: Vec<Window>,
    /// On days without school too.
    #[serde(default)]
    #[garde(skip)]
    pub on_holidays: bool,
    /// Somebody by name, or a role; neither: whoever may.
    #[serde(default)]
    #[garde(skip)]
    pub performer_id: Option<Uuid>,
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 40), custom(one_line))]
    pub performer_role: Option<String>,
    /// Today where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub starts_on: Option<NaiveDate>,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub ends_on: Option<NaiveDate>,
    /// No rounds any more.
    #[serde(default)]
    #[garde(skip)]
    pub retired: bool,
}

/// One plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionPlanView {
    pub id: PlanId,
    pub name: String,
    pub checklist: ChecklistRef,
    pub location: Option<LocationRef>,
    pub check_kind: CheckKind,
    pub level: Level,
    pub rhythm: Rhythm,
    pub windows: Vec<Window>,
    pub on_holidays: bool,
    pub performer: Option<PersonRef>,
    pub performer_role: Option<RoleRef>,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
    pub retired: bool,
    /// The next day after today on which it is held.
    pub next_on: Option<NaiveDate>,
    pub version: i64,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChecklistRef {
    pub id: Uuid,
    pub name: String,
}

/// A role as the school calls it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PerformingRole)]
pub struct RoleRef {
    pub code: String,
    pub title: String,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListPlans {
    /// Those without rounds any more too.
    pub retired: Option<bool>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
