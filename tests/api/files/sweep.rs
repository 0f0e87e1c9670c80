//! What is left behind goes; what is used stays.

use std::{
    fs::{self, File},
    time::{Duration, SystemTime},
};

use chrono::TimeDelta;
use serde_json::json;
use test_support::Digest;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::{Register, quota::taken, samples};
use crate::on_both_engines;

/// Announces a file and leaves when half of it is sent.
async fn break_off(register: &Register, file: &[u8]) {
    let base = register.school.app.base.trim_start_matches("http://").to_owned();
    let mut stream = TcpStream::connect(&base).await.unwrap();
    let head = format!(
        "POST /api/v1/uploads HTTP/1.1\r\nHost: {base}\r\nAuthorization: Bearer {}\r\nContent-Type: image/jpeg\r\nContent-Length: {}\r\n\r\n",
        register.custodian.token.as_ref().unwrap(),
        file.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&file[..file.len() / 2]).await.unwrap();
    stream.shutdown().await.unwrap();
    // Whatever it says, it is not that it was taken.
    let mut answer = Vec::new();
    let _ = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut answer)).await.unwrap();
    assert!(!String::from_utf8_lossy(&answer).contains(" 201 "));
}

on_both_engines! {
    async fn g15_uploads_that_break_off_leave_nothing(engine) {
        let register = Register::open(engine).await;
        register.document().await;
        let before = Digest::of(&register.school.app.db).await;
        let photo = samples::jpeg(1200, 900);
        for _ in 0..10 {
            let ten = (0..10).map(|_| break_off(&register, &photo));
            futures_util::future::join_all(ten).await;
        }
        before.assert_unchanged(&register.school.app.db, "100 uploads that broke off").await;
        assert_eq!(taken(&register.school).await, i64::try_from(samples::PDF.len()).unwrap());
        register.custodian.upload("a.jpg", "image/jpeg", photo).await.expect(201);
    }
}

fn old(path: &std::path::Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let file = File::create(path).unwrap();
    #[expect(clippy::disallowed_methods, reason = "the age of a file is by the machine's clock")]
    file.set_modified(SystemTime::now() - Duration::from_secs(7200)).unwrap();
}

on_both_engines! {
    /// A process that died while it received, and one that died between the bytes and their row.
    async fn g15_what_a_dead_process_left_is_swept(engine) {
        let register = Register::open(engine).await;
        register.document().await;
        let before = Digest::of(&register.school.app.db).await;
        let files = register.school.app.db.dir.path().join("files");
        let school = register.school.admin.get("/me").await.expect(200)["school"]["id"].as_str().unwrap().to_owned();
        old(&files.join("tmp/0190.part"));
        old(&files.join(&school).join("ab".repeat(32)));
        old(&files.join(&school).join(format!("{}.320", "cd".repeat(32))));
        // Received this very moment.
        let fresh = files.join("tmp/0191.part");
        File::create(&fresh).unwrap();
        register.school.app.run_jobs().await;
        assert!(fresh.exists());
        fs::remove_file(fresh).unwrap();
        before.assert_unchanged(&register.school.app.db, "the sweeper").await;
    }
}

on_both_engines! {
    async fn g15_uploads_that_nobody_attached_go_after_a_day_with_their_bytes(engine) {
        let register = Register::open(engine).await;
        let photo = register.photo().await;
        let document = register.document().await;
        // The same bytes as the document, attached: they stay.
        let twin = register.custodian.upload("副本.pdf", "application/pdf", samples::PDF.to_vec()).await.expect(201);
        let attachment = register.attached("document", twin).await;
        register.school.app.advance(TimeDelta::hours(23));
        register.school.app.run_jobs().await;
        assert_eq!(register.school.app.db.kept_files().len(), 3);
        register.school.app.advance(TimeDelta::hours(2));
        register.school.app.run_jobs().await;
        let custodian = register.school.app.sign_in("T001").await;
        assert_eq!(register.school.app.db.kept_files().len(), 1);
        assert_eq!(taken(&register.school).await, i64::try_from(samples::PDF.len()).unwrap());
        for gone in [photo, document] {
            let body = json!({ "upload_ids": [gone["id"]], "kind": "document" });
            custodian.post(&register.attachments(), body).await.expect_problem(422, "validation_failed");
        }
        assert_eq!(custodian.get(&register.content(&attachment)).await.bytes, samples::PDF);
        // Sent again, they are as before.
        custodian.upload("正面.jpg", "image/jpeg", samples::jpeg(800, 600)).await.expect(201);
        assert_eq!(register.school.app.db.kept_files().len(), 3);
    }
}
