//! `steward backup` beside a serving process, and `steward restore` on an empty machine.

use std::{
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use serde_json::json;
use test_support::{TestApp, TestDb, TestEngine, text};

use super::archives;
use crate::{
    files::Register,
    on_both_engines,
    registers::ledgers::{DONE, IMPOSSIBLE, PROGRAM, THREE},
};

/// A school with a ledger, photos and papers in it.
pub async fn busy(engine: TestEngine) -> Register {
    let register = Register::open(engine).await;
    register.school.rooms().await;
    let db = &register.school.app.db;
    std::fs::write(db.dir.path().join("台账.csv"), THREE).unwrap();
    db.run(PROGRAM, &["import", "台账.csv", "--as", "T001", "--commit"]).await.expect(DONE);
    register.attached("photo", register.photo().await).await;
    register.attached("document", register.document().await).await;
    register
}

/// Makes a backup under a name; answers its path.
pub async fn backed_up(db: &TestDb, name: &str) -> PathBuf {
    let path = db.dir.path().join(name);
    let done = db.run(PROGRAM, &["backup", path.to_str().unwrap()]).await.expect(DONE);
    assert!(done.out.contains("Read back and whole"), "{done:?}");
    assert!(done.err.is_empty(), "{done:?}");
    path
}

/// Restores into an empty place of the same engine.
pub async fn restore(from: &TestDb, archive: &Path, place: &TestDb) -> test_support::Ended {
    let (archive, folder) = (archive.to_str().unwrap(), place.dir.path().to_str().unwrap());
    match &place.url {
        None => from.run(PROGRAM, &["restore", archive, "--into", folder]).await,
        Some(url) => from.run(PROGRAM, &["restore", archive, "--into", url, "--files", &format!("{folder}/files")]).await,
    }
}

on_both_engines! {
    /// The archive, an empty place and two commands: that is all that is used.
    async fn k17_a_backup_made_beside_a_serving_process_is_the_whole_school_on_an_empty_machine(engine) {
        let mut register = busy(engine).await;
        let photo = register.attached("photo", register.photo().await).await;
        let image = register.custodian.get(&register.content(&photo)).await.bytes;
        let totals = register.custodian.get("/assets/totals").await.expect(200);
        let db = &register.school.app.db;
        std::fs::write(db.dir.path().join("token.key"), "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978").unwrap();
        let archive = backed_up(db, "backup.tar.gz").await;
        assert_eq!(archive.metadata().unwrap().permissions().mode() & 0o777, 0o600, "nobody else reads it");
        let (rows, files) = (db.dump().await, db.kept_files());
        // What comes after the backup is not in it.
        register.custodian.post("/assets", json!({ "name": "后来的", "category_code": "A02020200" })).await.expect(201);

        let place = TestDb::empty(engine).await;
        let restored = restore(db, &archive, &place).await.expect(DONE);
        assert!(restored.out.contains("4 cards") && restored.out.contains("Every part is what was written"), "{restored:?}");
        register.school.app.stop().await;
        assert_eq!(place.dump().await, rows, "every row of every table, the audit log included");
        let kept: Vec<_> = files.into_iter().filter(|file| !file.starts_with("tmp")).collect();
        assert_eq!(place.kept_files(), kept);
        if engine == TestEngine::Sqlite {
            let key = place.dir.path().join("token.key");
            assert_eq!(std::fs::read_to_string(&key).unwrap(), "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978");
            assert_eq!(key.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }

        let again = TestApp::start_with(place, |_| {}).await;
        // Who was signed in still is; who signs in anew can.
        let custodian = register.custodian.at(&again.base);
        assert_eq!(custodian.get("/assets/totals").await.expect(200), totals);
        assert_eq!(custodian.get(&register.content(&photo)).await.bytes, image);
        assert_eq!(custodian.get("/assets?q=投影").await.expect(200)["items"].as_array().unwrap().len(), 2, "the search finds");
        let anew = again.sign_in("T001").await;
        anew.post("/assets", json!({ "name": "新的", "category_code": "A02020200" })).await.expect(201);
        let doctor = again.db.run(PROGRAM, &["doctor", "--recompute"]).await;
        assert!(doctor.out.contains("Recomputed the cards of 青禾小学: 0 differences"), "{doctor:?}");
    }
}

on_both_engines! {
    async fn a_backup_overwrites_nothing_and_a_restore_takes_only_an_empty_place(engine) {
        let register = busy(engine).await;
        let db = &register.school.app.db;
        let archive = backed_up(db, "backup.tar.gz").await;
        let first = std::fs::read(&archive).unwrap();
        let again = db.run(PROGRAM, &["backup", archive.to_str().unwrap()]).await.expect(IMPOSSIBLE);
        assert!(again.err.contains("is there already"), "{again:?}");
        assert_eq!(std::fs::read(&archive).unwrap(), first);
        let (rows, files) = (db.dump().await, db.kept_files());

        // Onto the living school itself.
        let refused = restore(db, &archive, db).await.expect(IMPOSSIBLE);
        assert!(refused.err.contains("is not empty"), "{refused:?}");
        if let Some(url) = &db.url {
            let spare = db.dir.path().join("spare");
            let refused = db.run(PROGRAM, &["restore", archive.to_str().unwrap(), "--into", url, "--files", spare.to_str().unwrap()]).await;
            assert!(refused.expect(IMPOSSIBLE).err.contains("the database is not empty"));
            assert!(!spare.exists());
        }
        assert_eq!((db.dump().await, db.kept_files()), (rows, files));
        let left: Vec<_> = std::fs::read_dir(db.dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".steward-")), "nothing is left lying about: {left:?}");
    }
}

on_both_engines! {
    async fn a_backup_of_the_other_engine_says_where_it_goes(engine) {
        let register = busy(engine).await;
        let archive = backed_up(&register.school.app.db, "backup.tar.gz").await;
        let other = if engine == TestEngine::Sqlite { TestEngine::Postgres } else { TestEngine::Sqlite };
        let place = TestDb::empty(other).await;
        let refused = restore(&register.school.app.db, &archive, &place).await.expect(IMPOSSIBLE);
        assert!(refused.err.contains("this is a backup of"), "{refused:?}");
        assert!(place.kept_files().is_empty());
        let check = register.school.app.db.run(PROGRAM, &["restore", archive.to_str().unwrap(), "--check"]).await.expect(DONE);
        assert!(check.out.contains("Every part is what was written"), "{check:?}");
    }
}

#[tokio::test]
async fn without_a_name_the_backup_is_named_by_the_time() {
    let register = busy(TestEngine::Sqlite).await;
    let db = &register.school.app.db;
    db.run(PROGRAM, &["backup"]).await.expect(DONE);
    let entries = std::fs::read_dir(db.dir.path().join("backups")).unwrap();
    let named: Vec<_> = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert!(named.len() == 1 && named[0].starts_with("steward-2") && named[0].ends_with("Z.tar.gz"), "{named:?}");
}

#[tokio::test]
async fn a_lost_photo_does_not_stop_the_backup_and_is_named() {
    let register = busy(TestEngine::Sqlite).await;
    let db = &register.school.app.db;
    let lost = register
        .attached("document", register.custodian.upload("b.pdf", "application/pdf", b"%PDF-1.7\nother\n%%EOF\n".to_vec()).await.expect(201))
        .await;
    let before = archives::parts(&backed_up(db, "before.tar.gz").await).len();
    let newest = std::fs::read_dir(db.dir.path().join("files")).unwrap().map(|entry| entry.unwrap().path());
    let school = newest.into_iter().find(|path| path.file_name().unwrap() != "tmp").unwrap();
    let file = std::fs::read_dir(&school).unwrap().map(|entry| entry.unwrap().path());
    let file = file.into_iter().find(|path| std::fs::read(path).unwrap().ends_with(b"other\n%%EOF\n")).unwrap();
    std::fs::remove_file(&file).unwrap();
    let path = db.dir.path().join("after.tar.gz");
    let done = db.run(PROGRAM, &["backup", path.to_str().unwrap()]).await.expect(DONE);
    assert!(done.err.contains("it is not in the store"), "{} {done:?}", text(&lost["id"]));
    assert_eq!(archives::parts(&path).len(), before - 1);
    let doctor = db.run(PROGRAM, &["doctor"]).await.expect(1);
    assert!(doctor.out.contains("it is not in the store"), "{doctor:?}");
}
