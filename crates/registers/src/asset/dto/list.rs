//! The filters of a list.

use chrono::NaiveDate;
use kernel::Money;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// The filters of a list; all that are given hold together. Those about values exist only for who may see values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListAssets {
    /// Category codes, joined by commas; a class such as `A0201` means everything below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// A place and everything below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_id: Option<Uuid>,
    /// Statuses, joined by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custodian_id: Option<Uuid>,
    /// What a card lacks, joined by commas: `location`, `custodian`, `value`, `acquired_on`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_person_id: Option<Uuid>,
    /// The managing or the using department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<Uuid>,
    /// First day of acquisition.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "kernel::calendar::in_calendar")]
    pub acquired_from: Option<NaiveDate>,
    /// Last day of acquisition.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "kernel::calendar::in_calendar")]
    pub acquired_to: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "kernel::calendar::in_calendar")]
    pub booked_from: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "kernel::calendar::in_calendar")]
    pub booked_to: Option<NaiveDate>,
    /// Least original value.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = Option<String>)]
    pub value_min: Option<Money>,
    /// Greatest original value.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = Option<String>)]
    pub value_max: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acquisition_method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fund_source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub import_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch_id: Option<Uuid>,
    /// `entered` or `missing`: whether the card stands in the government's asset system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub official: Option<String>,
    /// `printed`, `missing`, or `suggested`: electrical goods and whatever is worth 1 000 yuan, without a label yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// A label's code, a bar code, an asset number or the government's number: the one card that bears it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// `true`: the voided cards instead of the living.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voided: Option<bool>,
    /// Chinese characters, pinyin initials, words or numbers; all must be there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// `-created_at` (newest first, the default), `asset_no`, `acquired_on` or `original_value`, each with or without `-`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
