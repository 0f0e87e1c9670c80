//! Tells rows that describe an asset from those that do not: titles, heads again, blanks, totals, signatures, notes.
//! Owns the words of list keeping; never reads a value.

use sheets::Cell;

use super::{
    super::{
        dialect::{is_blank_cell, key},
        heads::{Field, HeadMap},
    },
    plan::SkipKind,
};

/// Longest text that can be the label of a total row, in characters.
const MAX_TOTAL_CHARS: usize = 20;

/// Whole words that label a total, and their ends (通用设备合计).
const TOTALS: [&str; 6] = ["合计", "总计", "共计", "累计", "总数", "total"];
const SUBTOTALS: [&str; 3] = ["小计", "本页合计", "subtotal"];

/// Words of a line of signatures; a colon must stand in the line too.
const SIGNATURES: [&str; 18] = [
    "制表",
    "填表",
    "审核",
    "复核",
    "负责人",
    "签字",
    "签名",
    "签章",
    "盖章",
    "核对",
    "经手人",
    "校长",
    "主管",
    "会计",
    "班主任",
    "保管人",
    "登记人",
    "监盘",
];

/// First words of a note below a list.
const NOTES: [&str; 5] = ["注", "备注", "说明", "填表说明", "附注"];

/// What a row below the heads is; `None` for an asset.
pub(super) fn kind(cells: &[Cell], heads: &HeadMap, titles: &[String]) -> Option<SkipKind> {
    let mut filled = cells.iter().enumerate().filter(|(at, cell)| !is_blank_cell(cell) && !is_serial_number(*at, cell, heads));
    let Some((_, first)) = filled.next() else { return Some(SkipKind::Blank) };
    if heads.repeats(cells) {
        return Some(SkipKind::Head);
    }
    let (first, alone) = (key(first.shown()), filled.next().is_none());
    if alone && titles.contains(&first) {
        return Some(SkipKind::Title);
    }
    let cell = |field| heads.column(field).and_then(|column| cells.get(column.index)).filter(|cell| !is_blank_cell(cell));
    let nothing_or_total = |field| cell(field).is_none_or(|cell| total(&key(cell.shown())).is_some());
    if let Some(kind) = total(&first).filter(|_| nothing_or_total(Field::Name) && nothing_or_total(Field::AssetNo)) {
        return Some(kind);
    }
    if [Field::Name, Field::Quantity, Field::OriginalValue].iter().any(|field| cell(*field).is_some()) {
        return None;
    }
    let numbered = cell(Field::AssetNo).is_some_and(|cell| !is_signature(&key(cell.shown())));
    if !numbered && cells.iter().any(|cell| is_signature(&key(cell.shown()))) {
        return Some(SkipKind::Signature);
    }
    let mapped = |at: usize| heads.columns.iter().any(|column| column.index == at && column.field.is_some());
    let outside = cells.iter().enumerate().all(|(at, cell)| is_blank_cell(cell) || !mapped(at));
    ((alone && is_note(&first)) || outside).then_some(SkipKind::Note)
}

/// The row's own kind above the heads.
pub(super) fn kind_above(cells: &[Cell]) -> SkipKind {
    if cells.iter().all(is_blank_cell) { SkipKind::Blank } else { SkipKind::Title }
}

/// A preprinted number in the column of running numbers; a word there is something else.
fn is_serial_number(at: usize, cell: &Cell, heads: &HeadMap) -> bool {
    let numbered = heads.columns.iter().any(|column| column.index == at && column.field == Some(Field::RowIndex));
    numbered && key(cell.shown()).chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// The kind of total that a text labels.
fn total(text: &str) -> Option<SkipKind> {
    if text.chars().count() > MAX_TOTAL_CHARS {
        return None;
    }
    let text = text.to_lowercase();
    let label = text.split(['(', ':']).next().unwrap_or_default();
    if SUBTOTALS.iter().any(|word| label.ends_with(word)) {
        Some(SkipKind::Subtotal)
    } else {
        TOTALS.iter().any(|word| label.ends_with(word)).then_some(SkipKind::Total)
    }
}

fn is_signature(text: &str) -> bool {
    text.contains(':') && SIGNATURES.iter().any(|word| text.contains(word))
}

fn is_note(text: &str) -> bool {
    text.split_once([':', '.', '、']).is_some_and(|(word, _)| NOTES.contains(&word))
}

#[cfg(test)]
mod tests {
    use sheets::Row;

    use super::super::super::heads::{HeadFinder, HeadOverrides};
    use super::*;

    fn cells(texts: &[&str]) -> Vec<Cell> {
        texts.iter().map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) }).collect()
    }

    fn of(texts: &[&str]) -> Option<SkipKind> {
        let heads =
            Row { sheet: 0, row: 1, line: None, cells: cells(&["序号", "资产编号", "资产名称", "数量", "原值", "备注"]) };
        let heads = HeadFinder::new(&HeadOverrides::new()).find(&[heads]).unwrap();
        kind(&cells(texts), &heads, &["示例小学登记表".into()])
    }

    #[test]
    fn assets_are_not_skipped() {
        assert_eq!(of(&["1", "A1", "课桌", "46", "100"]), None);
        assert_eq!(of(&["1", "A1", "", "46", "100"]), None);
        assert_eq!(of(&["1", "", "合计器", "1", ""]), None);
        assert_eq!(of(&["1", "A9", "合计", "1", "100"]), None);
        assert_eq!(of(&["1", "", "课桌", "1", "100", "负责人：张三"]), None);
        assert_eq!(of(&["1", "A9", "", "", "", "负责人：张三"]), None);
    }

    #[test]
    fn rows_of_list_keeping_are_known() {
        for (texts, kind) in [
            (["", "", "合计", "50", "100", ""].as_slice(), SkipKind::Total),
            (&["合 计", "", "", "50", "100"], SkipKind::Total),
            (&["", "合计", "", "", "40,357,115.36"], SkipKind::Total),
            (&["", "", "房屋和构筑物小计", "", "33,020,025.00"], SkipKind::Subtotal),
            (&["", "合计（大写）：", "", "", "肆仟万元"], SkipKind::Total),
            (&["制表人：王老师　　复核人：宋主任"], SkipKind::Signature),
            (&["班主任（签字）：　　总务处核对：　2024年9月10日"], SkipKind::Signature),
            (&["12"], SkipKind::Blank),
            (&["", " ", "　", "-"], SkipKind::Blank),
            (&[], SkipKind::Blank),
            (&["序号", "资产编号", "资产名称", "数 量", "原值", "备注"], SkipKind::Head),
            (&["示例小学登记表"], SkipKind::Title),
            (&["注：1.本表一式两份"], SkipKind::Note),
            (&["", "", "", "", "", "", "", "随手写的"], SkipKind::Note),
        ] {
            assert_eq!(of(texts), Some(kind), "{texts:?}");
        }
    }
}
