//! Reports that leave as an archive: opened, and held against what their manifest says.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use serde_json::Value;
use sha2::{Digest, Sha256};
use test_support::{Response, text};
use zip::ZipArchive;

/// An archive that was sent.
pub(crate) struct Opened {
    pub manifest: Value,
    /// The rows of the data by the keys of their columns.
    pub rows: Vec<BTreeMap<String, String>>,
    /// The workbook's bytes.
    pub workbook: Vec<u8>,
    pub data_sha256: String,
    pub file_sha256: String,
}

/// Opens it, and computes anew whatever the manifest says of files, rows and sums.
pub(crate) fn opened(answer: &Response) -> Opened {
    assert_eq!(answer.status.as_u16(), 200, "{}", String::from_utf8_lossy(&answer.bytes));
    assert_eq!(answer.header("content-type"), Some("application/zip"));
    let mut archive = ZipArchive::new(Cursor::new(answer.bytes.clone())).unwrap();
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        files.insert(name, bytes);
    }
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let noted = manifest["files"].as_array().unwrap();
    assert_eq!(noted.len() + 1, files.len(), "everything but the manifest is in it");
    for file in noted {
        let bytes = &files[text(&file["name"])];
        assert_eq!((file["bytes"].as_u64().unwrap(), text(&file["sha256"])), (bytes.len() as u64, hash(bytes).as_str()), "{file}");
    }
    let of = |ending: &str| files.iter().find(|(name, _)| name.ends_with(ending)).map(|(_, bytes)| bytes.clone()).unwrap();
    let data = of(".csv");
    let keys: Vec<String> = manifest["columns"].as_array().unwrap().iter().map(|column| text(&column["key"]).to_owned()).collect();
    let mut reader = csv::Reader::from_reader(data.strip_prefix(b"\xEF\xBB\xBF").expect("a mark that spreadsheets know UTF-8 by"));
    let rows: Vec<BTreeMap<String, String>> =
        reader.records().map(|row| keys.iter().cloned().zip(row.unwrap().iter().map(str::to_owned)).collect()).collect();
    assert_eq!(manifest["rows"].as_u64().unwrap(), rows.len() as u64);
    for (key, sum) in manifest["sums"].as_object().unwrap() {
        let of = |cell: &str| if cell.is_empty() { 0.0 } else { cell.parse::<f64>().unwrap() };
        let found: f64 = rows.iter().map(|row| of(&row[key])).sum();
        assert!((found - of(text(sum))).abs() < 0.0005, "{key}: {found} is not {sum}");
    }
    Opened { rows, workbook: of(".xlsx"), data_sha256: hash(&data), file_sha256: hash(&answer.bytes), manifest }
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
