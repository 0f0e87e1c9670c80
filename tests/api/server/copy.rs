//! `steward copy`: from an embedded database to PostgreSQL.

use serde_json::json;
use test_support::{Digest, TestApp, TestDb, TestEngine};

use super::backup::busy;
use crate::registers::ledgers::{DONE, PROGRAM};

async fn copy(from: &TestDb, to: &TestDb) -> test_support::Ended {
    from.run(PROGRAM, &["copy", "--to", to.url.as_deref().unwrap()]).await
}

#[tokio::test]
async fn a_school_moves_to_postgres_with_every_row_equal() {
    let mut register = busy(TestEngine::Sqlite).await;
    let photo = register.attached("photo", register.photo().await).await;
    let target = TestDb::empty(TestEngine::Postgres).await;
    let served = copy(&register.school.app.db, &target).await.expect(1);
    assert!(served.err.contains("already serving"), "what is written meanwhile would be lost: {served:?}");
    let totals = register.custodian.get("/assets/totals").await.expect(200);
    let timeline = register.custodian.get(&format!("/assets/{}/timeline", register.asset)).await.expect(200);
    register.school.app.stop().await;

    let source = &register.school.app.db;
    let before = Digest::of(source).await;
    let done = copy(source, &target).await.expect(DONE);
    assert!(done.out.contains("every row read back and equal"), "{done:?}");
    before.assert_unchanged(source, "the source is only read").await;
    let (here, there) = (source.dump().await, target.dump().await);
    for (table, rows) in &here {
        if table != "number_sequence" {
            assert_eq!(rows.len(), there[table].len(), "{table}");
            assert!(done.out.contains(table.as_str()) || table == "seaql_migrations", "{table} in {}", done.out);
        }
    }
    let again = copy(source, &target).await.expect(1);
    assert!(again.err.contains("the target is not empty"), "{again:?}");

    // Photos and documents stay in their folder.
    let files = source.dir.path().join("files");
    let app = TestApp::start_with(target, |config| config.files.dir = Some(files)).await;
    let custodian = register.custodian.at(&app.base);
    assert_eq!(custodian.get("/assets/totals").await.expect(200), totals);
    assert_eq!(custodian.get(&format!("/assets/{}/timeline", register.asset)).await.expect(200), timeline);
    assert_eq!(custodian.get(&register.content(&photo)).await.status, 200);
    assert_eq!(custodian.get("/assets?q=投影").await.expect(200)["items"].as_array().unwrap().len(), 2, "the search finds");
    let added = custodian.post("/assets", json!({ "name": "投影灯", "category_code": "A02020200" })).await.expect(201);
    assert_eq!(custodian.get("/assets?q=投影灯").await.expect(200)["items"][0]["id"], added["id"], "numbers go on where they were");
    let doctor = app.db.run(PROGRAM, &["doctor", "--recompute"]).await;
    assert!(doctor.out.contains(": 0 differences"), "{doctor:?}");
}

#[tokio::test]
async fn a_copy_that_breaks_off_leaves_the_target_empty() {
    use sea_orm::ConnectionTrait;
    let mut register = busy(TestEngine::Sqlite).await;
    register.school.app.stop().await;
    let source = &register.school.app.db;
    let raw = source.raw().await;
    raw.execute_unprepared("PRAGMA foreign_keys = OFF").await.unwrap();
    raw.execute_unprepared("UPDATE asset SET department_id = x'01900000000070008000000000000001' WHERE asset_no = 'QH-002'").await.unwrap();
    raw.close().await.unwrap();
    let target = TestDb::empty(TestEngine::Postgres).await;
    let refused = copy(source, &target).await.expect(1);
    assert!(refused.err.contains("a row names another that is not there"), "{refused:?}");
    let mut left = target.dump().await;
    left.remove("seaql_migrations");
    assert!(left.values().all(Vec::is_empty), "nothing was kept");
    let missing = TestDb::empty(TestEngine::Sqlite).await;
    let refused = copy(&missing, &target).await.expect(1);
    assert!(refused.err.contains("there is no database"), "{refused:?}");
    let same = source.run(PROGRAM, &["copy", "--to", "data"]).await;
    assert_ne!(same.code, Some(DONE), "{same:?}");
}
