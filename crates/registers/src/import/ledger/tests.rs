//! Small ledgers, written by the tests themselves, through the whole pipeline.

use sheets::{Cell, Item, Merge};

use super::*;

fn table() -> CategoryTable {
    CategoryTable::from_csv(
        "code,name_zh,name_en,aliases\n\
         A05010203,教学、实验用桌,Classroom desk,课桌|讲台\n\
         A05010304,教学、实验椅凳,Classroom chair,课椅\n\
         A02010105,台式计算机,Desktop computer,台式机\n\
         A01022500,墙,Wall,围墙\n",
    )
    .unwrap()
}

fn import(csv: &str, known: &Known, options: &ImportOptions) -> Result<LedgerPlan, LedgerError> {
    let table = table();
    let mut pipe = Vec::new();
    sheets::parse(csv.as_bytes(), &mut pipe).unwrap();
    let mut builder = LedgerBuilder::new(&table, known, options);
    for line in String::from_utf8(pipe).unwrap().lines() {
        match serde_json::from_str(line).unwrap() {
            Item::Sheet(sheet) => builder.sheet(sheet),
            Item::Row(row) => builder.row(row),
            Item::End { .. } | Item::Error(_) => {}
        }
    }
    builder.finish()
}

fn plan(csv: &str) -> LedgerPlan {
    import(csv, &Known::default(), &ImportOptions::default()).unwrap()
}

/// A sheet's name, merges and rows; the first row is row 1.
type Sheet<'a> = (&'a str, &'a [Merge], &'a [&'a [&'a str]]);

fn workbook(sheets: &[Sheet<'_>], options: &ImportOptions, known: &Known) -> LedgerPlan {
    let table = table();
    let mut builder = LedgerBuilder::new(&table, known, options);
    for (index, (name, merges, _)) in (0_u32..).zip(sheets) {
        builder.sheet(SheetInfo { index, name: (*name).into(), visible: true, merges: merges.to_vec() });
    }
    for (sheet, (_, _, rows)) in (0_u32..).zip(sheets) {
        for (row, texts) in (1_u32..).zip(rows.iter()) {
            let cell = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) };
            let cells: Vec<Cell> = texts.iter().map(cell).collect();
            if !cells.iter().all(Cell::is_empty) {
                builder.row(Row { sheet, row, line: None, cells });
            }
        }
    }
    builder.finish().unwrap()
}

fn codes(plan: &LedgerPlan) -> Vec<(u32, Vec<&'static str>)> {
    plan.refused.iter().map(|row| (row.at.row, row.codes().into_iter().map(Code::code).collect())).collect()
}

#[test]
fn every_row_has_a_fate_and_all_errors_come_at_once() {
    let plan = plan(
        "资产编号,资产名称,分类,数量,原值,累计折旧,取得日期\n\
         A1,课桌,A05010203,2,100.01,,2020-09-01\n\
         A1,课桌,没有这类,0,面议,-1,2020-13-01\n\
         A3,,A05010203,1,5,0,\n\
         合计,,,3,105.01,,\n",
    );
    assert_eq!(
        codes(&plan),
        [
            (3, vec!["bad_date", "bad_money", "negative_value", "bad_quantity", "unknown_category", "duplicate_no"]),
            (4, vec!["missing_name"])
        ]
    );
    let duplicate = plan.refused[0].problems.iter().find(|problem| problem.code == Code::DuplicateNo).unwrap();
    assert_eq!(duplicate.first_use, Some(FirstUse { row: 2, other_sheet: None }));
    assert_eq!(duplicate.zh(), "资产编号与第 2 行重复。");
    assert_eq!(plan.sums, Sums { original_value: Some(10_001), accumulated_depreciation: Some(0) });
    assert_eq!(plan.sheets[0].stated, Some(Sums { original_value: Some(10_501), accumulated_depreciation: None }));
    assert!(matches!(plan.fate(0, 2), Some(RowFate::Card(card)) if &*card.name == "课桌"));
    assert!(matches!(plan.fate(0, 3), Some(RowFate::Refused(_))));
    assert!(matches!(plan.fate(0, 5), Some(RowFate::Skipped(Skipped { kind: SkipKind::Total, .. }))));
    assert_eq!((plan.fate(0, 1), plan.fate(0, 6)), (None, None));
}

#[test]
fn the_total_wins_and_price_times_quantity_stands_in() {
    let plan = plan(
        "名称,数量,单位,单价,金额\n\
         课桌,3,张,33.33,100\n\
         课桌,3,张,33.33,\n\
         课桌,3,张,,-\n\
         围墙,286.5,米,650,\n\
         讲台,1,张,0,\n",
    );
    let values: Vec<Option<i64>> = plan.cards.iter().map(|card| card.original_value).collect();
    assert_eq!(values, [Some(10_000), Some(9_999), None, Some(18_622_500), Some(0)]);
    assert_eq!((plan.rows_without_value, plan.cards_kept, plan.cards_exploded), (1, 5, 3 + 3 + 3 + 1 + 1));
}

#[test]
fn exploding_numbers_the_pieces_and_keeps_the_sums() {
    let options = ImportOptions { quantity: QuantityRows::Explode, ..ImportOptions::default() };
    let csv = "资产编号,名称,数量,单位,原值,累计折旧\nA1,课桌,3,张,100,10\nW1,围墙,286.5,米,100,0\n";
    let plan = import(csv, &Known::default(), &options).unwrap();
    let pieces: Vec<Piece> = plan.cards.iter().flat_map(|card| card.pieces(plan.quantity)).collect();
    let numbers: Vec<&str> = pieces.iter().filter_map(|piece| piece.asset_no.as_deref()).collect();
    assert_eq!(numbers, ["A1-01", "A1-02", "A1-03", "W1"]);
    assert_eq!(pieces.iter().filter_map(|piece| piece.original_value).collect::<Vec<_>>(), [3334, 3333, 3333, 10_000]);
    assert_eq!(pieces.iter().filter_map(|piece| piece.accumulated_depreciation).sum::<i64>(), 1000);
    assert_eq!(pieces[3].quantity.to_string(), "286.5");

    let clash = "资产编号,名称,数量\nA1,课桌,3\nA1-02,课桌,1\n";
    let plan = import(clash, &Known::default(), &options).unwrap();
    assert_eq!(codes(&plan), [(2, vec!["duplicate_no"])]);
    assert_eq!(plan.cards_exploded, 1);
    let kept = import(clash, &Known::default(), &ImportOptions::default()).unwrap();
    assert!(kept.refused.is_empty());
    let absurd = "名称,数量\n课桌,1000000\n";
    assert_eq!(import(absurd, &Known::default(), &options), Err(LedgerError::TooManyCards));
}

#[test]
fn names_that_differ_in_width_or_spaces_are_one() {
    let plan = plan(
        "名称,存放地点,保管人,部门\n\
         课桌,综合楼计算机教室（２）,张 三,教务处\n\
         课桌,综合楼 计算机教室(2),张三,教 务 处\n\
         课桌,-,无,—\n",
    );
    let name = |uses: &[NameUse]| uses.iter().map(|used| (used.name.to_string(), used.rows)).collect::<Vec<_>>();
    assert_eq!(name(&plan.names.places), [("综合楼计算机教室(2)".to_owned(), 2)]);
    assert_eq!(name(&plan.names.people), [("张三".to_owned(), 2)]);
    assert_eq!(name(&plan.names.departments), [("教务处".to_owned(), 2)]);
    assert_eq!(plan.cards[2].location, None);
}

#[test]
fn names_must_exist_when_the_user_says_so() {
    let mut known = Known::default();
    known.add_place("教学楼 101");
    known.add_person("张三");
    known.add_department("教务处");
    known.add_asset_no("A9");
    let options = ImportOptions {
        locations: Unlisted::MustExist,
        people: Unlisted::MustExist,
        departments: Unlisted::MustExist,
        ..ImportOptions::default()
    };
    let csv = "资产编号,名称,存放地点,保管人,部门\nA1,课桌,教学楼１０１,张　三,教务处\nA9,课桌,教学楼999,李四,德育处\nA3,课桌,,,\n";
    let plan = import(csv, &known, &options).unwrap();
    assert_eq!(codes(&plan), [(3, vec!["number_taken", "unknown_location", "unknown_person", "unknown_department"])]);
    assert!(plan.names.places[0].known);
    let created = import(csv, &known, &ImportOptions::default()).unwrap();
    assert_eq!(codes(&created), [(3, vec!["number_taken"])]);
}

#[test]
fn a_merged_cell_holds_downwards_and_a_room_list_names_its_room() {
    let rows: &[&[&str]] = &[
        &["班级财产登记表"],
        &["教室：教学楼101", "", "", "使用：一（1）班　负责人：杨老师"],
        &["序号", "名 称", "数 量", "购置日期", "金额"],
        &["1", "课桌", "46", "2014.9.5", "6,348.00"],
        &["2", "课椅", "46", "", "4,416.00"],
        &["3", "", "", "", ""],
        &[],
        &["", "合计", "", "", "10,764.00"],
        &["班主任（签字）：　　总务处核对："],
    ];
    let merge = Merge { first_row: 4, first_column: 4, last_row: 6, last_column: 4 };
    let other: &[&[&str]] = &[&["名称", "数量"], &["讲台", "1"]];
    let sheets: &[Sheet<'_>] =
        &[("教学楼101", &[merge], rows), ("总务处", &[], other), ("汇总", &[], rows), ("Sheet3", &[], other), ("空", &[], &[])];
    let plan = workbook(sheets, &ImportOptions::default(), &Known::default());
    let places: Vec<Option<&str>> = plan.cards.iter().map(|card| card.location.as_deref()).collect();
    assert_eq!(places, [Some("教学楼101"), Some("教学楼101"), Some("总务处"), None]);
    assert!(plan.cards.iter().take(2).all(|card| card.acquired_on.unwrap().to_string() == "2014-09-05"));
    let kinds: Vec<(u32, SkipKind)> = plan.skipped.iter().map(|skip| (skip.at.row, skip.kind)).collect();
    let expected = [
        (1, SkipKind::Title),
        (2, SkipKind::Title),
        (6, SkipKind::Blank),
        (7, SkipKind::Blank),
        (8, SkipKind::Total),
        (9, SkipKind::Signature),
    ];
    assert_eq!(kinds, expected);
    let roles: Vec<SheetRole> = plan.sheets.iter().map(|sheet| sheet.role).collect();
    assert_eq!(roles, [SheetRole::Data, SheetRole::Data, SheetRole::Notes, SheetRole::Data, SheetRole::Empty]);

    let options = ImportOptions { locations: Unlisted::MustExist, ..ImportOptions::default() };
    let mut known = Known::default();
    known.add_place("教学楼101");
    let strict = workbook(sheets, &options, &known);
    assert_eq!(strict.refused.iter().map(|row| (row.at.sheet, row.at.row)).collect::<Vec<_>>(), [(1, 2)]);
}

#[test]
fn a_workbook_with_a_column_of_places_does_not_take_sheets_for_rooms() {
    let located: &[&[&str]] = &[&["名称", "存放地点"], &["课桌", "教学楼101"]];
    let not: &[&[&str]] = &[&["名称", "数量"], &["讲台", "1"]];
    let plan = workbook(&[("总务处", &[], not), ("教导处", &[], located)], &ImportOptions::default(), &Known::default());
    assert_eq!(plan.cards[0].location, None);
}

#[test]
fn repeated_heads_titles_and_long_gaps_are_skipped() {
    let rows: &[&[&str]] = &[
        &["示例小学资产表"],
        &["编号", "名称", "数量"],
        &["1", "课桌", "1"],
        &["示例小学资产表"],
        &["编号", "名 称", "数量"],
        &["2", "课椅", "1"],
        &[],
        &[],
        &[],
        &["注：本表一式两份"],
    ];
    let plan = workbook(&[("台账", &[], rows)], &ImportOptions::default(), &Known::default());
    let kinds: Vec<(u32, u32, SkipKind)> = plan.skipped.iter().map(|skip| (skip.at.row, skip.rows, skip.kind)).collect();
    let expected =
        [(1, 1, SkipKind::Title), (4, 1, SkipKind::Title), (5, 1, SkipKind::Head), (7, 3, SkipKind::Blank), (10, 1, SkipKind::Note)];
    assert_eq!(kinds, expected);
    assert!(matches!(plan.fate(0, 9), Some(RowFate::Skipped(skip)) if skip.at.row == 7));
    assert_eq!(plan.cards.len(), 2);
}

#[test]
fn a_number_is_used_once_in_all_sheets() {
    let rows: &[&[&str]] = &[&["编号", "名称"], &["A1", "课桌"]];
    let plan = workbook(&[("甲", &[], rows), ("乙", &[], rows)], &ImportOptions::default(), &Known::default());
    assert_eq!(plan.refused.iter().map(|row| row.at.sheet).collect::<Vec<_>>(), [1]);
    assert_eq!(plan.refused[0].problems[0].first_use, Some(FirstUse { row: 2, other_sheet: Some(0) }));
}

#[test]
fn a_card_that_is_there_needs_no_category() {
    let csv = "编号,名称\n1,怪东西\n2,课桌\n";
    let update = ImportOptions { mode: ImportMode::Update, ..ImportOptions::default() };
    let compared = ImportOptions { without_categories: true, ..ImportOptions::default() };
    let mut known = Known::default();
    known.add_asset_no("1");
    known.add_asset_no("2");
    for (options, known) in [(update, known), (compared, Known::default())] {
        let plan = import(csv, &known, &options).unwrap();
        assert_eq!(codes(&plan), []);
        assert_eq!((&*plan.cards[0].category_code, &*plan.cards[1].category_code), ("", "A05010203"));
    }
    assert_eq!(codes(&plan(csv)), [(2, vec!["unknown_category"])]);
}

#[test]
fn old_codes_are_kept_and_the_name_decides() {
    let plan = plan("编号,原编号,分类代码,名称\n1,甲1,2010104,台式机\n2,,6010201,课桌\n3,,2010104,怪东西\n4,,,课椅\n");
    assert_eq!(plan.cards[0].legacy_category_code.as_deref(), Some("2010104"));
    assert_eq!((&*plan.cards[0].category_code, plan.cards[0].legacy_no.as_deref()), ("A02010105", Some("甲1")));
    assert_eq!((&*plan.cards[2].category_code, plan.cards[2].legacy_category_code.as_deref()), ("A05010304", None));
    assert_eq!(codes(&plan), [(4, vec!["unknown_category"])]);
}

#[test]
fn the_user_may_say_what_columns_and_words_mean() {
    let csv = "物件,类别,几个,价\n课桌,学习桌,2,50\n";
    let options = ImportOptions {
        columns: [("物件".into(), Some(Field::Name)), ("几个".into(), Some(Field::Quantity)), ("价".into(), Some(Field::UnitPrice))].into(),
        categories: [("学 习桌".into(), "A05010203".into())].into(),
        ..ImportOptions::default()
    };
    let plan = import(csv, &Known::default(), &options).unwrap();
    assert_eq!((&*plan.cards[0].category_code, plan.cards[0].original_value), ("A05010203", Some(10_000)));
    assert_eq!(import(csv, &Known::default(), &ImportOptions::default()), Err(LedgerError::NoHeads));
    assert_eq!(import("名称,数量\n", &Known::default(), &ImportOptions::default()), Err(LedgerError::NoAssets));
}

#[test]
fn columns_without_meaning_are_kept_and_texts_that_look_like_formulas_are_texts() {
    let plan = plan("名称,规格,型号,抽屉数,备注,价值类型,原值\n课桌,双人,K1,2,=SUM(A1:A2),名义金额,1\n");
    let card = &plan.cards[0];
    assert_eq!(card.spec_model.as_deref(), Some("双人 K1"));
    assert_eq!(card.remarks.as_deref(), Some("=SUM(A1:A2)"));
    assert_eq!(card.extras, [Named { head: "抽屉数".into(), value: "2".into() }]);
    assert!(card.nominal);
}

#[test]
fn a_wrapper_that_keeps_leading_zeros_is_no_part_of_a_text() {
    let plan = plan("编号,名称,序列号,发票号,备注\n=\"0007\",=\"课桌\",\"=\"\"00 12\"\"\",'0042,=1+1\n");
    let card = &plan.cards[0];
    assert_eq!((card.asset_no.as_deref(), &*card.name), (Some("0007"), "课桌"));
    assert_eq!((card.serial_no.as_deref(), card.invoice_no.as_deref()), (Some("00 12"), Some("0042")));
    assert_eq!(card.remarks.as_deref(), Some("=1+1"));
}

#[test]
fn a_text_too_long_for_its_field_is_refused_by_row() {
    let plan = plan(&format!("名称,规格型号\n{},x\n课桌,{}\n课桌,{}\n", "课桌".repeat(150), "长".repeat(200), "长".repeat(201)));
    assert_eq!(codes(&plan), [(2, vec!["unknown_category", "too_long"]), (4, vec!["too_long"])]);
}

#[test]
fn who_holds_a_thing_may_be_a_person_or_a_place() {
    let plan = plan(
        "编号,资产名称,资产标签,型号,分类,位置,已借出,类型\n\
         1000,,T1,课桌,课桌,教学楼101,张三,user\n\
         1001,甲,T2,乙,课桌,,教学楼102,location\n",
    );
    let (first, second) = (&plan.cards[0], &plan.cards[1]);
    assert_eq!((&*first.name, first.asset_no.as_deref()), ("课桌", Some("T1")));
    assert_eq!(first.other_ids, [Named { head: "编号".into(), value: "1000".into() }]);
    assert_eq!((first.user_person.as_deref(), first.location.as_deref()), (Some("张三"), Some("教学楼101")));
    assert_eq!((second.user_person.as_deref(), second.location.as_deref()), (None, Some("教学楼102")));
}

#[test]
fn every_problem_speaks_both_languages() {
    for code in [
        Code::MissingName,
        Code::BadDate,
        Code::BadMoney,
        Code::NegativeValue,
        Code::BadQuantity,
        Code::UnknownCategory,
        Code::DuplicateNo,
        Code::NumberTaken,
        Code::UnknownLocation,
        Code::UnknownPerson,
        Code::UnknownDepartment,
        Code::TooLong,
    ] {
        let problem = problem(code, Field::Name, "x");
        assert!(problem.zh().ends_with('。') && problem.en().ends_with('.'));
        assert_eq!(serde_json::to_value(code).unwrap(), code.code());
    }
    for error in [LedgerError::NoHeads, LedgerError::NoAssets, LedgerError::TooManyCards] {
        assert!(error.zh().ends_with('。') && error.en().ends_with('.'));
    }
}
