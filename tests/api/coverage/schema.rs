//! The schema and the entities say the same, and every table of a school can be distributed by school.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, Iden, Iterable, Statement};
use test_support::{TestApp, TestEngine};

use crate::on_both_engines;

/// Tables that know no school, because they come before one. The list is closed: a new one is a decision.
const INSTALLATION: [&str; 11] = [
    "account",
    "attempt_counter",
    "lease",
    "refresh_token",
    "school",
    "seaql_migrations",
    "session",
    "sign_code",
    "sign_in_name",
    "sign_in_slip",
    "token_key",
];

async fn strings(raw: &DatabaseConnection, sql: &str) -> Vec<Vec<String>> {
    let rows = raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
    rows.into_iter().map(|r| (0..3).map_while(|i| r.try_get_by_index::<String>(i).ok()).collect()).collect()
}

async fn columns(raw: &DatabaseConnection) -> BTreeMap<String, BTreeSet<String>> {
    let sql = match raw.get_database_backend() {
        DbBackend::Postgres => "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public'",
        _ => {
            "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'asset_search%' AND m.name NOT LIKE 'sqlite_%'"
        }
    };
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in strings(raw, sql).await {
        tables.entry(row[0].clone()).or_default().insert(row[1].clone());
    }
    tables.remove("asset_search");
    tables
}

fn entity<E: EntityTrait>(into: &mut BTreeMap<String, BTreeSet<String>>) {
    into.insert(E::default().table_name().to_owned(), E::Column::iter().map(|c| c.unquoted().to_owned()).collect());
}

/// Every entity of the product.
fn entities() -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    entity::<kernel::audit::entity::header::Entity>(&mut all);
    entity::<kernel::audit::entity::subject::Entity>(&mut all);
    entity::<campus::school::entity::Entity>(&mut all);
    entity::<campus::department::entity::Entity>(&mut all);
    entity::<campus::person::entity::Entity>(&mut all);
    entity::<campus::role_grant::entity::Entity>(&mut all);
    entity::<campus::role_grant::entity::place::Entity>(&mut all);
    entity::<campus::calendar::entity::Entity>(&mut all);
    entity::<campus::class::entity::Entity>(&mut all);
    entity::<campus::class::entity::advance::Entity>(&mut all);
    entity::<campus::policy::entity::Entity>(&mut all);
    entity::<campus::term::entity::Entity>(&mut all);
    entity::<campus::location::entity::Entity>(&mut all);
    entity::<campus::location::entity::sign::Entity>(&mut all);
    entity::<files::upload::entity::Entity>(&mut all);
    entity::<files::attachment::entity::Entity>(&mut all);
    entity::<campus::retention::entity::Entity>(&mut all);
    entity::<identity::account::entity::Entity>(&mut all);
    entity::<identity::account::entity::sign_in_name::Entity>(&mut all);
    entity::<identity::session::entity::Entity>(&mut all);
    entity::<identity::slip::entity::Entity>(&mut all);
    entity::<identity::session::entity::refresh_token::Entity>(&mut all);
    entity::<registers::category::entity::Entity>(&mut all);
    entity::<registers::asset::entity::Entity>(&mut all);
    entity::<registers::asset::entity::assignment::Entity>(&mut all);
    entity::<registers::asset::entity::value_event::Entity>(&mut all);
    entity::<registers::asset::entity::import::Entity>(&mut all);
    entity::<registers::asset::entity::due::Entity>(&mut all);
    entity::<registers::export::entity::Entity>(&mut all);
    entity::<registers::export::template::entity::Entity>(&mut all);
    entity::<registers::import::mapping::entity::Entity>(&mut all);
    entity::<campus::saved_view::entity::Entity>(&mut all);
    entity::<notices::inbox::entity::Entity>(&mut all);
    entity::<notices::inbox::entity::event::Entity>(&mut all);
    entity::<notices::preference::entity::Entity>(&mut all);
    entity::<notices::channel::entity::Entity>(&mut all);
    entity::<notices::delivery::entity::Entity>(&mut all);
    entity::<repairs::case::entity::Entity>(&mut all);
    entity::<repairs::case::entity::joiner::Entity>(&mut all);
    entity::<repairs::route::entity::Entity>(&mut all);
    all
}

/// Tables that are read and written by statement, without an entity.
const BY_STATEMENT: [&str; 9] =
    ["attempt_counter", "idempotency_key", "job", "lease", "number_sequence", "outbox", "seaql_migrations", "token_key", "upload_usage"];

on_both_engines! {
    async fn migrated_tables_are_exactly_the_entities(engine) {
        let app = TestApp::start(engine).await;
        let mut found = columns(&app.db.raw().await).await;
        for table in BY_STATEMENT {
            assert!(found.remove(table).is_some(), "{table} is not there");
        }
        assert_eq!(found, entities());
    }
}

on_both_engines! {
    async fn every_table_but_a_closed_list_leads_with_its_school(engine) {
        let app = TestApp::start(engine).await;
        let raw = app.db.raw().await;
        let found = columns(&raw).await;
        let without: BTreeSet<&str> = found.iter().filter(|(_, columns)| !columns.contains("school_id")).map(|(t, _)| t.as_str()).collect();
        let known: BTreeSet<&str> = INSTALLATION.into_iter().filter(|t| !matches!(*t, "session" | "sign_code" | "sign_in_slip")).collect();
        assert_eq!(without, known);
        if engine == TestEngine::Postgres {
            let sql = "SELECT c.relname::text, i.relname::text, a.attname::text FROM pg_index x \
                 JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid \
                 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0] \
                 JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND (x.indisunique OR x.indisprimary)";
            for row in strings(&raw, sql).await {
                assert!(INSTALLATION.contains(&row[0].as_str()) || row[2] == "school_id", "{} of {} begins with {}", row[1], row[0], row[2]);
            }
            let sql = "SELECT r.conrelid::regclass::text, r.conname::text, a.attname::text FROM pg_constraint r \
                 JOIN pg_attribute a ON a.attrelid = r.conrelid AND a.attnum = r.conkey[1] WHERE r.contype = 'f'";
            for row in strings(&raw, sql).await {
                assert!(INSTALLATION.contains(&row[0].as_str()) || row[2] == "school_id", "{} of {} begins with {}", row[1], row[0], row[2]);
            }
        }
    }
}

on_both_engines! {
    /// The audit tables take no change and no deletion, whoever tries.
    async fn audit_rows_cannot_be_changed_or_deleted(engine) {
        let app = TestApp::start(engine).await;
        app.set_up("青禾小学").await;
        let raw = app.db.raw().await;
        for sql in ["UPDATE audit_event SET actor_name = 'x'", "DELETE FROM audit_event", "UPDATE audit_subject SET label = 'x'", "DELETE FROM audit_subject"] {
            let refused = raw.execute_unprepared(sql).await.unwrap_err().to_string();
            assert!(refused.contains("append-only"), "{sql}: {refused}");
        }
    }
}
