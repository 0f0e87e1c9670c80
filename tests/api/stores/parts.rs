//! Parts of repairs: handed to whoever repairs, and counted with the case.

use serde_json::{Value, json};
use test_support::{Client, Digest, text};

use super::{Storing, act, books_agree, issue};
use crate::{coverage::fixtures::report, on_both_engines};

/// A repairer with a case in hand.
async fn in_hand(all: &Storing, room: &str, name: &str) -> (Client, Value) {
    let worker = all.school.person(name, &["repair_worker"]).await;
    let case = report(&all.teacher, room).await;
    let path = format!("/repair-cases/{}/take", text(&case["id"]));
    (worker.clone(), worker.seen(1).post(&path, json!({})).await.expect(200))
}

fn parts(all: &Storing, to: &Client, case: &Value, item: &str, quantity: &str) -> Value {
    let mut body = issue(&all.store, to, item, quantity);
    body["repair_case_id"] = case["id"].clone();
    body
}

on_both_engines! {
    async fn the_parts_of_a_repair_stand_with_it_less_what_came_back(engine) {
        let all = Storing::open(engine).await;
        let room = all.school.a_room().await;
        let (worker, case) = in_hand(&all, &room, "王师傅").await;
        let (valve, tape) = (all.stocked("角阀", "4", "50.00").await, all.stocked("生料带", "10", "10.00").await);
        let path = format!("/repair-cases/{}/parts", text(&case["id"]));
        let none = all.director.get(&path).await.expect(200);
        assert_eq!((&none["items"], &none["documents"], &none["value"]), (&json!([]), &json!([]), &json!("0.00")));
        let mut body = parts(&all, &worker, &case, &valve, "2");
        body["lines"] = json!([{ "item_id": valve, "quantity": "2" }, { "item_id": tape, "quantity": "1" }]);
        let out = act(&all.custodian, "/stock-issues", body).await.expect(201);
        assert_eq!(out["repair_case"], json!({ "id": case["id"], "number": case["number"] }));
        act(&all.custodian, "/stock-issues", parts(&all, &worker, &case, &tape, "1")).await.expect(201);
        let back = json!({ "issue_id": out["id"], "lines": [{ "item_id": valve, "quantity": "1" }] });
        let back = act(&all.custodian, "/stock-returns", back).await.expect(201);
        assert_eq!(back["repair_case"]["number"], case["number"]);
        let seen = all.director.get(&path).await.expect(200);
        let items: Vec<_> = seen["items"].as_array().unwrap().iter().map(|part| (text(&part["item"]["name"]), text(&part["quantity"]), text(&part["value"]))).collect();
        assert_eq!(items, [("生料带", "2", "2.00"), ("角阀", "1", "12.50")]);
        assert_eq!((&seen["value"], seen["documents"].as_array().unwrap().len()), (&json!("14.50"), 3));
        // Whoever repairs and whoever reported see what went in, not what it cost; nobody else sees the case.
        for client in [&worker, &all.teacher] {
            let seen = client.get(&path).await.expect(200);
            assert_eq!((seen["items"].as_array().unwrap().len(), &seen["value"], &seen["items"][0]["value"]), (2, &Value::Null, &Value::Null));
        }
        let other = all.school.person("陈老师", &["staff"]).await;
        other.get(&path).await.expect_problem(404, "not_found");
        // All that comes back is none that went in.
        let back = json!({ "issue_id": out["id"], "lines": [{ "item_id": valve, "quantity": "1" }] });
        act(&all.custodian, "/stock-returns", back).await.expect(201);
        let left = all.director.get(&path).await.expect(200);
        assert_eq!((left["items"].as_array().unwrap().len(), &left["value"]), (1, &json!("2.00")));
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    /// Whoever hands out is not whoever repairs: a repair's parts go to its worker, and nobody issues to himself.
    async fn sd9_parts_go_to_whoever_has_the_repair_in_hand_and_to_nobody_else(engine) {
        let all = Storing::open(engine).await;
        let room = all.school.a_room().await;
        let (worker, case) = in_hand(&all, &room, "王师傅").await;
        let (other, others) = in_hand(&all, &room, "钱师傅").await;
        let valve = all.stocked("角阀", "4", "50.00").await;
        let before = Digest::of(&all.school.app.db).await;
        let mut nowhere = parts(&all, &worker, &case, &valve, "1");
        nowhere["repair_case_id"] = json!(test_support::TestApp::unknown_id());
        for (body, code) in [
            (nowhere, "reference_not_found"),
            (parts(&all, &other, &case, &valve, "1"), "not_his_repair"),
            (parts(&all, &all.teacher, &case, &valve, "1"), "not_his_repair"),
        ] {
            let problem = act(&all.custodian, "/stock-issues", body).await.expect_problem(422, "validation_failed");
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!("/repair_case_id"), &json!(code)));
        }
        before.assert_unchanged(&all.school.app.db, "a refused issue").await;
        // A keeper who also repairs gets the parts of his own repair from another keeper only.
        all.school.grant(&worker.person_id, "head_custodian").await;
        let both = all.school.app.sign_in("T005").await;
        assert_eq!(both.person_id, worker.person_id);
        let own = act(&both, "/stock-issues", parts(&all, &worker, &case, &valve, "1")).await.expect_problem(422, "validation_failed");
        assert_eq!(own["errors"][0]["code"], "issuer_receives");
        act(&both, "/stock-issues", parts(&all, &other, &others, &valve, "1")).await.expect(201);
        // The counter is told which repairs somebody has in hand, and no more of them than it takes to know which.
        let hers = all.keeper.rows(&format!("/stock-repairs?receiver_id={}", worker.person_id)).await;
        assert_eq!((hers.len(), &hers[0]["number"], &hers[0]["worker"]["name"]), (1, &case["number"], &json!("王师傅")));
        assert!(hers[0].get("description").is_none() && !text(&hers[0]["place"]).is_empty());
        assert_eq!(all.keeper.rows("/stock-repairs").await.len(), 2);
        // What is over takes no parts any more.
        let path = format!("/repair-cases/{}", text(&case["id"]));
        let done = worker.seen(2).post(&format!("{path}/finish"), json!({ "damage": "natural_wear" })).await.expect(200);
        let version = done["version"].as_i64().unwrap();
        all.teacher.seen(version).post(&format!("{path}/confirm"), json!({})).await.expect(200);
        let over = act(&all.custodian, "/stock-issues", parts(&all, &worker, &case, &valve, "1")).await.expect_problem(422, "validation_failed");
        assert_eq!(over["errors"][0]["code"], "not_his_repair");
        assert!(all.keeper.rows(&format!("/stock-repairs?receiver_id={}", worker.person_id)).await.is_empty());
    }
}
