//! One sheet while its rows arrive: waits for the heads, then tells each row's fate. Owns the sheet's plan; knows
//! nothing of other sheets.

use std::sync::Arc;

use sheets::{Cell, Row, SheetInfo};

use super::{
    super::{
        dialect::{self, is_blank_cell, key},
        heads::{Field, HEAD_SEARCH_ROWS},
    },
    kinds,
    merged::Merged,
    plan::{ColumnPlan, LedgerPlan, Refused, RowAt, SheetPlan, SheetRole, SkipKind, Skipped, Sums},
    reader::{self, Shared, SheetHeads, place_name},
};

/// Sheets that carry no assets, by name.
const NOTES: [&str; 7] = ["About", "汇总", "说明", "填表说明", "代码表", "目录", "封面"];

/// What stands before the place in a cell above the heads.
const PLACE_WORDS: [&str; 4] = ["存放地点:", "地点:", "教室:", "房间:"];

/// A sheet that is being read.
pub(super) struct SheetState {
    pub plan: SheetPlan,
    /// Rows from the top while the heads are not yet found.
    waiting: Vec<Row>,
    heads: Option<SheetHeads>,
    titles: Vec<String>,
    merged: Merged,
    last_row: u32,
}

impl SheetState {
    pub(super) fn new(info: SheetInfo, left_out: bool) -> Self {
        let notes = NOTES.contains(&key(&info.name).as_str());
        let role = match (left_out, notes) {
            (true, _) => SheetRole::LeftOut,
            (false, true) => SheetRole::Notes,
            (false, false) => SheetRole::Empty,
        };
        let plan = SheetPlan {
            name: info.name,
            visible: info.visible,
            role,
            head_rows: Vec::new(),
            columns: Vec::new(),
            place: None,
            first_data_row: None,
            last_data_row: None,
            data_rows: 0,
            sums: Sums::default(),
            stated: None,
        };
        let merged = Merged::new(info.merges);
        Self { plan, waiting: Vec::new(), heads: None, titles: Vec::new(), merged, last_row: 0 }
    }

    pub(super) fn has_location(&self) -> bool {
        self.heads.as_ref().is_some_and(|heads| heads.has(Field::Location))
    }

    pub(super) fn row(&mut self, row: Row, shared: &mut Shared<'_>, plan: &mut LedgerPlan) {
        match self.plan.role {
            SheetRole::Data => self.data_row(row, shared, plan),
            SheetRole::Empty => {
                self.waiting.push(row);
                if self.waiting.len() > HEAD_SEARCH_ROWS {
                    self.settle_heads(shared, plan);
                }
            }
            SheetRole::Notes | SheetRole::NoHeads | SheetRole::LeftOut => {}
        }
    }

    /// All rows have arrived.
    pub(super) fn end(&mut self, shared: &mut Shared<'_>, plan: &mut LedgerPlan) {
        if self.plan.role == SheetRole::Empty && !self.waiting.is_empty() {
            self.settle_heads(shared, plan);
        }
    }

    /// Looks for the heads among the rows so far and reads what stands above and below them.
    fn settle_heads(&mut self, shared: &mut Shared<'_>, plan: &mut LedgerPlan) {
        let rows = std::mem::take(&mut self.waiting);
        let Some(map) = shared.finder.find(&rows) else {
            self.plan.role = SheetRole::NoHeads;
            return;
        };
        self.plan.role = SheetRole::Data;
        self.plan.head_rows.clone_from(&map.rows);
        self.plan.columns =
            map.columns.iter().map(|column| ColumnPlan { head: column.head.as_str().into(), field: column.field }).collect();
        let first_head = map.rows.first().copied().unwrap_or_default();
        let above = rows.iter().filter(|row| row.row < first_head);
        let place = above.flat_map(|row| &row.cells).find_map(place_above);
        self.plan.place = place.map(|place| shared.places.keep_as(place));
        self.heads = Some(SheetHeads::new(map, self.plan.place.clone()));
        for row in rows {
            if row.row < first_head {
                self.title_row(&row, plan);
            } else if self.plan.head_rows.contains(&row.row) {
                self.gap(&row, plan);
            } else {
                self.data_row(row, shared, plan);
            }
        }
    }

    fn title_row(&mut self, row: &Row, plan: &mut LedgerPlan) {
        self.gap(row, plan);
        let mut filled = row.cells.iter().filter(|cell| !is_blank_cell(cell));
        if let (Some(title), None) = (filled.next(), filled.next()) {
            self.titles.push(key(title.shown()));
        }
        skip(plan, at(row), kinds::kind_above(&row.cells));
    }

    fn data_row(&mut self, mut row: Row, shared: &mut Shared<'_>, plan: &mut LedgerPlan) {
        self.gap(&row, plan);
        let Some(heads) = &self.heads else { return };
        // Judged before merged cells are filled in: a blank row under one is still blank.
        if let Some(kind) = kinds::kind(&row.cells, &heads.map, &self.titles) {
            if kind == SkipKind::Total {
                self.plan.stated = stated(&row.cells, heads).or(self.plan.stated);
            }
            skip(plan, at(&row), kind);
            return;
        }
        self.merged.fill(row.row, &mut row.cells);
        self.plan.data_rows += 1;
        self.plan.first_data_row.get_or_insert(row.row);
        self.plan.last_data_row = Some(row.row);
        match reader::card(at(&row), &row.cells, heads, shared) {
            Ok(card) => plan.cards.push(card),
            Err(problems) => plan.refused.push(Refused { at: at(&row), problems }),
        }
    }

    /// Rows that the file leaves out between two that it has are blank.
    fn gap(&mut self, row: &Row, plan: &mut LedgerPlan) {
        let missing = row.row.saturating_sub(self.last_row).saturating_sub(1);
        if missing > 0 {
            let at = RowAt { sheet: row.sheet, row: self.last_row + 1, line: None };
            plan.skipped.push(Skipped { at, rows: missing, kind: SkipKind::Blank });
        }
        self.last_row = row.row;
    }
}

fn at(row: &Row) -> RowAt {
    RowAt { sheet: row.sheet, row: row.row, line: row.line }
}

fn skip(plan: &mut LedgerPlan, at: RowAt, kind: SkipKind) {
    plan.skipped.push(Skipped { at, rows: 1, kind });
}

/// What a total row says; `None` when it says nothing that can be read.
fn stated(cells: &[Cell], heads: &SheetHeads) -> Option<Sums> {
    let amount = |field| {
        let column = heads.column(field)?;
        cells.get(column.index).and_then(|cell| dialect::money(cell, column.wan).ok().flatten())
    };
    let sums = Sums { original_value: amount(Field::OriginalValue), accumulated_depreciation: amount(Field::AccumulatedDepreciation) };
    (sums != Sums::default()).then_some(sums)
}

/// The place that a cell above the heads names: 教室：教学楼101.
fn place_above(cell: &Cell) -> Option<String> {
    let text = dialect::fold(cell.shown()).into_owned();
    let mut text = text.trim();
    for word in PLACE_WORDS {
        let compact = key(text);
        if compact.starts_with(word) {
            text = text.split_once(':').map_or("", |(_, rest)| rest);
            // Another label may stand behind the place in the same cell.
            let words: Vec<&str> = text.split_whitespace().take_while(|word| !word.contains(':')).collect();
            return place_name(&words.join(" "), false);
        }
    }
    None
}

/// True when a sheet's name can be the name of a room: not a class of assets, not a kind of list.
pub(super) fn names_a_place(sheet: &str) -> bool {
    const KINDS: [&str; 23] = [
        "表",
        "台账",
        "assets",
        "台帐",
        "清单",
        "明细",
        "登记簿",
        "登记册",
        "卡片",
        "资产",
        "设备",
        "家具",
        "房屋",
        "构筑物",
        "其他",
        "图书",
        "文物",
        "植物",
        "用具",
        "导出",
        "数据",
        "物品",
        "财产",
    ];
    let name = key(sheet).to_lowercase();
    let numbered = name.trim_end_matches(|c: char| c.is_ascii_digit());
    !name.is_empty() && !["sheet", "工作表", ""].contains(&numbered) && !KINDS.iter().any(|kind| numbered.ends_with(kind))
}

/// A place taken from the sheet's name.
pub(super) fn place_of_sheet(name: &str) -> Option<Arc<str>> {
    names_a_place(name).then(|| place_name(name, false)).flatten().map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_above_the_heads_names_the_place() {
        let place = |text: &str| place_above(&Cell::Text(text.into()));
        assert_eq!(place("教室：教学楼101").as_deref(), Some("教学楼101"));
        assert_eq!(place("存放地点: 综合楼 计算机教室（１）　负责人：吴老师").as_deref(), Some("综合楼计算机教室(1)"));
        assert_eq!(place("使用：一（1）班　负责人：杨老师"), None);
        assert_eq!(place("教室："), None);
    }

    #[test]
    fn a_sheet_named_after_a_class_of_assets_is_no_room() {
        for name in ["教学楼101", "总务处", "图书馆", "设备间", "计算机教室1"] {
            assert!(names_a_place(name), "{name}");
        }
        for name in ["Sheet1", "工作表2", "通用设备", "房屋构筑物", "家具及其他", "固定资产台账", "2024", "", "资产清查明细"]
        {
            assert!(!names_a_place(name), "{name}");
        }
    }
}
