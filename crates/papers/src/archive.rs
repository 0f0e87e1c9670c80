//! A report as evidence: its data as CSV, the same as a workbook made for paper, and a manifest with rows, sums and hashes, in one archive.
//! What it came to stands in the audit trail, so that whoever gets it later can tell whether it is the one that was made. Reports have some
//! thousands of rows, put together in memory.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
};

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use campus::school_days::Zone;
use chrono::{DateTime, NaiveDate, Utc};
use csv::{Terminator, WriterBuilder};
use files::disposition;
use kernel::{Db, Grant, Lang, Money, Permission, Problem, Quantity, Reply, Result, audit::Event};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    event,
    workbook::{self, Cell, Head, Paging, Sheet, as_text, said},
};

/// Lines of a page of a form that is handed outside (domain.md E).
const LINES: u32 = 25;

/// What text with commas begins with, so that a spreadsheet reads Chinese.
const BOM: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// What stands over every report (domain.md E): whose it is, what, of which term and days.
#[derive(Debug, Clone)]
pub struct Header {
    pub school: String,
    pub title: String,
    /// Nothing between two terms, or of a school that has entered none.
    pub term: Option<String>,
    pub days: (NaiveDate, NaiveDate),
    /// What else is to be known of it, line by line.
    pub more: Vec<String>,
    pub zone: Zone,
}

/// A column: its key for programs, its head for people, and whether adding it up means something.
#[derive(Debug, Clone)]
pub struct Column {
    pub key: &'static str,
    pub head: Head,
    pub sums: bool,
}

impl Column {
    pub fn new(key: &'static str, head: Head) -> Self {
        Self { key, head, sums: false }
    }

    pub fn summed(key: &'static str, head: Head) -> Self {
        Self { key, head, sums: true }
    }
}

/// A report that leaves as evidence.
#[derive(Debug, Clone)]
pub struct Archive {
    /// Name of the files, without their endings.
    pub stem: String,
    /// The name of the sheet: at most 31 characters, and none of `[]:*?/\`.
    pub sheet: &'static str,
    pub header: Header,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// What stands below the rows in the workbook; it is no row of the data.
    pub below: Option<Vec<Cell>>,
}

/// What an archive says of itself, as `manifest.json`.
#[derive(Debug, Serialize)]
struct Manifest<'a> {
    format: &'static str,
    format_version: u32,
    school: &'a str,
    title: &'a str,
    term: Option<&'a str>,
    from: NaiveDate,
    to: NaiveDate,
    prepared_by: &'a str,
    prepared_at: DateTime<Utc>,
    /// What was asked for.
    filter: &'a Value,
    columns: Vec<ColumnNote<'a>>,
    /// Lines below the heads.
    rows: usize,
    /// Sums of columns by their keys, as decimal numbers.
    sums: BTreeMap<&'static str, String>,
    files: Vec<FileNote>,
}

#[derive(Debug, Serialize)]
struct ColumnNote<'a> {
    key: &'static str,
    head: &'a str,
}

#[derive(Debug, Clone, Serialize)]
struct FileNote {
    name: String,
    bytes: usize,
    sha256: String,
}

impl FileNote {
    fn of(name: String, bytes: &[u8]) -> Self {
        Self { name, bytes: bytes.len(), sha256: hash(bytes) }
    }
}

/// Who made it, when, and in which language.
#[derive(Debug, Clone)]
struct Made {
    by: String,
    at: DateTime<Utc>,
    lang: Lang,
    filter: Value,
}

/// Writes down that the report was made, of what and what it came to, and sends it.
///
/// # Errors
/// When it cannot be written down, or made.
pub async fn send<P: Permission>(db: &Db, grant: Grant<P>, archive: Archive, filter: Value) -> Result<Response> {
    // A file is no answer that is kept for a repeated request.
    let grant = grant.not_remembered();
    let name = format!("{}.zip", archive.stem);
    let made = Made { by: grant.actor().name.to_string(), at: db.clock().now(), lang: grant.context().lang(), filter: filter.clone() };
    let (bytes, data) = tokio::task::spawn_blocking(move || packed(&archive, &made)).await.map_err(Problem::internal)??;
    let mut note = filter;
    if let Value::Object(fields) = &mut note {
        fields.insert("rows".to_owned(), data.rows.into());
        fields.insert("data_sha256".to_owned(), data.sha256.into());
        fields.insert("file_sha256".to_owned(), hash(&bytes).into());
    }
    let tx = db.begin(&grant).await?;
    let event = Event::new(event::REPORT_EXPORTED).created("report_export", tx.new_id(), &name, &note);
    tx.commit([event], Reply::none()).await?;
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(header::CONTENT_DISPOSITION, disposition("attachment", &name));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The data of an archive, as the trail keeps it.
struct Data {
    rows: usize,
    sha256: String,
}

fn packed(archive: &Archive, made: &Made) -> Result<(Vec<u8>, Data)> {
    let data = with_commas(archive)?;
    let sheet = Sheet {
        name: archive.sheet,
        about: about(&archive.header, made),
        heads: archive.columns.iter().map(|column| column.head.clone()).collect(),
        rows: archive.rows.iter().chain(&archive.below).cloned().collect(),
    };
    let paging = Paging { lines: LINES, footer: said(made.lang, "&C第 &P 页，共 &N 页", "&CPage &P of &N") };
    let book = workbook::bytes(&[sheet], made.at, Some(paging)).map_err(Problem::internal)?;
    let (csv_name, xlsx_name) = (format!("{}.csv", archive.stem), format!("{}.xlsx", archive.stem));
    let files = vec![FileNote::of(csv_name.clone(), &data), FileNote::of(xlsx_name.clone(), &book)];
    let manifest = serde_json::to_vec_pretty(&manifest(archive, made, files)?).map_err(Problem::internal)?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [(csv_name.as_str(), &data), (xlsx_name.as_str(), &book), ("manifest.json", &manifest)] {
        zip.start_file(name, SimpleFileOptions::default()).map_err(Problem::internal)?;
        zip.write_all(bytes).map_err(Problem::internal)?;
    }
    let whole = zip.finish().map_err(Problem::internal)?.into_inner();
    Ok((whole, Data { rows: archive.rows.len(), sha256: hash(&data) }))
}

fn manifest<'a>(archive: &'a Archive, made: &'a Made, files: Vec<FileNote>) -> Result<Manifest<'a>> {
    let Header { school, title, term, days, .. } = &archive.header;
    let mut sums = BTreeMap::new();
    for (at, column) in archive.columns.iter().enumerate().filter(|(_, column)| column.sums) {
        sums.insert(column.key, sum(archive.rows.iter().filter_map(|row| row.get(at)))?);
    }
    Ok(Manifest {
        format: "steward-report",
        format_version: 1,
        school,
        title,
        term: term.as_deref(),
        from: days.0,
        to: days.1,
        prepared_by: &made.by,
        prepared_at: made.at,
        filter: &made.filter,
        columns: archive.columns.iter().map(|column| ColumnNote { key: column.key, head: &column.head.text }).collect(),
        rows: archive.rows.len(),
        sums,
        files,
    })
}

/// What the cells of a column come to, as a decimal number: they are all of a kind.
fn sum<'a>(cells: impl Iterator<Item = &'a Cell>) -> Result<String> {
    let (mut total, mut of) = (0_i128, Cell::Count(0));
    for cell in cells {
        match cell {
            Cell::Count(some) | Cell::Quantity(some) => total += i128::from(*some),
            Cell::Money(some) => total += i128::from(some.fen()),
            Cell::Empty | Cell::Text(_) | Cell::Day(_) => continue,
        }
        of = cell.clone();
    }
    let total = i64::try_from(total).map_err(|_| Problem::internal("more than the product counts"))?;
    Ok(match of {
        Cell::Quantity(_) => Quantity::stored(total).to_string(),
        Cell::Money(_) => Money::stored(total).to_string(),
        Cell::Count(_) | Cell::Empty | Cell::Text(_) | Cell::Day(_) => total.to_string(),
    })
}

/// What stands above the table, line by line.
fn about(of: &Header, made: &Made) -> Vec<String> {
    let lang = made.lang;
    let mut lines = vec![of.school.clone(), of.title.clone()];
    lines.extend(of.term.clone());
    lines.push(format!("{} – {}", of.days.0, of.days.1));
    lines.extend(of.more.iter().cloned());
    let at = made.at.with_timezone(&of.zone).format("%Y-%m-%d %H:%M");
    let (prepared, by) = (said(lang, "制表人：", "Prepared by: "), &made.by);
    let (reviewed, approved) = (said(lang, "审核人：", "Reviewed by: "), said(lang, "负责人：", "Approved by: "));
    lines.push(format!("{prepared}{by}    {reviewed}________    {approved}________"));
    lines.push(format!("{}{at}", said(lang, "制表时间：", "Prepared at: ")));
    lines
}

/// The rows alone, under their heads: UTF-8 with BOM, CRLF, what could be a formula marked.
fn with_commas(archive: &Archive) -> Result<Vec<u8>> {
    let mut out = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BOM.to_vec());
    out.write_record(archive.columns.iter().map(|column| &*column.head.text)).map_err(Problem::internal)?;
    for row in &archive.rows {
        out.write_record(row.iter().map(as_text)).map_err(Problem::internal)?;
    }
    out.into_inner().map_err(|error| Problem::internal(error.to_string()))
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive() -> Archive {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let column = |key, zh, sums| Column { key, head: Head::new(Lang::Zh, zh, "x", 12), sums };
        Archive {
            stem: "采购明细表-2026-11".to_owned(),
            sheet: "采购明细表",
            header: Header {
                school: "青禾小学".to_owned(),
                title: "采购明细表".to_owned(),
                term: None,
                days: (day("2026-11-01"), day("2026-11-30")),
                more: Vec::new(),
                zone: campus::school_days::zone("Asia/Shanghai"),
            },
            columns: vec![column("name", "品名", false), column("quantity", "数量", true), column("amount", "金额", true)],
            rows: vec![
                vec![Cell::text("=1+1"), Cell::Quantity(12_500), Cell::Money(Money::stored(-38))],
                vec![Cell::text("甲,乙"), Cell::Quantity(500), Cell::Empty],
            ],
            below: Some(vec![Cell::text("合计"), Cell::Empty, Cell::Money(Money::stored(-38))]),
        }
    }

    fn made() -> Made {
        let at = "2026-11-30T08:05:00Z".parse().unwrap();
        Made { by: "吴保管".to_owned(), at, lang: Lang::Zh, filter: serde_json::json!({ "from": "2026-11-01" }) }
    }

    #[test]
    fn the_data_has_no_sum_in_it_and_no_formulas() {
        let bytes = with_commas(&archive()).unwrap();
        assert_eq!(bytes[..3], BOM);
        assert_eq!(String::from_utf8(bytes[3..].to_vec()).unwrap(), "品名,数量,金额\r\n'=1+1,12.5,-0.38\r\n\"甲,乙\",0.5,\r\n");
    }

    #[test]
    fn the_manifest_says_rows_sums_and_hashes_and_the_head_who_made_it_when() {
        let (archive, made) = (archive(), made());
        let (bytes, data) = packed(&archive, &made).unwrap();
        assert!(bytes.starts_with(b"PK\x03\x04"));
        assert_eq!((data.rows, data.sha256), (2, hash(&with_commas(&archive).unwrap())));
        let told = serde_json::to_value(manifest(&archive, &made, Vec::new()).unwrap()).unwrap();
        assert_eq!(told["sums"], serde_json::json!({ "quantity": "13", "amount": "-0.38" }));
        let said = [&told["rows"], &told["prepared_by"], &told["columns"][2]["head"]].map(ToString::to_string);
        assert_eq!(said, ["2", "\"吴保管\"", "\"金额\""]);
        let lines = about(&archive.header, &made);
        assert_eq!(lines[..3], ["青禾小学", "采购明细表", "2026-11-01 – 2026-11-30"]);
        assert_eq!(lines[3..], ["制表人：吴保管    审核人：________    负责人：________", "制表时间：2026-11-30 16:05"]);
    }
}
