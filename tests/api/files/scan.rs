//! The scanner's hook.

use std::os::unix::fs::PermissionsExt;

use test_support::{Digest, School, TestDb};

use super::{Register, samples};
use crate::on_both_engines;

/// What every scanner knows as the harmless stand-in of a virus, in two parts: this file is none.
const EICAR: [&str; 2] = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!$H+H*"];

async fn with_scanner(engine: test_support::TestEngine, script: &str) -> Register {
    let db = TestDb::new(engine).await;
    let path = db.dir.path().join("scanner");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    let command = format!("{} --quiet", path.display());
    Register::in_school(School::open_with(db, |config| config.files.scan_command = Some(command)).await).await
}

on_both_engines! {
    async fn g14_what_the_scanner_refuses_is_quarantined(engine) {
        let register = with_scanner(engine, "[ \"$1\" = --quiet ] && ! grep -q EICAR \"$2\"").await;
        register.document().await;
        let before = Digest::of(&register.school.app.db).await;
        let virus = EICAR.concat();
        register.custodian.upload("发票.txt", "text/plain", virus.clone().into_bytes()).await.expect_problem(422, "quarantined");
        let kept = register.school.app.db.kept_files();
        let aside: Vec<&String> = kept.iter().filter(|f| f.starts_with("quarantine/")).collect();
        assert_eq!(aside.len(), 1, "{kept:?}");
        let path = register.school.app.db.dir.path().join("files").join(aside[0].split(' ').next().unwrap());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), virus);
        std::fs::remove_file(path).unwrap();
        before.assert_unchanged(&register.school.app.db, "a file in quarantine").await;
    }
}

on_both_engines! {
    /// A scanner that is not there lets nothing through.
    async fn g14_without_its_scanner_nothing_is_taken(engine) {
        let db = TestDb::new(engine).await;
        let school = School::open_with(db, |config| config.files.scan_command = Some("/no/such/scanner".into())).await;
        let register = Register::in_school(school).await;
        let before = Digest::of(&register.school.app.db).await;
        register.custodian.upload("a.pdf", "application/pdf", samples::PDF.to_vec()).await.expect_problem(503, "unavailable");
        before.assert_unchanged(&register.school.app.db, "a file that was not scanned").await;
    }
}
