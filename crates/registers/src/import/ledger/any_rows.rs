//! Rows nobody wrote: whatever the cells hold, each row has one fate and the pieces add up.

use proptest::prelude::*;
use sheets::{Cell, Merge};

use super::*;

fn cell() -> impl Strategy<Value = Cell> {
    let words = [
        "课桌",
        "合计",
        "-",
        "2020-09-01",
        "1,280.00",
        "A1",
        "A1-02",
        "教学楼101",
        "=\"7\"",
        "序号",
        "资产名称",
        "制表人：",
        "2.5",
        "-3",
        "万元",
        "50张",
        "A05010203",
        "2010104",
        "　",
        "教室：甲",
        "/ /",
        "(",
        "注：",
    ];
    prop_oneof![
        4 => Just(Cell::Empty),
        6 => prop::sample::select(words.to_vec()).prop_map(|word| Cell::Text(word.into())),
        2 => "\\PC{0,12}".prop_map(Cell::Text),
        3 => any::<f64>().prop_filter("finite", |n| n.is_finite()).prop_map(|n| Cell::Number(n.to_string())),
        3 => (0_u32..200_000).prop_map(|n| Cell::Number(n.to_string())),
        1 => Just(Cell::Date("2008-01-19".into())),
        1 => any::<bool>().prop_map(Cell::Bool),
        1 => Just(Cell::Error("#N/A".into())),
    ]
}

fn rows() -> impl Strategy<Value = Vec<Vec<Cell>>> {
    prop::collection::vec(prop::collection::vec(cell(), 0..9), 0..30)
}

proptest! {
    #[test]
    fn every_row_has_one_fate(rows in rows(), explode in any::<bool>(), gap in 1_u32..4, merges in prop::collection::vec(any::<[u8; 4]>(), 0..4)) {
        let heads = ["序号", "资产编号", "资产名称", "数量", "单位", "原值", "累计折旧", "取得日期", "存放地点"];
        let table = CategoryTable::from_csv("code,name_zh,name_en,aliases\nA05010203,教学、实验用桌,Desk,课桌\n").unwrap();
        let quantity = if explode { QuantityRows::Explode } else { QuantityRows::Keep };
        let (known, options) = (Known::default(), ImportOptions { quantity, ..ImportOptions::default() });
        let mut builder = LedgerBuilder::new(&table, &known, &options);
        let merges = merges.into_iter().map(|ends| Merge::from(ends.map(u32::from))).collect();
        builder.sheet(SheetInfo { index: 0, name: "甲".into(), visible: true, merges });
        builder.row(Row { sheet: 0, row: 1, line: None, cells: heads.map(|head| Cell::Text(head.into())).to_vec() });
        let mut last = 1;
        for (at, cells) in (1_u32..).zip(rows) {
            last = 1 + at * gap;
            builder.row(Row { sheet: 0, row: last, line: None, cells });
        }
        let Ok(plan) = builder.finish() else { return Ok(()) };
        let skipped: u32 = plan.skipped.iter().map(|skip| skip.rows).sum();
        prop_assert_eq!(plan.data_rows() + skipped as usize + plan.sheets[0].head_rows.len(), last as usize);
        let head_rows = &plan.sheets[0].head_rows;
        for row in (1..=last).filter(|row| !head_rows.contains(row)) {
            prop_assert!(plan.fate(0, row).is_some(), "{}", row);
        }
        let pieces: Vec<Piece> = plan.cards.iter().flat_map(|card| card.pieces(quantity).take(1000)).collect();
        if plan.cards_planned() < 1000 {
            prop_assert_eq!(pieces.len() as u64, plan.cards_planned());
            let value: i64 = pieces.iter().filter_map(|piece| piece.original_value).sum();
            prop_assert_eq!(value, plan.sums.original_value.unwrap_or(0));
        }
    }
}
