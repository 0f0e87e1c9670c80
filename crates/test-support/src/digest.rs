//! "Nothing changed" (∅ of the catalogue): what a refused call has to leave behind it.

use std::collections::BTreeMap;

use crate::TestDb;

/// Rows that any call or round may move: sessions, their tokens, the counters of attempts, the lease of the server's own rounds, which come
/// once a minute, and when what is old was last looked for.
const TECHNICAL: [&str; 5] = ["attempt_counter", "lease", "refresh_token", "retention_run", "session"];

/// All rows of all other tables at one moment: the business, the audit trail, the idempotency keys, the number series; and
/// the files that are kept.
#[derive(Debug)]
pub struct Digest(BTreeMap<String, Vec<String>>);

impl Digest {
    pub async fn of(db: &TestDb) -> Self {
        let mut tables = db.dump().await;
        tables.retain(|table, _| !TECHNICAL.contains(&table.as_str()));
        tables.insert("files".into(), db.kept_files());
        Self(tables)
    }

    /// # Panics
    /// When a row came, went or changed since.
    pub async fn assert_unchanged(&self, db: &TestDb, what: &str) {
        let now = Self::of(db).await;
        let mut changes = Vec::new();
        for (table, rows) in &now.0 {
            let before = self.0.get(table).map_or(&[][..], Vec::as_slice);
            changes.extend(rows.iter().filter(|row| !before.contains(row)).map(|row| format!("+ {table}: {row}")));
            changes.extend(before.iter().filter(|row| !rows.contains(row)).map(|row| format!("- {table}: {row}")));
        }
        assert!(changes.is_empty(), "{what} changed something:\n{}", changes.join("\n"));
    }

    /// Rows of a table.
    pub fn rows(&self, table: &str) -> usize {
        self.0.get(table).map_or(0, Vec::len)
    }
}
