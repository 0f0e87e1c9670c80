//! Who decides about petty purchases, what comes back, and the statement of a month.

use sea_orm::ConnectionTrait;
use serde_json::json;
use test_support::{Client, text};

use super::{
    Buying, approval, ask_for, decide,
    petty::{bought, form, look, post, record},
    waiting,
};
use crate::{files::samples, on_both_engines};

on_both_engines! {
    async fn d02_neither_handler_nor_witness_decides(engine) {
        let all = Buying::open(engine).await;
        // The director buys, the vice-principal bears witness: it is the principal's.
        let petty = record(&all.director, &all.vice, "角阀", "38").await;
        assert_eq!(text(&petty["state_text"]), "等校长审批");
        for by in [&all.director, &all.vice] {
            assert!(waiting(by).await.is_empty());
        }
        decide(&all.director, &petty, "approve", json!({})).await.expect_problem(403, "self_approval");
        decide(&all.vice, &petty, "approve", json!({})).await.expect_problem(403, "own_witness");
        assert_eq!(waiting(all.principal()).await, [text(&petty["number"])]);
        decide(all.principal(), &petty, "approve", json!({})).await.expect(200);
    }
}

on_both_engines! {
    async fn d04_what_is_bought_in_small_pieces_climbs_with_what_it_comes_to(engine) {
        let all = Buying::open(engine).await;
        let colleague = all.school.person("王老师", &["staff"]).await;
        ask_for(&colleague, "投影灯泡", "280").await;
        let first = record(&all.teacher, &colleague, "投影灯泡", "200").await;
        assert_eq!((text(&first["judged_amount"]), &first["split_count"], text(&first["state_text"])), ("480.00", &json!(1), "等总务主任审批"));
        let second = record(&colleague, &all.teacher, "投影 灯泡", "120").await;
        assert_eq!((text(&second["judged_amount"]), &second["split_count"]), ("600.00", &json!(2)));
        decide(&all.director, &second, "approve", json!({})).await.expect(200);
        assert_eq!(text(&look(&colleague, &second).await["state_text"]), "等分管副校长审批");
        let warnings = approval(&all.vice, &second).await["brief"]["warnings"].to_string();
        assert!(warnings.contains("600.00"), "{warnings}");
        // And the other way round: a request sees what was bought on petty forms.
        let request = ask_for(&all.teacher, "投影灯泡", "300").await;
        assert_eq!((text(&request["judgement"]["amount"]), &request["judgement"]["split_count"]), ("900.00", &json!(3)));
    }
}

on_both_engines! {
    async fn a_week_of_them_is_approved_in_one_act(engine) {
        let all = Buying::open(engine).await;
        let mut items = Vec::new();
        for name in ["角阀", "灯管", "门锁"] {
            let petty = record(&all.teacher, &all.vice, name, "20").await;
            items.push(json!({ "id": petty["approval_id"], "version": 1 }));
        }
        let answer = all.director.with("idempotency-key", "week").post("/approvals/approve", json!({ "items": items })).await.expect(200);
        assert!(answer["items"].as_array().unwrap().iter().all(|fate| fate["approved"] == true), "{answer}");
        let states = all.teacher.column("/petty-purchases", "state").await;
        assert_eq!(states, ["approved"; 3]);
    }
}

on_both_engines! {
    async fn what_came_back_is_revised_with_another_photo_and_decided_anew(engine) {
        let all = Buying::open(engine).await;
        let petty = record(&all.teacher, &all.vice, "角阀", "38").await;
        decide(&all.director, &petty, "return", json!({ "reason": "发票拍糊了" })).await.expect(200);
        let returned = look(&all.teacher, &petty).await;
        assert_eq!((text(&returned["state"]), text(&returned["reason"])), ("returned", "发票拍糊了"));
        let photo = all.teacher.upload("清楚.jpg", "image/jpeg", samples::jpeg(91, 60)).await.expect(201);
        let body = form(&all.vice.person_id, "角阀", "36", &[&photo["id"]]);
        let path = format!("/petty-purchases/{}", text(&petty["id"]));
        all.director.seen(2).put(&path, body.clone()).await.expect_problem(403, "not_yours");
        all.teacher.seen(1).put(&path, body.clone()).await.expect_problem(412, "stale");
        let revised = all.teacher.seen(2).put(&path, body).await.expect(200);
        assert_eq!((text(&revised["total"]), &revised["round"], revised["attachments"].as_array().unwrap().len()), ("36.00", &json!(2), 2));
        decide(&all.director, &revised, "approve", json!({})).await.expect(200);
        let cancel = format!("{path}/cancel");
        all.teacher.seen(4).post(&cancel, json!({ "reason": "x" })).await.expect_problem(409, "illegal_transition");
    }
}

on_both_engines! {
    /// Every version stays, in order, with what the next one changed; whoever decides again is told so, and nobody changes what was handed in.
    async fn every_version_of_a_petty_purchase_stays(engine) {
        let all = Buying::open(engine).await;
        let petty = record(&all.teacher, &all.vice, "角阀", "38").await;
        assert_eq!(petty["earlier"], json!([]));
        assert_eq!(approval(&all.director, &petty).await["brief"]["revised"], json!(null));
        let path = format!("/petty-purchases/{}", text(&petty["id"]));
        let write_anew = async |name: &str, witness: &Client| {
            decide(&all.director, &petty, "return", json!({ "reason": "再看看" })).await.expect(200);
            let version = look(&all.teacher, &petty).await["version"].as_i64().unwrap();
            all.teacher.seen(version).put(&path, form(&witness.person_id, name, "36", &[])).await.expect(200)
        };
        write_anew("角阀", &all.vice).await;
        write_anew("软管", &all.director).await;
        let revised = look(&all.teacher, &petty).await;
        let earlier = revised["earlier"].as_array().unwrap();
        let said: Vec<_> = earlier.iter().map(|one| (one["round"].as_i64().unwrap(), text(&one["lines"][0]["name"]), text(&one["total"]))).collect();
        assert_eq!(said, [(1, "角阀", "38.00"), (2, "角阀", "36.00")]);
        assert_eq!(earlier[0]["submitted_at"], revised["recorded_at"]);
        assert_eq!(earlier[0]["changes"], json!({ "items": [
            { "label": "角阀", "before": "1 只 × 38.00", "after": "1 只 × 36.00" },
            { "label": "合计", "before": "38.00", "after": "36.00" },
        ], "more": 0 }));
        assert_eq!(earlier[1]["changes"]["items"], json!([
            { "label": "证明人", "before": "陈副校长", "after": "周主任" },
            { "label": "软管", "before": null, "after": "1 只 × 36.00" },
            { "label": "角阀", "before": "1 只 × 36.00", "after": null },
        ]));
        // The approver sees the same, against the time before.
        let told = &approval(&all.vice, &petty).await["brief"]["revised"];
        assert_eq!((&told["round"], &told["changes"]), (&json!(3), &earlier[1]["changes"]));
        let raw = all.school.app.db.raw().await;
        for sql in ["UPDATE petty_purchase_version SET round = 9", "DELETE FROM petty_purchase_version"] {
            let refused = raw.execute_unprepared(sql).await.unwrap_err().to_string();
            assert!(refused.contains("append-only"), "{sql}: {refused}");
        }
    }
}

on_both_engines! {
    /// What was handed in before versions were kept is lost, and said to be; what lies there is kept when it is written anew.
    async fn what_was_handed_in_before_versions_were_kept_is_kept_from_its_next_revision_on(engine) {
        let all = Buying::open(engine).await;
        let petty = record(&all.teacher, &all.vice, "角阀", "38").await;
        decide(&all.director, &petty, "return", json!({ "reason": "再看看" })).await.expect(200);
        // As if it had been revised once already, before that.
        let raw = all.school.app.db.raw().await;
        raw.execute_unprepared("UPDATE petty_purchase SET round = 3").await.unwrap();
        let before = look(&all.teacher, &petty).await;
        assert_eq!(before["earlier"].as_array().unwrap().len(), 1, "fewer than two");
        let path = format!("/petty-purchases/{}", text(&petty["id"]));
        let body = form(&all.vice.person_id, "角阀", "36", &[]);
        let revised = all.teacher.seen(before["version"].as_i64().unwrap()).put(&path, body).await.expect(200);
        let kept: Vec<_> = revised["earlier"].as_array().unwrap().iter().map(|one| (&one["round"], text(&one["total"]))).collect();
        assert_eq!(kept, [(&json!(1), "38.00"), (&json!(3), "38.00")]);
        let told = &approval(&all.director, &petty).await["brief"]["revised"];
        assert_eq!((&told["round"], &told["changes"]["items"][0]["after"]), (&json!(4), &json!("1 只 × 36.00")));
    }
}

on_both_engines! {
    /// A slip of the pen: whoever signed so far signs again, for what it says now.
    async fn what_is_not_decided_yet_is_mended_and_asked_for_anew(engine) {
        let all = Buying::open(engine).await;
        ask_for(&all.vice, "铰链", "490").await;
        let petty = record(&all.teacher, &all.principal().clone(), "铰链", "38").await;
        decide(&all.director, &petty, "approve", json!({})).await.expect(200);
        assert_eq!(text(&look(&all.teacher, &petty).await["state_text"]), "等分管副校长审批");
        let body = form(&all.principal().person_id, "铰链", "36", &[]);
        let revised = all.teacher.seen(1).put(&format!("/petty-purchases/{}", text(&petty["id"])), body).await.expect(200);
        assert_eq!((text(&revised["state_text"]), text(&revised["judged_amount"])), ("等总务主任审批", "526.00"));
        let outcomes: Vec<_> = revised["steps"].as_array().unwrap().iter().map(|step| (&step["round"], &step["outcome"])).collect();
        assert_eq!(outcomes[0], (&json!(1), &json!("approved")));
        assert!(outcomes.iter().any(|(round, outcome)| **round == json!(2) && outcome.is_null()), "{outcomes:?}");
    }
}

on_both_engines! {
    /// A teacher may not look through the people of the school; names to choose a witness from she gets.
    async fn a_witness_is_chosen_by_name_from_those_who_are_still_here(engine) {
        let all = Buying::open(engine).await;
        let colleague = all.school.person("王老师", &["staff"]).await;
        all.teacher.get("/people").await.expect_problem(403, "forbidden");
        let names = async |q: &str| all.teacher.column(&format!("/petty-purchases/witnesses{q}"), "name").await;
        let everybody = names("").await;
        assert!(everybody.contains(&"王老师".to_owned()) && everybody.contains(&"周主任".to_owned()), "{everybody:?}");
        assert!(!everybody.contains(&"李老师".to_owned()), "not herself: {everybody:?}");
        assert_eq!(names("?q=王").await, ["王老师"]);
        let path = format!("/people/{}", colleague.person_id);
        let version = all.school.admin.get(&path).await.expect(200)["version"].as_i64().unwrap();
        all.school.admin.seen(version).post(&format!("{path}/disable"), json!({})).await.expect(200);
        assert!(names("?q=王").await.is_empty());
    }
}

on_both_engines! {
    async fn the_statement_of_a_month_says_what_each_shop_is_paid_for(engine) {
        let all = Buying::open(engine).await;
        let buy = async |shop: &str, name: &str, price: &str, on: &str| {
            let mut body = bought(&all.teacher, &all.vice, name, price).await;
            body["shop"] = json!(shop);
            body["bought_on"] = json!(on);
            post(&all.teacher, name, body).await.expect(201)
        };
        let valve = buy("校门口五金店", "角阀", "38.50", "2026-11-03").await;
        let tube = buy("校门口 五金店", "灯管", "21.50", "2026-11-02").await;
        buy("校门口五金店", "门锁", "45", "2026-11-20").await;
        let glue = buy("东街建材", "玻璃胶", "12", "2026-11-20").await;
        let old = buy("东街建材", "水泥", "30", "2026-10-31").await;
        for petty in [&valve, &tube, &glue, &old] {
            decide(&all.director, petty, "approve", json!({})).await.expect(200);
        }
        assert_eq!((&old["late"], &valve["late"], &glue["late"]), (&json!(true), &json!(true), &json!(false)));
        let statement = all.director.get("/petty-purchases/statement?month=2026-11").await.expect(200);
        let said: Vec<_> = statement["shops"]
            .as_array()
            .unwrap()
            .iter()
            .map(|shop| (text(&shop["shop"]), shop["items"].as_array().unwrap().len(), text(&shop["total"]), &shop["undecided_count"]))
            .collect();
        assert_eq!(said.len(), 2);
        assert!(said.contains(&("校门口五金店", 2, "60.00", &json!(1))), "{said:?}");
        assert!(said.contains(&("东街建材", 1, "12.00", &json!(0))), "{said:?}");
        assert_eq!((text(&statement["total"]), text(&statement["total_in_words"])), ("72.00", "柒拾贰元整"));
        let days = statement["shops"].as_array().unwrap().iter().find(|shop| shop["total"] == "60.00").unwrap();
        assert_eq!((text(&days["items"][0]["bought_on"]), text(&days["items"][1]["bought_on"])), ("2026-11-02", "2026-11-03"));
        all.director.get("/petty-purchases/statement?month=2026-11-01").await.expect_problem(400, "unknown_value");
        let of_shop = all.director.column("/petty-purchases?shop=东街%20建材&month=2026-11", "title").await;
        assert_eq!(of_shop, ["玻璃胶"]);
    }
}

on_both_engines! {
    /// A colleague sees neither the purchase nor its photo; the price stands in no audit trail of those who may not see purchases.
    async fn c04_a_petty_purchase_is_seen_by_its_handler_and_the_office(engine) {
        let all = Buying::open(engine).await;
        let colleague = all.school.person("王老师", &["staff"]).await;
        let petty = record(&all.teacher, &all.vice, "角阀", "38").await;
        let path = format!("/petty-purchases/{}", text(&petty["id"]));
        colleague.get(&path).await.expect_problem(404, "not_found");
        let photo = format!("{path}/attachments/{}/content", text(&petty["attachments"][0]["id"]));
        colleague.get(&photo).await.expect_problem(404, "not_found");
        assert!(colleague.rows("/petty-purchases").await.is_empty());
        assert!(colleague.get("/petty-purchases/statement?month=2026-11").await.expect(200)["shops"].as_array().unwrap().is_empty());
        all.school.admin.get(&path).await.expect_problem(403, "forbidden");
        let trail = |by: &test_support::Client| {
            let by = by.clone();
            async move { by.get("/audit-events?action=petty_purchase.recorded").await.expect(200).to_string() }
        };
        assert!(trail(all.principal()).await.contains("38.00"));
        assert!(!trail(&all.school.admin).await.contains("38.00"));
    }
}
