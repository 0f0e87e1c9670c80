//! The manifest of the sample ledgers, as far as the check compares it.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use anyhow::Context;
use registers::import::ledger::LedgerPlan;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Manifest {
    pub school: String,
    pub files: Vec<Entry>,
}

#[derive(Deserialize)]
pub(super) struct Entry {
    pub file: String,
    pub compression: Option<String>,
    pub import_options: Options,
    pub data_rows: u64,
    pub accepted_rows: u64,
    pub rejected_row_count: u64,
    pub rows_without_value: u64,
    pub cards_batch: u64,
    pub cards_exploded: u64,
    pub sum_original_value: Option<String>,
    pub sum_accumulated_depreciation: Option<String>,
    rejected_rows: Vec<Rejected>,
}

#[derive(Deserialize)]
pub(super) struct Options {
    pub locations: String,
    pub locations_file: Option<String>,
}

#[derive(Deserialize)]
struct Rejected {
    sheet: Option<String>,
    row: u32,
    codes: Vec<String>,
}

impl Manifest {
    pub(super) fn read(folder: &Path) -> anyhow::Result<Self> {
        let path = folder.join("MANIFEST.json");
        let text = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        serde_json::from_slice(&text).with_context(|| format!("{} is no manifest", path.display()))
    }
}

impl Entry {
    /// The file as the importer takes it; `None` for a packing that we cannot unpack.
    pub(super) fn unpacked(&self, folder: &Path, scratch: &Path) -> anyhow::Result<Option<PathBuf>> {
        let packed = folder.join(&self.file);
        match self.compression.as_deref() {
            None => Ok(Some(packed)),
            Some("gzip") => {
                let path = scratch.join(self.file.trim_end_matches(".gz"));
                let mut unpacked = flate2::read::GzDecoder::new(File::open(&packed)?);
                io::copy(&mut unpacked, &mut File::create(&path)?).with_context(|| format!("cannot unpack {}", packed.display()))?;
                Ok(Some(path))
            }
            Some(_) => Ok(None),
        }
    }

    /// The refused rows as one text to compare.
    pub(super) fn rejected(&self) -> String {
        let rows = self.rejected_rows.iter().map(|row| {
            let mut codes: Vec<&str> = row.codes.iter().map(String::as_str).collect();
            codes.sort_unstable();
            line(row.sheet.as_deref().unwrap_or_default(), row.row, &codes)
        });
        rows.collect::<Vec<_>>().join("; ")
    }
}

/// The same of a plan.
pub(super) fn refused(plan: &LedgerPlan) -> String {
    let rows = plan.refused.iter().map(|row| {
        let sheet = plan.sheets.get(row.at.sheet as usize).map(|sheet| sheet.name.as_str()).unwrap_or_default();
        let mut codes: Vec<&str> = row.codes().into_iter().map(registers::import::ledger::Code::code).collect();
        codes.sort_unstable();
        line(sheet, row.at.row, &codes)
    });
    rows.collect::<Vec<_>>().join("; ")
}

fn line(sheet: &str, row: u32, codes: &[&str]) -> String {
    format!("{sheet} {row} {}", codes.join("+"))
}

/// The first column of a list of places.
pub(super) fn places(path: &Path) -> anyhow::Result<Vec<String>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let names = text.lines().skip(1).filter_map(|line| line.split(',').next()).map(str::trim).filter(|name| !name.is_empty());
    Ok(names.map(str::to_owned).collect())
}
