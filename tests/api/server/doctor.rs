//! `steward doctor`: what is set, what is wrong, and whether cards say what their books say; `steward reindex`.

use std::os::unix::fs::PermissionsExt;

use sea_orm::ConnectionTrait;
use test_support::TestEngine;

use super::backup::{backed_up, busy};
use crate::{
    on_both_engines,
    registers::ledgers::{DONE, IMPOSSIBLE, PROGRAM},
};

on_both_engines! {
    async fn the_doctor_says_what_is_set_and_from_where_and_hides_secrets(engine) {
        let register = busy(engine).await;
        let db = &register.school.app.db;
        std::fs::write(db.dir.path().join("steward.toml"), "[files]\nquota_bytes = 123456789\n").unwrap();
        let said = db.run(PROGRAM, &["doctor"]).await.out;
        let line = |key: &str| said.lines().find(|line| line.trim_start().starts_with(key)).unwrap_or_else(|| panic!("{key} in {said}")).to_owned();
        assert!(line("files.quota_bytes").contains("123456789") && line("files.quota_bytes").ends_with("steward.toml"));
        assert!(line("auth.token_secret").contains("[hidden]") && line("auth.token_secret").ends_with("STEWARD_AUTH_TOKEN_SECRET"));
        assert!(line("server.listen").contains("0.0.0.0:8080") && line("server.listen").ends_with("default"));
        assert!(!said.contains("7c0e4d1a9b8f6352") && !said.contains("postgres://"), "{said}");
        for found in ["plain HTTP", "there is no backup in"] {
            assert!(said.contains(found), "{found} in {said}");
        }
        assert_eq!(said.contains("keeps no data checksums"), engine == TestEngine::Postgres);

        std::fs::write(db.dir.path().join("steward.toml"), "[server]\nlisten = \"nowhere\"\n").unwrap();
        let wrong = db.run(PROGRAM, &["doctor"]).await.expect(IMPOSSIBLE);
        assert!(wrong.err.contains("settings are wrong") && wrong.err.contains("listen"), "{wrong:?}");
    }
}

#[tokio::test]
async fn nothing_to_look_after_is_exit_code_0_and_every_fault_is_named() {
    let register = busy(TestEngine::Sqlite).await;
    let db = &register.school.app.db;
    std::fs::write(db.dir.path().join("steward.toml"), "[server]\nsecure_cookies = true\n").unwrap();
    std::fs::create_dir(db.dir.path().join("backups")).unwrap();
    std::fs::set_permissions(db.dir.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    backed_up(db, "backups/steward-now.tar.gz").await;
    let raw = db.raw().await;
    raw.execute_unprepared("UPDATE school SET public_url = 'https://school.test'").await.unwrap();
    let well = db.run(PROGRAM, &["doctor", "--recompute"]).await.expect(DONE);
    assert!(well.out.contains("All is well."), "{well:?}");

    let key = db.dir.path().join("token.key");
    std::fs::write(&key, "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978").unwrap();
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    raw.execute_unprepared("UPDATE school SET public_url = 'http://localhost:8080'").await.unwrap();
    let here = db.run(PROGRAM, &["doctor"]).await.expect(1);
    assert!(here.out.contains("is http://localhost:8080, which phones cannot open"), "{here:?}");
    raw.execute_unprepared("UPDATE school SET public_url = NULL").await.unwrap();
    raw.execute_unprepared("PRAGMA foreign_keys = OFF").await.unwrap();
    raw.execute_unprepared("UPDATE asset SET department_id = x'01900000000070008000000000000001' WHERE asset_no = 'QH-002'").await.unwrap();
    let ill = db.run(PROGRAM, &["doctor"]).await.expect(1);
    std::fs::set_permissions(db.dir.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    let open = db.run(PROGRAM, &["doctor"]).await.expect(1);
    assert!(open.out.contains("the database can be read by everybody on this machine"), "{open:?}");
    for found in ["token.key can be read by others", "has no public address yet", "a row of asset names one of department"] {
        assert!(ill.out.contains(found), "{found} in {}", ill.out);
    }
}

on_both_engines! {
    async fn what_a_card_shows_is_computed_anew_and_every_difference_is_printed(engine) {
        let register = busy(engine).await;
        let db = &register.school.app.db;
        let before = db.dump().await;
        let same = db.run(PROGRAM, &["doctor", "--recompute"]).await;
        assert!(same.out.contains("Recomputed the cards of 青禾小学: 0 differences."), "{same:?}");
        assert_eq!(db.dump().await, before, "the doctor changes nothing");

        let raw = db.raw().await;
        for sql in [
            "UPDATE asset SET original_value = original_value + 100 WHERE asset_no = 'QH-001'",
            "UPDATE asset SET quantity = quantity + 1000 WHERE asset_no = 'QH-002'",
            "UPDATE asset SET custodian_id = NULL WHERE asset_no = 'QH-001'",
            "UPDATE asset SET floor_id = NULL WHERE asset_no = 'QH-002'",
            "UPDATE asset SET voided_at = created_at WHERE asset_no = 'QH-003'",
        ] {
            raw.execute_unprepared(sql).await.unwrap();
        }
        let found = db.run(PROGRAM, &["doctor", "--recompute"]).await.expect(1).out;
        for line in [
            "card QH-001: original_value is 4981.00, its books say 4980.00",
            "card QH-002: quantity is 51, its books say 50",
            "card QH-001: custodian_id is nothing, its books say ",
            "card QH-002: place on the school's levels is one, its books say another",
            "card QH-003: custody is voided, its books say still in somebody's hands",
            "card QH-003: quantity is 0, its books say 2",
        ] {
            assert!(found.contains(line), "{line} in {found}");
        }
    }
}

on_both_engines! {
    async fn the_search_index_is_made_anew_beside_a_serving_process(engine) {
        let register = busy(engine).await;
        let db = &register.school.app.db;
        let found = async || register.custodian.get("/assets?q=投影").await.expect(200)["items"].as_array().unwrap().len();
        assert_eq!(found().await, 2);
        let sql = if engine == TestEngine::Postgres { "DELETE FROM asset_search" } else { "INSERT INTO asset_search (asset_search) VALUES ('delete-all')" };
        db.raw().await.execute_unprepared(sql).await.unwrap();
        assert_eq!(found().await, 0);
        let voided = register.custodian.post("/assets", serde_json::json!({ "name": "投影幕", "category_code": "A02020200" })).await.expect(201);
        let path = format!("/assets/{}/void", voided["id"].as_str().unwrap());
        register.custodian.seen(1).post(&path, serde_json::json!({ "reason": "登错了" })).await.expect(200);
        let done = db.run(PROGRAM, &["reindex"]).await.expect(DONE);
        assert!(done.out.contains("Put 4 cards into the search index"), "{done:?}");
        assert_eq!(found().await, 2);
        register.custodian.post("/assets", serde_json::json!({ "name": "投影灯", "category_code": "A02020200" })).await.expect(201);
        assert_eq!(found().await, 3, "what comes later takes its place");
    }
}
