//! Photos from whoever stands at a door without an account: few, only there, and seen by nobody who may not see the case.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Digest, School, TestDb, text};

use super::crew::Crew;
use crate::{
    files::{quota::taken, samples},
    on_both_engines,
};

async fn sent(by: &Client, sign: &str, side: u32) -> Value {
    let path = format!("/signs/{sign}/uploads");
    by.upload_to(&path, "坏了.jpg", "image/jpeg", samples::jpeg(side, 60)).await.expect(201)["id"].clone()
}

async fn report(by: &Client, sign: &str, uploads: &[&Value]) -> test_support::Response {
    let body = json!({ "faults": [{ "category": "lighting" }], "upload_ids": uploads });
    by.post(&format!("/signs/{sign}/repair-cases"), body).await
}

on_both_engines! {
    async fn his_photos_are_seen_by_the_crew_and_by_the_holder_of_the_code(engine) {
        let crew = Crew::open(engine).await;
        let (nobody, sign) = (crew.school.app.nobody(), crew.sign("203"));
        let (one, two) = (sent(&nobody, sign, 80).await, sent(&nobody, sign, 81).await);
        let reported = report(&nobody, sign, &[&one, &two]).await.expect(201);
        let code = text(&reported["cases"][0]["follow_up_code"]).to_owned();
        let page = nobody.get(&format!("/follow-ups/{code}")).await.expect(200);
        let photos = page["photos"].as_array().unwrap().clone();
        assert_eq!(photos.len(), 2);
        let link = |code: &str, photo: &Value| format!("/follow-ups/{code}/attachments/{}/content", text(&photo["id"]));
        let content = nobody.get(&format!("{}?size=320", link(&code, &photos[0]))).await;
        assert_eq!((content.status.as_u16(), content.header("cache-control")), (200, Some("private, no-cache")));
        // Inside they are photos like any other, from somebody without a name.
        let row = crew.worker.rows(&format!("/repair-cases?q={}", text(&reported["cases"][0]["number"]))).await[0].clone();
        let path = format!("/repair-cases/{}/attachments", text(&row["id"]));
        let inside = crew.worker.rows(&path).await;
        assert_eq!((inside.len(), text(&inside[0]["added_by_name"]), text(&inside[0]["purpose"])), (2, "扫码报修的人", "reported"));
        // What the crew adds is not the holder's to see; nor is his photo another holder's.
        let fix = crew.worker.upload("好.jpg", "image/jpeg", samples::jpeg(90, 60)).await.expect(201);
        let fix = crew.worker.post(&path, json!({ "upload_ids": [fix["id"]], "kind": "photo", "purpose": "done" })).await.expect(201);
        nobody.get(&link(&code, &fix["items"][0])).await.expect_problem(404, "not_found");
        assert_eq!(nobody.get(&format!("/follow-ups/{code}")).await.expect(200)["photos"].as_array().unwrap().len(), 2);
        let other = report(&nobody, sign, &[]).await.expect(201);
        nobody.get(&link(text(&other["cases"][0]["follow_up_code"]), &photos[0])).await.expect_problem(404, "not_found");
        nobody.get(&link("ZZZZZZZZZZ", &photos[0])).await.expect_problem(404, "not_found");
        nobody.get(&format!("{path}/{}/content", text(&inside[0]["id"]))).await.expect_problem(401, "unauthenticated");
        // The sign shows no photo to whoever stands there next.
        let sign_page = nobody.get(&format!("/signs/{sign}")).await.expect(200).to_string();
        assert!(photos.iter().all(|photo| !sign_page.contains(text(&photo["id"]))), "{sign_page}");
    }
}

on_both_engines! {
    async fn three_at_most_and_only_with_the_sign_at_which_they_were_taken(engine) {
        let crew = Crew::open(engine).await;
        let (nobody, sign, elsewhere) = (crew.school.app.nobody(), crew.sign("203"), crew.sign("101"));
        let mut ids = Vec::new();
        for side in 80..84 {
            ids.push(sent(&nobody, sign, side).await);
        }
        let all: Vec<&Value> = ids.iter().collect();
        let before = Digest::of(&crew.school.app.db).await;
        let many = report(&nobody, sign, &all).await.expect_problem(422, "validation_failed");
        assert_eq!(many["errors"][0]["pointer"], "/upload_ids");
        let other_door = report(&nobody, elsewhere, &all[..1]).await.expect_problem(422, "validation_failed");
        assert_eq!((text(&other_door["errors"][0]["pointer"]), text(&other_door["errors"][0]["code"])), ("/upload_ids/0", "reference_not_found"));
        // Nor by somebody with an account, who did not send it.
        let body = json!({ "location_id": crew.room("203"), "faults": [{ "category": "lock" }], "upload_ids": [ids[0]] });
        crew.teacher.post("/repair-cases", body).await.expect_problem(422, "validation_failed");
        before.assert_unchanged(&crew.school.app.db, "photos of another door").await;
        report(&nobody, sign, &all[..3]).await.expect(201);
        report(&nobody, sign, &all[..1]).await.expect_problem(422, "validation_failed");
        nobody.upload_to("/signs/ZZZZZZZZZZ/uploads", "a.jpg", "image/jpeg", samples::jpeg(80, 60)).await.expect_problem(404, "not_found");
        let document = nobody.upload_to(&format!("/signs/{sign}/uploads"), "a.pdf", "application/pdf", samples::PDF.to_vec()).await;
        document.expect_problem(415, "unsupported_file");
        // Whoever is signed in at the door sends his own.
        let mine = sent(&crew.teacher, sign, 95).await;
        report(&crew.teacher, sign, &[&mine]).await.expect(201);
    }
}

on_both_engines! {
    async fn photos_at_a_sign_are_counted_and_what_no_report_names_goes_away(engine) {
        let mut crew = Crew::open(engine).await;
        let (nobody, sign) = (crew.school.app.nobody(), crew.sign("203").to_owned());
        for _ in 0..30 {
            sent(&nobody, &sign, 80).await;
        }
        let path = format!("/signs/{sign}/uploads");
        let refused = nobody.upload_to(&path, "a.jpg", "image/jpeg", samples::jpeg(80, 60)).await;
        assert!(refused.header("retry-after").is_some());
        refused.expect_problem(429, "too_many_requests");
        // Another door counts for itself.
        sent(&nobody, crew.sign("101"), 80).await;
        assert!(taken(&crew.school).await > 0);
        crew.pass(TimeDelta::hours(25)).await;
        assert_eq!((taken(&crew.school).await, crew.school.app.db.kept_files().len()), (0, 0));
        sent(&nobody, &sign, 80).await;
    }
}

on_both_engines! {
    /// The last tenth of a school's space is for those who work there.
    async fn strangers_cannot_fill_the_schools_space(engine) {
        let size = {
            let school = School::open_with(TestDb::new(engine).await, |_| {}).await;
            let sign = text(&school.rooms().await["101"]["sign_code"]).to_owned();
            sent(&school.app.nobody(), &sign, 80).await;
            taken(&school).await
        };
        // Ten photos would fit.
        let school = School::open_with(TestDb::new(engine).await, move |config| config.files.quota_bytes = u64::try_from(size * 10).unwrap()).await;
        let sign = text(&school.rooms().await["101"]["sign_code"]).to_owned();
        let nobody = school.app.nobody();
        let path = format!("/signs/{sign}/uploads");
        let photo = |n: u32| samples::jpeg(80, 60 - n);
        let mut stored = 0;
        for n in 0..12 {
            let answer = nobody.upload_to(&path, "a.jpg", "image/jpeg", photo(n)).await;
            if answer.status == 201 {
                stored += 1;
            } else {
                answer.expect_problem(413, "quota_exceeded");
            }
        }
        assert!((8..12).contains(&stored), "{stored} were taken in");
        assert!(taken(&school).await <= size * 9, "the last tenth is theirs");
        school.admin.upload("a.jpg", "image/jpeg", photo(30)).await.expect(201);
    }
}
