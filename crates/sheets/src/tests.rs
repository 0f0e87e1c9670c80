//! Whole small workbooks, written by the tests themselves, through the reader.

use super::{zip::tests::stored_zip, *};

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

/// An `.xlsx` of one sheet with the given `sheetData` and what follows it.
fn workbook(data: &str, after: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{data}</sheetData>{after}</worksheet>"#
    );
    stored_zip(
        &[
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("_rels/.rels", RELATIONS.as_bytes()),
            ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS.as_bytes()),
            ("xl/workbook.xml", BOOK.as_bytes()),
            ("xl/styles.xml", STYLES.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ],
        None,
    )
}

fn items(file: &[u8]) -> Result<Vec<Item>, SheetError> {
    let mut out = Vec::new();
    parse(file, &mut out)?;
    Ok(String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

#[test]
fn cells_keep_their_type() {
    let file = workbook(
        r#"<row r="2"><c r="A2" t="inlineStr"><is><t>课桌</t></is></c><c r="B2"><v>257.340000000001</v></c><c r="C2" s="1"><v>39466</v></c><c r="D2" s="1"/><c r="E2"><f>B2*2</f><v>12</v></c><c r="F2" t="b"><v>1</v></c><c r="G2" t="e"><v>#N/A</v></c></row>"#,
        r#"<mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>"#,
    );
    let items = items(&file).unwrap();
    let merges = vec![Merge { first_row: 2, first_column: 1, last_row: 4, last_column: 1 }];
    assert_eq!(items[0], Item::Sheet(SheetInfo { index: 0, name: "台账".into(), visible: true, merges }));
    let cells = vec![
        Cell::Text("课桌".into()),
        Cell::Number("257.340000000001".into()),
        Cell::Date("2008-01-19".into()),
        Cell::Empty,
        Cell::Number("12".into()),
        Cell::Bool(true),
        Cell::Error("#N/A".into()),
    ];
    assert_eq!(items[1], Item::Row(Row { sheet: 0, row: 2, line: None, cells }));
    assert_eq!(items[2], Item::End { rows: 1 });
}

/// The file of calamine issue 693: two cells, 17 thousand million between them.
#[test]
fn a_cell_at_the_far_corner_is_refused_at_once() {
    let cells =
        |first: &str| format!(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="{first}1048576"><v>1</v></c></row>"#);
    let far = items(&workbook(&cells("XFD"), ""));
    assert_eq!(far, Err(SheetError::TooManyColumns { sheet: "台账".into(), row: 1_048_576 }));
    let low = items(&workbook(&cells("A"), "")).unwrap();
    assert_eq!(low.len(), 4);
}

#[test]
fn rows_that_run_backwards_are_refused() {
    let file = workbook(r#"<row r="9"><c r="A9"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#, "");
    assert!(matches!(items(&file), Err(SheetError::Damaged { .. })));
}

#[test]
fn a_damaged_workbook_is_an_error_value() {
    let whole = workbook(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#, "");
    for length in (0..whole.len()).step_by(7) {
        let mut out = Vec::new();
        assert!(parse(&whole[..length], &mut out).is_err(), "{length}");
    }
}

#[test]
fn the_content_decides_what_a_file_is() {
    assert_eq!(Kind::of(b"PK\x03\x04"), Ok(Kind::Xlsx));
    assert_eq!(Kind::of(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]), Ok(Kind::Xls));
    assert_eq!(Kind::of(b"a,b"), Ok(Kind::Csv));
    assert_eq!(Kind::of(b"\xEF\xBB\xBF <html>"), Err(SheetError::WebPage));
    assert_eq!(Kind::of(b" \r\n"), Err(SheetError::Empty));
    assert!(matches!(Kind::of(b"%PDF-1.7"), Err(SheetError::Damaged { .. })));
}

#[test]
fn every_error_speaks_both_languages() {
    let place = || "一".to_owned();
    let errors = [
        SheetError::Unreadable { detail: "secret path".into() },
        SheetError::FileTooLarge,
        SheetError::Empty,
        SheetError::WebPage,
        SheetError::Encrypted,
        SheetError::Damaged { detail: "secret path".into() },
        SheetError::UnpacksTooLarge,
        SheetError::TooManySheets,
        SheetError::TooManyRows { sheet: place() },
        SheetError::TooManyColumns { sheet: place(), row: 1 },
        SheetError::TooManyCells,
        SheetError::TooManyMerges { sheet: place() },
        SheetError::CellTooLong { sheet: place(), row: 1, column: 2 },
        SheetError::UnknownEncoding,
        SheetError::Utf16,
        SheetError::OutputClosed,
    ];
    for error in errors {
        let (zh, en) = (error.zh(), error.en());
        assert!(zh.ends_with('。') && en.ends_with('.') && !zh.contains("secret") && !en.contains("secret"));
        let line = serde_json::to_string(&Item::Error(error.clone())).unwrap();
        assert_eq!(serde_json::from_str::<Item>(&line).unwrap(), Item::Error(error));
    }
}

#[test]
fn a_missing_file_is_told_on_the_pipe() {
    let mut out = Vec::new();
    assert!(!run(Path::new("/nonexistent/ledger.xlsx"), &mut out));
    assert!(String::from_utf8(out).unwrap().starts_with(r#"{"error":{"code":"unreadable""#));
}
