//! The workbook of an exported ledger, opened and read as a spreadsheet program does it: by calamine, which wrote none of it.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{Data, Reader, Xlsx};
use serde_json::json;
use test_support::text;

use super::{
    export::{export, proven},
    walk::{Walked, register},
};
use crate::on_both_engines;

/// A sheet of a workbook.
struct Sheet {
    name: String,
    cells: Vec<Vec<Data>>,
    formulas: usize,
}

/// Every sheet of the workbook in an archive, in their order.
fn sheets(files: &BTreeMap<String, Vec<u8>>) -> Vec<Sheet> {
    let (_, bytes) = files.iter().find(|(name, _)| name.ends_with(".xlsx")).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let cells = book.worksheet_range(&name).unwrap().rows().map(<[Data]>::to_vec).collect();
        let formulas = book.worksheet_formula(&name).unwrap().used_cells().count();
        sheets.push(Sheet { name, cells, formulas });
    }
    sheets
}

fn number(cell: &Data) -> Option<f64> {
    match cell {
        Data::Float(number) => Some(*number),
        Data::Int(number) => number.to_string().parse().ok(),
        Data::String(_)
        | Data::Bool(_)
        | Data::DateTime(_)
        | Data::DateTimeIso(_)
        | Data::DurationIso(_)
        | Data::Error(_)
        | Data::Empty => None,
    }
}

/// Whether a cell says what the same cell of the CSV says: a number as a number, a day as a day, words as words. The mark that the CSV puts before
/// what begins like a formula is not needed where a cell is of type text.
fn says(cell: &Data, csv: &str) -> bool {
    if let Some(number) = number(cell) {
        return csv.parse::<f64>().is_ok_and(|said| (said - number).abs() < 0.0005);
    }
    match cell {
        Data::Empty => csv.is_empty(),
        Data::DateTime(moment) => moment.as_datetime().is_some_and(|at| at.date().to_string() == csv),
        Data::String(words) => words == csv || csv.strip_prefix('\'') == Some(words.as_str()),
        Data::Float(_) | Data::Int(_) | Data::Bool(_) | Data::DateTimeIso(_) | Data::DurationIso(_) | Data::Error(_) => false,
    }
}

on_both_engines! {
    async fn the_workbook_of_each_ledger_holds_what_its_csv_and_its_manifest_say(engine) {
        let all = Walked::open(engine).await;
        let formula = json!({ "name": "=1+1", "category_code": "A02020200", "spec_model": "@SUM(A1)", "original_value": "12.50" });
        register(&all.custodian, formula).await;
        for ledger in ["general", "detail_by_class", "detail_by_room", "cards", "depreciation"] {
            let (made, files) = export(&all.custodian, json!({ "ledger": ledger, "from": "2020-01-01" })).await;
            let (rows, manifest) = (proven(&made, &files), &made["manifest"]);
            let columns = manifest["columns"].as_array().unwrap();
            let sheets = sheets(&files);
            let [data, about] = sheets.as_slice() else { panic!("{ledger}: {} sheets", sheets.len()) };
            assert_eq!((data.formulas, about.formulas, about.name.as_str()), (0, 0, "说明"), "{ledger}");
            let heads: Vec<Data> = columns.iter().map(|column| Data::String(text(&column["head"]).to_owned())).collect();
            assert_eq!((data.cells.len(), &data.cells[0]), (rows.len() + 1, &heads), "{ledger}");
            for (cells, row) in data.cells[1..].iter().zip(&rows) {
                for (cell, column) in cells.iter().zip(columns) {
                    let csv = &row[text(&column["key"])];
                    assert!(says(cell, csv), "{ledger}, {}: {cell:?} is not {csv:?}", column["key"]);
                }
            }
            // What an auditor does first: he adds the columns up himself.
            for (key, sum) in manifest["sums"].as_object().unwrap() {
                let at = columns.iter().position(|column| column["key"] == key.as_str()).unwrap();
                let found: f64 = data.cells[1..].iter().filter_map(|cells| number(&cells[at])).sum();
                assert!((found - text(sum).parse::<f64>().unwrap()).abs() < 0.0005, "{ledger}, {key}: {found} is not {sum}");
            }
            let told = |words: &str| about.cells.iter().flatten().any(|cell| matches!(cell, Data::String(said) if said.contains(words)));
            assert!(told(text(&made["data_sha256"])) && told("吴保管"), "{ledger}: what the workbook says of itself");
            let marked = data.cells.iter().flatten().any(|cell| *cell == Data::String("=1+1".to_owned()));
            assert_eq!(marked, ledger != "general", "{ledger}: words stay words, whatever they begin with");
        }
    }
}
