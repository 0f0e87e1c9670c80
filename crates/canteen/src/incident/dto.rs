//! Bodies and views of incidents.

use campus::person::PersonRef;
use chrono::{DateTime, Utc};
use kernel::{
    calendar::in_calendar,
    validate::{one_line, plain_text},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::phase::{CommandKind, State};
use crate::{outside::dto::Authority, sheet::dto::SheetRow, site::dto::CanteenRef};

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

/// That it was reported.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CanteenIncidentReportBody)]
pub struct ReportBody {
    #[garde(length(min = 1, max = 5))]
    #[schema(min_items = 1, max_items = 5)]
    pub to: Vec<Authority>,
    /// Who took it there, and under which number.
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(plain_text))]
    #[schema(example = "县教育局值班室 李科长，13:05 电话")]
    pub said: Option<String>,
    /// Now, where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_at: Option<DateTime<Utc>>,
}

/// That somebody investigates.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CanteenIncidentInvestigateBody)]
pub struct InvestigateBody {
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    #[schema(example = "县市场监管局 张三，县疾控中心 王五")]
    pub investigators: String,
}

/// What came of it.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CanteenIncidentEndBody)]
pub struct EndBody {
    #[garde(length(chars, min = 1, max = 1000), custom(one_line))]
    #[schema(example = "检验合格，三名学生为急性肠胃炎，与食堂无关")]
    pub said: String,
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
    pub state: State,
    #[schema(example = "已停餐封存，待上报")]
    pub state_text: String,
    /// By when it is to be reported.
    pub report_by: DateTime<Utc>,
    /// Reported later than that, or not yet.
    pub report_late: bool,
    pub report: Option<ReportView>,
    pub investigation: Option<InvestigationView>,
    /// That it was closed or called off.
    pub end: Option<EndView>,
    pub allowed_actions: Vec<AllowedStep>,
    pub version: i64,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenIncidentReport)]
pub struct ReportView {
    pub at: DateTime<Utc>,
    pub recorded_at: DateTime<Utc>,
    pub by: PersonRef,
    pub to: Vec<Authority>,
    pub said: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenIncidentInvestigation)]
pub struct InvestigationView {
    pub at: DateTime<Utc>,
    pub by: PersonRef,
    pub investigators: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenIncidentEnd)]
pub struct EndView {
    pub at: DateTime<Utc>,
    pub by: PersonRef,
    pub said: String,
}

/// Whether the caller may take a step now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenIncidentAllowedStep)]
pub struct AllowedStep {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
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
