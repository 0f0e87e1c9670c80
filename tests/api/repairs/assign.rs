//! Triage, assign, take, start: how a case comes into somebody's hands.

use serde_json::{Value, json};
use test_support::{Digest, text};

use super::crew::{Crew, ask, finish, offered, reason, report, seen_by, stands, step};
use crate::on_both_engines;

on_both_engines! {
    async fn the_office_triages_and_assigns_and_gives_it_to_another(engine) {
        let crew = Crew::open(engine).await;
        let case = crew.case("plumbing").await;
        let to = |who: &test_support::Client| json!({ "worker_id": who.person_id });
        let case = step(&crew.director, &case, "triage", json!({ "priority": 1, "danger": true })).await;
        assert_eq!((stands(&case), &case["danger"], &case["priority"]), (("triaged", None), &json!(true), &json!(1)));
        ask(&crew.director, &case, "triage", json!({ "priority": 2 })).await.expect_problem(409, "illegal_transition");
        let case = step(&crew.director, &case, "assign", to(&crew.worker)).await;
        assert_eq!((stands(&case), &case["state_text"]), (("assigned", Some("王师傅")), &json!("已派王师傅")));
        let case = step(&crew.worker, &case, "start", json!({})).await;
        assert_eq!((stands(&case), &case["state_text"]), (("in_progress", Some("王师傅")), &json!("王师傅在修")));
        assert!(case["started_at"].is_string() && case["assigned_at"].is_string());
        let case = step(&crew.director, &case, "assign", to(&crew.mate)).await;
        assert_eq!((stands(&case), &case["started_at"]), (("assigned", Some("赵师傅")), &Value::Null));
        ask(&crew.worker, &case, "start", json!({})).await.expect_problem(403, "not_yours");
        assert_eq!(stands(&step(&crew.mate, &case, "start", json!({})).await), ("in_progress", Some("赵师傅")));
        let timeline = crew.teacher.rows(&format!("/repair-cases/{}/timeline", text(&case["id"]))).await;
        let told: Vec<(&str, &str)> = timeline.iter().map(|e| (text(&e["action"]), text(&e["actor_name"]))).collect();
        assert_eq!(told[1..], [
            ("repair_case.triaged", "周主任"), ("repair_case.assigned", "周主任"), ("repair_case.started", "王师傅"),
            ("repair_case.assigned", "周主任"), ("repair_case.started", "赵师傅"),
        ]);
    }
}

on_both_engines! {
    async fn a_worker_takes_what_is_free_or_not_begun_and_starts_only_his_own(engine) {
        let crew = Crew::open(engine).await;
        let case = crew.case("furniture").await;
        assert_eq!(offered(&seen_by(&crew.worker, &case).await), ["take"]);
        let case = step(&crew.worker, &case, "take", json!({})).await;
        assert_eq!((stands(&case), offered(&case)), (("assigned", Some("王师傅")), vec!["take", "start", "wait", "finish"]));
        let for_mate = seen_by(&crew.mate, &case).await;
        assert_eq!((offered(&for_mate), reason(&for_mate, "start")), (vec!["take"], "这条报修不在您手里。"));
        for (act, body) in [("start", json!({})), ("finish", json!({ "damage": "natural_wear" })), ("wait", json!({ "on": "material", "note": "等料" }))] {
            ask(&crew.mate, &case, act, body).await.expect_problem(403, "not_yours");
        }
        let case = step(&crew.mate, &case, "take", json!({})).await;
        assert_eq!(stands(&case), ("assigned", Some("赵师傅")));
        let case = step(&crew.mate, &case, "start", json!({})).await;
        ask(&crew.worker, &case, "take", json!({})).await.expect_problem(409, "illegal_transition");
    }
}

on_both_engines! {
    async fn nobody_is_assigned_who_does_not_repair_and_nobody_assigns_who_may_not(engine) {
        let crew = Crew::open(engine).await;
        let case = crew.case("lock").await;
        let before = Digest::of(&crew.school.app.db).await;
        for (worker, code) in [
            (crew.teacher.person_id.clone(), "not_a_repairer"), (crew.director.person_id.clone(), "not_a_repairer"),
            (test_support::TestApp::unknown_id().to_string(), "reference_not_found"),
        ] {
            let problem = ask(&crew.director, &case, "assign", json!({ "worker_id": worker })).await.expect_problem(422, "validation_failed");
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!("/worker_id"), &json!(code)));
        }
        let to = json!({ "worker_id": crew.worker.person_id });
        for (client, act, body, permission) in [
            (&crew.teacher, "assign", to.clone(), "repair_cases.assign"),
            (&crew.worker, "assign", to.clone(), "repair_cases.assign"),
            (&crew.school.principal, "assign", to, "repair_cases.assign"),
            (&crew.worker, "triage", json!({ "priority": 1 }), "repair_cases.triage"),
            (&crew.teacher, "take", json!({}), "repair_cases.take"),
            (&crew.director, "take", json!({}), "repair_cases.take"),
            (&crew.director, "start", json!({}), "repair_cases.work"),
        ] {
            let problem = ask(client, &case, act, body).await.expect_problem(403, "forbidden");
            assert_eq!(problem["permission"], permission, "{act}");
        }
        for priority in [0, 5] {
            ask(&crew.director, &case, "triage", json!({ "priority": priority })).await.expect_problem(422, "validation_failed");
        }
        before.assert_unchanged(&crew.school.app.db, "who may not").await;
        let workers = crew.director.rows("/repair-workers").await;
        let told: Vec<(&str, i64)> = workers.iter().map(|w| (text(&w["name"]), w["open_cases"].as_i64().unwrap())).collect();
        assert_eq!(told, [("王师傅", 0), ("赵师傅", 0)]);
        step(&crew.worker, &case, "take", json!({})).await;
        assert_eq!(crew.director.column("/repair-workers", "name").await, ["赵师傅", "王师傅"], "who has least comes first");
    }
}

on_both_engines! {
    /// What a view offers is what the step allows, also where a right ends at the edge of a floor.
    async fn a_right_over_some_places_ends_there_for_the_button_and_for_the_step(engine) {
        let crew = Crew::open(engine).await;
        let both = crew.school.person("孙师傅", &["staff"]).await;
        let grants = format!("/people/{}/role-grants", both.person_id);
        let floor = &crew.rooms["101"]["parent_id"];
        let grant = crew.school.admin.post(&grants, json!({ "role": "repair_worker", "places": [floor] })).await.expect(201);
        crew.school.principal.seen(1).post(&format!("/role-grants/{}/confirm", text(&grant["id"])), json!({})).await.expect(200);
        let upstairs = report(&both, crew.room("201"), json!([{ "category": "lock" }])).await[0].clone();
        assert_eq!((offered(&upstairs), reason(&upstairs, "take")), (vec!["cancel"], "您没有这项权限。"));
        ask(&both, &upstairs, "take", json!({})).await.expect_problem(403, "forbidden");
        let here = seen_by(&both, &crew.case("lock").await).await;
        assert_eq!(offered(&here), ["take"]);
        step(&both, &here, "take", json!({})).await;
        let unseen = report(&crew.teacher, crew.room("201"), json!([{ "category": "lock" }])).await[0].clone();
        ask(&both, &unseen, "take", json!({})).await.expect_problem(404, "not_found");
        // Sent there by the office, he sees and does it.
        let given = step(&crew.director, &unseen, "assign", json!({ "worker_id": both.person_id })).await;
        assert_eq!(both.column("/repair-cases?view=waiting_for_me", "id").await, [&given, &here].map(|case| text(&case["id"]).to_owned()));
        assert_eq!(offered(&seen_by(&both, &given).await), ["take", "start", "wait", "finish"]);
        finish(&both, &given).await;
    }
}
