//! `steward distribute`: what it prints, and that it does just that. No Citus runs here: a stand-in of its functions refuses what Citus
//! refuses, and notes what it was asked for.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::json;
use server::distribute::placement::{self, LOCAL, Placement, REFERENCE};
use test_support::{Digest, School, TestDb, TestEngine};

use crate::registers::ledgers::{DONE, PROGRAM};

/// Citus's own functions as this command uses them. They refuse tables with references or keys that are not by school, what is not done
/// in sequence, and triggers that were not allowed.
const STAND_IN: [&str; 6] = [
    "CREATE SCHEMA stand_in",
    "CREATE TABLE stand_in.pg_dist_partition (logicalrelid regclass PRIMARY KEY, place text NOT NULL, nr bigserial)",
    "CREATE FUNCTION stand_in.create_reference_table(named regclass) RETURNS void LANGUAGE plpgsql AS $$ BEGIN \
        IF current_setting('citus.multi_shard_modify_mode', true) IS DISTINCT FROM 'sequential' THEN RAISE EXCEPTION 'not in sequence'; END IF; \
        IF EXISTS (SELECT 1 FROM pg_constraint WHERE contype = 'f' AND named IN (conrelid, confrelid)) THEN \
            RAISE EXCEPTION '% has references', named; END IF; \
        INSERT INTO stand_in.pg_dist_partition VALUES (named, 'everywhere'); END $$",
    "CREATE FUNCTION stand_in.create_distributed_table(named regclass, by text, colocate_with text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN \
        IF by <> 'school_id' THEN RAISE EXCEPTION 'by %', by; END IF; \
        IF current_setting('citus.multi_shard_modify_mode', true) IS DISTINCT FROM 'sequential' THEN RAISE EXCEPTION 'not in sequence'; END IF; \
        IF EXISTS (SELECT 1 FROM pg_constraint WHERE contype = 'f' AND named IN (conrelid, confrelid)) THEN \
            RAISE EXCEPTION '% has references', named; END IF; \
        IF EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = named AND NOT tgisinternal) THEN RAISE EXCEPTION '% has triggers', named; END IF; \
        IF EXISTS (SELECT 1 FROM pg_index WHERE indrelid = named AND indisunique AND NOT EXISTS (SELECT 1 FROM pg_attribute \
            WHERE attrelid = named AND attname = 'school_id' AND attnum = ANY (indkey))) THEN RAISE EXCEPTION '% has a key without school', named; END IF; \
        IF colocate_with <> 'none' AND NOT EXISTS (SELECT 1 FROM stand_in.pg_dist_partition \
            WHERE logicalrelid = colocate_with::regclass AND place <> 'everywhere') THEN RAISE EXCEPTION '% is not spread', colocate_with; END IF; \
        INSERT INTO stand_in.pg_dist_partition VALUES (named, colocate_with); END $$",
    "CREATE FUNCTION stand_in.create_distributed_function(named regprocedure) RETURNS void LANGUAGE plpgsql AS $$ BEGIN END $$",
    "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, stand_in', current_database()); END $$",
];

async fn strings(raw: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
    rows.into_iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// Keys, references, indexes and triggers as PostgreSQL describes them.
async fn schema(raw: &DatabaseConnection) -> Vec<String> {
    let sql = "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace \
               UNION SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' \
               UNION SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1";
    strings(raw, sql).await
}

async fn stand_in(db: &TestDb) {
    let raw = db.raw().await;
    for sql in STAND_IN {
        raw.execute_unprepared(sql).await.unwrap();
    }
    raw.close().await.unwrap();
}

#[tokio::test]
async fn without_citus_it_prints_and_does_nothing() {
    let mut school = School::open(TestEngine::Postgres).await;
    school.app.stop().await;
    let db = &school.app.db;
    let before = (Digest::of(db).await, schema(&db.raw().await).await);
    let printed = db.run(PROGRAM, &["distribute"]).await.expect(DONE);
    assert!(printed.out.starts_with("-- This PostgreSQL has no Citus"), "{printed:?}");
    assert!(printed.out.contains("SELECT create_reference_table('school');"), "{printed:?}");
    assert!(printed.out.contains("SELECT create_distributed_table('repair_case', 'school_id', colocate_with => "), "{printed:?}");
    for table in LOCAL {
        assert!(!printed.out.contains(&format!("_table('{table}'")), "{table} stays where it is");
    }
    let refused = db.run(PROGRAM, &["distribute", "--run"]).await.expect(1);
    assert!(refused.err.contains("has no Citus") && refused.err.contains("CREATE EXTENSION citus"), "{refused:?}");
    before.0.assert_unchanged(db, "a look").await;
    assert_eq!(schema(&db.raw().await).await, before.1);

    let embedded = School::open(TestEngine::Sqlite).await;
    let refused = embedded.app.db.run(PROGRAM, &["distribute"]).await.expect(1);
    assert!(refused.err.contains("steward copy"), "{refused:?}");
}

#[tokio::test]
async fn it_moves_every_table_once_and_leaves_the_schema_as_it_was() {
    let mut school = School::open(TestEngine::Postgres).await;
    school.app.stop().await;
    let db = &school.app.db;
    stand_in(db).await;
    let before = (Digest::of(db).await, schema(&db.raw().await).await);
    let done = db.run(PROGRAM, &["distribute", "--run"]).await.expect(DONE);
    assert!(done.out.contains("tables are spread by school, 13 are on every machine; 6 stay on the coordinator"), "{done:?}");
    before.0.assert_unchanged(db, "rows are where they were").await;
    let raw = db.raw().await;
    assert_eq!(schema(&raw).await, before.1, "references and triggers are up again");
    let everywhere: BTreeSet<String> =
        strings(&raw, "SELECT logicalrelid::text FROM stand_in.pg_dist_partition WHERE place = 'everywhere'").await.into_iter().collect();
    assert_eq!(everywhere, REFERENCE.map(str::to_owned).into());
    let by_school: BTreeSet<String> =
        strings(&raw, "SELECT logicalrelid::text FROM stand_in.pg_dist_partition WHERE place <> 'everywhere'").await.into_iter().collect();
    let all = strings(&raw, "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'").await;
    assert_eq!(by_school, all.into_iter().filter(|table| placement::of(table) == Placement::BySchool).collect());

    // Again, it has nothing to do; after an upgrade that brought a table, it moves that one, to where its schools are.
    let again = db.run(PROGRAM, &["distribute", "--run"]).await.expect(DONE);
    assert!(again.out.contains("in its place already"), "{again:?}");
    raw.execute_unprepared(
        "CREATE TABLE brought (school_id uuid NOT NULL, id uuid NOT NULL, person_id uuid, PRIMARY KEY (school_id, id), \
         FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id))",
    )
    .await
    .unwrap();
    let printed = db.run(PROGRAM, &["distribute"]).await.expect(DONE);
    let moved: Vec<&str> = printed.out.lines().filter(|line| line.starts_with("SELECT create_")).collect();
    assert_eq!(moved.len(), 1, "{printed:?}");
    assert!(moved[0].contains("'brought'") && !moved[0].contains("'none'"), "{printed:?}");
    assert!(printed.out.contains("ALTER TABLE \"brought\" ADD CONSTRAINT"), "{printed:?}");
    raw.close().await.unwrap();
}

#[tokio::test]
async fn what_is_refused_half_way_leaves_everything_as_it_was() {
    let mut school = School::open(TestEngine::Postgres).await;
    school.app.stop().await;
    let db = &school.app.db;
    stand_in(db).await;
    let raw = db.raw().await;
    raw.execute_unprepared("CREATE UNIQUE INDEX across_schools ON repair_case (number)").await.unwrap();
    let before = schema(&raw).await;
    let refused = db.run(PROGRAM, &["distribute", "--run"]).await.expect(1);
    assert!(refused.err.contains("nothing was changed") && refused.err.contains("repair_case has a key without school"), "{refused:?}");
    assert_eq!(schema(&raw).await, before);
    assert!(strings(&raw, "SELECT logicalrelid::text FROM stand_in.pg_dist_partition").await.is_empty());
    raw.close().await.unwrap();
    // The school goes on working.
    let app = test_support::TestApp::start_with(school.app.db, |_| {}).await;
    school.admin.at(&app.base).post("/people", json!({ "name": "新人" })).await.expect(201);
}
