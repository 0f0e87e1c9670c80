//! Steps that a meeting decides: nothing without its minutes.

use serde_json::json;
use test_support::{Digest, text};

use super::{Buying, approval, approve, ask_for, decide, look, minutes, waiting};
use crate::on_both_engines;

on_both_engines! {
    async fn a_meeting_decides_with_its_date_attendance_votes_and_minutes(engine) {
        let all = Buying::open(engine).await;
        let asked = ask_for(&all.teacher, "钢琴", "12000").await;
        approve(&all.director, &asked).await;
        approve(&all.vice, &asked).await;
        approve(all.principal(), &asked).await;
        assert_eq!(look(&all.teacher, &asked).await["state_text"], "等校务会决定");
        // Whoever convenes it writes its minutes down; having signed before is no obstacle, he decides nothing by that.
        assert_eq!(waiting(&all.director).await, [text(&asked["number"])]);
        let before = Digest::of(&all.school.app.db).await;
        let with = |key: &str, value: serde_json::Value| {
            let mut meeting = minutes();
            meeting[key] = value;
            json!({ "meeting": meeting })
        };
        let wrong = [
            (json!({}), "minutes_missing"),
            (json!({ "comment": "会上都同意" }), "minutes_missing"),
            (with("minutes", json!(" ")), "minutes_missing"),
            (with("held_on", json!("2026-11-25")), "in_the_future"),
            (with("present", json!(6)), "more_votes_than_people"),
            (with("votes_for", json!(3)), "not_carried"),
        ];
        for (body, code) in wrong {
            let problem = decide(&all.director, &asked, "approve", body).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["code"], code);
        }
        decide(&all.director, &asked, "reject", json!({ "reason": "没通过" })).await.expect_problem(422, "validation_failed");
        assert_eq!(decide(&all.director, &asked, "approve", with("present", json!(0))).await.status, 422);
        before.assert_unchanged(&all.school.app.db, "a meeting without its minutes").await;
        decide(&all.director, &asked, "approve", json!({ "meeting": minutes() })).await.expect(200);
        let approved = look(&all.teacher, &asked).await;
        assert_eq!(approved["state"], "approved");
        let meeting = &approved["steps"][3]["meeting"];
        assert_eq!((&meeting["present"], &meeting["votes_for"], &meeting["minutes"]), (&json!(7), &json!(6), &json!("校务会〔2026〕12号：同意购置")));
    }
}

on_both_engines! {
    async fn a_major_purchase_goes_before_the_staff_congress_too(engine) {
        let all = Buying::open(engine).await;
        let asked = ask_for(&all.teacher, "塑胶跑道", "50000").await;
        assert_eq!(asked["judgement"]["chain"], json!(["总务主任", "分管副校长", "校长", "校务会", "教职工代表大会"]));
        for by in [&all.director, &all.vice, all.principal()] {
            approve(by, &asked).await;
        }
        let meeting = json!({ "meeting": minutes() });
        decide(&all.director, &asked, "approve", meeting.clone()).await.expect(200);
        assert_eq!(look(&all.teacher, &asked).await["state_text"], "等教职工代表大会决定");
        let refused = json!({ "reason": "先修屋顶", "meeting": { "held_on": "2026-11-24", "present": 40, "votes_for": 10, "votes_against": 25, "votes_abstained": 5, "minutes": "教代会决议" } });
        decide(all.principal(), &asked, "reject", refused).await.expect(200);
        assert_eq!(look(&all.teacher, &asked).await["state"], "rejected");
    }
}

on_both_engines! {
    /// D02: the minutes about one's own request are not written by whoever stands in for oneself.
    async fn d02_a_stand_in_of_the_requester_writes_no_minutes_about_his_request(engine) {
        let all = Buying::open(engine).await;
        let own = ask_for(&all.director, "钢琴", "12000").await;
        assert_eq!(own["judgement"]["chain"], json!(["分管副校长", "校长", "校务会"]));
        approve(&all.vice, &own).await;
        approve(all.principal(), &own).await;
        let colleague = all.school.person("王老师", &["staff"]).await;
        let away = |by: &str| json!({ "to_id": colleague.person_id, "roles": [by], "starts_on": "2026-11-24", "ends_on": "2026-11-30", "reason": "培训" });
        all.director.post("/me/delegations", away("logistics_director")).await.expect(201);
        assert_eq!(waiting(&colleague).await, Vec::<String>::new());
        let before = Digest::of(&all.school.app.db).await;
        decide(&colleague, &own, "approve", json!({ "meeting": minutes() })).await.expect_problem(403, "self_approval");
        before.assert_unchanged(&all.school.app.db, "minutes by the requester's stand-in").await;
        // For somebody else he does, and it is said for whom.
        all.vice.post("/me/delegations", away("vice_principal")).await.expect(201);
        assert_eq!(waiting(&colleague).await, [text(&own["number"])]);
        decide(&colleague, &own, "approve", json!({ "meeting": minutes() })).await.expect(200);
        let step = &look(&all.director, &own).await["steps"][2];
        assert_eq!((&step["decided_by"]["name"], &step["on_behalf_of"]["name"]), (&json!("王老师"), &json!("陈副校长")));
    }
}

on_both_engines! {
    async fn minutes_are_for_meetings_and_their_requester_writes_none(engine) {
        let all = Buying::open(engine).await;
        let small = ask_for(&all.teacher, "水龙头", "38").await;
        let problem = decide(&all.director, &small, "approve", json!({ "meeting": minutes() })).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["code"], "no_meeting");
        // The principal's own request above his tier: the meeting decides, and somebody else writes it down.
        let own = ask_for(all.principal(), "会议桌", "6000").await;
        assert_eq!((&own["judgement"]["chain"], &own["judgement"]["raised"]), (&json!(["总务主任", "分管副校长", "校务会"]), &json!(true)));
        approve(&all.director, &own).await;
        approve(&all.vice, &own).await;
        let before = Digest::of(&all.school.app.db).await;
        decide(all.principal(), &own, "approve", json!({ "meeting": minutes() })).await.expect_problem(403, "self_approval");
        before.assert_unchanged(&all.school.app.db, "minutes by the requester").await;
        let warnings = approval(&all.director, &own).await["brief"]["warnings"].to_string();
        assert!(warnings.contains("已上提一级"), "{warnings}");
        decide(&all.director, &own, "approve", json!({ "meeting": minutes() })).await.expect(200);
    }
}
