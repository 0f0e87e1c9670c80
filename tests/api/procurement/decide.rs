//! Decisions: final, by whoever's turn it is, once.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use serde_json::json;
use test_support::{Digest, text};

use super::{Buying, approval, approve, ask_for, decide, look, waiting};
use crate::on_both_engines;

on_both_engines! {
    async fn each_step_waits_for_its_role_and_the_requester_hears_the_end(engine) {
        let all = Buying::open(engine).await;
        let asked = ask_for(&all.teacher, "打印机", "900").await;
        assert_eq!(waiting(&all.director).await, [text(&asked["number"])]);
        assert_eq!(waiting(&all.vice).await, Vec::<String>::new());
        let seen = approval(&all.director, &asked).await;
        assert_eq!((&seen["amount"], &seen["requester"]["name"], &seen["title"]), (&json!("900.00"), &json!("李老师"), &json!("打印机")));
        assert_eq!(seen["brief"]["lines"][0]["quantity"], "1 件 × 900.00");
        let before = Digest::of(&all.school.app.db).await;
        decide(&all.vice, &asked, "approve", json!({})).await.expect_problem(403, "not_your_step");
        decide(all.principal(), &asked, "reject", json!({ "reason": "x" })).await.expect_problem(403, "not_your_step");
        before.assert_unchanged(&all.school.app.db, "a decision before one's turn").await;
        let row = decide(&all.director, &asked, "approve", json!({ "comment": "旧的修不好了" })).await.expect(200);
        assert_eq!((&row["state"], &row["state_text"]), (&json!("deciding"), &json!("等分管副校长审批")));
        assert_eq!(look(&all.teacher, &asked).await["state_text"], "等分管副校长审批");
        assert_eq!(waiting(&all.director).await, Vec::<String>::new());
        approve(&all.vice, &asked).await;
        let approved = look(&all.teacher, &asked).await;
        assert_eq!(approved["state"], "approved");
        let steps: Vec<_> = approved["steps"].as_array().unwrap().iter().map(|s| (text(&s["decided_by"]["name"]), s["outcome"].clone())).collect();
        assert_eq!(steps, [("周主任", json!("approved")), ("陈副校长", json!("approved"))]);
        assert_eq!(approved["steps"][0]["comment"], "旧的修不好了");
        all.school.app.deliver().await;
        assert!(all.teacher.column("/notices", "topic").await.contains(&"approval.approved".to_owned()));
        assert!(all.vice.column("/notices", "topic").await.contains(&"approval.waiting".to_owned()));
        assert_eq!(all.director.column("/approvals?view=decided_by_me", "number").await, [text(&asked["number"])]);
    }
}

on_both_engines! {
    /// GLPI stored a refusal that came after an approval as approved: here nothing comes after the last word.
    async fn what_is_decided_is_decided(engine) {
        let all = Buying::open(engine).await;
        for (end, state) in [("approve", "approved"), ("reject", "rejected")] {
            let asked = ask_for(&all.teacher, &format!("水龙头{end}"), "38").await;
            decide(&all.director, &asked, end, if end == "approve" { json!({}) } else { json!({ "reason": "不需要" }) }).await.expect(200);
            let before = Digest::of(&all.school.app.db).await;
            for again in ["approve", "return", "reject"] {
                let body = if again == "approve" { json!({}) } else { json!({ "reason": "改主意了" }) };
                decide(&all.director, &asked, again, body).await.expect_problem(409, "illegal_transition");
            }
            before.assert_unchanged(&all.school.app.db, "a second decision").await;
            assert_eq!(look(&all.teacher, &asked).await["state"], state);
        }
    }
}

on_both_engines! {
    /// D06, and that no reason is no refusal.
    async fn d06_a_decision_needs_the_version_that_was_seen_and_a_no_its_reason(engine) {
        let all = Buying::open(engine).await;
        let asked = ask_for(&all.teacher, "打印机", "900").await;
        let path = format!("/approvals/{}/approve", text(&asked["approval_id"]));
        let before = Digest::of(&all.school.app.db).await;
        all.director.post(&path, json!({})).await.expect_problem(428, "if_match_required");
        let stale = all.director.seen(7).post(&path, json!({})).await.expect_problem(412, "stale");
        assert_eq!(stale["current_version"], 1);
        for body in [json!({}), json!({ "reason": "" }), json!({ "reason": "x", "amount": "1" })] {
            let answer = decide(&all.director, &asked, "reject", body).await;
            assert_eq!(answer.status, 422);
        }
        before.assert_unchanged(&all.school.app.db, "a decision without what it needs").await;
    }
}

on_both_engines! {
    /// E01: fifty at once; one decides.
    async fn e01_of_many_decisions_at_once_one_counts(engine) {
        let all = Buying::open(engine).await;
        for round in 0..crate::setting("STEWARD_RACE_ROUNDS").unwrap_or(20) {
            let asked = ask_for(&all.teacher, &format!("水龙头{round}"), "38").await;
            let path = format!("/approvals/{}", text(&asked["approval_id"]));
            let answers = join_all((0..50).map(|n| {
                let (by, path) = (all.director.seen(1), path.clone());
                async move {
                    let (end, body) = if n % 2 == 0 { ("approve", json!({})) } else { ("reject", json!({ "reason": "不需要" })) };
                    by.post(&format!("{path}/{end}"), body).await.status.as_u16()
                }
            }))
            .await;
            let mut counted: BTreeMap<u16, usize> = BTreeMap::new();
            for status in answers {
                *counted.entry(status).or_default() += 1;
            }
            assert_eq!(counted, BTreeMap::from([(200, 1), (409, 49)]), "round {round}");
            let decided = look(&all.teacher, &asked).await;
            let outcome = if decided["state"] == "approved" { "approved" } else { "rejected" };
            assert_eq!((&decided["state"], &decided["steps"][0]["outcome"]), (&json!(outcome), &json!(outcome)));
            let acts = all.school.principal.column(&format!("/audit-events?subject_id={}", text(&asked["id"])), "action").await;
            assert_eq!(acts.iter().filter(|act| act.starts_with("approval.")).count(), 1, "{acts:?}");
        }
    }
}

on_both_engines! {
    async fn several_are_approved_in_one_act_each_with_its_own_fate(engine) {
        let all = Buying::open(engine).await;
        let (one, two) = (ask_for(&all.teacher, "水龙头", "38").await, ask_for(&all.teacher, "拖把", "30").await);
        let own = ask_for(&all.director, "文件柜", "400").await;
        let big = ask_for(&all.teacher, "钢琴", "9000").await;
        let item = |request: &serde_json::Value, version: i64| json!({ "id": request["approval_id"], "version": version });
        let send = async |key: &str, items: serde_json::Value| {
            all.director.with("idempotency-key", key).post("/approvals/approve", json!({ "items": items })).await
        };
        let fates = send("k1", json!([item(&one, 1), item(&two, 9), item(&own, 1), item(&big, 1)])).await.expect(200);
        let said: Vec<_> = fates["items"].as_array().unwrap().iter().map(|f| (f["approved"].as_bool().unwrap(), f["code"].clone())).collect();
        assert_eq!(said, [(true, json!(null)), (false, json!("stale")), (false, json!("self_approval")), (true, json!(null))]);
        assert_eq!(look(&all.teacher, &one).await["state"], "approved");
        assert_eq!(look(&all.teacher, &two).await["state"], "submitted");
        assert_eq!(look(&all.teacher, &big).await["state_text"], "等分管副校长审批");
        // Sent again under the same key, it answers the same and does nothing.
        let before = Digest::of(&all.school.app.db).await;
        assert_eq!(send("k1", json!([item(&one, 1), item(&two, 9), item(&own, 1), item(&big, 1)])).await.expect(200), fates);
        send("k2", json!([item(&two, 1), item(&two, 1)])).await.expect_problem(422, "validation_failed");
        send("k3", json!([{ "id": test_support::TestApp::unknown_id(), "version": 1 }])).await.expect_problem(422, "validation_failed");
        all.director.post("/approvals/approve", json!({ "items": [item(&two, 1)] })).await.expect_problem(400, "idempotency_key_required");
        before.assert_unchanged(&all.school.app.db, "approvals that are none").await;
    }
}
