//! Bodies and views of food samples.

use campus::person::PersonRef;
use chrono::{DateTime, Utc};
use kernel::{calendar::in_calendar, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::phase::{CommandKind, State};
use crate::staff::dto::StaffRef;

/// Into which fridge it went.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FoodSampleStoreBody)]
pub struct StoreBody {
    #[garde(length(chars, min = 1, max = 50), custom(one_line))]
    #[schema(example = "1 号留样柜")]
    pub fridge: String,
    /// Now, where it is not said. Its hours count from then.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_at: Option<DateTime<Utc>>,
}

/// Who discarded it.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FoodSampleDiscardBody)]
pub struct DiscardBody {
    /// Of the staff.
    #[garde(skip)]
    pub operator_id: Uuid,
    /// The caller, where it is not said; never the operator.
    #[serde(default)]
    #[garde(skip)]
    pub supervisor_id: Option<Uuid>,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_at: Option<DateTime<Utc>>,
}

/// Why it is kept for whoever investigates.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FoodSampleSealBody)]
pub struct SealBody {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "疑似食物中毒，封存备查")]
    pub reason: String,
}

/// Why it is no more kept sealed.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FoodSampleReleaseBody)]
pub struct ReleaseBody {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "家长投诉已查清，与食物无关")]
    pub reason: String,
}

/// To whom it was given.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FoodSampleHandOverBody)]
pub struct HandOverBody {
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    #[schema(example = "县疾控中心 王五，收样单 2026-118")]
    pub to: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoodSampleView)]
pub struct SampleView {
    pub dish: String,
    pub grams: i64,
    pub keeper: StaffRef,
    pub supervisor: PersonRef,
    pub state: State,
    /// The state as it is said: `保存中` or, when its hours are over, `可以销毁`.
    pub state_text: String,
    pub fridge: Option<String>,
    pub stored_at: Option<DateTime<Utc>>,
    /// When that was written down, and whether it was late; unknown of samples from before it was kept.
    pub stored_recorded_at: Option<DateTime<Utc>>,
    pub stored_late: Option<bool>,
    /// The first moment at which it may be discarded.
    pub keep_until: Option<DateTime<Utc>>,
    /// Its hours are over.
    pub due: bool,
    pub discarded_at: Option<DateTime<Utc>>,
    pub discard_recorded_at: Option<DateTime<Utc>>,
    pub discard_late: Option<bool>,
    pub discarded_by: Option<StaffRef>,
    pub discard_supervisor: Option<PersonRef>,
    pub seal_reason: Option<String>,
    /// That it left its seal, by whom, and why or to whom.
    pub unsealed_at: Option<DateTime<Utc>>,
    pub unsealed_by: Option<PersonRef>,
    pub unseal_note: Option<String>,
    pub allowed_actions: Vec<AllowedStep>,
}

/// Whether the caller may take a step now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoodSampleAllowedStep)]
pub struct AllowedStep {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
}
