//! Backups that are none, that are damaged, and that were made to do harm: refused before anything is touched.

use std::path::Path;

use serde_json::{Value, json};
use tar::EntryType;
use test_support::{Digest, TestDb, TestEngine};

use super::{
    archives::{append, packed, parts, sealed, unpacked, written},
    backup::{backed_up, busy, restore},
};
use crate::{
    files::Register,
    on_both_engines,
    registers::ledgers::{PROGRAM, REFUSED},
};

struct Attempts {
    register: Register,
    place: TestDb,
    before: Digest,
}

impl Attempts {
    async fn on(engine: TestEngine) -> (Self, std::path::PathBuf) {
        let register = busy(engine).await;
        let archive = backed_up(&register.school.app.db, "good.tar.gz").await;
        let before = Digest::of(&register.school.app.db).await;
        (Self { place: TestDb::empty(engine).await, before, register }, archive)
    }

    /// Refused, for this reason, with nothing anywhere; `--check` says the same.
    async fn refused(&self, archive: &Path, why: &str, what: &str) {
        let db = &self.register.school.app.db;
        let refused = restore(db, archive, &self.place).await;
        assert!(refused.code == Some(REFUSED) && refused.err.contains(why), "{what}: {refused:?}");
        let check = db.run(PROGRAM, &["restore", archive.to_str().unwrap(), "--check"]).await;
        assert_eq!(check.code, Some(REFUSED), "{what}: {check:?}");
        let left: Vec<_> = std::fs::read_dir(self.place.dir.path()).unwrap().collect();
        assert!(left.is_empty(), "{what} left {left:?}");
        if self.place.engine == TestEngine::Postgres {
            assert!(self.place.dump().await.is_empty(), "{what}");
        }
        self.before.assert_unchanged(db, what).await;
    }
}

/// The archive with a bit flipped at the first byte from `at` where that damages anything: deflate may point at the same zeros by
/// another distance, and what was packed is then what is unpacked.
fn flipped_from(good: &[u8], at: usize) -> (usize, Vec<u8>) {
    let whole = unpacked(good).unwrap();
    let flips = (at..good.len()).map(|at| {
        let mut flipped = good.to_vec();
        flipped[at] ^= 0x10;
        (at, flipped)
    });
    flips.into_iter().find(|(_, flipped)| unpacked(flipped).as_ref() != Some(&whole)).expect("a flip that damages")
}

on_both_engines! {
    async fn k16_a_truncated_or_bit_flipped_backup_is_refused(engine) {
        let (attempts, archive) = Attempts::on(engine).await;
        let good = std::fs::read(&archive).unwrap();
        let damaged = attempts.register.school.app.db.dir.path().join("damaged.tar.gz");
        for part in [0, 20, good.len() / 3, good.len() * 2 / 3, good.len() - 9, good.len() - 1] {
            std::fs::write(&damaged, &good[..part]).unwrap();
            attempts.refused(&damaged, "Refused", &format!("cut after {part} bytes of {}", good.len())).await;
        }
        for at in [0, 1, good.len() / 5, good.len() / 2, good.len() * 4 / 5, good.len() - 2] {
            let (at, flipped) = flipped_from(&good, at);
            std::fs::write(&damaged, flipped).unwrap();
            attempts.refused(&damaged, "Refused", &format!("a bit flipped in byte {at}")).await;
        }
        let whole = unpacked(&good).unwrap();
        let mut between = whole.clone();
        // The head has some 270 bytes; what fills its block up is nothing.
        assert_eq!(std::mem::replace(&mut between[1023], 1), 0);
        let behind = [whole.as_slice(), &[0; 512]].concat();
        let written_behind = [whole.as_slice(), &whole[..1024]].concat();
        let early = whole[..whole.len() - 512].to_vec();
        for (what, unpacked) in [("between", between), ("behind", behind), ("written behind", written_behind), ("less behind", early)] {
            std::fs::write(&damaged, packed(&unpacked)).unwrap();
            attempts.refused(&damaged, "the backup is damaged", what).await;
        }
        std::fs::write(&damaged, [good.as_slice(), b"x"].concat()).unwrap();
        attempts.refused(&damaged, "the backup is damaged", "behind the compression").await;
    }
}

#[tokio::test]
async fn k16_what_is_no_backup_of_ours_is_refused() {
    let (attempts, archive) = Attempts::on(TestEngine::Sqlite).await;
    let file = attempts.register.school.app.db.dir.path().join("foreign.tar.gz");
    std::fs::write(&file, b"PK\x03\x04 a zip file, perhaps").unwrap();
    attempts.refused(&file, "no backup of Steward", "another kind of file").await;
    written(&file, |tar| append(tar, "dump.sql", EntryType::Regular, b"DROP TABLE asset;"));
    attempts.refused(&file, "no backup of Steward", "an archive of another product").await;
    written(&file, |tar| append(tar, "backup.json", EntryType::Regular, br#"{"format":"other","format_version":1}"#));
    attempts.refused(&file, "no backup of Steward", "another product with the same name for its head").await;
    written(&file, |tar| append(tar, "backup.json", EntryType::Regular, br#"{"format":"steward-backup","format_version":2}"#));
    attempts.refused(&file, "newer Steward", "a format of the future").await;

    // Everything fits but the database inside.
    let good = parts(&archive);
    let with = |database: Vec<u8>| {
        let mut parts = good.clone();
        parts.iter_mut().find(|(name, _)| name == "database.sqlite").unwrap().1 = database;
        parts
    };
    let database = |parts: &super::archives::Parts| parts.iter().find(|(name, _)| name == "database.sqlite").unwrap().1.clone();
    sealed(&file, &with(b"SQLite format 3\0 not really".to_vec()));
    attempts.refused(&file, "damaged", "a database that is none").await;
    let mut torn = database(&good);
    for page in torn.chunks_mut(4096).skip(4).step_by(3) {
        page[..2048].fill(0xA5);
    }
    sealed(&file, &with(torn));
    attempts.refused(&file, "damaged", "a database with torn pages").await;
    let mut short = good.clone();
    let manifest = short.iter_mut().find(|(name, _)| name == "manifest.json").unwrap();
    let mut said: Value = serde_json::from_slice(&manifest.1).unwrap();
    said["tables"]["asset"] = json!(5000);
    manifest.1 = serde_json::to_vec(&said).unwrap();
    sealed(&file, &short);
    attempts.refused(&file, "its rows are not those that were counted", "rows that are missing").await;
    let newer = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(newer.path(), database(&good)).unwrap();
    let url = format!("sqlite://{}?mode=rw", newer.path().display());
    #[expect(clippy::disallowed_methods, reason = "makes a database of the future")]
    let raw = sea_orm::Database::connect(url).await.unwrap();
    sea_orm::ConnectionTrait::execute_unprepared(&raw, "INSERT INTO seaql_migrations VALUES ('m20991231_000001_future', 1)").await.unwrap();
    raw.close().await.unwrap();
    sealed(&file, &with(std::fs::read(newer.path()).unwrap()));
    attempts.refused(&file, "newer Steward", "a schema of the future").await;
}

#[tokio::test]
async fn k16_an_archive_that_was_made_to_do_harm_is_refused() {
    let (attempts, archive) = Attempts::on(TestEngine::Sqlite).await;
    let file = attempts.register.school.app.db.dir.path().join("hostile.tar.gz");
    let good = parts(&archive);
    let head = |change: fn(&mut Value)| {
        let mut head: Value = serde_json::from_slice(&good[0].1).unwrap();
        change(&mut head);
        serde_json::to_vec(&head).unwrap()
    };
    for (name, kind) in [
        ("../../escaped", EntryType::Regular),
        ("/tmp/escaped", EntryType::Regular),
        ("files/../../escaped", EntryType::Regular),
        ("database.sqlite", EntryType::Symlink),
        ("database.sqlite", EntryType::Directory),
        ("evil.sh", EntryType::Regular),
        ("a-long-name", EntryType::GNULongName),
        ("pax", EntryType::XHeader),
        ("backup.json", EntryType::Regular),
    ] {
        written(&file, |tar| {
            append(tar, "backup.json", EntryType::Regular, &good[0].1);
            append(tar, name, kind, b"x");
        });
        attempts.refused(&file, "no backup holds", name).await;
    }
    assert!(!Path::new("/tmp/escaped").exists());

    // 400 MB of zeros in some 400 KB, announced as little, and announced as what they are.
    let zeros = vec![0u8; 100 << 20];
    for (what, head) in [
        ("more than it says", head(|head| head["bytes"] = json!(5000))),
        ("far more than it is", head(|head| head["bytes"] = json!(400u64 << 20))),
        ("more than there is room for", head(|head| head["bytes"] = json!(1u64 << 62))),
        ("endless parts", head(|head| head["parts"] = json!(1u64 << 50))),
    ] {
        written(&file, |tar| {
            append(tar, "backup.json", EntryType::Regular, &head);
            append(tar, "database.sqlite", EntryType::Regular, &zeros);
        });
        attempts.refused(&file, "unpacks to more", what).await;
    }
    written(&file, |tar| append(tar, "backup.json", EntryType::Regular, &zeros));
    attempts.refused(&file, "Refused", "an endless head").await;
}
