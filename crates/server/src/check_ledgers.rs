//! `steward check-ledgers`: imports every sample ledger of a folder into throw-away schools, through the real parser process and the
//! real service, quantities kept and exploded, and compares what is then in the database with the folder's manifest.

mod manifest;
mod school;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use anyhow::Context;
use kernel::Money;
use registers::import::{
    Imports, LedgerFile, Prepared, RefusedRows,
    ledger::{ImportOptions, QuantityRows, Unlisted},
    proof::{Proof, proof},
};

use crate::{
    check_ledgers::{
        manifest::{Entry, Manifest},
        school::School,
    },
    commands, import,
};

/// A folder that goes away with the check.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> anyhow::Result<Self> {
        let path = std::env::temp_dir().join(format!("steward-check-ledgers-{}", std::process::id()));
        std::fs::create_dir(&path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is left to the system's own cleaning of its temporary folder.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Exit code 0 when every figure agrees, 1 when one differs, 2 when the check could not be made.
pub async fn run(folder: &Path) -> ExitCode {
    match check(folder).await {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(error) => {
            eprintln!("Error: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// How many figures differ.
async fn check(folder: &Path) -> anyhow::Result<usize> {
    let manifest = Manifest::read(folder)?;
    let scratch = Scratch::new()?;
    commands::say(&format!(
        "{:<24} {:<8} {:>7} {:>7} {:>8} {:>16} {:>16} {:>7} {:>7}",
        "file", "quantity", "rows", "refused", "cards", "original value", "depreciation", "read", "commit"
    ))?;
    let mut differences = 0;
    for (index, entry) in manifest.files.iter().enumerate() {
        let Some(file) = entry.unpacked(folder, &scratch.0)? else {
            commands::say(&format!("{:<24} not supported yet ({})", entry.file, entry.compression.as_deref().unwrap_or_default()))?;
            continue;
        };
        for quantity in [QuantityRows::Keep, QuantityRows::Explode] {
            let data = scratch.0.join(format!("{index}-{quantity:?}"));
            let found = import_one(folder, entry, &file, quantity, &data, &manifest.school).await.with_context(|| entry.file.clone())?;
            for difference in &found {
                commands::say(&format!("    DIFFERS: {difference}"))?;
            }
            differences += found.len();
            let _ = std::fs::remove_dir_all(&data);
        }
    }
    let verdict =
        if differences == 0 { "Every figure agrees with the manifest.".to_owned() } else { format!("{differences} figures differ.") };
    commands::say(&verdict)?;
    Ok(differences)
}

async fn import_one(
    folder: &Path,
    entry: &Entry,
    file: &Path,
    quantity: QuantityRows,
    data: &Path,
    school: &str,
) -> anyhow::Result<Vec<String>> {
    let school = School::found(data, school).await?;
    let must_exist = entry.import_options.locations == "must_exist";
    if let Some(list) = entry.import_options.locations_file.as_ref().filter(|_| must_exist) {
        school.add_places(&manifest::places(&folder.join(list))?).await?;
    }
    let locations = if must_exist { Unlisted::MustExist } else { Unlisted::Create };
    let options = ImportOptions { quantity, locations, ..ImportOptions::default() };
    let imports = Imports::new(school.db.clone());
    let grant = school.importer()?;
    let begun = Instant::now();
    let ledger = LedgerFile { path: file.to_owned(), name: entry.file.clone() };
    let prepared = imports
        .prepare(&grant, ledger, import::parser_program(&crate::Config::default())?.on(file), options)
        .await
        .map_err(|p| commands::problem(&p))?;
    let read = begun.elapsed();
    let begun = Instant::now();
    let done = imports.commit(&grant, &prepared, RefusedRows::LeaveOut).await.map_err(|p| commands::problem(&p))?;
    let commit = begun.elapsed();
    let id = done.body.as_ref().context("an import without a view")?.id;
    let reader = school.db.read(&grant);
    let proof = proof(&reader, school.id, id).await.map_err(|p| commands::problem(&p))?;
    let mut found = differences(entry, &prepared, &proof);
    found.extend(school.totals_differ(&proof).await?);
    match imports.commit(&grant, &prepared, RefusedRows::LeaveOut).await {
        Err(problem) if problem.code() == "imported_before" => {}
        _ => found.push("the same file was imported twice".into()),
    }
    commands::say(&format!(
        "{:<24} {:<8} {:>7} {:>7} {:>8} {:>16} {:>16} {:>6.1}s {:>6.1}s",
        entry.file,
        if quantity == QuantityRows::Keep { "kept" } else { "exploded" },
        prepared.plan.data_rows(),
        prepared.plan.refused.len(),
        proof.cards,
        Money::stored(proof.opening_value).to_string(),
        Money::stored(proof.opening_depreciation).to_string(),
        read.as_secs_f64(),
        commit.as_secs_f64(),
    ))?;
    school.db.close().await;
    Ok(found)
}

/// Every figure that is not what the manifest says.
fn differences(entry: &Entry, prepared: &Prepared, proof: &Proof) -> Vec<String> {
    let plan = &prepared.plan;
    let cards = if plan.quantity == QuantityRows::Keep { entry.cards_batch } else { entry.cards_exploded };
    let yuan = |fen: i64| Money::stored(fen).to_string();
    let nothing = || "0.00".to_owned();
    let figures = [
        ("rows", entry.data_rows.to_string(), plan.data_rows().to_string()),
        ("accepted rows", entry.accepted_rows.to_string(), plan.cards.len().to_string()),
        ("refused rows", entry.rejected_row_count.to_string(), plan.refused.len().to_string()),
        ("rows without value", entry.rows_without_value.to_string(), plan.rows_without_value.to_string()),
        ("cards", cards.to_string(), proof.cards.to_string()),
        ("original value", entry.sum_original_value.clone().unwrap_or_else(nothing), yuan(proof.opening_value)),
        ("depreciation", entry.sum_accumulated_depreciation.clone().unwrap_or_else(nothing), yuan(proof.opening_depreciation)),
        ("which rows are refused", entry.rejected(), manifest::refused(plan)),
    ];
    let mut found: Vec<String> = figures
        .into_iter()
        .filter(|(_, expected, got)| expected != got)
        .map(|(what, expected, got)| format!("{what}: expected {expected}, got {got}"))
        .collect();
    if !proof.agrees() {
        found.push(format!("cards, opening values, assignments and search index disagree: {proof:?}"));
    }
    found
}
