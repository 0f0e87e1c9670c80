//! Blank forms as bureaus hand them out, made by the tests, and how a filled one is read back: with calamine, which wrote none of it.

use std::io::{Cursor, Read};

use base64::{Engine, engine::general_purpose::STANDARD};
use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{Format, FormatBorder, Workbook};
use zip::ZipArchive;

pub const SHEET: &str = "上报表";
pub const HEADS: [&str; 8] = ["序号", "资产编号", "资产名称", "规格型号", "数量", "单价", "账面原值(元)", "存放地点"];

/// A title over merged cells, heads in row 3, ruled lines 4 to 6 with running numbers, totals in row 7, a signature in row 8; another
/// sheet before it.
pub fn blank() -> Vec<u8> {
    let mut book = Workbook::new();
    let ruled = Format::new().set_border(FormatBorder::Thin);
    book.add_worksheet().set_name("填表说明").unwrap().write_string(0, 0, "请按台账如实填写，不得改动表头。").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET).unwrap();
    sheet.merge_range(0, 0, 0, 7, "城北区教育局固定资产上报表", &Format::new().set_bold()).unwrap();
    sheet.write_string(1, 0, "填报单位：").unwrap();
    for (column, head) in (0..).zip(HEADS) {
        sheet.write_string_with_format(2, column, head, &ruled).unwrap();
    }
    for row in 3..6 {
        sheet.write_number_with_format(row, 0, row - 2, &ruled).unwrap();
        for column in 1..8 {
            sheet.write_blank(row, column, &ruled).unwrap();
        }
    }
    sheet.write_string(6, 2, "合计").unwrap();
    sheet.write_formula(6, 4, "=SUM(E4:E6)").unwrap();
    sheet.write_formula(6, 6, "=SUM(G4:G6)").unwrap();
    sheet.merge_range(7, 0, 7, 7, "单位负责人：　　　　制表人：", &Format::new()).unwrap();
    sheet.set_column_width(2, 31).unwrap();
    book.save_to_buffer().unwrap()
}

/// The same kind of form as a program of 2003 saved it: heads in row 3, lines 4 and 5, totals in row 6, a signature in row 7.
pub fn blank_xls() -> Vec<u8> {
    let packed = STANDARD.decode(OLD.replace(' ', "")).unwrap();
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut bytes).unwrap();
    bytes
}

/// One sheet of a workbook, as calamine reads it.
pub struct ReadBack {
    pub cells: Vec<Vec<Data>>,
    pub formulas: Vec<(u32, u32, String)>,
    /// Rows and columns of merged ranges, from 1.
    pub merged: Vec<(u32, u32, u32, u32)>,
}

pub fn read(file: &[u8], sheet: &str) -> ReadBack {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    assert_eq!(range.start(), Some((0, 0)));
    let cells = range.rows().map(<[Data]>::to_vec).collect();
    let formulas = book.worksheet_formula(sheet).unwrap();
    let (top, left) = formulas.start().unwrap_or_default();
    let at = |n: usize| u32::try_from(n).unwrap() + 1;
    let formulas = formulas.used_cells().map(|(row, column, text)| (top + at(row), left + at(column), text.clone())).collect();
    let merged = book.merge_cells_by_sheet_name(sheet).unwrap();
    let mut merged: Vec<_> = merged.iter().map(|m| (m.start.0 + 1, m.start.1 + 1, m.end.0 + 1, m.end.1 + 1)).collect();
    merged.sort_unstable();
    ReadBack { cells, formulas, merged }
}

/// A part of a packed workbook as it stands there.
pub fn part(file: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(file)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Names of all parts.
pub fn parts(file: &[u8]) -> Vec<String> {
    let mut names: Vec<String> = ZipArchive::new(Cursor::new(file)).unwrap().file_names().map(|name| name.unwrap().into_owned()).collect();
    names.sort();
    names
}

pub fn words(text: &str) -> Data {
    Data::String(text.to_owned())
}

const OLD: &str = "\
    H4sIAAAAAAACA+0YW0gUUfTcmTuzu+auuz4CDWQxtDL7iCAi0t2efrmpa2UlldaGoags/dhPli0sLFLSVxLEghH92OOjp4j+9RFs1EcQBFr01U+BUYQ6nXtm \
    Zll1PlyqJWPOcM+cc+45555777mPmVcp33TyQdkMLIE6kGFBc4GaIWNYXCbjBazXNEGabycWzYZVBS4nTqSqwHP3S4eYQzHfMyDBfT6FGOADljbog1BvT8Sf \
    Q9hDMbQzEUMt45h7EtzE4oFSiquQ8GnCRYTvke444SBJhgjXou40OwapQKh6h5HHrVIF1XkQM3hMNu9IshVK4IXI44vXmK6rwO7oufbuf6CCYcW49Juuynk+ \
    jALOdX2kJxJt756GYpz0Ufim+QFmzdU96bfluZUzQPmPxXIHySuWyZ1pfZ8v6A/6TbnLws91iQMMgHaKiVSPYcrHuaiRWV7odkdnPAb5sIWWvsRmE56zc9BL \
    m7woa4DtDB+NPBwItv08PHJ839CdkG6Erq6e+B7GZSlk7pYv/UgmE6nhQ+GGg1jZF0kNK8BuhXc1OrW9TS4NZc6WZAK1tjd3xp+FyjQku1o746LJPNEc7UPe \
    RfuQm1ZnPuIzUEC0j9aoFwdg7u7X1w0djYGTJBmgs0c/oSpFh0GDS8ICjT1UQ05xDQBUk8VmwpfJ6zqiywgXow6+qxpLDOLAIOlcodoqbGcbwZvAhgx6I9Kx \
    z01PymMfA5uQHqufuVA89jaQxMlzYfSMnkGoYTVs5IaApwHzzYy97D3h0mX7mlPyGrFrxjFcAPOQR6SP8AR4qO8+4+FkI1nY6DunGCWdM9vWOQk5Oc3JyPE0 \
    x5FTjGjkJZ4nQJcVph89Am6hxy30FItIMXuw/yplwnrkOHIyKWiGohsqZRTzST5Z6tUDUy0cqTSQDmOYVHKrPxw+UfdV0uHGiuFQJxXCI9pmgxmXn1wkKUvj \
    1ZqkzCJJi6jfNKpgNao22GCDDTbYYEOOQVw2xAEuG1cgxbjWOIz/OvNYFuzfJP8tNOPnXi+cx4/G/dCD7yj0Z5U/a0Fhpi+2Qhvzf6GAI9h6FLqgg+Loyjp/ \
    8VrKMvuzYkPvn1tC2ba/kE2cf7n9XzN/2VEAFgAA";
