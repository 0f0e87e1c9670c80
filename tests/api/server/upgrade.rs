//! From every earlier schema to this one, also when it is killed half way; and never back.

use std::{process::Stdio, time::Instant};

use kernel::Clock;
use migrations::Migrator;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use sea_orm_migration::MigratorTrait;
use test_support::{TestDb, TestEngine};
use tokio::process::Command;

use crate::{
    on_both_engines,
    registers::ledgers::{DONE, PROGRAM},
};

const SCHOOL: &str = "01900000-0000-7000-8000-000000000001";

/// The first migration after which there are cards.
const WITH_CARDS: u32 = 4;

pub(super) async fn open(db: &TestDb) -> DatabaseConnection {
    let url = db.url.clone().unwrap_or_else(|| format!("sqlite://{}?mode=rwc", db.dir.path().join("steward.db").display()));
    #[expect(clippy::disallowed_methods, reason = "an installation of long ago")]
    Database::connect(url).await.unwrap()
}

/// A database as an earlier version left it, with rows in it.
async fn of_earlier_days(engine: TestEngine, migrations: u32) -> TestDb {
    let db = TestDb::empty(engine).await;
    let raw = open(&db).await;
    Migrator::up(&raw, Some(migrations)).await.unwrap();
    raw.close().await.unwrap();
    fill(&db, migrations).await;
    db
}

/// Rows, in a schema of so many migrations.
async fn fill(db: &TestDb, migrations: u32) {
    let at = "'2026-09-01 00:00:00+00:00'";
    let mut rows = vec![
        format!(
            "INSERT INTO school (id, kind, name, time_zone, created_at) VALUES ('{SCHOOL}', 'school', '青禾小学', 'Asia/Shanghai', {at})"
        ),
        format!(
            "INSERT INTO audit_event (school_id, id, at, actor_kind, actor_name, acting_role, permission, request_id, action, row_hash) \
             VALUES ('{SCHOOL}', '{SCHOOL}', {at}, 'setup', 'setup', '', 'school.set_up', '', 'school.created', '00')"
        ),
    ];
    if migrations >= WITH_CARDS {
        rows.push(format!(
            "INSERT INTO asset_category (school_id, id, code, name_zh, name_en, unit, kind, aliases, origin) \
             VALUES ('{SCHOOL}', '{SCHOOL}', 'A02', '设备', 'Equipment', '台', 'fixed', '', 'pack')"
        ));
        rows.extend((1..=40).map(|n| {
            format!(
                "INSERT INTO asset (school_id, id, search_no, asset_no, category_id, category_code, name, unit, quantity, original_value, status, created_at) \
                 VALUES ('{SCHOOL}', '01900000-0000-7000-8000-0000000001{n:02}', {n}, 'QH-{n:03}', '{SCHOOL}', 'A02', '投影仪', '台', 1000, {n}01, 'in_use', {at})"
            )
        }));
    }
    let raw = open(db).await;
    for sql in rows {
        raw.execute_unprepared(&sql).await.unwrap();
    }
    raw.close().await.unwrap();
}

pub(super) async fn texts(raw: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect()
}

/// The schema as the database itself tells it.
async fn schema(db: &TestDb) -> Vec<String> {
    let raw = open(db).await;
    let sql = match raw.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT concat_ws(' ', table_name, column_name, udt_name, is_nullable, column_default) FROM information_schema.columns WHERE table_schema = 'public' \
             UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' \
             UNION ALL SELECT concat_ws(' ', conrelid::regclass::text, conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace \
             UNION ALL SELECT concat_ws(' ', tgrelid::regclass::text, tgname) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"
        }
        _ => "SELECT name || ': ' || COALESCE(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1",
    };
    let told = texts(&raw, sql).await;
    raw.close().await.unwrap();
    told
}

/// The schemas that the history knows: what is none of them is half a migration.
async fn after_each_migration(engine: TestEngine) -> Vec<Vec<String>> {
    let db = TestDb::empty(engine).await;
    let mut schemas = Vec::new();
    for _ in Migrator::migrations() {
        let raw = open(&db).await;
        Migrator::up(&raw, Some(1)).await.unwrap();
        raw.close().await.unwrap();
        schemas.push(schema(&db).await);
    }
    schemas
}

/// Where a schema differs from the one of the history that is nearest to it: missing, then too much.
fn strange<'a>(left: &'a [String], whole: &'a [Vec<String>]) -> (Vec<&'a String>, Vec<&'a String>) {
    let differences = whole.iter().map(|known| {
        let missing: Vec<&String> = known.iter().filter(|line| !left.contains(line)).collect();
        let strange: Vec<&String> = left.iter().filter(|line| !known.contains(line)).collect();
        (missing, strange)
    });
    differences.min_by_key(|(missing, strange)| missing.len() + strange.len()).unwrap()
}

/// What must be the same after as before.
async fn sums(db: &TestDb, migrations: u32) -> Vec<String> {
    let raw = open(db).await;
    let mut sums = texts(&raw, "SELECT name FROM school").await;
    sums.extend(texts(&raw, "SELECT action FROM audit_event").await);
    if migrations >= WITH_CARDS {
        sums.extend(texts(&raw, "SELECT CAST(COUNT(*) AS text) || ' cards worth ' || CAST(SUM(original_value) AS text) FROM asset").await);
    }
    raw.close().await.unwrap();
    sums
}

pub(super) async fn migrate(db: &TestDb) {
    let done = db.run(PROGRAM, &["migrate"]).await.expect(DONE);
    assert!(done.out.contains("up to date"), "{done:?}");
}

fn backups(db: &TestDb) -> Vec<String> {
    let entries = std::fs::read_dir(db.dir.path().join("backups")).into_iter().flatten();
    entries.map(|entry| entry.unwrap().path().display().to_string()).collect()
}

on_both_engines! {
    async fn k14_every_earlier_schema_is_brought_up_to_date_with_its_rows_after_a_backup(engine) {
        let all = u32::try_from(Migrator::migrations().len()).unwrap();
        let fresh = TestDb::empty(engine).await;
        migrate(&fresh).await;
        assert!(backups(&fresh).is_empty(), "nothing was there to back up");
        let expected = schema(&fresh).await;
        let growing = TestDb::empty(engine).await;
        for migrations in 1..all {
            let raw = open(&growing).await;
            Migrator::up(&raw, Some(1)).await.unwrap();
            raw.close().await.unwrap();
            let db = growing.copy().await;
            fill(&db, migrations).await;
            let before = sums(&db, migrations).await;
            migrate(&db).await;
            assert_eq!(schema(&db).await, expected, "after {migrations}");
            assert_eq!(sums(&db, migrations).await, before, "after {migrations}");
            migrate(&db).await;
            assert_eq!(schema(&db).await, expected, "twice after {migrations}");
            let made = backups(&db);
            if engine == TestEngine::Sqlite {
                assert!(made.len() == 1 && made[0].contains("before-upgrade"), "one before the upgrade, none without one: {made:?}");
            }
        }
    }
}

#[tokio::test]
async fn k14_the_backup_before_an_upgrade_is_the_way_back() {
    let db = of_earlier_days(TestEngine::Sqlite, 7).await;
    let (before, rows) = (schema(&db).await, sums(&db, 7).await);
    migrate(&db).await;
    let place = TestDb::empty(TestEngine::Sqlite).await;
    let archive = backups(&db).pop().unwrap();
    let restored = db.run(PROGRAM, &["restore", &archive, "--into", place.dir.path().to_str().unwrap()]).await.expect(DONE);
    assert!(restored.out.contains("holds no photos and documents"), "{restored:?}");
    assert_eq!((schema(&place).await, sums(&place, 7).await), (before, rows));
}

/// After kills: the next upgrade comes to the end, and whatever backups they left are whole.
async fn finished_by_the_next(db: &TestDb, expected: &[String], before: &[String]) {
    migrate(db).await;
    assert_eq!((&*schema(db).await, &*sums(db, WITH_CARDS).await), (expected, before));
    for archive in backups(db).iter().filter(|path| path.ends_with(".tar.gz")) {
        db.run(PROGRAM, &["restore", archive, "--check"]).await.expect(DONE);
    }
}

on_both_engines! {
    /// Killed at moments over the time that all migrations take: `make prove` has more moments than there are migrations.
    async fn k14_an_upgrade_killed_in_any_migration_is_finished_by_the_next(engine) {
        let whole = after_each_migration(engine).await;
        let expected = whole.last().unwrap();
        let measured = of_earlier_days(engine, WITH_CARDS).await;
        let since = Instant::now();
        migrate(&measured).await;
        let (took, kills) = (since.elapsed(), crate::setting("STEWARD_UPGRADE_KILLS").unwrap_or(48));
        let mut db = of_earlier_days(engine, WITH_CARDS).await;
        let before = sums(&db, WITH_CARDS).await;
        let mut cut_short = 0;
        for kill in 1..=kills {
            let moment = took * kill / kills;
            let mut command = Command::new(PROGRAM);
            command.arg("migrate").env_clear().env("STEWARD_DATA_DIR", db.dir.path()).stdout(Stdio::null()).stderr(Stdio::null());
            if let Some(url) = &db.url {
                command.env("STEWARD_DATABASE_URL", url);
            }
            let mut child = command.spawn().unwrap();
            // The moment of the kill, not a wait for something to happen.
            tokio::time::sleep(moment).await;
            let _ = child.kill().await;
            assert_eq!(sums(&db, WITH_CARDS).await, before, "killed after {moment:?}");
            let left = schema(&db).await;
            assert!(whole.contains(&left), "half a migration after {moment:?}: {:#?}", strange(&left, &whole));
            cut_short += u32::from(left != *expected);
            if left != whole[WITH_CARDS as usize - 1] {
                finished_by_the_next(&db, expected, &before).await;
                db = of_earlier_days(engine, WITH_CARDS).await;
            }
        }
        assert!(cut_short > 0, "no kill came before the end");
        finished_by_the_next(&db, expected, &before).await;
    }
}

on_both_engines! {
    async fn k15_an_older_version_refuses_a_newer_schema_and_touches_nothing(engine) {
        let db = TestDb::empty(engine).await;
        migrate(&db).await;
        let raw = open(&db).await;
        raw.execute_unprepared("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20991231_000001_future', 1)").await.unwrap();
        raw.close().await.unwrap();
        let before = db.dump().await;
        for command in [&["migrate"][..], &["demo"], &["backup"], &["reindex"], &["admin", "reset", "A001"]] {
            let refused = db.run(PROGRAM, command).await;
            assert!(refused.code != Some(DONE) && refused.err.contains("written by a newer Steward"), "{command:?}: {refused:?}");
        }
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let said = server::run(&db.config(), Clock::default(), listener).await.err().map(|error| format!("{error:#}"));
        assert!(said.as_deref().is_some_and(|said| said.contains("written by a newer Steward")), "{said:?}");
        let doctor = db.run(PROGRAM, &["doctor"]).await.expect(1);
        assert!(doctor.out.contains("written by a newer Steward"), "{doctor:?}");
        assert_eq!(db.dump().await, before);
    }
}

/// Those that have to switch foreign keys off first, which `SQLite` does outside of transactions only; they begin one of their own.
const THEIR_OWN: [&str; 10] = [
    "m20261126_000008_cards",
    "m20261126_000061_case_photos",
    "m20261127_000094_transfers",
    "m20261127_000102_papers_of_stores",
    "m20261127_000115_print_runs",
    "m20261127_000116_not_collected",
    "m20261129_000133_canteen_papers",
    "m20261129_000141_incident_states",
    "m20261129_000161_class_of_an_event",
    "m20261129_000170_schedule_exports",
];

/// K14: what is killed half way was never begun. Left to itself, the migrator asks for a transaction on PostgreSQL only.
#[test]
fn k14_every_migration_runs_in_a_transaction() {
    let own: Vec<String> =
        Migrator::migrations().iter().filter(|one| one.use_transaction() != Some(true)).map(|one| one.name().to_owned()).collect();
    assert_eq!(own, THEIR_OWN);
}
