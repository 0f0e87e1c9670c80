//! What a dry run found, as the page shows it. Decides nothing.

use kernel::{Lang, Money, Quantity};

use super::{
    dto::{ColumnView, ExampleCard, ImportPlanView, NamesView, RefusedRow, RowProblemView, RowRef, SheetView, SkippedRows},
    ledger::{LedgerPlan, NameUse, PlannedCard, Refused, RowProblem, SheetPlan, SkipKind},
    web::Read,
};

/// Refused rows shown; all of them are in the annotated copy.
const REFUSED_SHOWN: usize = 1000;
/// Skipped rows of each kind that are shown.
const SKIPPED_SHOWN: usize = 20;
/// Cards and changes shown.
const EXAMPLES: usize = 50;
/// New names of each kind that are shown.
const NAMES_SHOWN: usize = 200;

pub(super) fn of(read: Read, imported_before: bool, lang: Lang) -> ImportPlanView {
    let Read { document, prepared, mapping } = read;
    let plan = &prepared.plan;
    let updates = prepared.updates.as_ref();
    let mut shared_names: Vec<String> = prepared.shared_names.iter().map(ToString::to_string).collect();
    shared_names.sort_unstable();
    ImportPlanView {
        upload_id: document.id,
        file_name: prepared.file_name.clone(),
        file_sha256: hex::encode(&prepared.file_sha256),
        mapping,
        imported_before,
        sheets: (0..).zip(&plan.sheets).map(|(index, sheet)| self::sheet(index, sheet, lang)).collect(),
        rows: plan.data_rows(),
        accepted_rows: plan.cards.len(),
        refused_rows: plan.refused.len(),
        cards_kept: plan.cards_kept,
        cards_exploded: plan.cards_exploded,
        changed_cards: updates.map_or(0, |u| u.changes.len()),
        unchanged_cards: updates.map_or(0, |u| u.unchanged),
        original_value: plan.sums.original_value.map(Money::stored),
        accumulated_depreciation: plan.sums.accumulated_depreciation.map(Money::stored),
        rows_without_value: plan.rows_without_value,
        refused: plan.refused.iter().take(REFUSED_SHOWN).map(|row| refused(row, lang)).collect(),
        skipped: skipped(plan, lang),
        examples: plan.cards.iter().take(EXAMPLES).map(example).collect(),
        changes: updates.map(|u| u.changes.iter().take(EXAMPLES).map(|update| update.view(lang)).collect()).unwrap_or_default(),
        places: names(&plan.names.places),
        people: names(&plan.names.people),
        departments: names(&plan.names.departments),
        shared_names,
        options: prepared.options,
    }
}

fn sheet(index: u32, sheet: &SheetPlan, lang: Lang) -> SheetView {
    let columns = sheet.columns.iter().map(|column| ColumnView {
        head: column.head.to_string(),
        field: column.field,
        field_text: column.field.map(|field| field.title(lang).to_owned()),
    });
    let stated = sheet.stated;
    let same = |stated: Option<i64>, counted: Option<i64>| stated.is_none_or(|fen| Some(fen) == counted);
    SheetView {
        index,
        name: sheet.name.clone(),
        visible: sheet.visible,
        role: sheet.role,
        head_rows: sheet.head_rows.clone(),
        columns: columns.collect(),
        place: sheet.place.as_deref().map(str::to_owned),
        first_row: sheet.first_data_row,
        last_row: sheet.last_data_row,
        rows: sheet.data_rows,
        original_value: sheet.sums.original_value.map(Money::stored),
        stated_value: stated.and_then(|sums| sums.original_value).map(Money::stored),
        agrees: stated.map(|stated| {
            same(stated.original_value, sheet.sums.original_value)
                && same(stated.accumulated_depreciation, sheet.sums.accumulated_depreciation)
        }),
    }
}

fn refused(row: &Refused, lang: Lang) -> RefusedRow {
    let problem = |problem: &RowProblem| RowProblemView {
        code: problem.code,
        head: problem.head.to_string(),
        value: problem.value.clone(),
        detail: if lang == Lang::Zh { problem.zh() } else { problem.en() },
    };
    RefusedRow { sheet: row.at.sheet, row: row.at.row, line: row.at.line, problems: row.problems.iter().map(problem).collect() }
}

fn skipped(plan: &LedgerPlan, lang: Lang) -> Vec<SkippedRows> {
    const KINDS: [SkipKind; 7] =
        [SkipKind::Title, SkipKind::Head, SkipKind::Blank, SkipKind::Subtotal, SkipKind::Total, SkipKind::Signature, SkipKind::Note];
    let of = |kind: SkipKind| {
        let all = || plan.skipped.iter().filter(move |skip| skip.kind == kind);
        let count = all().map(|skip| u64::from(skip.rows)).sum();
        let rows = all().take(SKIPPED_SHOWN).map(|skip| RowRef { sheet: skip.at.sheet, row: skip.at.row }).collect();
        SkippedRows { kind, kind_text: kind.title().pick(lang).to_owned(), count, rows }
    };
    KINDS.into_iter().map(of).filter(|rows| rows.count > 0).collect()
}

fn example(card: &PlannedCard) -> ExampleCard {
    ExampleCard {
        sheet: card.at.sheet,
        row: card.at.row,
        asset_no: card.asset_no.as_deref().map(str::to_owned),
        name: card.name.to_string(),
        category_code: card.category_code.to_string(),
        quantity: Quantity::stored(card.quantity.thousandths()).to_string(),
        original_value: card.original_value.map(Money::stored),
        location: card.location.as_deref().map(str::to_owned),
        custodian: card.person().map(ToString::to_string),
    }
}

fn names(used: &[NameUse]) -> NamesView {
    let new = || used.iter().filter(|name| !name.known);
    NamesView { used: used.len(), new: new().count(), new_names: new().take(NAMES_SHOWN).map(|name| name.name.to_string()).collect() }
}
