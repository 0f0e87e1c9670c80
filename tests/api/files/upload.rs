//! `POST /uploads`: who may, what is answered, what is kept.

use serde_json::json;
use test_support::{Contract, Digest, text};

use super::{Register, quota::taken, samples};
use crate::on_both_engines;

on_both_engines! {
    async fn a_photo_is_kept_in_two_sizes_and_a_document_as_it_came(engine) {
        let register = Register::open(engine).await;
        let photo = register.teacher.upload("坏了的桌子.png", "image/png", samples::png(2400, 1200)).await.expect(201);
        assert_eq!((&photo["media_type"], &photo["file_name"]), (&json!("image/jpeg"), &json!("坏了的桌子.jpg")));
        assert_eq!((photo["width"].as_i64(), photo["height"].as_i64()), (Some(1600), Some(800)));
        let document = register.document().await;
        assert_eq!(document["bytes"], samples::PDF.len());
        assert_eq!((&document["width"], &document["file_name"]), (&json!(null), &json!("合同.pdf")));
        let kept = register.school.app.db.kept_files();
        assert_eq!(kept.len(), 3, "{kept:?}");
        assert!(kept.iter().any(|f| f.contains(".1600 ")) && kept.iter().any(|f| f.contains(".320 ")), "{kept:?}");
        let events = register.school.admin.get("/audit-events?limit=200").await.expect(200);
        let uploaded = events["items"].as_array().unwrap().iter().filter(|e| e["action"] == "file.uploaded").count();
        assert_eq!(uploaded, 2);
    }
}

on_both_engines! {
    async fn the_same_bytes_are_kept_once_and_counted_once(engine) {
        let register = Register::open(engine).await;
        let first = register.document().await;
        let second = register.teacher.upload("另一个.pdf", "application/pdf", samples::PDF.to_vec()).await.expect(201);
        assert_ne!(first["id"], second["id"]);
        assert_eq!(register.school.app.db.kept_files().len(), 1);
        assert_eq!(taken(&register.school).await, i64::try_from(samples::PDF.len()).unwrap());
    }
}

on_both_engines! {
    async fn only_who_has_something_to_show_may_upload(engine) {
        let register = Register::open(engine).await;
        let auditor = register.school.person("审计", &["auditor"]).await;
        let before = Digest::of(&register.school.app.db).await;
        let refused = auditor.upload("a.pdf", "application/pdf", samples::PDF.to_vec()).await.expect_problem(403, "forbidden");
        assert_eq!(refused["permission"], "files.upload");
        register.school.app.nobody().upload("a.pdf", "application/pdf", samples::PDF.to_vec()).await.expect_problem(401, "unauthenticated");
        before.assert_unchanged(&register.school.app.db, "an upload that was not allowed").await;
    }
}

on_both_engines! {
    /// A form of another site can send a file with the reader's cookie; it cannot add our header.
    async fn a_cookie_alone_uploads_nothing(engine) {
        let register = Register::open(engine).await;
        let cookie = format!("steward_access={}", register.custodian.token.clone().unwrap());
        let by_cookie = register.school.app.nobody().with("cookie", cookie);
        let before = Digest::of(&register.school.app.db).await;
        by_cookie.upload("a.pdf", "application/pdf", samples::PDF.to_vec()).await.expect_problem(403, "cross_site");
        let foreign = by_cookie.with("x-steward", "1").with("origin", "http://elsewhere.test");
        foreign.upload("a.pdf", "application/pdf", samples::PDF.to_vec()).await.expect_problem(403, "cross_site");
        before.assert_unchanged(&register.school.app.db, "an upload from another site").await;
        by_cookie.with("x-steward", "1").upload("a.pdf", "application/pdf", samples::PDF.to_vec()).await.expect(201);
    }
}

on_both_engines! {
    async fn sizes_are_limited_by_kind(engine) {
        let register = Register::open(engine).await;
        let before = Digest::of(&register.school.app.db).await;
        let megabytes = |n: usize| n * 1024 * 1024;
        let mut document = samples::PDF.to_vec();
        document.resize(megabytes(20) + 1, b' ');
        let problem = register.custodian.with("accept-language", "en").upload("a.pdf", "application/pdf", document).await;
        assert_eq!(problem.expect_problem(413, "too_large")["detail"], "The file is larger than 20 MB.");
        register.custodian.upload("a.csv", "text/csv", vec![b','; megabytes(50) + 1]).await.expect_problem(413, "too_large");
        // Nobody at all gets his answer as well, although nobody reads what he sends.
        let nobody = register.school.app.nobody();
        nobody.upload("a.csv", "text/csv", vec![b','; megabytes(6)]).await.expect_problem(401, "unauthenticated");
        before.assert_unchanged(&register.school.app.db, "a file that is too large").await;
        let mut ledger = "编号,名称\n".to_owned().into_bytes();
        ledger.resize(megabytes(30), b'1');
        let ledger = register.custodian.upload("台账.csv", "text/csv", ledger).await.expect(201);
        assert_eq!(ledger["bytes"], megabytes(30));
    }
}

on_both_engines! {
    /// What a client of the description would do: the one header, the one media type.
    async fn the_description_names_header_and_body(engine) {
        let register = Register::open(engine).await;
        let operation = &Contract::published().api()["paths"]["/api/v1/uploads"]["post"];
        assert!(operation["requestBody"]["content"]["application/octet-stream"].is_object());
        let sent = register.custodian.upload("a.pdf", "application/octet-stream", samples::PDF.to_vec()).await.expect(201);
        assert_eq!(text(&sent["media_type"]), "application/pdf");
        let unnamed = register.custodian.with("content-type", "application/octet-stream");
        let unnamed = unnamed.send(reqwest::Method::POST, "/uploads", Some(samples::PDF.to_vec())).await.expect(201);
        assert_eq!(unnamed["file_name"], "file.pdf");
    }
}
