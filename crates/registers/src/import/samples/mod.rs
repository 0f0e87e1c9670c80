//! Plans the sample ledgers unchanged and compares every figure, row and date with their manifest. They are not part of this
//! repository: `make check-ledgers LEDGERS=folder` runs this and prints a table. The category table is the product's own.

mod fine;

use std::{
    collections::{BTreeSet, HashSet},
    fmt::{Debug, Display},
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use super::{
    category_words::CategoryTable,
    ledger::{ImportOptions, Known, LedgerBuilder, LedgerPlan, QuantityRows, Unlisted},
};
use serde_json::Value;
use sheets::{Item, runner::Found};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/category/table.csv");

#[test]
#[ignore = "the sample ledgers are elsewhere: make check-ledgers LEDGERS=folder"]
fn sample_ledgers_give_what_their_manifest_says() {
    let folder = PathBuf::from(std::env::var_os("LEDGERS").expect("LEDGERS names the folder of the sample ledgers"));
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("MANIFEST.json")).unwrap()).unwrap();
    let table = CategoryTable::from_csv(&fs::read_to_string(TABLE).unwrap()).unwrap();
    let mut failed = Vec::new();
    for entry in manifest["files"].as_array().unwrap() {
        let checks = check(&folder, entry, &table);
        println!("\n{}", entry["file"].as_str().unwrap());
        for line in &checks {
            println!("  {line}");
        }
        failed.extend(checks.into_iter().filter(|line| !line.agrees).map(|line| format!("{} {line}", entry["file"])));
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn the_built_in_table_has_its_categories_once_and_no_word_means_two() {
    let text = fs::read_to_string(TABLE).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = ["code", "name_zh", "name_en", "unit", "kind", "depreciation_group", "life_years", "aliases"];
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), heads);
    let (mut codes, mut words) = (HashSet::new(), HashSet::new());
    for line in reader.records() {
        let line = line.unwrap();
        assert!(codes.insert(line[0].to_owned()), "{line:?}");
        let depreciated = &line[5] != "none";
        assert_eq!(line[6].parse::<u8>().is_ok_and(|years| years > 0), depreciated, "{line:?}");
        for word in [&line[0], &line[1], &line[2]].into_iter().chain(line[7].split('|').filter(|alias| !alias.is_empty())) {
            assert!(words.insert(super::dialect::key(word).to_lowercase()), "{word}");
        }
    }
    assert_eq!(codes.len(), 182);
}

struct Line {
    what: String,
    expected: String,
    got: String,
    agrees: bool,
}

impl Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mark = if self.agrees { "ok " } else { "BAD" };
        let Self { what, expected, got, .. } = self;
        if self.agrees {
            write!(f, "{mark} {what:<28} {got}")
        } else {
            write!(f, "{mark} {what:<28} expected {expected}\n{:>36} got {got}", "")
        }
    }
}

#[derive(Default)]
struct Lines(Vec<Line>);

impl Lines {
    fn compare<T: PartialEq + Debug>(&mut self, what: &str, expected: &T, got: &T) {
        let (expected_text, got_text) = (format!("{expected:?}"), format!("{got:?}"));
        let brief = |text: String| {
            if text.len() > 300 { format!("{}…", text.chars().take(140).collect::<String>()) } else { text }
        };
        let agrees = expected == got;
        self.0.push(Line { what: what.into(), expected: brief(expected_text), got: brief(got_text), agrees });
    }
}

fn check(folder: &Path, entry: &Value, table: &CategoryTable) -> Vec<Line> {
    let name = entry["file"].as_str().unwrap();
    let file = read(&folder.join(name));
    let (mut options, mut known) = (ImportOptions::default(), Known::default());
    if entry["import_options"]["locations"] == "must_exist" {
        options.locations = Unlisted::MustExist;
        let listed = fs::read_to_string(folder.join(entry["import_options"]["locations_file"].as_str().unwrap())).unwrap();
        for line in listed.lines().skip(1) {
            known.add_place(line.split(',').next().unwrap());
        }
    }
    let start = Instant::now();
    let plan = plan(&file, table, &known, &options);
    let took = start.elapsed();
    options.quantity = QuantityRows::Explode;
    let exploded = self::plan(&file, table, &known, &options);

    let mut lines = Lines::default();
    figures(&mut lines, entry, &plan, &exploded);
    rejected(&mut lines, entry, &plan);
    layout(&mut lines, entry, &plan);
    fine::fine_figures(&mut lines, &entry["also_expected"], &plan);
    fine::samples(&mut lines, &entry["also_expected"]["samples"], &plan);
    lines.0.push(Line { what: "time of one plan".into(), expected: String::new(), got: format!("{took:.2?}"), agrees: true });
    lines.0
}

fn read(path: &Path) -> Vec<u8> {
    if path.extension().is_some_and(|ext| ext == "gz") {
        return Command::new("gzip").arg("-dc").arg(path).output().unwrap().stdout;
    }
    fs::read(path).unwrap()
}

/// The whole pipeline in this process: the parser's lines, then the plan.
fn plan(file: &[u8], table: &CategoryTable, known: &Known, options: &ImportOptions) -> LedgerPlan {
    let mut pipe = Vec::new();
    sheets::parse(file, &mut pipe).unwrap();
    let mut builder = LedgerBuilder::new(table, known, options);
    for line in pipe.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        match serde_json::from_slice(line).unwrap() {
            Item::Sheet(sheet) => builder.take(Found::Sheet(sheet)),
            Item::Row(row) => builder.take(Found::Row(row)),
            Item::End { .. } => {}
            Item::Error(error) => panic!("{error}"),
        }
    }
    builder.finish().unwrap()
}

fn yuan(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn figures(lines: &mut Lines, entry: &Value, plan: &LedgerPlan, exploded: &LedgerPlan) {
    lines.compare("data_rows", &number(&entry["data_rows"]), &(plan.data_rows() as u64));
    lines.compare("accepted_rows", &number(&entry["accepted_rows"]), &(plan.cards.len() as u64));
    lines.compare("rejected_row_count", &number(&entry["rejected_row_count"]), &(plan.refused.len() as u64));
    lines.compare("cards_batch", &number(&entry["cards_batch"]), &plan.cards_planned());
    lines.compare("cards_exploded", &number(&entry["cards_exploded"]), &exploded.cards_planned());
    lines.compare("sum_original_value", &text(&entry["sum_original_value"]), &plan.sums.original_value.map(yuan));
    let depreciation = plan.sums.accumulated_depreciation.map(yuan);
    lines.compare("sum_accumulated_depreciation", &text(&entry["sum_accumulated_depreciation"]), &depreciation);
    lines.compare("rows_without_value", &number(&entry["rows_without_value"]), &u64::from(plan.rows_without_value));

    let (mut pieces, mut value, mut worn) = (0_u64, 0_i64, 0_i64);
    let mut numbers = HashSet::new();
    for piece in exploded.cards.iter().flat_map(|card| card.pieces(QuantityRows::Explode)) {
        pieces += 1;
        value += piece.original_value.unwrap_or(0);
        worn += piece.accumulated_depreciation.unwrap_or(0);
        assert!(piece.asset_no.is_none_or(|number| numbers.insert(number)));
    }
    lines.compare("pieces made", &number(&entry["cards_exploded"]), &pieces);
    lines.compare("value of the pieces", &text(&entry["sum_original_value"]), &Some(yuan(value)));
    let worn = exploded.sums.accumulated_depreciation.map(|_| yuan(worn));
    lines.compare("depreciation of the pieces", &text(&entry["sum_accumulated_depreciation"]), &worn);
}

type Rejected = (Option<String>, u64, Option<u64>, BTreeSet<String>, BTreeSet<String>);

fn rejected(lines: &mut Lines, entry: &Value, plan: &LedgerPlan) {
    let parts = |value: &Value| -> BTreeSet<String> { value.as_str().unwrap_or("").split(" / ").map(str::to_owned).collect() };
    let expected: Vec<Rejected> = entry["rejected_rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let codes = row["codes"].as_array().unwrap().iter().filter_map(text).collect();
            (text(&row["sheet"]), number(&row["row"]), row["line"].as_u64(), codes, parts(&row["value"]))
        })
        .collect();
    let got: Vec<Rejected> = plan
        .refused
        .iter()
        .map(|row| {
            let codes: BTreeSet<String> = row.codes().iter().map(|code| code.code().to_owned()).collect();
            // One reason may show in two cells; the manifest names the first.
            let mut seen = BTreeSet::new();
            let firsts = row.problems.iter().filter(|problem| seen.insert(problem.code));
            let values = firsts.map(|problem| problem.value.clone()).collect();
            (sheet_name(plan, row.at.sheet), row.at.row.into(), row.at.line.map(u64::from), codes, values)
        })
        .collect();
    lines.compare("rejected_rows", &expected, &got);
}

fn sheet_name(plan: &LedgerPlan, sheet: u32) -> Option<String> {
    plan.sheets.get(sheet as usize).map(|sheet| sheet.name.clone()).filter(|name| !name.is_empty())
}

fn layout(lines: &mut Lines, entry: &Value, plan: &LedgerPlan) {
    let kind = |kind| text(&serde_json::to_value(kind).unwrap()).unwrap();
    let expected: Vec<(Option<String>, u64, String)> = entry["skipped_rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (text(&row["sheet"]), number(&row["row"]), text(&row["kind"]).unwrap()))
        .collect();
    let got: Vec<(Option<String>, u64, String)> =
        plan.skipped.iter().map(|row| (sheet_name(plan, row.at.sheet), row.at.row.into(), kind(row.kind))).collect();
    lines.compare("skipped_rows", &expected, &got);

    let rows = |value: &Value| value.as_array().unwrap().iter().map(number).collect::<Vec<_>>();
    let heads = |at: usize| plan.sheets[at].head_rows.iter().map(|row| u64::from(*row)).collect::<Vec<_>>();
    match entry["sheets"].as_array() {
        None => lines.compare("header_rows", &rows(&entry["header_rows"]), &heads(0)),
        Some(sheets) => {
            let data = |sheet: &&Value| sheet["role"] == "data";
            let expected: Vec<_> = sheets
                .iter()
                .filter(data)
                .map(|sheet| {
                    let place = text(&sheet["location"]);
                    let (first, last) = (number(&sheet["first_data_row"]), number(&sheet["last_data_row"]));
                    (text(&sheet["name"]).unwrap(), rows(&sheet["header_rows"]), first, last, number(&sheet["data_rows"]), place)
                })
                .collect();
            let got: Vec<_> = (0..plan.sheets.len())
                .filter(|at| plan.sheets[*at].data_rows > 0)
                .map(|at| {
                    let sheet = &plan.sheets[at];
                    let (first, last) = (sheet.first_data_row.unwrap().into(), sheet.last_data_row.unwrap().into());
                    let place = sheet.place.as_deref().map(str::to_owned);
                    (sheet.name.clone(), heads(at), first, last, u64::from(sheet.data_rows), place)
                })
                .collect();
            lines.compare("sheets", &expected, &got);
        }
    }
    if entry["stated_totals"].is_object() {
        let stated = plan.sheets.iter().find_map(|sheet| sheet.stated).unwrap_or_default();
        let expected = &entry["stated_totals"];
        lines.compare("stated original value", &text(&expected["original_value"]), &stated.original_value.map(yuan));
        let depreciation = stated.accumulated_depreciation.map(yuan);
        lines.compare("stated depreciation", &text(&expected["accumulated_depreciation"]), &depreciation);
        lines.compare("ties_with_data", &expected["ties_with_data"].as_bool().unwrap(), &(stated == plan.sums));
    }
}
