//! D04: one purchase cut into several is judged as one.

use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::json;

use super::{Buying, approval, approve, ask, ask_for, decide, draft, look, step, wish};
use crate::on_both_engines;

on_both_engines! {
    async fn d04_the_same_thing_again_within_thirty_days_is_judged_by_the_sum_and_flagged(engine) {
        let all = Buying::open(engine).await;
        let colleague = all.school.person("王老师", &["staff"]).await;
        let first = ask_for(&all.teacher, "投影幕", "450").await;
        assert_eq!(first["judgement"]["chain"], json!(["总务主任"]));
        approve(&all.director, &first).await;
        // However it is written, and whoever asks.
        let second = ask_for(&colleague, "投影 幕", "450").await;
        assert_eq!(second["judgement"]["chain"], json!(["总务主任", "分管副校长"]));
        assert_eq!((&second["judgement"]["amount"], &second["judgement"]["split_count"]), (&json!("900.00"), &json!(1)));
        assert_eq!(second["judgement"]["splits"][0]["number"], first["number"]);
        let warnings = approval(&all.director, &second).await["brief"]["warnings"].to_string();
        assert!(warnings.contains("30 天内另有 1 份") && warnings.contains("李老师") && warnings.contains("900.00"), "{warnings}");
        // The third of them needs the principal: 1350.
        let third = ask_for(&all.teacher, "投影幕", "450").await;
        assert_eq!(third["judgement"]["chain"], json!(["总务主任", "分管副校长", "校长"]));
    }
}

on_both_engines! {
    /// The same thing again is judged by its sum, and named; it is an exception from the limit of two buyers (300) on, to the fen.
    async fn d04_the_same_thing_again_is_an_exception_where_its_sum_passes_a_limit(engine) {
        let all = Buying::open(engine).await;
        let mut passed = Vec::new();
        for (name, price, in_pieces) in [("角阀", "149.99", false), ("弯头", "150.00", true), ("三通", "150.01", true)] {
            ask_for(&all.teacher, name, "150.00").await;
            let again = ask_for(&all.teacher, name, price).await;
            let judgement = &again["judgement"];
            assert_eq!((&judgement["split_count"], &judgement["in_pieces"]), (&json!(1), &json!(in_pieces)), "{name}");
            let brief = approval(&all.director, &again).await["brief"].clone();
            let said = |part: &str| brief[part].to_string().contains("另有 1 份申请");
            assert_eq!((said("warnings"), said("notes")), (in_pieces, !in_pieces), "{name}");
            if in_pieces {
                passed.push(again["number"].clone());
            }
        }
        let listed = all.director.rows("/control-exceptions?kind=split_order").await;
        let listed: Vec<_> = listed.iter().rev().map(|row| row["record_number"].clone()).collect();
        assert_eq!(listed, passed);
    }
}

on_both_engines! {
    async fn what_was_rejected_taken_back_or_is_long_past_does_not_count(engine) {
        let all = Buying::open(engine).await;
        let rejected = ask_for(&all.teacher, "投影幕", "450").await;
        decide(&all.director, &rejected, "reject", json!({ "reason": "不需要" })).await.expect(200);
        let taken_back = ask_for(&all.teacher, "投影幕", "450").await;
        step(&all.teacher, &taken_back, "withdraw", json!({})).await.expect(200);
        let cancelled = ask_for(&all.teacher, "投影幕", "450").await;
        step(&all.teacher, &cancelled, "cancel", json!({ "reason": "借到了" })).await.expect(200);
        let only = ask_for(&all.teacher, "投影幕", "450").await;
        assert_eq!((&only["judgement"]["split_count"], &only["judgement"]["amount"]), (&json!(0), &json!("450.00")));
        all.school.app.advance(TimeDelta::days(30) - TimeDelta::minutes(1));
        let teacher = all.school.app.sign_in("T001").await;
        let within = ask_for(&teacher, "投影幕", "450").await;
        assert_eq!(within["judgement"]["split_count"], 1);
        step(&teacher, &within, "cancel", json!({ "reason": "借到了" })).await.expect(200);
        all.school.app.advance(TimeDelta::minutes(2));
        let after = ask_for(&teacher, "投影幕", "450").await;
        assert_eq!(after["judgement"]["split_count"], 0);
    }
}

on_both_engines! {
    /// The window is a rule of the school, by its date; what was submitted keeps what it was judged by.
    async fn the_window_and_the_tiers_are_the_schools_own_and_hold_from_their_day(engine) {
        let all = Buying::open(engine).await;
        let set = async |key: &str, value: serde_json::Value, from: &str| {
            let rules = all.principal().rows("/policies").await;
            let version = rules.iter().find(|rule| rule["key"] == key).unwrap()["version"].as_i64().unwrap();
            let body = json!({ "value": value, "valid_from": from, "source": "校务会", "reason": "新规定" });
            all.principal().seen(version).put(&format!("/policies/{key}"), body).await.expect(200);
        };
        let drafted = draft(&all.teacher, wish("窗帘", "1", "600")).await;
        assert_eq!(drafted["judgement"]["chain"], json!(["总务主任", "分管副校长"]));
        let asked = ask(&all.teacher, wish("地毯", "1", "600")).await;
        let tiers = json!([
            { "up_to": "700.00", "inclusive": true, "approver": "logistics_director" },
            { "up_to": null, "inclusive": false, "approver": "office_meeting" },
        ]);
        set("purchase.tiers", tiers, "2026-11-24").await;
        // The draft follows the rule of today, what was submitted follows its own.
        assert_eq!(look(&all.teacher, &drafted).await["judgement"]["chain"], json!(["总务主任"]));
        assert_eq!(look(&all.teacher, &asked).await["judgement"]["chain"], json!(["总务主任", "分管副校长"]));
        approve(&all.director, &asked).await;
        approve(&all.vice, &asked).await;
        assert_eq!(look(&all.teacher, &asked).await["state"], "approved");
        set("purchase.major_amount", json!("650.00"), "2026-11-24").await;
        let major = draft(&all.teacher, wish("钢琴", "1", "650")).await;
        assert_eq!((&major["judgement"]["chain"], &major["judgement"]["major"]), (&json!(["总务主任", "教职工代表大会"]), &json!(true)));
    }
}

on_both_engines! {
    /// Two halves, sent at the same moment: one of them sees the other.
    async fn halves_submitted_at_the_same_moment_see_each_other(engine) {
        let all = Buying::open(engine).await;
        let mut halves = Vec::new();
        for _ in 0..4 {
            halves.push(draft(&all.teacher, wish("投影幕", "1", "400")).await);
        }
        let sent = join_all(halves.iter().map(|half| step(&all.teacher, half, "submit", json!({})))).await;
        let mut counted: Vec<i64> = sent.into_iter().map(|answer| answer.expect(200)["judgement"]["split_count"].as_i64().unwrap()).collect();
        counted.sort_unstable();
        assert_eq!(counted, [0, 1, 2, 3]);
    }
}
