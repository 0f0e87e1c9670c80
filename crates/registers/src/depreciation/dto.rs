//! Bodies and views of depreciation.

use campus::person::PersonRef;
use chrono::{DateTime, Utc};
use kernel::{Money, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    model::{Basis, DepreciationRunId},
    month::Month,
    phase::{CommandKind, State},
    plan::Start,
};
use crate::{asset::dto::NumberedCard, export::dto::ExportFormat};

/// A month, as the list shows it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DepreciationRunRow)]
pub struct RunRow {
    pub id: DepreciationRunId,
    pub period: Month,
    pub basis: Basis,
    pub basis_text: String,
    pub state: State,
    pub state_text: String,
    pub cards: i64,
    /// The school's own figure of the month.
    pub month_amount: Money,
    /// What closing writes into the books, or wrote.
    pub posted: Money,
    /// Cards whose own figure is not the official one.
    pub differences: i64,
    pub computed_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
    pub version: i64,
}

/// A month, whole.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DepreciationRunView)]
pub struct RunView {
    #[serde(flatten)]
    pub row: RunRow,
    pub start: Start,
    pub original_value: Money,
    /// By the school's own figures, after the month.
    pub accumulated: Money,
    /// In the books, after closing.
    pub books_after: Money,
    pub net_value: Money,
    /// SHA-256 over the rules and every line: the same books come to the same.
    pub inputs_sha256: String,
    pub computed_by: Option<PersonRef>,
    pub closed_by: Option<PersonRef>,
    pub voucher_no: Option<String>,
    pub discarded_at: Option<DateTime<Utc>>,
    pub discard_reason: Option<String>,
    pub allowed_actions: Vec<AllowedRunAction>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AllowedDepreciationAction)]
pub struct AllowedRunAction {
    pub action: CommandKind,
    pub allowed: bool,
    /// Why not.
    pub reason: Option<String>,
}

/// How far a card is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DepreciationStanding)]
pub enum Standing {
    Running,
    /// All of it is taken; it stays in use.
    Taken,
}

/// E4: a card in the month.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DepreciationLineView)]
pub struct LineView {
    pub asset: NumberedCard,
    pub name: String,
    pub category_code: String,
    pub original_value: Money,
    pub life_months: i64,
    pub months_taken: i64,
    /// The school's own figure of the month.
    pub month_amount: Money,
    /// The school's own figure after the month.
    pub accumulated: Money,
    /// In the books, before the month.
    pub booked: Money,
    /// In the books, after closing.
    pub books_after: Money,
    pub net_value: Money,
    /// What the asset system says, where it was told.
    pub official: Option<Money>,
    /// The own figure without the official one.
    pub difference: Money,
    pub standing: Standing,
    pub standing_text: String,
}

/// What all cards of a category come to in the month.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DepreciationCategory)]
pub struct CategorySum {
    pub code: String,
    pub name: String,
    pub cards: i64,
    pub original_value: Money,
    pub month_amount: Money,
    pub accumulated: Money,
    pub books_after: Money,
    pub net_value: Money,
    pub differences: i64,
}

/// Which month.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ComputeDepreciation)]
pub struct ComputeBody {
    #[garde(skip)]
    pub period: Month,
}

/// What the asset system says of cards after the month.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CompareDepreciation)]
pub struct CompareBody {
    #[garde(length(min = 1, max = 2000), dive)]
    pub rows: Vec<Figure>,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OfficialDepreciation)]
pub struct Figure {
    /// The school's number of the card, or that of the asset system.
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    pub asset_no: String,
    /// Accumulated depreciation.
    #[garde(skip)]
    pub accumulated: Money,
}

#[derive(Debug, Default, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CloseDepreciation)]
pub struct CloseBody {
    /// Under which it stands in the accounts.
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    pub voucher_no: Option<String>,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DiscardDepreciation)]
pub struct DiscardBody {
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    pub reason: String,
}

/// E4 as a file.
#[derive(Debug, Default, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExportDepreciation)]
pub struct ExportBody {
    /// A workbook where it is not said.
    #[serde(default)]
    #[garde(skip)]
    pub format: Option<ExportFormat>,
    /// Only cards whose own figure is not the official one.
    #[serde(default)]
    #[garde(skip)]
    pub differs: Option<bool>,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListRuns {
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListLines {
    /// Only cards whose own figure is not the official one.
    pub differs: Option<bool>,
    /// The beginning of the code of a category.
    pub category: Option<String>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
