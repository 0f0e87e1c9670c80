//! Bodies and views of reconciliations.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    Money,
    validate::{one_line, plain_text},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::ledger::dto::LedgerBasis;

/// What finance's books say.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReconciliationBody {
    /// From this day on vouchers are compared; the first of January of the year of `as_of` when not said.
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    #[garde(skip)]
    pub from: Option<NaiveDate>,
    /// The day of the balances.
    #[garde(skip)]
    #[serde(deserialize_with = "kernel::calendar::in_calendar")]
    pub as_of: NaiveDate,
    /// Where the figures are from.
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    #[schema(example = "财务系统 2026年12月 1601 科目余额表")]
    pub source: String,
    #[serde(default)]
    #[garde(length(chars, max = 1000), custom(plain_text))]
    pub note: Option<String>,
    #[serde(default)]
    #[garde(length(max = 300), dive)]
    pub balances: Vec<BalanceBody>,
    #[serde(default)]
    #[garde(length(max = 2000), dive)]
    pub vouchers: Vec<VoucherBody>,
}

/// The balance of a class and of everything below it.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReconciliationBalanceBody)]
pub struct BalanceBody {
    #[garde(length(chars, min = 1, max = 40), custom(one_line))]
    #[schema(example = "A02")]
    pub category_code: String,
    #[garde(skip)]
    pub original_value: Money,
    #[serde(default)]
    #[garde(skip)]
    pub accumulated_depreciation: Option<Money>,
}

/// An entry of account 1601.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReconciliationVoucherBody)]
pub struct VoucherBody {
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(example = "记-12")]
    pub voucher_no: String,
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    #[garde(skip)]
    pub posted_on: Option<NaiveDate>,
    #[garde(skip)]
    pub amount: Money,
    #[serde(default)]
    #[garde(length(chars, max = 200), custom(one_line))]
    pub summary: Option<String>,
}

/// A reconciliation in the list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReconciliationRow {
    pub id: Uuid,
    pub from: NaiveDate,
    pub as_of: NaiveDate,
    pub source: String,
    pub typed_by: PersonRef,
    pub typed_at: DateTime<Utc>,
}

/// Finance's figures beside the cards.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReconciliationView {
    #[serde(flatten)]
    pub row: ReconciliationRow,
    pub note: Option<String>,
    pub basis: LedgerBasis,
    pub basis_text: String,
    /// Whether everything that finance said is what the cards say.
    pub agrees: bool,
    /// 账账: in the order of the codes.
    pub classes: Vec<ReconciliationClass>,
    /// 账卡: what differs first.
    pub vouchers: Vec<ReconciliationVoucher>,
    /// Cards of the period that name no voucher.
    pub without_voucher: WithoutVoucher,
}

/// A class in both books.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReconciliationClass {
    pub category_code: String,
    pub category_name: String,
    /// Whether finance keeps this class.
    pub in_finance: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub finance_value: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub cards_value: Option<Money>,
    /// What finance has more than the cards.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub difference: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub finance_depreciation: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub cards_depreciation: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub depreciation_difference: Option<Money>,
    pub agrees: bool,
}

/// A voucher in both books.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReconciliationVoucher {
    pub voucher_no: String,
    pub posted_on: Option<NaiveDate>,
    pub summary: Option<String>,
    /// Whether finance has it.
    pub in_finance: bool,
    /// Cards that name it.
    pub cards: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub finance_amount: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub cards_amount: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub difference: Option<Money>,
    pub agrees: bool,
}

/// Cards that were entered in the period under no voucher.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WithoutVoucher {
    pub cards: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub value: Option<Money>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListReconciliations {
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
