//! Bodies and views of contracts.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use files::{Size, attachment::AttachmentView};
use kernel::{
    calendar::in_calendar,
    validate::{one_line, plain_text},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    phase::{CommandKind, State},
    warn::Warning,
};

/// A contract as it is signed.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CanteenContractBody)]
pub struct ContractBody {
    /// One of the school's suppliers: then the contractor is called as he is.
    #[serde(default)]
    #[garde(skip)]
    pub supplier_id: Option<Uuid>,
    #[serde(default)]
    #[garde(length(chars, max = 100), custom(one_line))]
    #[schema(example = "青禾餐饮服务有限公司")]
    pub contractor: Option<String>,
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub starts_on: NaiveDate,
    /// The last day on which it holds.
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub ends_on: NaiveDate,
    /// Of the contractor's own food licence.
    #[garde(length(chars, min = 1, max = 50), custom(one_line))]
    #[schema(example = "JY23301060001234")]
    pub licence_number: String,
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub licence_expires_on: NaiveDate,
    /// Whom the school calls.
    #[garde(length(chars, min = 1, max = 50), custom(one_line))]
    #[schema(example = "钱经理")]
    pub contact: String,
    #[serde(default)]
    #[garde(length(chars, max = 30), custom(one_line))]
    pub phone: Option<String>,
    /// The contractor's own director of food safety.
    #[serde(default)]
    #[garde(length(chars, max = 50), custom(one_line))]
    pub director: Option<String>,
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(plain_text))]
    pub note: Option<String>,
    /// Photos of the signed pages, or one PDF; those that are there already stay.
    #[serde(default)]
    #[garde(length(max = 20))]
    #[schema(max_items = 20)]
    pub upload_ids: Vec<Uuid>,
}

/// That a contract is over, and why.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CanteenContractEnd)]
pub struct EndBody {
    /// Today, where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub ended_on: Option<NaiveDate>,
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "合同到期，重新招标")]
    pub reason: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenContractView)]
pub struct ContractView {
    pub id: Uuid,
    pub canteen_id: Uuid,
    pub supplier_id: Option<Uuid>,
    pub contractor: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub licence_number: String,
    pub licence_expires_on: NaiveDate,
    pub contact: String,
    pub phone: Option<String>,
    pub director: Option<String>,
    pub note: Option<String>,
    pub state: State,
    #[schema(example = "履行中")]
    pub state_text: String,
    /// What the school has to look at; nothing of one that was ended.
    pub warnings: Vec<WarningView>,
    pub scans: Vec<AttachmentView>,
    pub recorded_by: PersonRef,
    pub recorded_at: DateTime<Utc>,
    pub ended: Option<EndedView>,
    pub allowed_actions: Vec<AllowedStep>,
    pub version: i64,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenContractWarningView)]
pub struct WarningView {
    pub warning: Warning,
    pub text: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenContractEnded)]
pub struct EndedView {
    pub on: NaiveDate,
    pub reason: String,
    pub by: PersonRef,
    pub at: DateTime<Utc>,
}

/// Whether the caller may take a step now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenContractAllowedStep)]
pub struct AllowedStep {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ContentQuery {
    /// Longer side of a photo, in pixels; 1600 when left out.
    #[param(inline)]
    pub size: Option<Size>,
}
