//! E. Races. (E01 to E04 wait for what they race for: approvals, stock, tags, hand-outs.)

use std::collections::BTreeSet;

use futures_util::future::join_all;
use serde_json::{Value, json};
use test_support::{Client, Digest, Response, School};

use crate::on_both_engines;

/// Rounds of each race; `make prove` asks for 200.
fn rounds() -> usize {
    crate::setting("STEWARD_RACE_ROUNDS").unwrap_or(20)
}

/// Posts at once.
const AT_ONCE: usize = 20;

on_both_engines! {
    async fn e05_of_two_editors_the_second_is_told_and_the_firsts_work_stays(engine) {
        let school = School::open(engine).await;
        let admin = &school.admin;
        let person = school.person("李老师", &["staff"]).await;
        let path = format!("/people/{}", person.person_id);
        for round in 0..rounds() {
            let before = admin.get(&path).await.expect(200);
            let version = before["version"].as_i64().unwrap();
            let edit = |name: String| {
                let (client, path) = (admin.seen(version), &path);
                async move { (client.patch(path, json!({ "name": name })).await, name) }
            };
            let (one, other) = tokio::join!(edit(format!("甲{round}")), edit(format!("乙{round}")));
            let after = admin.get(&path).await.expect(200);
            let winner = exactly_one_wins([one, other], version);
            assert_eq!((after["name"].as_str().unwrap(), after["version"].as_i64()), (winner.as_str(), Some(version + 1)));
            // Later, and still with what was seen before: the same answer, and the first one's work intact.
            let late = admin.seen(version).patch(&path, json!({ "name": "丙" })).await.expect_problem(412, "stale");
            assert_eq!(late["current_version"], version + 1);
            assert_eq!(admin.get(&path).await.expect(200), after);
        }
    }
}

/// One 200, one 412 that names the version to look at; answers what the winner wrote.
fn exactly_one_wins(answers: [(Response, String); 2], version: i64) -> String {
    let mut winners = Vec::new();
    for (answer, wrote) in answers {
        if answer.status == 200 {
            winners.push(wrote);
        } else {
            let problem = answer.expect_problem(412, "stale");
            assert_eq!(problem["current_version"], version + 1);
        }
    }
    assert_eq!(winners.len(), 1, "winners: {winners:?}");
    winners.remove(0)
}

on_both_engines! {
    async fn e05_of_two_dispatchers_one_assigns(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let (teacher, director) = (school.person("李老师", &["staff"]).await, school.person("周主任", &["logistics_director"]).await);
        let workers = [school.person("王师傅", &["repair_worker"]).await, school.person("赵师傅", &["repair_worker"]).await];
        let body = json!({ "location_id": room, "faults": [{ "category": "furniture" }] });
        let case = teacher.post("/repair-cases", body).await.expect(201)["items"][0].clone();
        let path = format!("/repair-cases/{}", case["id"].as_str().unwrap());
        let first = case["version"].as_i64().unwrap();
        for version in (first..).take(rounds()) {
            let assign = |worker: &Client| {
                let (client, to, id) = (director.seen(version), format!("{path}/assign"), worker.person_id.clone());
                async move { (client.post(&to, json!({ "worker_id": id })).await, id) }
            };
            let (one, other) = tokio::join!(assign(&workers[0]), assign(&workers[1]));
            let winner = exactly_one_wins([one, other], version);
            let after = director.get(&path).await.expect(200);
            assert_eq!((after["worker"]["id"].as_str().unwrap(), after["version"].as_i64()), (winner.as_str(), Some(version + 1)));
        }
        let timeline = director.get(&format!("{path}/timeline")).await.expect(200);
        // A timeline shows the newest two hundred.
        let expected = (rounds() + 1).min(200);
        assert_eq!(timeline["items"].as_array().unwrap().len(), expected, "one event for the report and one for each win");
    }
}

/// The same post many times at once with one key, then another body with it, and another user with it.
async fn one_effect(app: &test_support::TestApp, client: &Client, path: &str, body: Value, table: &str, rows: usize) {
    let before = Digest::of(&app.db).await;
    let keyed = client.with("idempotency-key", format!("e06-{table}"));
    let answers = join_all((0..AT_ONCE).map(|_| keyed.post(path, body.clone()))).await;
    let (etags, bodies): (BTreeSet<_>, BTreeSet<_>) =
        answers.iter().map(|a| (a.header("etag").map(str::to_owned), a.bytes.clone())).unzip();
    for answer in answers {
        answer.expect(201);
    }
    assert_eq!((etags.len(), bodies.len()), (1, 1), "{path}: one answer for all");
    let after = Digest::of(&app.db).await;
    assert_eq!(after.rows(table), before.rows(table) + rows, "{path}: one effect");
    assert_eq!(after.rows("audit_event"), before.rows("audit_event") + 1 + usize::from(table == "repair_case"), "{path}: one history");
    let mut other = body.clone();
    other["text"] = json!("另一份内容");
    if table != "repair_case" {
        other = body.clone();
        *other.pointer_mut(if path.ends_with("batches") { "/card/name" } else { "/name" }).unwrap() = json!("另一份内容");
    }
    keyed.post(path, other).await.expect_problem(422, "idempotency_key_reused");
    after.assert_unchanged(&app.db, "a used key with another body").await;
    assert_eq!(keyed.post(path, body).await.bytes, *bodies.first().unwrap(), "{path}: the answer is kept");
    after.assert_unchanged(&app.db, "a repeated request").await;
}

on_both_engines! {
    async fn e06_twenty_posts_with_one_key_have_one_effect(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let room = &rooms["101"]["id"];
        let worker = school.person("王师傅", &["repair_worker"]).await;
        // Every report is assigned at once, so that one report is two events.
        school.admin.post("/repair-routes", json!({ "worker_id": worker.person_id })).await.expect(201);
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let (teacher, colleague) = (school.person("李老师", &["staff"]).await, school.person("张老师", &["staff"]).await);
        let app = &school.app;
        let card = json!({ "name": "课椅", "category_code": "A05010304", "location_id": room });
        one_effect(app, &custodian, "/assets", card.clone(), "asset", 1).await;
        one_effect(app, &custodian, "/assets/batches", json!({ "card": card, "count": 3 }), "asset", 3).await;
        one_effect(app, &school.admin, "/people", json!({ "name": "新老师" }), "person", 1).await;
        let body = json!({ "location_id": room, "faults": [{ "category": "furniture" }], "text": "桌腿断了" });
        one_effect(app, &teacher, "/repair-cases", body.clone(), "repair_case", 1).await;
        // The same key of somebody else, and the same key for something else, are other keys.
        let before = Digest::of(&app.db).await.rows("repair_case");
        let theirs = colleague.with("idempotency-key", "e06-repair_case").post("/repair-cases", body.clone()).await.expect(201);
        assert_eq!(theirs["items"][0]["reporter_name"], "张老师");
        let case = format!("/repair-cases/{}/joins", theirs["items"][0]["id"].as_str().unwrap());
        teacher.with("idempotency-key", "e06-repair_case").post(&case, json!({})).await.expect(200);
        colleague.with("idempotency-key", "e06-repair_case").post(&case, json!({})).await.expect(200);
        assert_eq!(Digest::of(&app.db).await.rows("repair_case"), before + 1);
    }
}

on_both_engines! {
    /// At the door nobody has a name: the key is the page's own random number. A retry has no second effect; a key of one door says
    /// nothing at another, and a signed-in teacher's key is his own.
    async fn e06_posts_at_a_door_sign_have_one_effect(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let sign = |room: &str| format!("/signs/{}/repair-cases", rooms[room]["sign_code"].as_str().unwrap());
        let nobody = school.app.nobody().with("idempotency-key", "0b9d3c5e-door");
        let body = json!({ "faults": [{ "category": "lighting" }, { "category": "window" }] });
        let door = sign("101");
        let answers = join_all((0..16).map(|_| nobody.post(&door, body.clone()))).await;
        let bodies: BTreeSet<Vec<u8>> = answers.iter().map(|a| a.bytes.clone()).collect();
        for answer in answers {
            answer.expect(201);
        }
        assert_eq!(bodies.len(), 1);
        assert_eq!(Digest::of(&school.app.db).await.rows("repair_case"), 2);
        nobody.post(&sign("101"), json!({ "faults": [{ "category": "lighting" }] })).await.expect_problem(422, "idempotency_key_reused");
        let teacher = school.person("李老师", &["staff"]).await;
        let his = teacher.with("idempotency-key", "0b9d3c5e-door").post(&sign("101"), body.clone()).await.expect(201);
        assert_eq!(his["cases"][0]["follow_up_code"], Value::Null, "who is signed in needs no code");
        nobody.post(&sign("102"), body).await.expect(201);
        assert_eq!(Digest::of(&school.app.db).await.rows("repair_case"), 6);
    }
}

on_both_engines! {
    /// What was refused is not remembered: the key is free for the right attempt.
    async fn e06_a_refused_post_does_not_use_up_its_key(engine) {
        let school = School::open(engine).await;
        let keyed = school.admin.with("idempotency-key", "e06-refused");
        school.admin.post("/people", json!({ "name": "甲", "staff_no": "S1" })).await.expect(201);
        keyed.post("/people", json!({ "name": "乙", "staff_no": "S1" })).await.expect_problem(409, "staff_no_taken");
        let added = keyed.post("/people", json!({ "name": "乙", "staff_no": "S2" })).await.expect(201);
        assert_eq!(keyed.post("/people", json!({ "name": "乙", "staff_no": "S2" })).await.expect(201), added);
        for bad in ["", " ", &"x".repeat(101), "two words", "钥匙"] {
            let answer = school.admin.with("idempotency-key", bad).post("/people", json!({ "name": "丙" })).await;
            answer.expect_problem(400, "bad_idempotency_key");
        }
    }
}
