//! Bodies and views of incidents.

use campus::person::PersonRef;
use chrono::{DateTime, Utc};
use kernel::{calendar::in_calendar, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{sheet::dto::SheetRow, site::dto::CanteenRef};

/// That something happened.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CanteenIncidentBody)]
pub struct IncidentBody {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "午餐后三名学生腹痛呕吐")]
    pub said: String,
    /// How many are unwell, where somebody knows.
    #[serde(default)]
    #[garde(range(min = 0, max = 1_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub unwell: Option<i64>,
    /// When it was noticed; now, where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_at: Option<DateTime<Utc>>,
}

/// An incident in the list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenIncidentRow)]
pub struct IncidentRow {
    pub id: Uuid,
    pub canteen_id: Uuid,
    pub said: String,
    pub unwell: Option<i64>,
    pub happened_at: DateTime<Utc>,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
    pub late: bool,
    /// How many samples were sealed by it.
    pub sealed: i64,
}

/// An incident with the last 48 hours before it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenIncidentView)]
pub struct IncidentView {
    #[serde(flatten)]
    pub row: IncidentRow,
    pub canteen: CanteenRef,
    /// How many eat there.
    pub diners: i64,
    /// The hours that are shown.
    pub from: DateTime<Utc>,
    pub to: DateTime<Utc>,
    pub sections: Vec<PacketSection>,
    /// Whether morning checks and certificates were left out, because the caller may not see health.
    pub health_left_out: bool,
    pub made_at: DateTime<Utc>,
}

/// One table of the packet.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenPacketSection)]
pub struct PacketSection {
    pub part: PacketPart,
    pub title: String,
    pub columns: Vec<String>,
    pub rows: Vec<SheetRow>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenPacketPart)]
pub enum PacketPart {
    Menus,
    /// Samples that are still there, and where.
    Samples,
    /// Food that came out of the stores, lot by lot.
    Issues,
    Staff,
    MorningChecks,
    Disinfection,
    AccompaniedMeals,
    Leftovers,
}
