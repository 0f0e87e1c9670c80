//! What somebody writes: drafts, amounts, versions, and what is refused.

use serde_json::json;
use test_support::{Digest, School, text};

use super::{Buying, approval, approve, ask, ask_for, decide, draft, look, may, step, waiting, wish};
use crate::on_both_engines;

on_both_engines! {
    async fn a_draft_computes_its_amounts_and_says_who_would_decide(engine) {
        let all = Buying::open(engine).await;
        let body = json!({
            "purpose": "开学用", "fund": "special", "needed_by": "2026-12-01",
            "lines": [
                { "name": "课桌椅", "spec": "可升降", "unit": "套", "quantity": "50", "unit_price": "186.00" },
                { "name": "复印纸", "unit": "箱", "quantity": "20", "unit_price": "118.5" },
                { "name": "塑料布", "unit": "米", "quantity": "12.345", "unit_price": "3.33" },
            ],
        });
        let drafted = draft(&all.teacher, body).await;
        let number = text(&drafted["number"]);
        assert!(number.starts_with("CG20261124-0001"), "{number}");
        let amounts: Vec<_> = drafted["content"]["lines"].as_array().unwrap().iter().map(|line| text(&line["amount"])).collect();
        assert_eq!(amounts, ["9300.00", "2370.00", "41.11"]);
        assert_eq!((&drafted["total"], &drafted["total_in_words"]), (&json!("11711.11"), &json!("壹万壹仟柒佰壹拾壹元壹角壹分")));
        assert_eq!((&drafted["state"], &drafted["title"]), (&json!("draft"), &json!("课桌椅 等 3 样")));
        assert_eq!(drafted["judgement"]["chain"], json!(["总务主任", "分管副校长", "校长", "校务会"]));
        assert_eq!(may(&drafted), ["revise", "submit", "cancel"]);
        // Nobody is asked before it is submitted.
        assert_eq!(waiting(&all.director).await, Vec::<String>::new());
        let english = all.teacher.with("accept-language", "en").get(&format!("/purchase-requests/{}", text(&drafted["id"]))).await.expect(200);
        assert_eq!((&english["title"], &english["state_text"]), (&json!("课桌椅 and 2 more"), &json!("Draft")));
    }
}

on_both_engines! {
    /// Every version stays: what the approvers saw is what was submitted.
    async fn what_was_returned_is_revised_and_submitted_again_and_every_version_stays(engine) {
        let all = Buying::open(engine).await;
        let first = ask_for(&all.teacher, "打印机", "800").await;
        assert_eq!((&first["state"], &first["state_text"]), (&json!("submitted"), &json!("等总务主任审批")));
        approve(&all.director, &first).await;
        decide(&all.vice, &first, "return", json!({ "reason": "先问问有没有便宜的" })).await.expect(200);
        let returned = look(&all.teacher, &first).await;
        assert_eq!((&returned["state"], &returned["reason"]), (&json!("returned"), &json!("先问问有没有便宜的")));
        assert_eq!(may(&returned), ["revise", "submit", "cancel"]);
        let path = format!("/purchase-requests/{}", text(&first["id"]));
        let revised = all.teacher.seen(returned["version"].as_i64().unwrap()).put(&path, wish("打印机", "1", "450")).await.expect(200);
        assert_eq!((&revised["state"], &revised["total"]), (&json!("returned"), &json!("450.00")));
        let again = step(&all.teacher, &revised, "submit", json!({})).await.expect(200);
        assert_eq!((&again["round"], &again["approval_id"]), (&json!(2), &first["approval_id"]));
        let (rounds, earlier) = (&again["steps"], &again["earlier"]);
        assert_eq!(rounds.as_array().unwrap().iter().map(|s| s["round"].as_i64().unwrap()).collect::<Vec<_>>(), [1, 1, 2]);
        assert_eq!((&earlier[0]["round"], &earlier[0]["content"]["total"]), (&json!(1), &json!("800.00")));
        let cheaper = json!({ "label": "打印机", "before": "1 件 × 800.00", "after": "1 件 × 450.00" });
        assert_eq!(earlier[0]["changes"]["items"][0], cheaper);
        let told = &approval(&all.director, &again).await["brief"]["revised"];
        assert_eq!((&told["round"], &told["changes"]), (&json!(2), &earlier[0]["changes"]));
        approve(&all.director, &again).await;
        let approved = look(&all.teacher, &again).await;
        assert_eq!(approved["state"], "approved");
        let trail = all.school.principal.column(&format!("/audit-events?subject_id={}", text(&first["id"])), "action").await;
        let expected = ["approval.approved", "purchase_request.submitted", "purchase_request.revised", "approval.returned", "approval.approved", "purchase_request.submitted", "purchase_request.drafted"];
        assert_eq!(trail, expected);
    }
}

on_both_engines! {
    /// D05: what was approved is not changed; a new need is a new request.
    async fn d05_nothing_is_revised_while_it_is_decided_or_after(engine) {
        let all = Buying::open(engine).await;
        let asked = ask_for(&all.teacher, "水龙头", "38").await;
        let path = format!("/purchase-requests/{}", text(&asked["id"]));
        let revise = async |version: &serde_json::Value| all.teacher.seen(version.as_i64().unwrap()).put(&path, wish("水龙头", "9", "38")).await;
        let before = Digest::of(&all.school.app.db).await;
        revise(&asked["version"]).await.expect_problem(409, "illegal_transition");
        step(&all.teacher, &asked, "submit", json!({})).await.expect_problem(409, "illegal_transition");
        before.assert_unchanged(&all.school.app.db, "a revision while others decide").await;
        approve(&all.director, &asked).await;
        let approved = look(&all.teacher, &asked).await;
        let before = Digest::of(&all.school.app.db).await;
        revise(&approved["version"]).await.expect_problem(409, "illegal_transition");
        step(&all.teacher, &approved, "withdraw", json!({})).await.expect_problem(409, "illegal_transition");
        before.assert_unchanged(&all.school.app.db, "a revision of what was approved").await;
        // Not needed any more: that is a new event, and the approval stays what it was.
        let cancelled = step(&all.teacher, &approved, "cancel", json!({ "reason": "借到了" })).await.expect(200);
        assert_eq!(cancelled["state"], "cancelled");
        assert_eq!(approval(&all.director, &asked).await["state"], "approved");
    }
}

on_both_engines! {
    async fn what_was_taken_back_waits_for_nobody_and_can_be_asked_again(engine) {
        let all = Buying::open(engine).await;
        let asked = ask_for(&all.teacher, "水龙头", "38").await;
        assert_eq!(waiting(&all.director).await, [text(&asked["number"])]);
        let drafted = step(&all.teacher, &asked, "withdraw", json!({})).await.expect(200);
        assert_eq!(drafted["state"], "draft");
        assert_eq!(waiting(&all.director).await, Vec::<String>::new());
        decide(&all.director, &asked, "approve", json!({})).await.expect_problem(409, "illegal_transition");
        let again = step(&all.teacher, &drafted, "submit", json!({})).await.expect(200);
        assert_eq!(again["round"], 2);
        approve(&all.director, &again).await;
        let other = ask_for(&all.teacher, "拖把", "30").await;
        step(&all.teacher, &other, "cancel", json!({ "reason": "不买了" })).await.expect(200);
        assert_eq!(waiting(&all.director).await, Vec::<String>::new());
    }
}

on_both_engines! {
    /// S9: what stands idle is shown first, and answered for.
    async fn idle_things_are_shown_first_and_have_to_be_answered_for(engine) {
        let all = Buying::open(engine).await;
        let custodian = all.school.person("吴保管", &["head_custodian"]).await;
        let room = all.school.a_room().await;
        let card = json!({ "name": "投影仪", "category_code": "A02020200", "location_id": room, "unit_price": "3600.00" });
        let card = custodian.post("/assets", card).await.expect(201);
        let correct = json!({ "status": "idle" });
        custodian.seen(card["version"].as_i64().unwrap()).patch(&format!("/assets/{}", text(&card["id"])), correct).await.expect(200);
        let drafted = draft(&all.teacher, wish("投影仪", "1", "400")).await;
        let idle = &drafted["judgement"]["idle"][0];
        assert_eq!((&idle["asset_no"], &idle["quantity"]), (&card["asset_no"], &json!("1")));
        assert!(!idle.to_string().contains("3600"), "nothing of what it is worth: {idle}");
        let before = Digest::of(&all.school.app.db).await;
        let problem = step(&all.teacher, &drafted, "submit", json!({})).await.expect_problem(422, "validation_failed");
        assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!("/reuse"), &json!("reuse_unanswered")));
        before.assert_unchanged(&all.school.app.db, "a request that ignores what is there").await;
        let mut body = wish("投影仪", "1", "400");
        body["reuse"] = json!("灯泡坏了，修不好");
        let path = format!("/purchase-requests/{}", text(&drafted["id"]));
        let answered = all.teacher.seen(1).put(&path, body).await.expect(200);
        let asked = step(&all.teacher, &answered, "submit", json!({})).await.expect(200);
        let notes = approval(&all.director, &asked).await["brief"]["notes"].to_string();
        assert!(notes.contains("灯泡坏了") && notes.contains("投影仪 1"), "{notes}");
    }
}

on_both_engines! {
    /// D12: and the row-less ends of what can be typed.
    async fn d12_what_cannot_be_counted_or_paid_is_refused_and_changes_nothing(engine) {
        let all = Buying::open(engine).await;
        let before = Digest::of(&all.school.app.db).await;
        let line = |change: serde_json::Value| {
            let mut body = wish("水龙头", "1", "38");
            for (key, value) in change.as_object().unwrap() {
                body["lines"][0][key] = value.clone();
            }
            body
        };
        let wrong = [
            line(json!({ "quantity": "-1" })),
            line(json!({ "quantity": "0" })),
            line(json!({ "quantity": "1000000000000000000" })),
            line(json!({ "quantity": "1.2345" })),
            line(json!({ "quantity": 1 })),
            line(json!({ "unit_price": "0" })),
            line(json!({ "unit_price": "-5" })),
            line(json!({ "unit_price": "1.234" })),
            line(json!({ "unit_price": "99999999999.99", "quantity": "2" })),
            line(json!({ "quantity": "0.001", "unit_price": "0.01" })),
            line(json!({ "unit": "" })),
            line(json!({ "name": "a\nb" })),
            line(json!({ "amount": "1" })),
            json!({ "purpose": "x", "fund": "public", "lines": [] }),
            json!({ "purpose": "", "fund": "public", "lines": [wish("x", "1", "1")["lines"][0]] }),
            json!({ "purpose": "x", "fund": "mine", "lines": [wish("x", "1", "1")["lines"][0]] }),
            json!({ "purpose": "x", "fund": "public", "needed_by": "2026-11-23", "lines": [wish("x", "1", "1")["lines"][0]] }),
        ];
        for body in wrong {
            let answer = all.teacher.post("/purchase-requests", body.clone()).await;
            assert_eq!(answer.status, 422, "{body}: {}", String::from_utf8_lossy(&answer.bytes));
        }
        before.assert_unchanged(&all.school.app.db, "a request for nothing").await;
        // A fen is something.
        draft(&all.teacher, wish("图钉", "1", "0.01")).await;
    }
}

on_both_engines! {
    async fn a_request_is_its_requesters_and_of_those_who_see_all(engine) {
        let all = Buying::open(engine).await;
        let colleague = all.school.person("王老师", &["staff"]).await;
        let auditor = all.school.person("审计员", &["auditor"]).await;
        let asked = ask(&all.teacher, wish("水龙头", "1", "38")).await;
        let path = format!("/purchase-requests/{}", text(&asked["id"]));
        colleague.get(&path).await.expect_problem(404, "not_found");
        assert_eq!(colleague.column("/purchase-requests?view=all", "number").await, Vec::<String>::new());
        assert_eq!(auditor.column("/purchase-requests?view=all", "number").await, [text(&asked["number"])]);
        assert_eq!(all.director.column("/purchase-requests?view=mine", "number").await, Vec::<String>::new());
        // Whoever sees it and did not ask for it cannot revise it; whoever does not see it finds nothing.
        let before = Digest::of(&all.school.app.db).await;
        step(&all.director, &asked, "withdraw", json!({})).await.expect_problem(403, "not_yours");
        step(&colleague, &asked, "withdraw", json!({})).await.expect_problem(404, "not_found");
        step(&auditor, &asked, "withdraw", json!({})).await.expect_problem(403, "forbidden");
        before.assert_unchanged(&all.school.app.db, "another's request").await;
        let stranger = all.school.app.second_school("别的学校").await.1;
        stranger.get(&path).await.expect_problem(404, "not_found");
        assert_eq!(all.director.column("/purchase-requests?view=all&state=submitted", "number").await.len(), 1);
        assert_eq!(all.director.column("/purchase-requests?view=all&state=approved,rejected", "number").await.len(), 0);
        all.director.get("/purchase-requests?state=lost").await.expect_problem(400, "unknown_value");
        assert_eq!(all.director.column("/purchase-requests?view=all&q=cg20261124", "number").await.len(), 1);
    }
}

on_both_engines! {
    /// C04: what things cost is nobody's business who may not see purchases, also not in the audit trail.
    async fn c04_prices_are_left_out_of_the_trail_for_whoever_sees_no_purchases(engine) {
        let school = School::open(engine).await;
        let all = Buying::of(school).await;
        let asked = ask_for(&all.teacher, "投影幕", "432.10").await;
        let trail = format!("/audit-events?subject_id={}", text(&asked["id"]));
        let seen = all.school.principal.get(&trail).await.expect(200).to_string();
        assert!(seen.contains("432.10"), "{seen}");
        let hidden = all.school.admin.get(&trail).await.expect(200);
        assert!(!hidden.to_string().contains("432.10"), "{hidden}");
        assert!(hidden.to_string().contains("\"fields_hidden\":true"), "and it is said so");
        all.school.admin.get(&format!("/purchase-requests/{}", text(&asked["id"]))).await.expect_problem(403, "forbidden");
    }
}
