//! Everything that a database holds, as text: two equal dumps mean that nothing changed.

#![expect(clippy::disallowed_types, reason = "tests look behind the product's back")]

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use crate::TestDb;

impl TestDb {
    /// Table → its rows as sorted lines. The search index of SQLite is left out: it follows its table.
    pub async fn dump(&self) -> BTreeMap<String, Vec<String>> {
        let raw = self.raw().await;
        let mut all = BTreeMap::new();
        for table in lines(&raw, tables(&raw)).await {
            let rows = match raw.get_database_backend() {
                DbBackend::Postgres => format!("SELECT t::text AS line FROM \"{table}\" t ORDER BY 1"),
                _ => {
                    let columns = lines(&raw, &format!("SELECT name AS line FROM pragma_table_info('{table}')")).await;
                    let quoted: Vec<String> = columns.iter().map(|c| format!("quote(\"{c}\")")).collect();
                    format!("SELECT {} AS line FROM \"{table}\" ORDER BY 1", quoted.join(" || ',' || "))
                }
            };
            let rows = lines(&raw, &rows).await;
            all.insert(table, rows);
        }
        raw.close().await.unwrap();
        all
    }
}

fn tables(raw: &DatabaseConnection) -> &'static str {
    match raw.get_database_backend() {
        DbBackend::Postgres => "SELECT tablename::text AS line FROM pg_tables WHERE schemaname = 'public'",
        _ => "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'asset_search%'",
    }
}

async fn lines(raw: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
    rows.into_iter().map(|row| row.try_get::<String>("", "line").unwrap()).collect()
}
