//! What an import would do, in words for the person at the command line. Decides nothing.

use std::{collections::BTreeMap, fmt::Write, time::Duration};

use kernel::Lang;
use registers::import::{
    Prepared,
    dto::ImportView,
    ledger::{LedgerPlan, NameUse, QuantityRows, RowAt, SheetPlan, SheetRole, Sums, Unlisted},
};

/// Names listed of each kind; the rest are counted.
const NAMES_SHOWN: usize = 12;
/// Changed cards that are listed; the rest are counted.
const UPDATES_SHOWN: usize = 20;
/// Rows listed of each kind of skipped rows; the rest are counted.
const ROWS_SHOWN: usize = 10;

/// Lines of a report in one language. Writing to a String does not fail.
struct Page {
    lang: Lang,
    text: String,
}

impl Page {
    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn line(&mut self, zh: impl AsRef<str>, en: impl AsRef<str>) {
        let line = match self.lang {
            Lang::Zh => zh.as_ref(),
            Lang::En => en.as_ref(),
        };
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// The whole report of a file.
pub(super) fn plan(prepared: &Prepared, lang: Lang) -> String {
    let mut page = Page { lang, text: String::new() };
    let plan = &prepared.plan;
    page.line(format!("台账：{}", prepared.file_name), format!("Ledger: {}", prepared.file_name));
    figures(&mut page, plan);
    updates(&mut page, prepared);
    for sheet in &plan.sheets {
        self::sheet(&mut page, sheet);
    }
    skipped(&mut page, plan);
    names(&mut page, prepared);
    refused(&mut page, plan);
    page.text
}

/// What an update would do, card by card.
fn updates(page: &mut Page, prepared: &Prepared) {
    let Some(updates) = &prepared.updates else { return };
    let lang = page.lang;
    let (changed, unchanged) = (grouped(updates.changes.len()), grouped(updates.unchanged));
    page.line(
        format!("更新：{changed} 张卡片有改动，{unchanged} 张不变"),
        format!("Update: {changed} cards change, {unchanged} stay as they are"),
    );
    for update in updates.changes.iter().take(UPDATES_SHOWN).map(|update| update.view(lang)) {
        let fields: Vec<String> = update
            .fields
            .iter()
            .map(|f| format!("{}: {} → {}", f.field_text, f.before.as_deref().unwrap_or("—"), f.after.as_deref().unwrap_or("—")))
            .collect();
        page.line(format!("  {}：{}", update.asset_no, fields.join("；")), format!("  {}: {}", update.asset_no, fields.join("; ")));
    }
}

fn figures(page: &mut Page, plan: &LedgerPlan) {
    let (rows, good, bad) = (grouped(plan.data_rows()), grouped(plan.cards.len()), grouped(plan.refused.len()));
    page.line(
        format!("资产行：{rows}，可以导入 {good}，不能导入 {bad}"),
        format!("Rows of assets: {rows}; {good} can be imported, {bad} are refused"),
    );
    let (kept, exploded) = (grouped(plan.cards_kept), grouped(plan.cards_exploded));
    match plan.quantity {
        QuantityRows::Keep => page.line(
            format!("卡片：{kept} 张（保留数量；按件拆分会是 {exploded} 张）"),
            format!("Cards: {kept} (quantities kept; {exploded} if there were one for each piece)"),
        ),
        QuantityRows::Explode => page.line(
            format!("卡片：{exploded} 张（按件拆分；保留数量会是 {kept} 张）"),
            format!("Cards: {exploded} (one for each piece; {kept} if quantities were kept)"),
        ),
    }
    let (value, worn) = (sum(plan.sums.original_value), sum(plan.sums.accumulated_depreciation));
    page.line(format!("原值合计：{value}；累计折旧合计：{worn}"), format!("Original value: {value}; accumulated depreciation: {worn}"));
    if plan.rows_without_value > 0 {
        let rows = plan.rows_without_value;
        page.line(format!("没有金额的行：{rows}"), format!("Rows without a value: {rows}"));
    }
}

fn sheet(page: &mut Page, sheet: &SheetPlan) {
    let name = if sheet.name.is_empty() { "CSV" } else { &sheet.name };
    match sheet.role {
        SheetRole::Data => {}
        SheetRole::Notes => return page.line(format!("工作表“{name}”：说明，不导入"), format!("Sheet “{name}”: notes, not imported")),
        SheetRole::Empty => return page.line(format!("工作表“{name}”：空"), format!("Sheet “{name}”: empty")),
        SheetRole::LeftOut => return page.line(format!("工作表“{name}”：不导入"), format!("Sheet “{name}”: left out")),
        SheetRole::NoHeads => {
            return page.line(
                format!("工作表“{name}”：找不到表头，没有导入！"),
                format!("Sheet “{name}”: no heads were found, nothing of it is imported!"),
            );
        }
    }
    let rows = grouped(sheet.data_rows);
    page.line(format!("工作表“{name}”：{rows} 行"), format!("Sheet “{name}”: {rows} rows"));
    if let Some(place) = &sheet.place {
        page.line(format!("  地点：{place}"), format!("  Place: {place}"));
    }
    let lang = page.lang;
    let word = |field: registers::import::heads::Field| field.title(lang);
    let understood: Vec<String> =
        sheet.columns.iter().filter_map(|column| column.field.map(|field| format!("{}→{}", column.head, word(field)))).collect();
    let other: Vec<&str> = sheet.columns.iter().filter(|column| column.field.is_none()).map(|column| &*column.head).collect();
    page.line(format!("  列：{}", understood.join("，")), format!("  Columns: {}", understood.join(", ")));
    if !other.is_empty() {
        page.line(
            format!("  附在卡片上的其他列：{}", other.join("，")),
            format!("  Other columns, kept with the card: {}", other.join(", ")),
        );
    }
    if let Some(stated) = sheet.stated {
        let same = agrees(stated, sheet.sums);
        let value = sum(stated.original_value);
        page.line(
            format!("  表中合计 {value}，与各行{}", if same { "相符" } else { "不符（表里的合计可能漏了没有填金额的行）" }),
            format!(
                "  Its own total says {value} and {} with its rows",
                if same { "agrees" } else { "does NOT agree (it may leave out rows without an amount)" }
            ),
        );
    }
}

/// A total row may fill in one column only.
fn agrees(stated: Sums, counted: Sums) -> bool {
    let same = |stated: Option<i64>, counted: Option<i64>| stated.is_none_or(|fen| Some(fen) == counted);
    same(stated.original_value, counted.original_value) && same(stated.accumulated_depreciation, counted.accumulated_depreciation)
}

fn skipped(page: &mut Page, plan: &LedgerPlan) {
    let mut kinds: BTreeMap<String, (u64, Vec<String>)> = BTreeMap::new();
    for skip in &plan.skipped {
        let (rows, shown) = kinds.entry(skip.kind.title().pick(page.lang).to_owned()).or_default();
        *rows += u64::from(skip.rows);
        shown.push(where_is(page, plan, skip.at, false));
    }
    for (kind, (rows, mut shown)) in kinds {
        let more = if shown.len() > ROWS_SHOWN { "…" } else { "" };
        shown.truncate(ROWS_SHOWN);
        page.line(
            format!("跳过 {rows} 行（{kind}）：{}{more}", shown.join("、")),
            format!("Skipped {rows} rows ({kind}): {}{more}", shown.join(", ")),
        );
    }
}

fn names(page: &mut Page, prepared: &Prepared) {
    let (names, options) = (&prepared.plan.names, &prepared.options);
    let kinds = [
        (page.pick("地点", "places"), &names.places, options.locations),
        (page.pick("人员", "people"), &names.people, options.people),
        (page.pick("部门", "departments"), &names.departments, options.departments),
    ];
    for (kind, used, unlisted) in kinds {
        let new: Vec<&NameUse> = used.iter().filter(|name| !name.known).collect();
        if unlisted == Unlisted::MustExist || used.is_empty() {
            continue;
        }
        let colon = if new.is_empty() { "" } else { page.pick("：", ": ") };
        let shown: Vec<&str> = new.iter().take(NAMES_SHOWN).map(|name| &*name.name).collect();
        let more = if new.len() > NAMES_SHOWN { "…" } else { "" };
        let (all, count) = (used.len(), new.len());
        page.line(
            format!("{kind} {all} 个，新建 {count} 个{colon}{}{more}", shown.join("、")),
            format!("{all} {kind}, {count} of them new{colon}{}{more}", shown.join(", ")),
        );
    }
    if !prepared.shared_names.is_empty() {
        let mut shared: Vec<&str> = prepared.shared_names.iter().map(|name| &**name).collect();
        shared.sort_unstable();
        page.line(
            format!("重名，卡片上不填保管人：{}", shared.join("、")),
            format!("Borne by several people, so the cards get no custodian: {}", shared.join(", ")),
        );
    }
}

fn refused(page: &mut Page, plan: &LedgerPlan) {
    if plan.refused.is_empty() {
        return;
    }
    page.line("不能导入的行：", "Refused rows:");
    for row in &plan.refused {
        let at = where_is(page, plan, row.at, true);
        for problem in &row.problems {
            let cell = if problem.value.is_empty() { String::new() } else { format!(" [{}]", problem.value) };
            page.line(format!("  {at}：{}{cell}", problem.zh()), format!("  {at}: {}{cell}", problem.en()));
        }
    }
}

/// A row, with its sheet when there are several and its line in a text file when that is another number.
fn where_is(page: &Page, plan: &LedgerPlan, at: RowAt, whole: bool) -> String {
    let mut text = String::new();
    let named =
        plan.sheets.get(at.sheet as usize).map(|sheet| sheet.name.as_str()).filter(|name| !name.is_empty() && plan.sheets.len() > 1);
    if let Some(name) = named {
        let _ = write!(text, "{name} ");
    }
    let line = at.line.filter(|line| whole && *line != at.row);
    let _ = match (page.lang, whole) {
        (_, false) => write!(text, "{}", at.row),
        (Lang::Zh, true) => write!(text, "第 {} 行", at.row),
        (Lang::En, true) => write!(text, "row {}", at.row),
    };
    if let Some(line) = line {
        let _ = match page.lang {
            Lang::Zh => write!(text, "（文本第 {line} 行）"),
            Lang::En => write!(text, " (line {line})"),
        };
    }
    text
}

/// The last line of a dry run.
pub(super) fn advice(stands_in_the_way: bool, lang: Lang) -> &'static str {
    match (stands_in_the_way, lang) {
        (true, Lang::Zh) => "没有写入任何内容。请改正上面的行再导入；或加 --leave-out-refused，不导入这些行。",
        (true, Lang::En) => "Nothing was written. Correct the rows above, or leave them out with --leave-out-refused.",
        (false, Lang::Zh) => "这是试导入，没有写入任何内容。确认无误后加 --commit 导入。",
        (false, Lang::En) => "This was a dry run; nothing was written. Import with --commit.",
    }
}

/// What was done.
pub(super) fn done(import: &ImportView, took: Duration, lang: Lang) -> String {
    let (cards, seconds) = (grouped(import.cards.unsigned_abs()), took.as_secs_f64());
    match lang {
        Lang::Zh => format!("已导入 {cards} 张卡片，用时 {seconds:.1} 秒。导入记录：{}", import.id),
        Lang::En => format!("Imported {cards} cards in {seconds:.1} s. Import: {}", import.id),
    }
}

fn sum(fen: Option<i64>) -> String {
    fen.map_or_else(|| "—".into(), yuan)
}

/// ¥58,790,222.63
pub(crate) fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}¥{}.{:02}", grouped(fen / 100), fen % 100)
}

/// 58,790,222
fn grouped(number: impl TryInto<u64>) -> String {
    let digits = number.try_into().unwrap_or(u64::MAX).to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_by_thousands() {
        assert_eq!(yuan(5_879_022_263), "¥58,790,222.63");
        assert_eq!(yuan(-5), "-¥0.05");
        assert_eq!(grouped(999_u64), "999");
        assert_eq!(grouped(1_000_u64), "1,000");
    }

    #[test]
    fn a_total_that_says_nothing_of_a_column_does_not_disagree() {
        let counted = Sums { original_value: Some(10), accumulated_depreciation: Some(4) };
        assert!(agrees(Sums { original_value: Some(10), accumulated_depreciation: None }, counted));
        assert!(!agrees(Sums { original_value: Some(11), accumulated_depreciation: None }, counted));
    }
}
