//! Bodies and views of inspections from outside.

use campus::{location::LocationRef, person::PersonRef};
use chrono::{DateTime, NaiveDate, Utc};
use files::{Size, attachment::AttachmentView};
use kernel::{
    Text,
    calendar::in_calendar,
    validate::{one_line, plain_text},
};
use repairs::case::Category;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::phase::{CommandKind, State};
use crate::book::dto::Struck;

/// Who sent them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = OutsideAuthority)]
pub enum Authority {
    /// 市场监管.
    Market,
    Education,
    Health,
    Fire,
    Other,
}

impl Authority {
    pub const ALL: [Self; 5] = [Self::Market, Self::Education, Self::Health, Self::Fire, Self::Other];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Market => "market",
            Self::Education => "education",
            Self::Health => "health",
            Self::Fire => "fire",
            Self::Other => "other",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|authority| authority.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Market => Text::fixed("市场监管", "Market supervision"),
            Self::Education => Text::fixed("教育局", "Education bureau"),
            Self::Health => Text::fixed("卫生健康和疾控", "Health and disease control"),
            Self::Fire => Text::fixed("消防", "Fire brigade"),
            Self::Other => Text::fixed("其他", "Others"),
        }
    }
}

/// What came of an inspection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = OutsideResult)]
pub enum Outcome {
    Pass,
    Rectify,
    Penalty,
}

impl Outcome {
    pub const ALL: [Self; 3] = [Self::Pass, Self::Rectify, Self::Penalty];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Rectify => "rectify",
            Self::Penalty => "penalty",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Pass => Text::fixed("合格", "Passed"),
            Self::Rectify => Text::fixed("限期整改", "To be put right"),
            Self::Penalty => Text::fixed("处罚", "Penalty"),
        }
    }
}

/// An inspection as it was.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OutsideInspectionBody {
    /// Now, where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_at: Option<DateTime<Utc>>,
    #[garde(skip)]
    pub authority: Authority,
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(example = "县市场监管局 张三、李四")]
    pub inspectors: String,
    #[garde(skip)]
    pub result: Outcome,
    /// What they said of it as a whole.
    #[serde(default)]
    #[garde(length(chars, max = 1000), custom(plain_text))]
    pub said: Option<String>,
    /// What was imposed, where the result is a penalty.
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(one_line))]
    #[schema(example = "警告，罚款 2 000 元")]
    pub penalty: Option<String>,
    #[serde(default)]
    #[garde(length(max = 30), dive)]
    #[schema(max_items = 30)]
    pub findings: Vec<FindingBody>,
    /// Photos of their paper, or a PDF.
    #[serde(default)]
    #[garde(length(max = 20))]
    #[schema(max_items = 20)]
    pub upload_ids: Vec<Uuid>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutsideFindingBody)]
pub struct FindingBody {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "冷藏柜没有温度计")]
    pub said: String,
    /// Where, if it is about a place; a repair is reported there, else at the canteen's own place.
    #[serde(default)]
    #[garde(skip)]
    pub place_id: Option<Uuid>,
    /// Who sees to it.
    #[garde(skip)]
    pub responsible_id: Uuid,
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub due_on: NaiveDate,
    /// Becomes a repair at once.
    #[serde(default)]
    #[garde(skip)]
    pub report: Option<ReportBody>,
}

/// What kind of repair it is.
#[derive(Debug, Clone, Copy, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutsideFindingReport)]
pub struct ReportBody {
    /// Something else, where it is not said.
    #[serde(default = "other")]
    #[garde(skip)]
    pub category: Category,
    #[serde(default)]
    #[garde(skip)]
    pub danger: bool,
}

const fn other() -> Category {
    Category::Other
}

/// What was done.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutsideFindingMend)]
pub struct MendBody {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "装了温度计，每天记录")]
    pub note: String,
}

/// An inspection in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct OutsideInspectionRow {
    pub id: Uuid,
    pub day: NaiveDate,
    pub authority: Authority,
    pub inspectors: String,
    pub result: Outcome,
    pub findings: usize,
    /// Of the findings, how many are to be mended, and how many of those are overdue.
    pub open: usize,
    pub overdue: usize,
    pub late: bool,
    pub struck: bool,
}

/// One inspection, whole.
#[derive(Debug, Serialize, ToSchema)]
pub struct OutsideInspectionView {
    pub id: Uuid,
    pub canteen_id: Uuid,
    pub day: NaiveDate,
    pub authority: Authority,
    pub inspectors: String,
    pub result: Outcome,
    pub said: Option<String>,
    pub penalty: Option<String>,
    pub happened_at: DateTime<Utc>,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
    /// Written down on a later day.
    pub late: bool,
    pub findings: Vec<FindingView>,
    pub attachments: Vec<AttachmentView>,
    pub struck: Option<Struck>,
    /// Whether the caller may strike it out.
    pub may_strike: bool,
    pub version: i64,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutsideFindingView)]
pub struct FindingView {
    pub id: Uuid,
    pub no: i64,
    pub said: String,
    pub place: Option<LocationRef>,
    pub responsible: PersonRef,
    pub due_on: NaiveDate,
    pub state: State,
    #[schema(example = "待整改")]
    pub state_text: String,
    /// Open past its day.
    pub overdue: bool,
    pub case_id: Option<Uuid>,
    pub case_number: Option<String>,
    pub mended: Option<MendedView>,
    pub allowed_actions: Vec<AllowedStep>,
    pub version: i64,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutsideFindingMended)]
pub struct MendedView {
    pub at: DateTime<Utc>,
    pub by: PersonRef,
    pub note: String,
}

/// Whether the caller may take a step now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutsideFindingAllowedStep)]
pub struct AllowedStep {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
}

/// Something that is still to be mended.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenFindingView {
    pub id: Uuid,
    pub inspection_id: Uuid,
    /// The day on which it was found.
    pub day: NaiveDate,
    pub authority: Authority,
    pub said: String,
    pub responsible: PersonRef,
    pub due_on: NaiveDate,
    pub overdue: bool,
    pub case_id: Option<Uuid>,
    pub case_number: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListInspections {
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ContentQuery {
    /// Longer side of a photo, in pixels; 1600 when left out.
    #[param(inline)]
    pub size: Option<Size>,
}
