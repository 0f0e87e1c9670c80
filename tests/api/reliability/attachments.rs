//! A13–A16: what belongs to something is reached through it, and only while it may be seen.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use test_support::{Client, Contract, Digest, TestApp, text};

use crate::{
    coverage::fixtures::{Everything, report},
    files::samples,
    on_both_engines,
};

/// Something with a photo and a document, and the ways to them.
struct Parent {
    path: String,
    photo: String,
    document: String,
}

impl Parent {
    async fn with_files(by: &Client, path: String) -> Self {
        let photo = by.upload("a.jpg", "image/jpeg", samples::jpeg(70, 50)).await.expect(201);
        let document = by.upload("a.pdf", "application/pdf", samples::PDF.to_vec()).await.expect(201);
        let path = format!("{path}/attachments");
        let add = async |id: &Value, kind: &str| {
            let added = by.post(&path, json!({ "upload_ids": [id], "kind": kind })).await.expect(201);
            text(&added["items"][0]["id"]).to_owned()
        };
        Self { photo: add(&photo["id"], "photo").await, document: add(&document["id"], "document").await, path }
    }

    /// List, download, thumbnail, delete: each as method and path, with this in the place of the subject.
    fn ways(&self) -> Vec<(&'static str, String)> {
        let mut ways = vec![("GET", self.path.clone())];
        for id in [&self.photo, &self.document] {
            ways.push(("GET", format!("{}/{id}/content", self.path)));
            ways.push(("GET", format!("{}/{id}/content?size=320", self.path)));
            ways.push(("DELETE", format!("{}/{id}", self.path)));
        }
        ways
    }
}

/// A card and a case with files, of the director's and the custodian's making.
async fn parents(all: &Everything) -> [Parent; 2] {
    let card = format!("/assets/{}", all.ids["/api/v1/assets/{id}"]);
    let case = report(&all.director, &all.ids["/api/v1/locations/{id}"]).await;
    [
        Parent::with_files(&all.custodian, card).await,
        Parent::with_files(&all.director, format!("/repair-cases/{}", text(&case["id"]))).await,
    ]
}

async fn expect_nothing(by: &Client, method: &str, path: &str) {
    let answer = by.send(method.parse().unwrap(), path, None).await;
    assert_eq!(answer.status, 404, "{method} {path}");
    answer.expect_problem(404, "not_found");
}

on_both_engines! {
    /// Whatever can be taken away by an id: an id of another school, one that is nowhere, and an own child under another own parent.
    async fn a13_nothing_is_taken_away_by_an_id_of_elsewhere(engine) {
        let all = Everything::build(engine).await;
        let (stranger, _) = all.school.app.second_school("别的学校").await;
        let parents = parents(&all).await;
        let before = Digest::of(&all.school.app.db).await;
        let takes_away: BTreeSet<(String, String)> = Contract::published()
            .operations()
            .into_iter()
            .filter(|(method, path, _)| path.contains('{') && (method == "DELETE" || ["void", "undo", "revoke", "cancel", "done"].iter().any(|act| path.ends_with(act))))
            .map(|(method, path, _)| (method, path))
            .collect();
        assert!(takes_away.len() > 10, "{takes_away:?}");
        for (method, template) in &takes_away {
            let body = (method == "POST").then(|| json!({ "reason": "x", "done_on": "2026-11-01" }).to_string().into_bytes());
            let answer = stranger.seen(1).send(method.parse().unwrap(), &all.path(template), body).await;
            let open = template.starts_with("/api/v1/follow-ups/");
            assert!(open || [403, 404, 422].contains(&answer.status.as_u16()), "{method} {template}: {}", answer.status);
            if answer.status == 403 {
                assert_eq!(answer.json()["code"], "forbidden", "the administrator holds no such permission: {template}");
            }
        }
        // A photo of the case under the card, and the other way round; under a case that is nowhere.
        let [card, case] = &parents;
        for (by, parent, child) in [(&all.custodian, card, case), (&all.director, case, card)] {
            expect_nothing(by, "DELETE", &format!("{}/{}", parent.path, child.photo)).await;
        }
        let nowhere = format!("/repair-cases/{}/attachments/{}", TestApp::unknown_id(), case.photo);
        expect_nothing(&all.director, "DELETE", &nowhere).await;
        // The one open call above was with the right code of a case: it was refused for its version or has cancelled that case alone.
        let after = Digest::of(&all.school.app.db).await;
        assert_eq!((after.rows("attachment"), after.rows("upload")), (before.rows("attachment"), before.rows("upload")));
    }
}

on_both_engines! {
    async fn a14_files_of_a_foreign_or_forbidden_parent_are_not_there(engine) {
        let all = Everything::build(engine).await;
        let app = &all.school.app;
        let (_, stranger) = app.second_school("别的学校").await;
        let stranger_staff = stranger.clone();
        // Of this school, and may see neither this card nor this case.
        let teacher = all.school.person("班主任", &["class_teacher"]).await;
        let parents = parents(&all).await;
        let before = Digest::of(&app.db).await;
        for parent in &parents {
            for (method, path) in parent.ways() {
                let answer = stranger_staff.send(method.parse().unwrap(), &path, None).await;
                assert!([403, 404].contains(&answer.status.as_u16()), "{method} {path}: {}", answer.status);
                if answer.status == 403 {
                    assert_eq!((method, &answer.json()["code"]), ("DELETE", &json!("forbidden")), "{path}");
                }
                if method == "GET" || path.starts_with("/repair-cases/") {
                    expect_nothing(&teacher, method, &path).await;
                }
            }
            // There is nothing to be replaced by.
            for method in ["PUT", "PATCH", "POST"] {
                let path = format!("{}/{}/content", parent.path, parent.photo);
                let answer = all.director.send(method.parse().unwrap(), &path, Some(b"{}".to_vec())).await;
                answer.expect_problem(405, "method_not_allowed");
            }
        }
        // Adding to what one may not see takes nothing either.
        let upload = teacher.upload("b.jpg", "image/jpeg", samples::jpeg(71, 50)).await.expect(201);
        let body = json!({ "upload_ids": [upload["id"]], "kind": "photo" });
        teacher.post(&parents[1].path, body).await.expect_problem(404, "not_found");
        let after = Digest::of(&app.db).await;
        assert_eq!(after.rows("attachment"), before.rows("attachment"));
    }
}

on_both_engines! {
    async fn a15_a_link_that_was_kept_is_worth_nothing_without_the_right(engine) {
        let all = Everything::build(engine).await;
        let app = &all.school.app;
        let [card, case] = parents(&all).await;
        let reader = all.school.person("看报修的人", &["logistics_director"]).await;
        for parent in [&card, &case] {
            for (method, path) in parent.ways() {
                let answer = app.nobody().send(method.parse().unwrap(), &path, None).await;
                assert!(answer.header("www-authenticate").is_some(), "{path}");
                answer.expect_problem(401, "unauthenticated");
            }
        }
        let link = format!("{}/{}/content", case.path, case.photo);
        let tag = reader.get(&link).await.header("etag").unwrap().to_owned();
        let kept = reader.with("if-none-match", &tag);
        assert_eq!(kept.get(&link).await.status, 304);
        // The right goes: the role is revoked. Who has the bytes in his browser is not told that they are still good.
        let grants = all.school.admin.rows("/role-grants?limit=200").await;
        for grant in grants.iter().filter(|grant| grant["person"]["id"] == reader.person_id.as_str()) {
            let path = format!("/role-grants/{}/revoke", text(&grant["id"]));
            all.school.admin.seen(grant["version"].as_i64().unwrap()).post(&path, json!({})).await.expect(200);
        }
        kept.get(&link).await.expect_problem(403, "forbidden");
        app.nobody().with("if-none-match", &tag).get(&link).await.expect_problem(401, "unauthenticated");
        // A room is somebody's no more: its cases, and their photos, are not there for him any longer.
        let teacher = all.school.person("班主任", &["class_teacher"]).await;
        let room = format!("/locations/{}", all.ids["/api/v1/locations/{id}"]);
        let version = async || all.school.admin.get(&room).await.expect(200)["version"].as_i64().unwrap();
        let mine = json!({ "responsible_person_id": teacher.person_id });
        all.school.admin.seen(version().await).patch(&room, mine).await.expect(200);
        let tag = teacher.get(&link).await.header("etag").unwrap().to_owned();
        all.school.admin.seen(version().await).patch(&room, json!({ "responsible_person_id": null })).await.expect(200);
        teacher.with("if-none-match", &tag).get(&link).await.expect_problem(404, "not_found");
        // Taken off its subject it is nobody's.
        all.director.delete(&format!("{}/{}", case.path, case.photo)).await.expect(204);
        all.director.get(&link).await.expect_problem(404, "not_found");
        // Guessed: the ids of uploads and of files are no way in.
        for guess in ["/uploads", "/attachments"] {
            let answer = all.director.get(&format!("{guess}/{}/content", case.document)).await;
            assert_eq!(answer.status, 404, "{guess}");
        }
    }
}

on_both_engines! {
    /// A filter by a subject that one may not see finds nothing, as one that is nowhere does.
    async fn a16_history_joins_and_audit_of_a_forbidden_object(engine) {
        let all = Everything::build(engine).await;
        let (stranger, stranger_principal) = all.school.app.second_school("别的学校").await;
        let teacher = all.school.person("班主任", &["class_teacher"]).await;
        let case = report(&all.director, &all.ids["/api/v1/locations/{id}"]).await;
        let case = format!("/repair-cases/{}", text(&case["id"]));
        let card = format!("/assets/{}", all.ids["/api/v1/assets/{id}"]);
        for path in [format!("{case}/timeline"), format!("{card}/timeline"), case.clone(), card.clone()] {
            expect_nothing(&teacher, "GET", &path).await;
        }
        expect_nothing(&stranger_principal, "GET", &format!("{case}/timeline")).await;
        expect_nothing(&stranger_principal, "GET", &format!("{card}/timeline")).await;
        let before = Digest::of(&all.school.app.db).await;
        // Whoever works here may say "me too" to any case and follows it from then on; whoever does not finds none.
        stranger_principal.post(&format!("{case}/joins"), json!({ "text": "我也是" })).await.expect_problem(404, "not_found");
        before.assert_unchanged(&all.school.app.db, "joining a case of another school").await;
        let id = case.trim_start_matches("/repair-cases/");
        assert!(!all.school.principal.rows(&format!("/audit-events?subject_id={id}")).await.is_empty());
        let filter = format!("/audit-events?subject_id={id}");
        assert_eq!(stranger.get(&filter).await.expect(200)["items"], json!([]));
        assert_eq!(stranger.get(&format!("/audit-events?subject_id={}", TestApp::unknown_id())).await.expect(200)["items"], json!([]));
        teacher.get(&filter).await.expect_problem(403, "forbidden");
    }
}
