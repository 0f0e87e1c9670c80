//! Which photos and documents belong into a backup: those that a row of its database names.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use anyhow::Context;
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use super::contents::FILES;

/// Files of a store by the name that they have in an archive, in the order of these names.
pub(crate) struct Found {
    pub files: Vec<(String, PathBuf)>,
    /// What an attachment needs and is not there.
    pub missing: Vec<String>,
}

/// Uploads of a database: school and hash → whether anything is attached by it.
async fn named(db: &impl ConnectionTrait) -> anyhow::Result<HashMap<String, bool>> {
    let sql = "SELECT school_id, sha256, attached FROM upload";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let mut named = HashMap::with_capacity(rows.len());
    for row in rows {
        let (school, sha256): (Uuid, Vec<u8>) = (row.try_get("", "school_id")?, row.try_get("", "sha256")?);
        let attached: bool = row.try_get("", "attached")?;
        *named.entry(format!("{school}/{}", hex::encode(sha256))).or_default() |= attached;
    }
    Ok(named)
}

/// Looks through the store for what the rows of `db` name. A row is written after its file, so whatever a copy of the database names
/// is in the store by then; an upload that nobody attached may have been swept since.
pub(crate) async fn look(db: &impl ConnectionTrait, root: &Path) -> anyhow::Result<Found> {
    let named = named(db).await?;
    let root = root.to_owned();
    Ok(tokio::task::spawn_blocking(move || walk(&named, &root)).await?)
}

fn walk(named: &HashMap<String, bool>, root: &Path) -> Found {
    let (mut files, mut missing) = (Vec::new(), Vec::new());
    for (name, attached) in named {
        let whole = root.join(name);
        let kept: Vec<_> = ["", ".1600", ".320"]
            .iter()
            .map(|suffix| (format!("{FILES}{name}{suffix}"), whole.with_extension(suffix.trim_start_matches('.'))))
            .filter(|(_, path)| path.is_file())
            .collect();
        if kept.is_empty() && *attached {
            missing.push(name.clone());
        }
        files.extend(kept);
    }
    files.sort();
    missing.sort();
    Found { files, missing }
}

/// Bytes of all of them.
pub(super) fn bytes(files: &[(String, PathBuf)]) -> anyhow::Result<u64> {
    files.iter().try_fold(0, |sum, (_, path)| {
        let about = std::fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(sum + about.len())
    })
}
