//! The schema and the entities say the same, and every table of a school can be distributed by school.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, Iden, Iterable, Statement};
use server::distribute::placement::{self, LOCAL, Placement, REFERENCE};
use test_support::TestApp;

use crate::on_both_engines;

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
    entity::<campus::role_label::entity::Entity>(&mut all);
    entity::<campus::delegation::entity::Entity>(&mut all);
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
    entity::<identity::auditor::entity::Entity>(&mut all);
    entity::<identity::auditor::entity::code::Entity>(&mut all);
    entity::<identity::mail::entity::Entity>(&mut all);
    entity::<identity::second_factor::entity::Entity>(&mut all);
    entity::<identity::openid::entity::Entity>(&mut all);
    entity::<identity::passkey::entity::Entity>(&mut all);
    entity::<identity::used_challenge::Entity>(&mut all);
    entity::<identity::session::entity::refresh_token::Entity>(&mut all);
    entity::<registers::category::entity::Entity>(&mut all);
    entity::<registers::asset::entity::Entity>(&mut all);
    entity::<registers::asset::entity::assignment::Entity>(&mut all);
    entity::<registers::asset::entity::value_event::Entity>(&mut all);
    entity::<registers::asset::entity::import::Entity>(&mut all);
    entity::<registers::asset::entity::due::Entity>(&mut all);
    entity::<registers::depreciation::entity::Entity>(&mut all);
    entity::<registers::depreciation::entity::line::Entity>(&mut all);
    entity::<registers::export::entity::Entity>(&mut all);
    entity::<registers::export::template::entity::Entity>(&mut all);
    entity::<registers::import::mapping::entity::Entity>(&mut all);
    entity::<campus::saved_view::entity::Entity>(&mut all);
    entity::<notices::inbox::entity::Entity>(&mut all);
    entity::<notices::inbox::entity::event::Entity>(&mut all);
    entity::<notices::preference::entity::Entity>(&mut all);
    entity::<notices::channel::entity::Entity>(&mut all);
    entity::<notices::delivery::entity::Entity>(&mut all);
    entity::<approvals::approval::entity::Entity>(&mut all);
    entity::<approvals::approval::entity::step::Entity>(&mut all);
    entity::<procurement::petty::entity::Entity>(&mut all);
    entity::<procurement::petty::entity::line::Entity>(&mut all);
    entity::<procurement::petty::entity::invoice::Entity>(&mut all);
    entity::<procurement::petty::entity::version::Entity>(&mut all);
    entity::<procurement::request::entity::Entity>(&mut all);
    entity::<procurement::request::entity::line::Entity>(&mut all);
    entity::<procurement::request::entity::version::Entity>(&mut all);
    entity::<procurement::request::entity::reminder::Entity>(&mut all);
    entity::<procurement::order::entity::Entity>(&mut all);
    entity::<procurement::order::entity::line::Entity>(&mut all);
    entity::<procurement::order::entity::buyer::Entity>(&mut all);
    entity::<procurement::receipt::entity::Entity>(&mut all);
    entity::<procurement::receipt::entity::line::Entity>(&mut all);
    entity::<procurement::receipt::entity::acceptor::Entity>(&mut all);
    entity::<procurement::receipt::entity::result::Entity>(&mut all);
    entity::<procurement::budget::entity::Entity>(&mut all);
    entity::<procurement::budget::entity::event::Entity>(&mut all);
    entity::<procurement::exception::entity::Entity>(&mut all);
    entity::<papers::signed_scan::entity::Entity>(&mut all);
    entity::<procurement::publication::entity::Entity>(&mut all);
    entity::<procurement::publication::entity::listing::Entity>(&mut all);
    entity::<procurement::publication::entity::record::Entity>(&mut all);
    entity::<procurement::publication::entity::reminder::Entity>(&mut all);
    entity::<procurement::supplier::entity::Entity>(&mut all);
    entity::<procurement::supplier::entity::licence::Entity>(&mut all);
    entity::<procurement::supplier::entity::bank::Entity>(&mut all);
    entity::<procurement::quote::entity::Entity>(&mut all);
    entity::<procurement::quote::entity::quote::Entity>(&mut all);
    entity::<procurement::quote::entity::line::Entity>(&mut all);
    entity::<procurement::quote::entity::version::Entity>(&mut all);
    entity::<repairs::case::entity::Entity>(&mut all);
    entity::<repairs::case::entity::joiner::Entity>(&mut all);
    entity::<repairs::route::entity::Entity>(&mut all);
    entity::<inspections::checklist::entity::Entity>(&mut all);
    entity::<inspections::checklist::entity::version::Entity>(&mut all);
    entity::<inspections::plan::entity::Entity>(&mut all);
    entity::<inspections::round::entity::Entity>(&mut all);
    entity::<inspections::round::entity::answer::Entity>(&mut all);
    entity::<inspections::round::entity::finding::Entity>(&mut all);
    entity::<canteen::site::entity::Entity>(&mut all);
    entity::<canteen::staff::entity::Entity>(&mut all);
    entity::<canteen::certificate::entity::Entity>(&mut all);
    entity::<canteen::menu::entity::Entity>(&mut all);
    entity::<canteen::book::entity::Entity>(&mut all);
    entity::<canteen::sample::entity::Entity>(&mut all);
    entity::<canteen::control::entity::Entity>(&mut all);
    entity::<canteen::meeting::entity::Entity>(&mut all);
    entity::<canteen::incident::entity::Entity>(&mut all);
    entity::<canteen::contract::entity::Entity>(&mut all);
    entity::<canteen::outside::entity::Entity>(&mut all);
    entity::<canteen::outside::entity::finding::Entity>(&mut all);
    entity::<reports::export::entity::Entity>(&mut all);
    entity::<reports::reconciliation::entity::Entity>(&mut all);
    entity::<reports::reconciliation::entity::balance::Entity>(&mut all);
    entity::<reports::reconciliation::entity::voucher::Entity>(&mut all);
    entity::<stores::store::entity::Entity>(&mut all);
    entity::<stores::store::entity::keeper::Entity>(&mut all);
    entity::<stores::item::entity::Entity>(&mut all);
    entity::<stores::distribution::entity::Entity>(&mut all);
    entity::<stores::distribution::entity::cell::Entity>(&mut all);
    entity::<stores::distribution::entity::version::Entity>(&mut all);
    entity::<reports::term_summary::entity::Entity>(&mut all);
    entity::<stores::requisition::entity::Entity>(&mut all);
    entity::<stores::requisition::entity::line::Entity>(&mut all);
    entity::<stores::requisition::entity::version::Entity>(&mut all);
    entity::<stores::stock::entity::Entity>(&mut all);
    entity::<stores::stock::entity::line::Entity>(&mut all);
    entity::<stores::stock::entity::lot::Entity>(&mut all);
    entity::<stores::stock::entity::moves::Entity>(&mut all);
    entity::<stores::stock::entity::balance::Entity>(&mut all);
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
    /// The two lists of `server::distribute::placement` are closed: a new table in them is a decision, and every other table has its school.
    async fn every_table_but_two_closed_lists_has_its_school(engine) {
        let app = TestApp::start(engine).await;
        let found = columns(&app.db.raw().await).await;
        for table in REFERENCE.iter().chain(&LOCAL) {
            assert!(found.contains_key(*table), "{table} is in a list and not in the schema");
        }
        for (table, columns) in &found {
            assert!(placement::of(table) != Placement::BySchool || columns.contains("school_id"), "{table} knows no school");
        }
    }
}

/// What makes a schema that can be spread over machines by school: no key, unique index or reference of a school's table without a leading
/// school; references only within a school or to tables that are everywhere; none from or to a table that stays on one machine.
#[tokio::test]
async fn every_table_of_a_school_can_be_distributed_by_school() {
    let app = TestApp::start(test_support::TestEngine::Postgres).await;
    let raw = app.db.raw().await;
    let keys = "SELECT c.relname::text, i.relname::text, a.attname::text FROM pg_index x \
         JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid \
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0] \
         WHERE c.relnamespace = 'public'::regnamespace AND (x.indisunique OR x.indisprimary)";
    let keys = strings(&raw, keys).await;
    assert!(keys.len() > 40, "{} keys", keys.len());
    for row in keys {
        assert!(placement::of(&row[0]) != Placement::BySchool || row[2] == "school_id", "{} of {} begins with {}", row[1], row[0], row[2]);
    }
    let references = "SELECT c.relname::text, f.relname::text, a.attname || ' → ' || b.attname FROM pg_constraint r \
         JOIN pg_class c ON c.oid = r.conrelid JOIN pg_class f ON f.oid = r.confrelid \
         JOIN pg_attribute a ON a.attrelid = r.conrelid AND a.attnum = r.conkey[1] \
         JOIN pg_attribute b ON b.attrelid = r.confrelid AND b.attnum = r.confkey[1] WHERE r.contype = 'f'";
    let references = strings(&raw, references).await;
    assert!(references.len() > 40, "{} references", references.len());
    for row in references {
        let allowed = match (placement::of(&row[0]), placement::of(&row[1])) {
            (Placement::BySchool, Placement::BySchool) => row[2] == "school_id → school_id",
            (Placement::BySchool | Placement::Reference, Placement::Reference) => true,
            _ => false,
        };
        assert!(allowed, "{} refers to {} by {}", row[0], row[1], row[2]);
    }
}

/// Citus refuses to step over locked rows of a spread table when no school is named: rows are taken like that from local tables only.
#[test]
fn rows_are_locked_in_local_tables_only() {
    let mut locking = Vec::new();
    for (file, text) in crate::tidy::files::sources().filter(|(file, _)| file.starts_with("crates/") || file.starts_with("migrations/")) {
        let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        assert!(!code.contains("lock_exclusive(") && !code.contains("lock_with_"), "{file} locks by the query builder");
        if ["FOR UPDATE", "FOR NO KEY UPDATE", "FOR SHARE"].iter().any(|lock| code.contains(lock)) {
            // The statement stands close behind the name of its lock.
            let (_, behind) = code.split_once("\"FOR UPDATE SKIP LOCKED\"").unwrap_or_else(|| panic!("{file} locks in a way of its own"));
            let statement = behind.split_once(".query_all_raw(").unwrap().0;
            let taken: Vec<_> =
                statement.split("FROM ").skip(1).filter_map(|rest| rest.split_whitespace().next()).map(str::to_owned).collect();
            assert!(!taken.is_empty() && taken.iter().all(|table| LOCAL.contains(&table.as_str())), "{file} locks {taken:?}");
            locking.push(file);
        }
    }
    assert_eq!(locking, ["crates/kernel/src/jobs/store.rs", "crates/kernel/src/outbox/dispatch.rs"]);
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
