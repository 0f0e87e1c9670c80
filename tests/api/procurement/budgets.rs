//! Budgets: what every step of a purchase leaves in them, and that they warn without refusing.

use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::{Value, json};
use test_support::{Client, Digest, Response, text};

use super::{
    Buying, approval, approve, ask, decide,
    goods_receipts::{delivered, make as receive, receipt_step, witnessed},
    look,
    orders::{Chain, chairs_and_paper, key, make as make_order, order_step, refused},
    petty,
    quotes::approved,
    step, wish,
};
use crate::on_both_engines;

pub(crate) async fn of_year(by: &Client, year: i64) -> Vec<Value> {
    by.get(&format!("/budgets?year={year}")).await.expect(200)["budgets"].as_array().unwrap().clone()
}

/// A fund in 2026.
async fn fund(by: &Client, fund: &str) -> Value {
    of_year(by, 2026).await.into_iter().find(|budget| budget["fund"] == fund).unwrap_or_default()
}

/// An allotment by somebody who has just looked.
pub(crate) async fn allot(by: &Client, name: &str, amount: &str) -> Response {
    let seen = fund(by, name).await["allotted"].clone();
    send(by, json!({ "year": 2026, "fund": name, "amount": amount, "reason": "年度预算", "allotted_before": seen })).await
}

async fn send(by: &Client, body: Value) -> Response {
    by.with("idempotency-key", key()).post("/budgets", body).await
}

/// Reserved, committed and spent of public funds, and what is left; the events agree with them.
pub(super) async fn stands(by: &Client, expected: [&str; 4]) {
    let budget = fund(by, "public").await;
    let figures = ["reserved", "committed", "spent", "balance"].map(|name| budget[name].as_str().unwrap_or("–"));
    assert_eq!(figures, expected);
    let events = by.pages(&format!("/budgets/{}/events", text(&budget["id"])), 3).await;
    let fen = |amount: &Value| text(amount).replace('.', "").parse::<i64>().unwrap();
    let sum = |kind: &str| events.iter().filter(|event| event["kind"] == kind).map(|event| fen(&event["amount"])).sum::<i64>();
    assert_eq!(sum("reserved") - sum("unreserved"), fen(&budget["reserved"]));
    assert_eq!(sum("committed") - sum("uncommitted"), fen(&budget["committed"]));
    assert_eq!(sum("spent"), fen(&budget["spent"]));
    assert_eq!(events.len(), usize::try_from(budget["events"].as_i64().unwrap()).unwrap());
}

/// Nothing is ever less than nothing, by request, by order and by budget; numbers have no gaps.
pub(crate) async fn budgets_agree(raw: &DatabaseConnection) {
    let up_and_down = |more: &str, less: &str, of: &str| {
        format!(
            "SELECT COUNT(*) AS wrong FROM (SELECT {of} FROM budget_event WHERE kind IN ('{more}', '{less}') \
             GROUP BY school_id, {of} HAVING SUM(CASE WHEN kind = '{more}' THEN amount ELSE -amount END) < 0) AS found"
        )
    };
    let gaps = "SELECT COUNT(*) AS wrong FROM budget b WHERE b.version <> \
                (SELECT COUNT(*) FROM budget_event e WHERE e.school_id = b.school_id AND e.budget_id = b.id)";
    let all = [
        up_and_down("reserved", "unreserved", "request_id"),
        up_and_down("reserved", "unreserved", "budget_id"),
        up_and_down("committed", "uncommitted", "order_id"),
        up_and_down("committed", "uncommitted", "budget_id"),
        gaps.to_owned(),
    ];
    for sql in all {
        let row = raw.query_one_raw(Statement::from_string(raw.get_database_backend(), sql.clone())).await.unwrap().unwrap();
        assert_eq!(row.try_get::<i64>("", "wrong").unwrap(), 0, "{sql}");
    }
}

fn used(position: u32, quantity: &str) -> Value {
    json!([{ "position": position, "delivered": quantity, "accepted": quantity, "destination": { "kind": "used" } }])
}

/// Received by two.
pub(super) async fn receive_by_two(school: &Chain, order: &Value, quantity: &str) {
    let made = receive(&school.keeper, witnessed(delivered(order, used(0, quantity)), &school.all.teacher)).await.expect(201);
    receipt_step(&school.all.teacher, &made, "sign", json!({})).await.expect(200);
}

on_both_engines! {
    async fn a_request_is_reserved_committed_and_spent_step_by_step(engine) {
        let school = Chain::open(engine).await;
        let (principal, director) = (school.all.principal(), &school.all.director);
        allot(principal, "public", "2000.00").await.expect(201);
        let asked = ask(&school.all.teacher, chairs_and_paper()).await;
        assert_eq!(asked["budget"], json!(null), "who asks does not see the school's money");
        let facts = look(director, &asked).await["budget"].clone();
        assert_eq!((text(&facts["balance"]), text(&facts["after"]), &facts["over"]), ("2000.00", "100.00", &json!(false)));
        stands(director, ["0.00", "0.00", "0.00", "2000.00"]).await;
        decide(director, &asked, "return", json!({ "reason": "写清楚" })).await.expect(200);
        stands(director, ["0.00", "0.00", "0.00", "2000.00"]).await;

        let request = school.chairs_and_paper().await;
        stands(director, ["1900.00", "0.00", "0.00", "100.00"]).await;
        let facts = look(director, &request).await["budget"].clone();
        assert_eq!((text(&facts["balance"]), text(&facts["after"])), ("100.00", "100.00"), "it is counted once");
        let chairs = school.ordered(&request, &[(0, "50", "30")]).await;
        stands(director, ["400.00", "1500.00", "0.00", "100.00"]).await;
        receive_by_two(&school, &chairs, "20").await;
        stands(director, ["400.00", "900.00", "600.00", "100.00"]).await;
        receive_by_two(&school, &chairs, "28").await;
        stands(director, ["400.00", "60.00", "1440.00", "100.00"]).await;
        // Two of them do not come: they may be ordered elsewhere.
        order_step(&school.custodian, &chairs, "close", json!({ "reason": "厂家停产" })).await.expect(200);
        stands(director, ["460.00", "0.00", "1440.00", "100.00"]).await;
        // Cheaper than was thought: that is free once nothing is left to order.
        let paper = school.ordered(&request, &[(1, "20", "19")]).await;
        stands(director, ["80.00", "380.00", "1440.00", "100.00"]).await;
        let rest = school.ordered(&request, &[(0, "2", "30")]).await;
        stands(director, ["0.00", "440.00", "1440.00", "120.00"]).await;
        receive_by_two(&school, &paper, "20").await;
        receive_by_two(&school, &rest, "2").await;
        stands(director, ["0.00", "0.00", "1880.00", "120.00"]).await;
        let facts = look(director, &request).await;
        assert_eq!((text(&facts["state"]), text(&facts["budget"]["balance"])), ("closed", "120.00"), "everything came");
        budgets_agree(&school.all.school.app.db.raw().await).await;
        let newest = director.rows(&format!("/budgets/{}/events?limit=2", text(&fund(director, "public").await["id"]))).await;
        assert_eq!(newest.iter().map(|event| text(&event["kind"])).collect::<Vec<_>>(), ["spent", "uncommitted"]);
        assert_eq!((text(&newest[0]["source"]["kind"]), text(&newest[0]["by"]["name"])), ("goods_receipt", "李老师"));
        // Allotments stand far apart among them, and are found by their kind, page by page.
        allot(principal, "public", "-5.00").await.expect(201);
        allot(principal, "public", "7.00").await.expect(201);
        let path = format!("/budgets/{}/events", text(&fund(director, "public").await["id"]));
        let given = director.pages(&format!("{path}?kind=allotted"), 2).await;
        let amounts: Vec<_> = given.iter().map(|event| text(&event["amount"])).collect();
        assert_eq!(amounts, ["7.00", "-5.00", "2000.00"]);
        assert!(given[1]["seq"].as_i64().unwrap() > given[2]["seq"].as_i64().unwrap() + 1, "other events are between them: {given:?}");
        assert_eq!(director.rows(&format!("{path}?kind=spent")).await.len(), 4);
        director.get(&format!("{path}?kind=given")).await.expect_problem(400, "bad_query");
    }
}

on_both_engines! {
    async fn what_is_cancelled_is_free_again_and_goes_back_where_it_came_from(engine) {
        let school = Chain::open(engine).await;
        let (principal, director) = (school.all.principal(), &school.all.director);
        allot(principal, "public", "2000.00").await.expect(201);
        let request = school.chairs_and_paper().await;
        let order = make_order(&school.custodian, school.written(&request, &[(0, "50", "29"), (1, "20", "20")])).await.expect(201);
        stands(director, ["0.00", "1850.00", "0.00", "150.00"]).await;
        order_step(&school.custodian, &order, "cancel", json!({ "reason": "没有货" })).await.expect(200);
        stands(director, ["1900.00", "0.00", "0.00", "100.00"]).await;
        // In the next year it is still the money of this one.
        school.all.school.app.advance(chrono::TimeDelta::days(60));
        let teacher = school.all.school.app.sign_in("T001").await;
        let director = &school.all.school.app.sign_in("T002").await;
        step(&teacher, &look(&teacher, &request).await, "cancel", json!({ "reason": "借到了" })).await.expect(200);
        stands(director, ["0.00", "0.00", "0.00", "2000.00"]).await;
        assert!(of_year(director, 2027).await.is_empty());
        let answer = director.get("/budgets").await.expect(200);
        assert_eq!((&answer["year"], &answer["years"]), (&json!(2027), &json!([2026, 2027, 2028])));
        assert_eq!(look(director, &request).await["budget"], json!(null));
        budgets_agree(&school.all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    /// Petty purchases are paid for already; what no budget was loaded for is shown as used, and nothing is left of it to speak of.
    async fn without_a_budget_what_is_used_is_shown_all_the_same(engine) {
        let all = Buying::open(engine).await;
        let worker = all.school.person("王师傅", &["repair_worker"]).await;
        let valve = petty::record(&all.teacher, &worker, "角阀", "38").await;
        assert_eq!(approval(&all.director, &valve).await["brief"]["warnings"], json!([]));
        stands_nowhere(&all.director).await;
        approve(&all.director, &valve).await;
        stands(&all.director, ["0.00", "0.00", "38.00", "–"]).await;
        let request = ask(&all.teacher, wish("水龙头", "1", "50")).await;
        assert_eq!(look(&all.director, &request).await["budget"], json!(null));
        approve(&all.director, &request).await;
        stands(&all.director, ["50.00", "0.00", "38.00", "–"]).await;
        // Loaded late, it says what was used before.
        let loaded = allot(&all.vice, "public", "80").await.expect(201);
        assert_eq!((text(&loaded["balance"]), &loaded["over"], text(&loaded["used"])), ("-8.00", &json!(true), "88.00"));
    }
}

async fn stands_nowhere(by: &Client) {
    assert!(of_year(by, 2026).await.is_empty());
}

on_both_engines! {
    /// A fen below, at, and above what is left: it warns from the first fen beyond, and refuses nothing.
    async fn the_budget_warns_from_the_first_fen_beyond(engine) {
        let all = Buying::open(engine).await;
        allot(all.principal(), "public", "100.00").await.expect(201);
        for (price, left, over) in [("99.99", "0.01", false), ("100.00", "0.00", false), ("100.01", "-0.01", true)] {
            let request = ask(&all.teacher, wish(&format!("水龙头{price}"), "1", price)).await;
            let facts = look(&all.director, &request).await["budget"].clone();
            assert_eq!((text(&facts["after"]), &facts["over"]), (left, &json!(over)), "{price}");
            let brief = approval(&all.director, &request).await["brief"].clone();
            let warned = brief["warnings"].as_array().unwrap().iter().any(|warning| text(warning).contains("预算"));
            assert_eq!(warned, over, "{brief}");
            let note = brief["notes"].as_array().unwrap().iter().find(|note| note["label"] == "预算余额").unwrap().clone();
            assert_eq!(text(&note["text"]), format!("2026 年公用经费还剩 100.00 元，批准后剩 {left} 元"));
            if over {
                approve(&all.director, &request).await;
                let brief = approval(&all.director, &request).await["brief"].clone();
                assert!(brief["notes"].as_array().unwrap().iter().all(|note| note["label"] != "预算余额"), "it is counted already: {brief}");
            }
        }
        stands(&all.director, ["100.01", "0.00", "0.00", "-0.01"]).await;
    }
}

on_both_engines! {
    async fn two_orders_at_once_and_many_approvals_at_once_keep_the_sums_right(engine) {
        let school = Chain::open(engine).await;
        let (principal, director) = (school.all.principal(), &school.all.director);
        allot(principal, "public", "10000.00").await.expect(201);
        let mut requests = Vec::new();
        for n in 0..3 {
            // Of other names each: the same things would be judged together, and need quotes.
            let mut wanted = chairs_and_paper();
            for line in wanted["lines"].as_array_mut().unwrap() {
                line["name"] = json!(format!("{}{n}", text(&line["name"])));
            }
            requests.push(approved(&school.all, wanted).await);
        }
        let orders = requests.iter().flat_map(|request| {
            [(0, "50", "30"), (1, "20", "20")].map(|line| {
                let (by, body) = (school.custodian.clone(), school.written(request, &[line]));
                async move { make_order(&by, body).await.expect(201) }
            })
        });
        let orders = join_all(orders).await;
        stands(director, ["0.00", "5700.00", "0.00", "4300.00"]).await;
        // Half of them end while others of the same money are approved, of several funds in either order.
        let mut asked = Vec::new();
        for (name, money) in [("甲", "public"), ("乙", "special"), ("丙", "public"), ("丁", "special")] {
            let mut body = wish(name, "1", "10");
            body["fund"] = json!(money);
            asked.push(ask(&school.all.teacher, body).await);
        }
        let together = |first: usize, second: usize| {
            let items = [first, second].map(|n| json!({ "id": asked[n]["approval_id"], "version": 1 }));
            let by = director.with("idempotency-key", key());
            async move { by.post("/approvals/approve", json!({ "items": items })).await.expect(200) }
        };
        let cancelled = orders.iter().step_by(2).map(|order| order_step(&school.custodian, order, "cancel", json!({ "reason": "x" })));
        let (one, two, ended) = tokio::join!(together(0, 1), together(3, 2), join_all(cancelled));
        assert!([one, two].iter().flat_map(|fates| fates["items"].as_array().unwrap()).all(|fate| fate["approved"] == true));
        ended.into_iter().for_each(|answer| drop(answer.expect(200)));
        stands(director, ["4520.00", "1200.00", "0.00", "4280.00"]).await;
        assert_eq!(text(&fund(director, "special").await["reserved"]), "20.00");
        budgets_agree(&school.all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    async fn budgets_are_allotted_with_a_reason_by_two_who_see_each_other(engine) {
        let all = Buying::open(engine).await;
        let (principal, vice) = (all.principal(), &all.vice);
        let first = allot(vice, "public", "1000.00").await.expect(201);
        assert_eq!((text(&first["allotted"]), text(&first["balance"]), &first["year"]), ("1000.00", "1000.00", &json!(2026)));
        let before = Digest::of(&all.school.app.db).await;
        let body = |amount: &str, seen: Value| json!({ "year": 2026, "fund": "public", "amount": amount, "reason": "追加", "allotted_before": seen });
        let problem = send(principal, body("1000.00", json!(null))).await.expect_problem(409, "allotted_meanwhile");
        assert!(text(&problem["detail"]).contains("1000.00"), "{problem}");
        let seen = json!("1000.00");
        let at = |code: &str| ("/amount".to_owned(), code.to_owned());
        assert_eq!(refused(send(principal, body("0", seen.clone())).await), at("nothing_to_allot"));
        assert_eq!(refused(send(principal, body("-1000.01", seen.clone())).await), at("below_nothing"));
        assert_eq!(refused(send(principal, body("99999999999.99", seen.clone())).await), at("too_much"));
        for (pointer, value) in [("year", json!(1999)), ("year", json!(2101)), ("reason", json!(" ")), ("reason", json!("x".repeat(201)))] {
            let mut wrong = body("1", seen.clone());
            wrong[pointer] = value;
            assert_eq!(send(principal, wrong).await.status, 422, "{pointer}");
        }
        principal.post("/budgets", body("1", seen.clone())).await.expect_problem(400, "idempotency_key_required");
        all.director.post("/budgets", body("1", seen.clone())).await.expect_problem(403, "forbidden");
        all.teacher.get("/budgets").await.expect_problem(403, "forbidden");
        before.assert_unchanged(&all.school.app.db, "allotments that were refused").await;
        assert_eq!(send(principal, body("-200.50", seen)).await.expect(201)["allotted"], "799.50");
        allot(principal, "public", "-799.50").await.expect(201);
        let answer = all.director.get("/budgets").await.expect(200);
        assert_eq!((&answer["may_allot"], &answer["budgets"][0]["balance"], &answer["budgets"][0]["over"]), (&json!(false), &json!("0.00"), &json!(false)));
        let events = all.director.rows(&format!("/budgets/{}/events", text(&first["id"]))).await;
        let said: Vec<_> = events.iter().map(|event| (text(&event["amount"]), text(&event["reason"]), text(&event["by"]["name"]))).collect();
        assert_eq!(said, [("-799.50", "年度预算", "董校长"), ("-200.50", "追加", "董校长"), ("1000.00", "年度预算", "陈副校长")]);
        let trail = principal.column(&format!("/audit-events?subject_id={}", text(&first["id"])), "action").await;
        assert_eq!(trail, ["budget.allotted"; 3]);
    }
}

on_both_engines! {
    async fn budgets_of_another_school_are_not_there(engine) {
        let all = Buying::open(engine).await;
        let ours = allot(all.principal(), "public", "1000.00").await.expect(201);
        let (_, stranger) = all.school.app.second_school("别的学校").await;
        assert!(of_year(&stranger, 2026).await.is_empty());
        stranger.get(&format!("/budgets/{}/events", text(&ours["id"]))).await.expect_problem(404, "not_found");
        let theirs = allot(&stranger, "public", "5.00").await.expect(201);
        assert_ne!(theirs["id"], ours["id"]);
        assert_eq!(text(&fund(all.principal(), "public").await["allotted"]), "1000.00");
    }
}
