//! What a ledger says of a card that the card has no column for: kept beside it, so that nothing of the file is lost.

use std::sync::Arc;

use serde::Serialize;

use super::ledger::{LedgerPlan, Named, PlannedCard, SheetRole};

#[derive(Serialize)]
struct Extra<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label_no: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    legacy_category_code: Option<&'a str>,
    /// As written, where the card names somebody or something else or nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_ids: Vec<Column<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    columns: Vec<Column<'a>>,
}

#[derive(Serialize)]
struct Column<'a> {
    head: &'a str,
    value: &'a str,
}

/// Whether a row's number alone does not tell where it stood.
pub(super) fn has_many_sheets(plan: &LedgerPlan) -> bool {
    plan.sheets.iter().filter(|sheet| sheet.role == SheetRole::Data).count() > 1
}

/// The extra of a card; `None` when the ledger says nothing beside. `unlinked` is a person's name that led to nobody;
/// `bound` says that the label became the card's bar code.
pub(super) fn of(card: &PlannedCard, sheet: Option<&str>, unlinked: Option<&Arc<str>>, bound: bool) -> Option<serde_json::Value> {
    let extra = Extra {
        sheet,
        label_no: card.label_no.as_deref().filter(|_| !bound),
        legacy_category_code: card.legacy_category_code.as_deref(),
        person: unlinked.map(|name| &**name),
        other_ids: columns(&card.other_ids),
        columns: columns(&card.extras),
    };
    serde_json::to_value(extra).ok().filter(|value| value.as_object().is_some_and(|fields| !fields.is_empty()))
}

fn columns(named: &[Named]) -> Vec<Column<'_>> {
    named.iter().map(|named| Column { head: &named.head, value: &named.value }).collect()
}
