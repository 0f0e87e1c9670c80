//! Photos and documents of cases, from people with an account.

use serde_json::{Value, json};
use test_support::{Client, Digest, text};

use super::crew::{Crew, step};
use crate::{files::samples, on_both_engines};

pub fn attachments(case: &Value) -> String {
    format!("/repair-cases/{}/attachments", text(&case["id"]))
}

pub async fn photo(by: &Client, side: u32) -> Value {
    by.upload("现场.jpg", "image/jpeg", samples::jpeg(side, 60)).await.expect(201)["id"].clone()
}

/// What somebody sees of a case's files: purpose and kind of each.
async fn shown(by: &Client, case: &Value) -> Vec<(String, String)> {
    let listed = by.rows(&attachments(case)).await;
    listed.iter().map(|one| (text(&one["purpose"]).to_owned(), text(&one["kind"]).to_owned())).collect()
}

fn pair(purpose: &str, kind: &str) -> (String, String) {
    (purpose.to_owned(), kind.to_owned())
}

on_both_engines! {
    async fn photos_of_a_report_are_on_each_of_its_cases_and_in_its_event(engine) {
        let crew = Crew::open(engine).await;
        let ids = [photo(&crew.teacher, 80).await, photo(&crew.teacher, 81).await];
        let body = json!({ "location_id": crew.room("101"), "faults": [{ "category": "lock" }, { "category": "window" }], "upload_ids": ids });
        let cases = crew.teacher.post("/repair-cases", body).await.expect(201)["items"].as_array().unwrap().clone();
        for case in &cases {
            let listed = crew.worker.rows(&attachments(case)).await;
            assert_eq!(listed.len(), 2);
            assert_eq!((text(&listed[0]["purpose"]), text(&listed[0]["added_by_name"])), ("reported", "李老师"));
            for size in ["", "?size=320"] {
                let content = crew.worker.get(&format!("{}/{}/content{size}", attachments(case), text(&listed[0]["id"]))).await;
                assert_eq!((content.status.as_u16(), content.header("content-type")), (200, Some("image/jpeg")));
            }
            // Nobody asked for the version: a photo changes nothing else of the case.
            assert_eq!(case["version"], 1);
        }
        let events = crew.school.principal.rows("/audit-events?action=repair_case.reported").await;
        let kinds: Vec<&str> = events[0]["subjects"].as_array().unwrap().iter().map(|s| text(&s["kind"])).collect();
        assert_eq!(kinds, ["repair_case", "location", "attachment", "attachment"]);
    }
}

on_both_engines! {
    /// What is refused for another reason leaves the photos where they were: the form is sent again with the same ones.
    async fn a_wrong_field_does_not_cost_the_photos(engine) {
        let crew = Crew::open(engine).await;
        let id = photo(&crew.teacher, 80).await;
        let before = Digest::of(&crew.school.app.db).await;
        let wrong = json!({ "location_id": crew.room("101"), "faults": [], "upload_ids": [id] });
        crew.teacher.post("/repair-cases", wrong).await.expect_problem(422, "validation_failed");
        let nowhere = json!({ "location_id": test_support::TestApp::unknown_id(), "faults": [{ "category": "lock" }], "upload_ids": [id] });
        crew.teacher.post("/repair-cases", nowhere).await.expect_problem(422, "validation_failed");
        let twice = json!({ "location_id": crew.room("101"), "faults": [{ "category": "lock" }], "upload_ids": [id, id] });
        let twice = crew.teacher.post("/repair-cases", twice).await.expect_problem(422, "validation_failed");
        assert_eq!(twice["errors"][0]["pointer"], "/upload_ids/1");
        let theirs = json!({ "location_id": crew.room("101"), "faults": [{ "category": "lock" }], "upload_ids": [id] });
        let theirs = crew.mate.post("/repair-cases", theirs).await.expect_problem(422, "validation_failed");
        assert_eq!((text(&theirs["errors"][0]["pointer"]), text(&theirs["errors"][0]["code"])), ("/upload_ids/0", "reference_not_found"));
        before.assert_unchanged(&crew.school.app.db, "a refused report with photos").await;
        let right = json!({ "location_id": crew.room("101"), "faults": [{ "category": "lock" }], "upload_ids": [id] });
        crew.teacher.post("/repair-cases", right.clone()).await.expect(201);
        crew.teacher.post("/repair-cases", right).await.expect_problem(422, "validation_failed");
        let document = crew.teacher.upload("单.pdf", "application/pdf", samples::PDF.to_vec()).await.expect(201);
        let document = json!({ "location_id": crew.room("101"), "faults": [{ "category": "lock" }], "upload_ids": [document["id"]] });
        let refused = crew.teacher.post("/repair-cases", document).await.expect_problem(422, "validation_failed");
        assert_eq!((text(&refused["errors"][0]["pointer"]), text(&refused["errors"][0]["code"])), ("/upload_ids/0", "not_a_photo"));
    }
}

on_both_engines! {
    async fn the_finished_work_is_shown_beside_what_was_reported(engine) {
        let crew = Crew::open(engine).await;
        let before = photo(&crew.teacher, 80).await;
        let body = json!({ "location_id": crew.room("101"), "faults": [{ "category": "lock" }], "upload_ids": [before] });
        let case = crew.teacher.post("/repair-cases", body).await.expect(201)["items"][0].clone();
        let case = step(&crew.worker, &case, "take", json!({})).await;
        let after = json!({ "damage": "natural_wear", "upload_ids": [photo(&crew.worker, 90).await] });
        let case = step(&crew.worker, &case, "finish", after).await;
        assert_eq!(shown(&crew.teacher, &case).await, [pair("reported", "photo"), pair("done", "photo")]);
        // Seen, fixed, written down: both in one act.
        let (seen, fixed) = (photo(&crew.worker, 91).await, photo(&crew.worker, 92).await);
        let spot = json!({
            "location_id": crew.room("101"), "faults": [{ "category": "furniture" }], "upload_ids": [seen],
            "fixed_on_the_spot": { "damage": "natural_wear", "upload_ids": [fixed] }
        });
        let fixed = crew.worker.post("/repair-cases", spot).await.expect(201)["items"][0].clone();
        assert_eq!(shown(&crew.worker, &fixed).await, [pair("reported", "photo"), pair("done", "photo")]);
        let foreign = json!({
            "location_id": crew.room("101"), "faults": [{ "category": "lock" }],
            "fixed_on_the_spot": { "damage": "natural_wear", "upload_ids": [photo(&crew.teacher, 93).await] }
        });
        let refused = crew.worker.post("/repair-cases", foreign).await.expect_problem(422, "validation_failed");
        assert_eq!(refused["errors"][0]["pointer"], "/fixed_on_the_spot/upload_ids/0");
    }
}

on_both_engines! {
    /// Quotes and contractors' slips are for those who work on the case; the reporter adds photos of what is broken while it is open.
    async fn who_adds_what_and_who_sees_it(engine) {
        let crew = Crew::open(engine).await;
        let case = crew.case("lock").await;
        let add = |kind: &'static str, purpose: &'static str, id: Value| json!({ "upload_ids": [id], "kind": kind, "purpose": purpose });
        let path = attachments(&case);
        crew.teacher.post(&path, add("photo", "reported", photo(&crew.teacher, 80).await)).await.expect(201);
        let done = add("photo", "done", photo(&crew.teacher, 81).await);
        let refused = crew.teacher.post(&path, done).await.expect_problem(403, "forbidden");
        assert_eq!(refused["permission"], "repair_cases.work");
        let slip = crew.teacher.upload("单.pdf", "application/pdf", samples::PDF.to_vec()).await.expect(201)["id"].clone();
        crew.teacher.post(&path, add("document", "reported", slip)).await.expect_problem(403, "forbidden");
        let slip = crew.worker.upload("单.pdf", "application/pdf", samples::PDF.to_vec()).await.expect(201)["id"].clone();
        let slip = crew.worker.post(&path, add("document", "done", slip)).await.expect(201)["items"][0].clone();
        assert_eq!(shown(&crew.teacher, &case).await, [pair("reported", "photo")]);
        assert_eq!(shown(&crew.director, &case).await, [pair("reported", "photo"), pair("done", "document")]);
        crew.teacher.get(&format!("{path}/{}/content", text(&slip["id"]))).await.expect_problem(404, "not_found");
        let saved = crew.director.get(&format!("{path}/{}/content", text(&slip["id"]))).await;
        assert!(saved.status == 200 && saved.header("content-disposition").unwrap().starts_with("attachment; "));
        // Nobody else's case, and no step towards it.
        let colleague = crew.school.person("别的老师", &["staff"]).await;
        colleague.get(&path).await.expect_problem(404, "not_found");
        colleague.post(&path, add("photo", "reported", photo(&colleague, 82).await)).await.expect_problem(404, "not_found");
        // Over: the reporter reports anew, those who work on it may still add the bill.
        let over = step(&crew.teacher, &case, "cancel", json!({})).await;
        let late = add("photo", "reported", photo(&crew.teacher, 83).await);
        crew.teacher.post(&attachments(&over), late).await.expect_problem(409, "case_closed");
        crew.worker.post(&path, add("photo", "done", photo(&crew.worker, 84).await)).await.expect(201);
    }
}

on_both_engines! {
    async fn whoever_added_a_photo_or_the_office_takes_it_off_and_it_stays_on_record(engine) {
        let crew = Crew::open(engine).await;
        let case = crew.case("lock").await;
        let path = attachments(&case);
        let mut added = Vec::new();
        for side in [80, 81] {
            let body = json!({ "upload_ids": [photo(&crew.teacher, side).await], "kind": "photo" });
            added.push(crew.teacher.post(&path, body).await.expect(201)["items"][0].clone());
        }
        assert!(added.iter().all(|one| one["removable"] == true));
        let first = format!("{path}/{}", text(&added[0]["id"]));
        assert_eq!(crew.worker.rows(&path).await[0]["removable"], false);
        crew.worker.delete(&first).await.expect_problem(403, "not_yours");
        crew.teacher.delete(&first).await.expect(204);
        crew.teacher.delete(&first).await.expect_problem(404, "not_found");
        crew.worker.get(&format!("{first}/content")).await.expect_problem(404, "not_found");
        crew.director.delete(&format!("{path}/{}", text(&added[1]["id"]))).await.expect(204);
        assert_eq!(Digest::of(&crew.school.app.db).await.rows("attachment"), 2);
        let told: Vec<String> =
            crew.teacher.rows(&format!("/repair-cases/{}/timeline", text(&case["id"]))).await.iter().map(|e| text(&e["action"]).to_owned()).collect();
        assert_eq!(told, ["repair_case.reported", "repair_case.attached", "repair_case.attached", "repair_case.detached", "repair_case.detached"]);
    }
}
