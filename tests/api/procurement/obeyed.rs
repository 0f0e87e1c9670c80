//! Rules of the school that purchases obey: budgets that refuse or say nothing, the limit of government procurement.

use serde_json::{Value, json};
use test_support::{Client, Response, text};

use super::{
    Buying, approval, approve, ask, ask_for,
    budgets::allot,
    decide, draft, look,
    orders::{Chain, look_at},
    petty, step, wish,
};
use crate::on_both_engines;

/// Sets a rule from the first day on, by whoever may.
pub(crate) async fn rule(principal: &Client, key: &str, value: Value) {
    let rules = principal.rows("/policies").await;
    let version = rules.iter().find(|rule| rule["key"] == key).unwrap()["version"].as_i64().unwrap();
    let body = json!({ "value": value, "valid_from": "2026-11-24", "source": "校务会", "reason": "新规定" });
    principal.seen(version).put(&format!("/policies/{key}"), body).await.expect(200);
}

/// A request of this price, drafted by somebody and sent.
async fn sent(by: &Client, name: &str, price: &str) -> Response {
    let drafted = draft(by, wish(name, "1", price)).await;
    step(by, &drafted, "submit", json!({})).await
}

on_both_engines! {
    /// A fen below, at, and above what is left; who sees no budgets is not told how much that is.
    async fn where_the_school_says_so_nothing_goes_beyond_the_budget(engine) {
        let all = Buying::open(engine).await;
        allot(all.principal(), "public", "100.00").await.expect(201);
        // As long as it only warns, it may.
        let warned = ask_for(&all.teacher, "地毯", "100.01").await;
        let facts = look(&all.director, &warned).await["budget"].clone();
        assert_eq!((text(&facts["after"]), &facts["over"], &facts["refuses"]), ("-0.01", &json!(true), &json!(false)));
        rule(all.principal(), "budget.control", json!("refuse")).await;
        let facts = look(&all.director, &warned).await["budget"].clone();
        assert_eq!((&facts["over"], &facts["refuses"]), (&json!(true), &json!(true)));
        let problem = decide(&all.director, &warned, "approve", json!({})).await.expect_problem(409, "beyond_budget");
        assert!(text(&problem["detail"]).contains("公用经费预算，还剩 100.00 元"), "{problem}");
        assert_eq!(look(&all.teacher, &warned).await["state"], "submitted", "what was refused changed nothing");
        decide(&all.director, &warned, "return", json!({ "reason": "超预算" })).await.expect(200);

        sent(&all.teacher, "窗帘", "99.99").await.expect(200);
        let exact = sent(&all.teacher, "挂钟", "100.00").await.expect(200);
        let problem = sent(&all.teacher, "镜子", "100.01").await.expect_problem(409, "beyond_budget");
        assert!(text(&problem["detail"]).contains("超出 2026 年公用经费预算") && !text(&problem["detail"]).contains("还剩"), "{problem}");
        let problem = sent(&all.vice, "灯具", "100.01").await.expect_problem(409, "beyond_budget");
        assert!(text(&problem["detail"]).contains("还剩 100.00 元"), "{problem}");
        approve(&all.director, &exact).await;
        // Nothing is left: not a fen.
        sent(&all.teacher, "图钉", "0.01").await.expect_problem(409, "beyond_budget");
        // Of a fund for which no budget was loaded nothing is refused.
        let mut other = wish("跳绳", "1", "50");
        other["fund"] = json!("donation");
        ask(&all.teacher, other).await;
    }
}

on_both_engines! {
    /// What was bought already is refused like what is asked for; what could not wait is only warned of.
    async fn petty_purchases_go_by_it_too_and_emergencies_do_not(engine) {
        let all = Buying::open(engine).await;
        allot(all.principal(), "public", "50.00").await.expect(201);
        rule(all.principal(), "budget.control", json!("refuse")).await;
        let worker = all.school.person("王师傅", &["repair_worker"]).await;
        for (name, price) in [("角阀", "49.99"), ("水嘴", "50.00")] {
            petty::record(&all.teacher, &worker, name, price).await;
        }
        let body = petty::bought(&all.teacher, &worker, "软管", "50.01").await;
        petty::post(&all.teacher, "beyond", body).await.expect_problem(409, "beyond_budget");
        let drafted = draft(&all.teacher, wish("水泵", "1", "400")).await;
        let urgent = step(&all.teacher, &drafted, "submit", json!({ "emergency": "水管爆裂，厨房停水" })).await.expect(200);
        let facts = look(&all.director, &urgent).await["budget"].clone();
        assert_eq!((&facts["over"], &facts["refuses"]), (&json!(true), &json!(false)));
        approve(&all.director, &urgent).await;
    }
}

on_both_engines! {
    /// Several at once: each has its own fate, and the second sees what the first took.
    async fn of_several_that_are_approved_at_once_those_beyond_the_budget_are_refused_by_name(engine) {
        let all = Buying::open(engine).await;
        allot(all.principal(), "public", "100.00").await.expect(201);
        rule(all.principal(), "budget.control", json!("refuse")).await;
        let mut items = Vec::new();
        for (name, price) in [("窗帘", "60"), ("挂钟", "60"), ("镜子", "40")] {
            items.push(json!({ "id": ask_for(&all.teacher, name, price).await["approval_id"], "version": 1 }));
        }
        let fates = all.director.with("idempotency-key", "beyond").post("/approvals/approve", json!({ "items": items })).await.expect(200);
        let said: Vec<_> = fates["items"].as_array().unwrap().iter().map(|fate| (fate["approved"] == true, fate["code"].clone())).collect();
        assert_eq!(said, [(true, json!(null)), (false, json!("beyond_budget")), (true, json!(null))]);
    }
}

on_both_engines! {
    async fn a_school_that_does_not_go_by_budgets_hears_nothing_of_them(engine) {
        let all = Buying::open(engine).await;
        allot(all.principal(), "public", "10.00").await.expect(201);
        rule(all.principal(), "budget.control", json!("off")).await;
        let asked = ask_for(&all.teacher, "地毯", "400").await;
        assert_eq!(look(&all.director, &asked).await["budget"], json!(null));
        let brief = approval(&all.director, &asked).await["brief"].clone();
        assert!(!brief.to_string().contains("预算"), "{brief}");
        let inbox = all.director.rows("/approvals").await;
        assert_eq!((&inbox[0]["left"], &inbox[0]["marks"]), (&json!(null), &json!([])));
        approve(&all.director, &asked).await;
    }
}

on_both_engines! {
    /// B7: a fen below, at, and above. The limit of its day stays with what was submitted.
    async fn from_the_limit_on_it_is_government_procurement_and_says_so(engine) {
        let all = Buying::open(engine).await;
        assert_eq!(ask_for(&all.teacher, "钢琴", "450").await["judgement"]["gov_limit"], json!(null), "a school may know none");
        rule(all.principal(), "purchase.gov_procurement_limit", json!("450.00")).await;
        let mut told = Vec::new();
        for (name, price) in [("窗帘", "449.99"), ("挂钟", "450.00"), ("镜子", "450.01")] {
            let asked = ask_for(&all.teacher, name, price).await;
            let brief = approval(&all.director, &asked).await["brief"]["warnings"].to_string();
            let row = all.director.rows("/approvals").await.into_iter().find(|row| row["number"] == asked["number"]).unwrap();
            assert_eq!(row["marks"].to_string().contains("gov_limit"), price != "449.99", "{row}");
            told.push((asked["judgement"]["gov_limit"].clone(), brief.contains("政府采购限额标准（450.00 元）")));
        }
        assert_eq!(told, [(json!(null), false), (json!("450.00"), true), (json!("450.00"), true)]);
        // Two halves come to it together.
        ask_for(&all.teacher, "投影幕", "300").await;
        let half = ask_for(&all.teacher, "投影幕", "150").await;
        assert_eq!(half["judgement"]["gov_limit"], "450.00");
        rule(all.principal(), "purchase.gov_procurement_limit", json!(null)).await;
        assert_eq!(look(&all.teacher, &half).await["judgement"]["gov_limit"], "450.00");
    }
}

on_both_engines! {
    /// Whoever the school names signs last, by the name it has for the role; a petty purchase keeps the rule of its day.
    async fn papers_by_which_something_is_paid_end_with_the_signature_that_the_school_asks_for(engine) {
        let all = Buying::open(engine).await;
        let worker = all.school.person("王师傅", &["repair_worker"]).await;
        let valve = petty::record(&all.teacher, &worker, "角阀", "38").await;
        assert_eq!(valve["last_signer_title"], "校长");
        approve(&all.director, &valve).await;
        let asked = ask_for(&all.teacher, "窗帘", "300").await;
        let packet = format!("/purchase-requests/{}/claim-packet", text(&asked["id"]));
        let title = async |path: &str| all.director.get(path).await.expect(200)["last_signer_title"].clone();
        assert_eq!((title(&packet).await, title("/petty-purchases/statement?month=2026-11").await), (json!("校长"), json!("校长")));
        rule(all.principal(), "purchase.last_signer", json!("vice_principal")).await;
        assert_eq!((title(&packet).await, title("/petty-purchases/statement?month=2026-11").await), (json!("分管副校长"), json!("分管副校长")));
    }
}

on_both_engines! {
    /// B1: a fen below, at, and above the line; a large lot below it; one card or one each. Who accepts sees no price, and decides all the same.
    async fn what_becomes_a_card_is_proposed_by_the_schools_own_line(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        // 50 chairs of 30.00, 20 boxes of paper of 20.00.
        let order = school.ordered(&request, &[(0, "50", "30"), (1, "20", "20")]).await;
        let proposed = async || {
            let seen = look_at(&school.keeper, &order).await;
            assert_eq!(seen["lines"][0]["unit_price"], json!(null));
            [seen["lines"][0]["proposal"].clone(), seen["lines"][1]["proposal"].clone()]
        };
        let principal = school.all.principal();
        assert_eq!(proposed().await, ["one_card", "one_card"], "a large lot is carded below the line");
        rule(principal, "asset.bulk_homogeneous", json!(false)).await;
        assert_eq!(proposed().await, ["no_card", "no_card"]);
        for (line, chairs) in [("30.01", "no_card"), ("30.00", "one_card"), ("29.99", "one_card")] {
            rule(principal, "asset.recognition_threshold", json!(line)).await;
            assert_eq!(proposed().await, [chairs, "no_card"], "{line}");
        }
        rule(principal, "asset.cards", json!("one_each")).await;
        assert_eq!(proposed().await, ["card_each", "no_card"]);
    }
}
