//! Bodies and views of distributions to classes.

use approvals::{
    approval::{ApprovalId, ApprovalStepView},
    revision::Changes,
};
use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{calendar::in_calendar, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    model::DistributionId,
    phase::{CommandKind, State},
};
use crate::{OnHand, item::dto::ItemRef, stock::dto::StockClass, store::dto::StoreRef};

/// Who gets what: a quantity for each class and item.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockDistributionBody)]
pub struct DistributionBody {
    #[garde(skip)]
    pub store_id: Uuid,
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "开学发放")]
    pub purpose: String,
    /// The day of handing out, where it is handed out at once; today where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_on: Option<NaiveDate>,
    /// In the order in which they get something, where there is not enough for all.
    #[garde(length(min = 1, max = 100))]
    #[schema(min_items = 1, max_items = 100)]
    pub class_ids: Vec<Uuid>,
    /// Classes times lines are 2 000 at most.
    #[garde(length(min = 1, max = 50), dive)]
    #[schema(min_items = 1, max_items = 50)]
    pub lines: Vec<LineBody>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockDistributionLine)]
pub struct LineBody {
    #[garde(skip)]
    pub item_id: Uuid,
    /// One for each class, in the order of the classes; 0 for those that get none.
    #[garde(length(min = 1, max = 100))]
    #[schema(min_items = 1, max_items = 100)]
    pub quantities: Vec<OnHand>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockDistributionCancellation)]
pub struct Cancellation {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "改期了")]
    pub reason: String,
}

/// What was approved is handed out, as it was approved.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockDistributionIssueBody)]
pub struct IssueBody {
    /// Today where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_on: Option<NaiveDate>,
}

/// A row of the list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockDistributionRow)]
pub struct DistributionRow {
    pub id: DistributionId,
    #[schema(example = "FF20260830-0001")]
    pub number: String,
    pub store: StoreRef,
    pub purpose: String,
    /// Who drew it up.
    pub made_by: PersonRef,
    pub state: State,
    /// The state as it is said: `等总务主任审批`.
    pub state_text: String,
    pub submitted_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

/// One distribution, whole. Its sheets are asked for on their own.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockDistribution)]
pub struct DistributionView {
    #[serde(flatten)]
    pub row: DistributionRow,
    /// In the order in which they get something.
    pub classes: Vec<StockClass>,
    pub lines: Vec<LineView>,
    /// Why it was returned, rejected or cancelled.
    pub reason: Option<String>,
    /// Nothing where it asked nobody.
    pub approval_id: Option<ApprovalId>,
    /// The signatures of all rounds.
    pub steps: Vec<ApprovalStepView>,
    /// What was submitted before, oldest first; fewer than `round` less one where it was submitted before versions were kept.
    pub earlier: Vec<EarlierVersion>,
    pub allowed_actions: Vec<AllowedStep>,
    pub decided_at: Option<DateTime<Utc>>,
    pub round: i64,
}

/// What was submitted once, before it was written anew.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockDistributionEarlierVersion)]
pub struct EarlierVersion {
    pub round: i64,
    pub submitted_at: DateTime<Utc>,
    /// What the next submission changed.
    pub changes: Changes,
    pub store_name: String,
    pub purpose: String,
    pub classes: Vec<StockClass>,
    pub lines: Vec<LineView>,
}

/// An item, and how much of it each class gets.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockDistributionItem)]
pub struct LineView {
    pub item: ItemRef,
    /// In the order of the classes.
    pub quantities: Vec<OnHand>,
    pub total: OnHand,
}

/// Whether the caller may take a step now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockDistributionAllowedStep)]
pub struct AllowedStep {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListDistributions {
    pub store_id: Option<Uuid>,
    /// States, joined by commas.
    pub state: Option<String>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
