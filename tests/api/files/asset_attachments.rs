//! Photos and documents on cards.

use serde_json::{Value, json};
use test_support::{Client, Digest, TestApp, text};

use super::{Register, samples};
use crate::on_both_engines;

on_both_engines! {
    async fn a_photo_is_added_seen_and_taken_off_and_stays_on_record(engine) {
        let register = Register::open(engine).await;
        let photo = register.photo().await;
        let body = json!({ "upload_ids": [photo["id"]], "kind": "photo", "caption": " 正面 " });
        let added = register.custodian.post(&register.attachments(), body).await.expect(201)["items"][0].clone();
        assert_eq!((text(&added["kind"]), text(&added["caption"]), text(&added["added_by_name"])), ("photo", "正面", "吴保管"));
        register.attached("document", register.document().await).await;
        let listed = register.custodian.get(&register.attachments()).await.expect(200);
        assert_eq!(listed["items"].as_array().unwrap().iter().map(|a| text(&a["kind"])).collect::<Vec<_>>(), ["photo", "document"]);
        let path = format!("{}/{}", register.attachments(), text(&added["id"]));
        register.custodian.delete(&path).await.expect(204);
        register.custodian.delete(&path).await.expect_problem(404, "not_found");
        register.custodian.get(&register.content(&added)).await.expect_problem(404, "not_found");
        assert_eq!(register.custodian.get(&register.attachments()).await.expect(200)["items"].as_array().unwrap().len(), 1);
        // Row and bytes are still there, and the card's history tells of both steps.
        let after = Digest::of(&register.school.app.db).await;
        assert_eq!((after.rows("attachment"), after.rows("files")), (2, 3));
        let history = register.custodian.get(&format!("/assets/{}/timeline", register.asset)).await.expect(200);
        let actions: Vec<&str> = history["items"].as_array().unwrap().iter().map(|e| text(&e["action"])).collect();
        assert_eq!(actions, ["asset.registered", "asset.attached", "asset.attached", "asset.detached"]);
    }
}

async fn refused(by: &Client, register: &Register, uploads: &[&Value], kind: &str) -> Value {
    let ids: Vec<&Value> = uploads.iter().map(|u| &u["id"]).collect();
    let body = json!({ "upload_ids": ids, "kind": kind });
    by.post(&register.attachments(), body).await.expect_problem(422, "validation_failed")["errors"][0].clone()
}

on_both_engines! {
    async fn an_upload_is_attached_once_and_by_who_uploaded_it(engine) {
        let register = Register::open(engine).await;
        let other = register.school.person("钱保管", &["head_custodian"]).await;
        let (_, stranger) = register.school.app.second_school("别的学校").await;
        let (mine, spare) = (register.photo().await, register.document().await);
        let theirs = stranger.upload("a.pdf", "application/pdf", samples::PDF.to_vec()).await.expect(201);
        register.attached("photo", mine.clone()).await;
        let before = Digest::of(&register.school.app.db).await;
        for (by, uploads, pointer) in [
            (&register.custodian, vec![&mine], "/upload_ids/0"),
            (&other, vec![&spare], "/upload_ids/0"),
            (&register.custodian, vec![&spare, &theirs], "/upload_ids/1"),
            (&register.custodian, vec![&spare, &spare], "/upload_ids/1"),
        ] {
            let error = refused(by, &register, &uploads, "document").await;
            assert_eq!((text(&error["pointer"]), text(&error["code"])), (pointer, "reference_not_found"));
        }
        let error = refused(&register.custodian, &register, &[&spare], "photo").await;
        assert_eq!((text(&error["pointer"]), text(&error["code"])), ("/upload_ids/0", "not_a_photo"));
        before.assert_unchanged(&register.school.app.db, "an upload that cannot be attached").await;
    }
}

on_both_engines! {
    async fn one_of_many_who_attach_at_once_wins(engine) {
        let register = Register::open(engine).await;
        let photo = register.photo().await;
        let body = json!({ "upload_ids": [photo["id"]], "kind": "photo" });
        let path = register.attachments();
        let sent = (0..8).map(|_| register.custodian.post(&path, body.clone()));
        let answers = futures_util::future::join_all(sent).await;
        assert_eq!(answers.iter().filter(|a| a.status == 201).count(), 1);
        assert!(answers.iter().all(|a| a.status == 201 || a.status == 422));
        let keyed = register.custodian.with("idempotency-key", "attach-1");
        let body = json!({ "upload_ids": [register.document().await["id"]], "kind": "document" });
        let first = keyed.post(&register.attachments(), body.clone()).await.expect(201);
        assert_eq!(keyed.post(&register.attachments(), body).await.expect(201), first);
    }
}

on_both_engines! {
    /// A teacher sees the things of her room, but not what they cost: no invoices. Others see nothing of the card at all.
    async fn who_sees_a_card_sees_its_photos_and_who_sees_values_its_documents(engine) {
        let register = Register::open(engine).await;
        let room = register.school.a_room().await;
        let teacher = register.school.person("班主任", &["class_teacher"]).await;
        let card = json!({ "name": "黑板", "category_code": "A02020200", "location_id": room, "custodian_id": teacher.person_id });
        let card = register.custodian.post("/assets", card).await.expect(201);
        let register = Register { asset: text(&card["id"]).to_owned(), ..register };
        let photo = register.attached("photo", register.photo().await).await;
        let invoice = register.attached("document", register.document().await).await;
        let seen = teacher.get(&register.attachments()).await.expect(200);
        assert_eq!(seen["items"].as_array().unwrap().iter().map(|a| &a["id"]).collect::<Vec<_>>(), [&photo["id"]]);
        assert_eq!(teacher.get(&register.content(&photo)).await.status, 200);
        teacher.get(&register.content(&invoice)).await.expect_problem(404, "not_found");
        assert_eq!(register.school.principal.get(&register.content(&invoice)).await.status, 200);
        // Another card's path, another teacher, another school.
        let elsewhere = register.custodian.post("/assets", json!({ "name": "椅", "category_code": "A05010304" })).await.expect(201);
        let wrong = format!("/assets/{}/attachments/{}", text(&elsewhere["id"]), text(&photo["id"]));
        register.custodian.get(&format!("{wrong}/content")).await.expect_problem(404, "not_found");
        register.custodian.delete(&wrong).await.expect_problem(404, "not_found");
        let colleague = register.school.person("另一班主任", &["class_teacher"]).await;
        colleague.get(&register.attachments()).await.expect_problem(404, "not_found");
        colleague.get(&register.content(&photo)).await.expect_problem(404, "not_found");
        register.teacher.get(&register.content(&photo)).await.expect_problem(403, "forbidden");
        let (_, stranger) = register.school.app.second_school("别的学校").await;
        stranger.get(&register.content(&photo)).await.expect_problem(404, "not_found");
        teacher.delete(&format!("{}/{}", register.attachments(), text(&photo["id"]))).await.expect_problem(403, "forbidden");
    }
}

on_both_engines! {
    async fn content_is_asked_for_anew_each_time_and_sent_once(engine) {
        let register = Register::open(engine).await;
        let photo = register.attached("photo", register.photo().await).await;
        let path = register.content(&photo);
        let sent = register.custodian.get(&path).await;
        assert_eq!(sent.header("cache-control"), Some("private, no-cache"));
        assert!(sent.header("content-disposition").unwrap().starts_with("inline; "));
        assert_eq!(sent.header("content-type"), Some("image/jpeg"));
        assert_eq!(sent.header("content-length"), Some(sent.bytes.len().to_string().as_str()));
        let tag = sent.header("etag").unwrap().to_owned();
        let again = register.custodian.with("if-none-match", &tag).get(&path).await;
        assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0));
        let weak = register.custodian.with("if-none-match", format!("\"x\", W/{tag}")).get(&path).await;
        assert_eq!(weak.status, 304);
        let small = register.custodian.with("if-none-match", &tag).get(&format!("{path}?size=320")).await;
        assert!(small.status == 200 && small.bytes.len() < sent.bytes.len());
        register.school.app.nobody().with("if-none-match", &tag).get(&path).await.expect_problem(401, "unauthenticated");
        register.custodian.get(&format!("{path}?size=99")).await.expect_problem(400, "bad_query");
        let nowhere = format!("{}/{}/content", register.attachments(), TestApp::unknown_id());
        register.custodian.get(&nowhere).await.expect_problem(404, "not_found");
    }
}

on_both_engines! {
    async fn a_card_has_at_most_a_hundred(engine) {
        let register = Register::open(engine).await;
        let upload = |n: usize| register.custodian.upload("x.txt", "text/plain", format!("第 {n} 份").into_bytes());
        for batch in 0..5 {
            let mut ids = Vec::new();
            for n in 0..20 {
                ids.push(upload(batch * 20 + n).await.expect(201)["id"].clone());
            }
            register.custodian.post(&register.attachments(), json!({ "upload_ids": ids, "kind": "document" })).await.expect(201);
        }
        let one_more = json!({ "upload_ids": [upload(100).await.expect(201)["id"]], "kind": "document" });
        register.custodian.post(&register.attachments(), one_more).await.expect_problem(409, "too_many_attachments");
    }
}
