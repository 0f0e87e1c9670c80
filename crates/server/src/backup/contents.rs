//! What a backup says of itself: a head before anything else, a manifest of every part after them, and the manifest's own hash last.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// First entry of every archive: what is no backup of ours is known by its first bytes.
pub(super) const HEAD: &str = "backup.json";
pub(super) const SQLITE: &str = "database.sqlite";
pub(super) const POSTGRES: &str = "database.pgdump";
pub(super) const TOKEN_KEY: &str = "token.key";
pub(super) const FILES: &str = "files/";
pub(super) const MANIFEST: &str = "manifest.json";
/// Last entry: as `sha256sum` writes it, so that the manifest can be checked by hand.
pub(super) const SEAL: &str = "manifest.json.sha256";

pub(super) const FORMAT: &str = "steward-backup";
pub(super) const FORMAT_VERSION: u32 = 1;

/// What is known before the parts are written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub format: String,
    pub format_version: u32,
    /// Of the product that made it.
    pub product_version: String,
    pub made_at: DateTime<Utc>,
    pub engine: StoredEngine,
    /// The last migration that its database knows.
    pub schema: String,
    /// A demo school: never to be taken for a real one.
    pub demo: bool,
    pub holds: Holds,
    /// Parts between head and manifest.
    pub parts: u64,
    /// Bytes of these parts, so that whoever unpacks knows beforehand what comes.
    pub bytes: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum StoredEngine {
    Sqlite,
    Postgres,
}

impl StoredEngine {
    pub(super) const fn database(self) -> &'static str {
        match self {
            Self::Sqlite => SQLITE,
            Self::Postgres => POSTGRES,
        }
    }
}

/// How much of an installation is inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Holds {
    /// Database, key, photos and documents.
    Everything,
    /// Database and key: made by itself before a migration, which touches no file.
    Database,
}

/// What is known when the parts are written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub parts: Vec<PartNote>,
    /// Rows of every table of the database.
    pub tables: BTreeMap<String, i64>,
    /// Files that an attachment needs and that were not in the store when the backup was made.
    pub missing: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartNote {
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

/// Whether an archive may hold an entry of this name. The list is closed, so that no name leads anywhere else.
pub(super) fn is_allowed(name: &str) -> bool {
    matches!(name, HEAD | SQLITE | POSTGRES | TOKEN_KEY | MANIFEST | SEAL) || name.strip_prefix(FILES).is_some_and(is_file)
}

/// `<school>/<sha-256>`, `.1600` and `.320` behind it for the sizes of a picture.
pub(super) fn is_file(name: &str) -> bool {
    let Some((school, file)) = name.split_once('/') else { return false };
    let hash = file.strip_suffix(".1600").or_else(|| file.strip_suffix(".320")).unwrap_or(file);
    let lower_hex = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
    let is_school = school.len() == 36 && uuid::Uuid::try_parse(school).is_ok();
    is_school && hash.len() == 64 && hash.bytes().all(lower_hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_allowed() {
        let (school, hash) = ("01900000-0000-7000-8000-000000000001", "ab".repeat(32));
        for name in [HEAD.to_owned(), SEAL.to_owned(), format!("files/{school}/{hash}"), format!("files/{school}/{hash}.1600")] {
            assert!(is_allowed(&name), "{name}");
        }
        for name in [
            "../steward.db".to_owned(),
            "/etc/passwd".to_owned(),
            "files/../../x".to_owned(),
            format!("files/{school}/../{hash}"),
            format!("files/{school}/{hash}.exe"),
            format!("files/{school}/{}", hash.to_uppercase()),
            format!("files/{school}/x/{hash}"),
            format!("./{HEAD}"),
            String::new(),
        ] {
            assert!(!is_allowed(&name), "{name}");
        }
    }
}
