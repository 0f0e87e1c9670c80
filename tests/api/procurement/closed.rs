//! The end of a request of which something was bought: the rest is given up, or everything came.

use serde_json::{Value, json};
use test_support::{Client, Digest, Response, text};

use super::{
    ask,
    budgets::{allot, budgets_agree, receive_by_two, stands},
    draft,
    goods_receipts::{delivered, make as receive, receipt_step, witnessed},
    look, may,
    obeyed::rule,
    orders::{Chain, make as make_order, order_step},
    quotes::{act, approved, open, path, quote, try_open},
    step, wish,
};
use crate::on_both_engines;

const WHY: &str = "厂家停产，余下的不买了";

/// Gives the rest up, from the request as it is now.
async fn close(school: &Chain, by: &Client, request: &Value) -> Response {
    let seen = look(&school.all.director, request).await;
    step(by, &seen, "close", json!({ "reason": WHY })).await
}

/// What somebody heard of his own requests that others ended.
async fn ended_by_others(by: &Client) -> Vec<Value> {
    by.rows("/notices").await.into_iter().filter(|notice| notice["topic"] == "purchase_request.closed").collect()
}

on_both_engines! {
    /// The issue's own case: 48 of 50 chairs come, the other two never will; what they would have cost is free for something else.
    async fn the_rest_that_is_not_bought_is_free_again_and_nothing_more_of_it_is_ordered(engine) {
        let school = Chain::open(engine).await;
        let (teacher, director, custodian) = (&school.all.teacher, &school.all.director, &school.custodian);
        allot(school.all.principal(), "public", "2000.00").await.expect(201);
        rule(school.all.principal(), "budget.control", json!("refuse")).await;
        let request = school.chairs_and_paper().await;
        close(&school, teacher, &request).await.expect_problem(409, "nothing_bought");
        let chairs = school.ordered(&request, &[(0, "50", "30")]).await;
        let seen = look(teacher, &request).await;
        assert_eq!((text(&seen["ordered"]), may(&seen)), ("open", vec![]));
        close(&school, teacher, &request).await.expect_problem(409, "order_open");
        close(&school, custodian, &request).await.expect_problem(409, "order_open");
        receive_by_two(&school, &chairs, "48").await;
        order_step(custodian, &chairs, "close", json!({ "reason": "厂家停产" })).await.expect(200);
        stands(director, ["460.00", "0.00", "1440.00", "100.00"]).await;
        let other = draft(teacher, wish("讲台", "1", "450")).await;
        step(teacher, &other, "submit", json!({})).await.expect_problem(409, "beyond_budget");

        let seen = look(teacher, &request).await;
        assert_eq!((text(&seen["ordered"]), may(&seen)), ("bought", vec!["close"]));
        assert_eq!(may(&look(director, &request).await), ["close"], "who buys for the school");
        assert_eq!(may(&look(&school.all.vice, &request).await), [] as [&str; 0]);
        let before = Digest::of(&school.all.school.app.db).await;
        let problem = step(teacher, &seen, "cancel", json!({ "reason": "不要了" })).await.expect_problem(409, "already_ordered");
        assert!(text(&problem["detail"]).contains(text(&chairs["number"])), "{problem}");
        close(&school, &school.all.vice, &request).await.expect_problem(403, "not_yours");
        close(&school, &school.helper, &request).await.expect_problem(404, "not_found");
        let unsaid = step(teacher, &seen, "close", json!({ "reason": "" })).await;
        assert_eq!(unsaid.status, 422);
        before.assert_unchanged(&school.all.school.app.db, "a request that stays as it is").await;

        let closed = close(&school, custodian, &request).await.expect(200);
        assert_eq!((text(&closed["state"]), text(&closed["state_text"]), text(&closed["reason"])), ("closed", "已办结", WHY));
        assert!(closed["closed_at"].is_string() && may(&closed).is_empty(), "{closed}");
        stands(director, ["0.00", "0.00", "1440.00", "560.00"]).await;
        budgets_agree(&school.all.school.app.db.raw().await).await;
        let more = school.written(&request, &[(1, "20", "20")]);
        make_order(custodian, more).await.expect_problem(409, "request_not_approved");
        try_open(director, &request).await.expect_problem(409, "request_over");
        close(&school, custodian, &request).await.expect_problem(409, "illegal_transition");
        let other = look(teacher, &other).await;
        step(teacher, &other, "submit", json!({})).await.expect(200);

        // It is found by what it is called, and stays among what was bought.
        assert_eq!(teacher.column("/purchase-requests?state=closed", "number").await, [text(&request["number"])]);
        assert_eq!(teacher.column("/purchase-requests?state=approved", "number").await, Vec::<String>::new());
        let trail = school.all.principal().column(&format!("/audit-events?subject_id={}", text(&request["id"])), "action").await;
        assert_eq!(trail[0], "purchase_request.closed");
        let packet = director.get(&format!("/purchase-requests/{}/claim-packet", text(&request["id"]))).await.expect(200);
        assert_eq!(text(&packet["request_state"]), "closed");
        assert!(packet["missing"].as_array().unwrap().iter().all(|one| one["code"] != "approval"), "{packet}");
    }
}

on_both_engines! {
    /// The last goods close it, also when the last two lots are signed for at the same moment.
    async fn what_came_whole_is_closed_by_itself(engine) {
        let school = Chain::open(engine).await;
        let teacher = &school.all.teacher;
        let request = school.chairs_and_paper().await;
        let mut made = Vec::new();
        for (line, quantity, price) in [(0, "50", "30"), (1, "20", "20")] {
            let order = school.ordered(&request, &[(line, quantity, price)]).await;
            let lines = json!([{ "position": 0, "delivered": quantity, "accepted": quantity, "destination": { "kind": "used" } }]);
            made.push(receive(&school.keeper, witnessed(delivered(&order, lines), teacher)).await.expect(201));
        }
        let signed = |receipt: &Value| {
            let (by, receipt) = (teacher.clone(), receipt.clone());
            async move { receipt_step(&by, &receipt, "sign", json!({})).await.expect(200) }
        };
        tokio::join!(signed(&made[0]), signed(&made[1]));
        let closed = look(teacher, &request).await;
        assert_eq!((text(&closed["state"]), &closed["reason"], may(&closed)), ("closed", &json!(null), vec![]));
        let trail = school.all.principal().column(&format!("/audit-events?subject_id={}", text(&request["id"])), "action").await;
        assert_eq!(trail[0], "goods_receipt.accepted");
        close(&school, &school.custodian, &request).await.expect_problem(409, "illegal_transition");
    }
}

on_both_engines! {
    /// Whoever buys for the school gives up what nobody will buy, when whoever asked for it is not there to cancel it: it counts as little as
    /// what he cancels himself, and he hears of it.
    async fn what_nobody_bought_is_given_up_by_whoever_buys(engine) {
        let school = Chain::open(engine).await;
        let asked = ask(&school.all.teacher, wish("拖把", "2", "30")).await;
        close(&school, &school.custodian, &asked).await.expect_problem(409, "illegal_transition");
        crate::procurement::approve(&school.all.director, &asked).await;
        let ended = close(&school, &school.custodian, &asked).await.expect(200);
        assert_eq!((text(&ended["state"]), text(&ended["ordered"]), text(&ended["reason"])), ("cancelled", "nothing", WHY));
        assert_eq!(ended["closed_at"], json!(null));
        stands(&school.all.director, ["0.00", "0.00", "0.00", "–"]).await;
        let trail = school.all.principal().column(&format!("/audit-events?subject_id={}", text(&asked["id"])), "action").await;
        assert_eq!(trail[0], "purchase_request.cancelled");
        school.all.school.app.deliver().await;
        let told = ended_by_others(&school.all.teacher).await;
        assert_eq!((told.len(), &told[0]["link"]), (1, &json!(format!("/purchases/{}", text(&asked["id"])))));
        let said = text(&told[0]["text"]);
        assert!(said.contains("吴保管") && said.contains("拖把") && said.contains(text(&asked["number"])) && said.contains(WHY), "{said}");
        // The same again is nothing in pieces.
        let again = draft(&school.all.teacher, wish("拖把", "2", "30")).await;
        assert_eq!(again["judgement"]["split_count"], 0);
    }
}

on_both_engines! {
    /// What was compared and taken is still said of it, as it is printed with what was bought; a sheet that nobody settled ends.
    async fn the_sheet_of_what_is_closed_says_what_was_taken(engine) {
        let school = Chain::open(engine).await;
        let director = &school.all.director;
        let (not_now, over) = ("illegal_transition", "request_over");
        for (thing, bought, ended, [heard, reopened]) in
            [("拖把", true, ("closed", "已选定"), [not_now, over]), ("水桶", false, ("over", "随申请结束"), [over, not_now])]
        {
            let request = approved(&school.all, wish(thing, "2", "100")).await;
            let sheet = open(director, &request).await;
            let why = look(director, &request).await["quotes_why"].clone();
            act(director, &sheet, "quotes", quote(&school.shop, &["90"])).await.expect(200);
            if bought {
                act(director, &sheet, "settle", json!({ "supplier_id": school.shop["id"] })).await.expect(200);
                let order = school.ordered(&request, &[(0, "1", "90")]).await;
                receive_by_two(&school, &order, "1").await;
            }
            close(&school, &school.custodian, &request).await.expect(200);
            let seen = director.get(&path(&sheet)).await.expect(200);
            assert_eq!((text(&seen["stage"]), text(&seen["state_text"])), ended);
            assert_eq!(seen["settled"].is_object(), bought, "{seen}");
            let then = look(director, &request).await["quotes_why"].clone();
            assert!(why.is_string() && then == if bought { why } else { json!(null) }, "{then}");
            let before = Digest::of(&school.all.school.app.db).await;
            act(director, &sheet, "quotes", quote(&school.shop, &["80"])).await.expect_problem(409, heard);
            act(director, &sheet, "reopen", json!({ "reason": "x" })).await.expect_problem(409, reopened);
            before.assert_unchanged(&school.all.school.app.db, "the sheet of what is closed").await;
        }
    }
}

on_both_engines! {
    /// A fen below, at and above a limit; and of what the school's rule says today, not of what it says later.
    async fn a_request_says_its_tier_and_who_has_the_last_word(engine) {
        let school = Chain::open(engine).await;
        let (teacher, director) = (&school.all.teacher, &school.all.director);
        for (name, price, said, last) in [
            ("拖把", "500.00", "按 500.00 元判定：不超过 500.00 元的，由总务主任最后审批。", "总务主任"),
            ("扫把", "500.01", "按 500.01 元判定：超过 500.00 元、不超过 1000.00 元的，由分管副校长最后审批。", "分管副校长"),
            ("水桶", "1000.01", "按 1000.01 元判定：超过 1000.00 元、不足 10000.00 元的，由校长最后审批。", "校长"),
            ("钢琴", "10000.00", "按 10000.00 元判定：满 10000.00 元的，由校务会最后审批。", "校务会"),
        ] {
            let asked = ask(teacher, wish(name, "1", price)).await;
            let judgement = &asked["judgement"];
            assert_eq!((text(&judgement["why_tier"]), text(&judgement["tier"]["last"])), (said, last));
            assert_eq!(judgement["why_major"], json!(null));
            let brief = crate::procurement::approval(director, &asked).await["brief"].clone();
            let note = brief["notes"].as_array().unwrap().iter().find(|note| note["label"] == "审批档").cloned();
            assert_eq!(note.map(|note| text(&note["text"]).to_owned()).as_deref(), Some(said), "{brief}");
        }
        let asked = ask(teacher, wish("地毯", "1", "800")).await;
        let tiers = json!([{ "up_to": null, "inclusive": false, "approver": "principal" }]);
        rule(school.all.principal(), "purchase.tiers", tiers).await;
        let kept = look(teacher, &asked).await;
        assert_eq!(kept["judgement"]["tier"]["up_to"], "1000.00", "as it was judged when it was submitted");
        let drafted = draft(teacher, wish("挂钟", "1", "800")).await;
        assert_eq!(drafted["judgement"]["why_tier"], json!(null), "where everything is one tier there is nothing to say");
        rule(school.all.principal(), "purchase.major_amount", json!("800.00")).await;
        let major = look(teacher, &drafted).await["judgement"].clone();
        assert_eq!((&major["major"], text(&major["why_major"])), (&json!(true), "满 800.00 元是重大采购：还须教职工代表大会审议。"));
    }
}
