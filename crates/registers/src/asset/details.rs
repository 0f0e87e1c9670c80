//! The lines of a card that describe it (domain.md B18): one set for registering, importing and correcting. Where it is, who has it
//! and what it is worth is not here: that changes only by documents.

use chrono::NaiveDate;
use kernel::{Money, Problem, Result, extract::present, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    entity::Model,
    kind::{Kind, KindAttributes},
};

/// What is left out stays (or is empty on a new card); `null` clears.
#[derive(Debug, Clone, Default, Deserialize, Serialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CardDetails {
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub manufacturer: Option<Option<String>>,
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub contract_no: Option<Option<String>>,
    /// 采购组织形式.
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, min = 1, max = 40), custom(one_line))]
    #[schema(value_type = Option<String>, example = "分散采购")]
    pub procurement_form: Option<Option<String>>,
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub fund_source: Option<Option<String>>,
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub accounting_subject: Option<Option<String>>,
    /// 价值类型: 原值, 暂估值, 重置值, 评估值, 名义金额.
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, min = 1, max = 40), custom(one_line))]
    #[schema(value_type = Option<String>, example = "原值")]
    pub value_type: Option<Option<String>>,
    /// How much of the original value came from the treasury.
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    #[schema(value_type = Option<Money>)]
    pub fiscal_value: Option<Option<Money>>,
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    #[schema(value_type = Option<Money>)]
    pub non_fiscal_value: Option<Option<Money>>,
    #[serde(deserialize_with = "kernel::extract::given", skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    #[schema(nullable = false)]
    pub depreciates: Option<bool>,
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(inner(inner(range(min = 1, max = 1200))))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1200)]
    pub life_months: Option<Option<i64>>,
    #[serde(deserialize_with = "day", skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    #[schema(value_type = Option<NaiveDate>)]
    pub in_service_on: Option<Option<NaiveDate>>,
    #[serde(deserialize_with = "day", skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    #[schema(value_type = Option<NaiveDate>)]
    pub booked_on: Option<Option<NaiveDate>>,
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub voucher_no: Option<Option<String>>,
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub invoice_no: Option<Option<String>>,
    /// JY/T 1001 SYZK, or as the ledger says it.
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(value_type = Option<String>, example = "使用")]
    pub use_condition: Option<Option<String>>,
    /// JY/T 1001 YQSYFX.
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, min = 1, max = 40), custom(one_line))]
    #[schema(value_type = Option<String>, example = "教学")]
    pub use_direction: Option<Option<String>>,
    /// JY/T 1001 CQ.
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, min = 1, max = 40), custom(one_line))]
    #[schema(value_type = Option<String>, example = "独立产权")]
    pub property_right: Option<Option<String>>,
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, min = 1, max = 500), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub gift_terms: Option<Option<String>>,
    /// The number it had before.
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, min = 1, max = 64), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub legacy_no: Option<Option<String>>,
    /// Its number in the government's asset system.
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, min = 1, max = 64), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub official_no: Option<Option<String>>,
    /// The day it was entered there.
    #[serde(deserialize_with = "day", skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    #[schema(value_type = Option<NaiveDate>)]
    pub official_entered_on: Option<Option<NaiveDate>>,
    /// A bar code that is on it already.
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(length(chars, min = 1, max = 64), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub barcode: Option<Option<String>>,
    #[serde(deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[garde(dive)]
    #[schema(value_type = Option<KindAttributes>)]
    pub kind_attributes: Option<Option<KindAttributes>>,
}

/// A day that may be absent, `null` or in our calendar.
pub(crate) fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Option<Option<NaiveDate>>, D::Error> {
    kernel::calendar::in_calendar(deserializer).map(Some)
}

impl CardDetails {
    /// Writes what is said into the row of a card.
    ///
    /// # Errors
    /// 422 for attributes of another kind than the card's category, and for money below zero.
    pub(crate) fn apply(self, row: &mut Model) -> Result<()> {
        fn put<T>(into: &mut Option<T>, said: Option<Option<T>>) {
            if let Some(value) = said {
                *into = value;
            }
        }
        let tidy = |said: Option<Option<String>>| said.map(|text| text.map(|text| kernel::text::tidy(&text)));
        put(&mut row.manufacturer, tidy(self.manufacturer));
        put(&mut row.contract_no, tidy(self.contract_no));
        put(&mut row.procurement_form, tidy(self.procurement_form));
        put(&mut row.fund_source, tidy(self.fund_source));
        put(&mut row.accounting_subject, tidy(self.accounting_subject));
        put(&mut row.value_type, tidy(self.value_type));
        put(&mut row.fiscal_value, amount(self.fiscal_value, "/fiscal_value")?);
        put(&mut row.non_fiscal_value, amount(self.non_fiscal_value, "/non_fiscal_value")?);
        row.depreciates = self.depreciates.unwrap_or(row.depreciates);
        put(&mut row.life_months, self.life_months);
        put(&mut row.in_service_on, self.in_service_on);
        put(&mut row.booked_on, self.booked_on);
        put(&mut row.voucher_no, tidy(self.voucher_no));
        put(&mut row.invoice_no, tidy(self.invoice_no));
        put(&mut row.use_condition, tidy(self.use_condition));
        put(&mut row.use_direction, tidy(self.use_direction));
        put(&mut row.property_right, tidy(self.property_right));
        put(&mut row.gift_terms, tidy(self.gift_terms));
        put(&mut row.legacy_no, tidy(self.legacy_no));
        put(&mut row.official_no, tidy(self.official_no));
        put(&mut row.official_entered_on, self.official_entered_on);
        put(&mut row.barcode, tidy(self.barcode));
        let attributes = self.kind_attributes.map(|said| said.map(|a| of_its_kind(&a, &row.category_code)).transpose()).transpose()?;
        put(&mut row.kind_attributes, attributes);
        Ok(())
    }
}

fn amount(said: Option<Option<Money>>, pointer: &str) -> Result<Option<Option<i64>>> {
    if said.flatten().is_some_and(|money| money < Money::ZERO) {
        return Err(Problem::invalid(pointer, "negative_value", "金额不能是负数。", "An amount cannot be negative."));
    }
    Ok(said.map(|money| money.map(Money::fen)))
}

fn of_its_kind(attributes: &KindAttributes, category_code: &str) -> Result<serde_json::Value> {
    if attributes.kind() != Kind::of(category_code) {
        return Err(Problem::invalid(
            "/kind_attributes/for",
            "other_kind",
            "这些内容不属于这个分类的资产。",
            "These attributes are for another kind of asset than its category.",
        ));
    }
    serde_json::to_value(attributes).map_err(Problem::internal)
}
