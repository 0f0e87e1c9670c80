//! A form as a bureau makes it: a title over merged cells, heads, a few ruled lines, a total and a signature.

use rust_xlsxwriter::{Format, FormatBorder, Workbook};
use sheets::{Cell, Item};

use super::*;

/// Heads in row 3, ruled lines 4 to 6 with running numbers, the total in row 7, a signature in row 8.
fn form() -> Vec<u8> {
    let mut book = Workbook::new();
    let ruled = Format::new().set_border(FormatBorder::Thin);
    let sheet = book.add_worksheet();
    sheet.set_name("资产 上报表").unwrap();
    sheet.merge_range(0, 0, 0, 4, "区教育局固定资产上报表", &Format::new().set_bold()).unwrap();
    for (column, head) in ["序号", "名称", "单位", "数量", "金额（元）"].into_iter().enumerate() {
        sheet.write_string_with_format(2, u16::try_from(column).unwrap(), head, &ruled).unwrap();
    }
    for row in 3..6 {
        sheet.write_number_with_format(row, 0, row - 2, &ruled).unwrap();
        for column in 1..5 {
            sheet.write_blank(row, column, &ruled).unwrap();
        }
    }
    sheet.write_string(6, 1, "合计").unwrap();
    sheet.write_formula(6, 4, "=SUM(E4:E6)").unwrap();
    sheet.merge_range(7, 0, 7, 4, "制表人：", &Format::new()).unwrap();
    sheet.set_print_area(0, 0, 7, 4).unwrap();
    book.add_worksheet().set_name("说明").unwrap().write_string(0, 0, "填表说明").unwrap();
    book.save_to_buffer().unwrap()
}

fn filled(rows: u32) -> Vec<u8> {
    let form_is = Form { sheet: "资产 上报表".into(), head_row: 3, columns: vec![1, 3, 4], counted: None };
    let row = |n: u32| {
        vec![Some(Value::Text(format!("=课桌<{n}>"))), Some(Value::Number(n.to_string())), (n != 2).then(|| Value::Number("1.50".into()))]
    };
    let mut out = Vec::new();
    fill(&form(), &form_is, rows, &mut (1..=rows).map(row), &mut out).unwrap();
    out
}

/// Row numbers and cells of a sheet, and its merged ranges.
fn read(file: &[u8], sheet_no: u32) -> (Vec<(u32, Vec<Cell>)>, Vec<u32>) {
    let mut lines = Vec::new();
    sheets::parse(file, &mut lines).unwrap();
    let (mut rows, mut merges) = (Vec::new(), Vec::new());
    for line in String::from_utf8(lines).unwrap().lines() {
        match serde_json::from_str(line).unwrap() {
            Item::Row(row) if row.sheet == sheet_no => rows.push((row.row, row.cells)),
            Item::Sheet(info) if info.index == sheet_no => merges = info.merges.iter().map(|m| m.first_row).collect(),
            Item::Row(_) | Item::Sheet(_) | Item::End { .. } | Item::Error(_) => {}
        }
    }
    (rows, merges)
}

fn xml(file: &[u8], name: &str) -> String {
    part(&mut ZipArchive::new(Cursor::new(file)).unwrap(), name).unwrap()
}

#[test]
fn rows_that_fit_leave_everything_where_it_was() {
    let out = filled(2);
    let (rows, merges) = read(&out, 0);
    assert_eq!(merges, [1, 8]);
    assert_eq!(rows.iter().map(|r| r.0).collect::<Vec<_>>(), [1, 3, 4, 5, 6, 7, 8]);
    let line = |n: usize| rows[n].1.clone();
    assert_eq!(line(2)[..4], [Cell::Number("1".into()), Cell::Text("=课桌<1>".into()), Cell::Empty, Cell::Number("1".into())]);
    assert_eq!(line(3).len(), 4, "a value that is not there stays blank");
    assert_eq!(line(4), [Cell::Number("3".into())]);
    assert!(xml(&out, "xl/worksheets/sheet1.xml").contains("SUM(E4:E6)"));
}

#[test]
fn more_rows_move_the_total_and_keep_styles_heads_and_other_sheets() {
    let out = filled(10);
    let (rows, merges) = read(&out, 0);
    assert_eq!(merges, [1, 15]);
    assert_eq!(rows[1].1[1], Cell::Text("名称".into()));
    let last = rows.iter().find(|r| r.0 == 13).unwrap();
    assert_eq!(last.1[1], Cell::Text("=课桌<10>".into()));
    assert_eq!(rows.iter().find(|r| r.0 == 14).unwrap().1[1], Cell::Text("合计".into()));
    let sheet = xml(&out, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("SUM(E4:E13)"), "{sheet}");
    assert!(xml(&out, "xl/workbook.xml").contains("$E$15"), "{}", xml(&out, "xl/workbook.xml"));
    let styles =
        |row: u32| sheet.split(&format!("<row r=\"{row}\"")).nth(1).unwrap().split("</row>").next().unwrap().matches(" s=\"").count();
    assert_eq!((styles(4), styles(13)), (5, 5), "a new line is ruled like the first");
    let (before, after) = (form(), out);
    for name in ["xl/styles.xml", "xl/worksheets/sheet2.xml", "xl/theme/theme1.xml"] {
        assert_eq!(xml(&before, name), xml(&after, name), "{name}");
    }
}

#[test]
fn what_is_no_form_is_refused() {
    let form_is = |sheet: &str| Form { sheet: sheet.into(), head_row: 3, columns: vec![1], counted: None };
    let run = |book: &[u8], form: &Form, count| fill(book, form, count, &mut std::iter::empty(), Vec::new());
    assert!(matches!(run(b"PK\x03\x04rubbish", &form_is("资产 上报表"), 0), Err(FillError::Sheet(SheetError::Damaged { .. }))));
    assert_eq!(run(&form(), &form_is("别的表"), 0), Err(FillError::NoSheet));
    assert_eq!(run(&form(), &form_is("资产 上报表"), 3), Err(FillError::OtherCount));
    assert_eq!(run(&form(), &form_is("资产 上报表"), 1_048_573), Err(FillError::NoRoom));
}

#[test]
fn a_counted_column_counts_every_row_over_the_preprinted_numbers() {
    let form_is = Form { sheet: "资产 上报表".into(), head_row: 3, columns: vec![1], counted: Some(0) };
    let mut out = Vec::new();
    let row = |n: u32| vec![Some(Value::Text(format!("课桌{n}")))];
    fill(&form(), &form_is, 5, &mut (1..=5).map(row), &mut out).unwrap();
    let numbers: Vec<Cell> = read(&out, 0).0.iter().filter(|r| (4..=8).contains(&r.0)).map(|r| r.1[0].clone()).collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "5"].map(|n| Cell::Number(n.into())));
}
