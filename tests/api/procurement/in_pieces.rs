//! D04 beyond the chain of approvals: one purchase cut into orders, into requests below the limit of quotes, into slips of one shop; and
//! who is there for those who will use it (SD2).

use serde_json::{Value, json};
use test_support::{Client, text};

use super::{
    approval, ask_for, decide, draft,
    emergency::pumps,
    goods_receipts::{delivered, make as receive, witnessed},
    orders::{Chain, make, order_step, refused},
    petty,
    quotes::{approved, open},
    step, wish,
};
use crate::on_both_engines;

fn at(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

/// One piece at this price, bought by one person alone.
fn alone(school: &Chain, request: &Value, price: &str) -> Value {
    let mut body = school.written(request, &[(0, "1", price)]);
    body["other_buyer_id"] = json!(null);
    body
}

fn all_of(order: &Value) -> Value {
    let quantity = &order["lines"][0]["quantity"];
    delivered(order, json!([{ "position": 0, "delivered": quantity, "accepted": quantity, "destination": { "kind": "used" } }]))
}

async fn rule(school: &Chain, key: &str, value: &str) {
    let body = json!({ "value": value, "valid_from": "2026-11-24", "source": "校务会", "reason": "x" });
    school.all.school.admin.seen(0).put(&format!("/policies/{key}"), body).await.expect(200);
}

on_both_engines! {
    /// The limit (300) by all orders of a request that stand: a fen below, at, and above.
    async fn d04_small_orders_of_one_request_are_one_purchase(engine) {
        let school = Chain::open(engine).await;
        let request = approved(&school.all, wish("水泵", "30", "30.00")).await;
        let first = make(&school.custodian, alone(&school, &request, "150.00")).await.expect(201);
        assert_eq!((&first["buyers_needed"], &first["acceptors_needed"]), (&json!(1), &json!(1)));
        let below = make(&school.custodian, alone(&school, &request, "149.99")).await.expect(201);
        assert_eq!((text(&below["state"]), &below["buyers_needed"]), ("ordered", &json!(1)));
        assert_eq!(refused(make(&school.custodian, alone(&school, &request, "0.01")).await), at("/other_buyer_id", "two_buyers"));
        // What was cancelled does not count.
        order_step(&school.custodian, &below, "cancel", json!({ "reason": "没货" })).await.expect(200);
        for price in ["150.00", "150.01"] {
            assert_eq!(refused(make(&school.custodian, alone(&school, &request, price)).await), at("/other_buyer_id", "two_buyers"));
        }
        let two = school.ordered(&request, &[(0, "1", "150.00")]).await;
        assert_eq!((text(&two["state"]), &two["buyers_needed"], &two["acceptors_needed"]), ("ordered", &json!(2), &json!(2)));
        // Each is accepted by as many as its own rule asked for when it was made.
        receive(&school.keeper, all_of(&first)).await.expect(201);
        assert_eq!(refused(receive(&school.keeper, all_of(&two)).await), at("/acceptor_ids", "two_acceptors"));
        receive(&school.keeper, witnessed(all_of(&two), &school.all.teacher)).await.expect(201);
    }
}

on_both_engines! {
    async fn d08_how_many_accept_is_a_rule_of_its_own_to_the_fen(engine) {
        let school = Chain::open(engine).await;
        rule(&school, "purchase.two_acceptors_from", "200.00").await;
        let mut orders = Vec::new();
        for (price, acceptors) in [("199.99", 1), ("200.00", 2), ("200.01", 2)] {
            let request = approved(&school.all, wish(&format!("水泵{price}"), "1", price)).await;
            let order = make(&school.custodian, alone(&school, &request, price)).await.expect(201);
            assert_eq!((&order["buyers_needed"], &order["acceptors_needed"]), (&json!(1), &json!(acceptors)), "{price}");
            orders.push(order);
        }
        receive(&school.keeper, all_of(&orders[0])).await.expect(201);
        assert_eq!(refused(receive(&school.keeper, all_of(&orders[1])).await), at("/acceptor_ids", "two_acceptors"));
        receive(&school.keeper, witnessed(all_of(&orders[1]), &school.all.teacher)).await.expect(201);
    }
}

on_both_engines! {
    /// Two halves of 2000 of one thing: quotes are compared for what is judged together.
    async fn d04_quotes_are_needed_for_what_is_judged_together_to_the_fen(engine) {
        let school = Chain::open(engine).await;
        for (name, quantity, price, needed) in [("甲料", "2", "500.00", 1), ("乙料", "11", "90.91", 3), ("丙料", "2", "500.01", 3)] {
            let first = approved(&school.all, wish(name, "3", "333.33")).await;
            assert_eq!(first["quotes_needed"], 1, "{name}");
            let second = approved(&school.all, wish(name, quantity, price)).await;
            assert_eq!((&second["quotes_needed"], &second["judgement"]["split_count"]), (&json!(needed), &json!(1)), "{name}");
            let sheet = open(&school.all.director, &second).await;
            let because = if needed == 1 { "below" } else { "together" };
            assert_eq!((&sheet["need"]["quotes"], text(&sheet["need"]["because"])), (&json!(needed), because), "{name}");
        }
        // Nor is it ordered without them where nobody opened a sheet.
        approved(&school.all, wish("丁料", "2", "500.00")).await;
        let second = approved(&school.all, wish("丁料", "2", "500.00")).await;
        assert!(text(&second["quotes_why"]).contains("合计达到 2000.00 元"), "{second}");
        make(&school.custodian, school.written(&second, &[(0, "2", "500")])).await.expect_problem(409, "quotes_needed");
    }
}

on_both_engines! {
    /// What could not wait and was bought counts, also when it was refused afterwards; what was refused and not bought does not.
    async fn d04_an_emergency_that_was_bought_counts_whatever_was_said_of_it(engine) {
        let school = Chain::open(engine).await;
        let (teacher, director) = (&school.all.teacher, &school.all.director);
        let asked = pumps(&school).await;
        let order = school.ordered(&asked, &[(0, "3", "900")]).await;
        decide(director, &asked, "reject", json!({ "reason": "可以修" })).await.expect(200);
        let next = ask_for(teacher, "水泵", "38").await;
        assert_eq!((&next["judgement"]["split_count"], text(&next["judgement"]["amount"])), (&json!(1), "2738.00"));
        // Nothing was bought of it after all.
        order_step(&school.custodian, &order, "cancel", json!({ "reason": "退了" })).await.expect(200);
        let other = draft(teacher, wish("抽水机", "1", "900")).await;
        let other = step(teacher, &other, "submit", json!({ "emergency": "水管爆裂，厨房停水" })).await.expect(200);
        decide(director, &other, "reject", json!({ "reason": "借得到" })).await.expect(200);
        for (name, count) in [("水泵", 1), ("抽水机", 0)] {
            assert_eq!(ask_for(teacher, name, "38").await["judgement"]["split_count"], count, "{name}");
        }
    }
}

async fn slip(school: &Chain, shop: &str, name: &str, price: &str, day: &str) -> Value {
    let mut body = petty::bought(&school.all.teacher, &school.all.vice, name, price).await;
    (body["shop"], body["bought_on"]) = (json!(shop), json!(day));
    petty::post(&school.all.teacher, name, body).await.expect(201)
}

on_both_engines! {
    /// One shop: a day that comes to 300, or pieces of 150 one after another. It is pointed at and listed; the tier stays.
    async fn d04_slips_of_one_shop_that_look_like_one_purchase_are_pointed_at(engine) {
        let school = Chain::open(engine).await;
        let today = "2026-11-24";
        for (shop, again, price, count) in [("甲店", "甲店", "199.99", 0), ("乙店", "乙 店", "200.00", 1), ("丙店", "丙店", "200.01", 1)] {
            slip(&school, shop, &format!("{shop}早"), "100.00", today).await;
            let second = slip(&school, again, &format!("{shop}晚"), price, today).await;
            assert_eq!((&second["shop_count"], &second["split_count"], text(&second["state_text"])), (&json!(count), &json!(0), "等总务主任审批"), "{shop}");
        }
        for (shop, price, count) in [("丁店", "149.99", 0), ("戊店", "150.00", 1), ("己店", "150.01", 1)] {
            slip(&school, shop, &format!("{shop}早"), "150.00", "2026-11-10").await;
            let second = slip(&school, shop, &format!("{shop}晚"), price, today).await;
            assert_eq!(second["shop_count"], count, "{shop}");
            if shop == "戊店" {
                assert_eq!(text(&second["shop_amount"]), "300.00");
                let warnings = approval(&school.all.director, &second).await["brief"]["warnings"].to_string();
                assert!(warnings.contains("同一家店另有 1 笔") && warnings.contains("300.00"), "{warnings}");
                let rows = school.all.director.rows("/approvals").await;
                let row = rows.iter().find(|row| row["number"] == second["number"]).unwrap();
                assert_eq!(row["marks"][0]["code"], "same_shop");
            }
        }
        // Every week to the corner is ordinary life.
        for (day, name) in [("2026-11-03", "钉子"), ("2026-11-10", "胶带"), ("2026-11-17", "绳子"), (today, "灯泡")] {
            assert_eq!(slip(&school, "庚店", name, "90.00", day).await["shop_count"], 0, "{name}");
        }
        // The list: four of one shop. A valve for 20 that is bought twice is no exception.
        slip(&school, "辛店", "角阀", "20.00", today).await;
        let same = slip(&school, "壬店", "角 阀", "20.00", "2026-11-20").await;
        assert_eq!((&same["split_count"], &same["in_pieces"]), (&json!(1), &json!(false)));
        let rows = school.all.director.rows("/control-exceptions?kind=split_order").await;
        let shown: Vec<_> = rows.iter().map(|row| (text(&row["record_kind"]), text(&row["amount"]))).collect();
        let amounts = ["300.01", "300.00", "300.01", "300.00"].map(|amount| ("petty_purchase", amount));
        assert_eq!(shown, amounts);
        assert!(text(&rows[0]["text"]).contains("己店") && !text(&rows[0]["text"]).contains("300.01"), "{rows:?}");
        assert!(school.all.director.rows("/control-exceptions?kind=unposted_receipt").await.is_empty());
    }
}

on_both_engines! {
    /// Slips of the same thing, of whatever shop: an exception from the amount on at which two people buy, to the fen.
    async fn d04_slips_of_the_same_thing_are_an_exception_where_their_sum_passes_a_limit(engine) {
        let school = Chain::open(engine).await;
        let mut passed = Vec::new();
        for (name, spaced, price, in_pieces) in [("角阀", "角 阀", "149.99", false), ("弯头", "弯 头", "150.00", true), ("三通", "三 通", "150.01", true)] {
            slip(&school, &format!("{name}甲店"), name, "150.00", "2026-11-24").await;
            let again = slip(&school, &format!("{name}乙店"), spaced, price, "2026-11-23").await;
            assert_eq!((&again["split_count"], &again["shop_count"], &again["in_pieces"]), (&json!(1), &json!(0), &json!(in_pieces)), "{name}");
            let rows = school.all.director.rows("/approvals").await;
            let row = rows.iter().find(|row| row["number"] == again["number"]).unwrap();
            assert_eq!(row["marks"].as_array().unwrap().iter().any(|mark| mark["code"] == "split"), in_pieces, "{name}");
            let brief = approval(&school.all.director, &again).await["brief"].clone();
            let said = |part: &str| brief[part].to_string().contains("另有 1 笔");
            assert_eq!((said("warnings"), said("notes")), (in_pieces, !in_pieces), "{name}");
            if in_pieces {
                passed.push((again["number"].clone(), again["judged_amount"].clone()));
            }
        }
        let rows = school.all.director.rows("/control-exceptions?kind=split_order").await;
        let listed: Vec<_> = rows.iter().rev().map(|row| (row["record_number"].clone(), row["amount"].clone())).collect();
        assert_eq!(listed, passed);
    }
}

/// Puts somebody into a department.
async fn joins(school: &Chain, who: &Client, department: &str) {
    let (admin, path) = (&school.all.school.admin, format!("/people/{}", who.person_id));
    let version = admin.get(&path).await.expect(200)["version"].as_i64().unwrap();
    admin.seen(version).patch(&path, json!({ "department": department })).await.expect(200);
}

on_both_engines! {
    /// SD2: whoever asked for it, or somebody of his department; anybody else only with a second signature.
    async fn who_is_there_for_the_users_asked_for_it_or_is_of_the_same_department(engine) {
        let school = Chain::open(engine).await;
        let colleague = school.all.school.person("何老师", &["staff"]).await;
        let request = school.chairs_and_paper().await;
        let order = school.ordered(&request, &[(0, "50", "30")]).await;
        let by_colleague = || witnessed(all_of(&order), &colleague);
        let no = at("/using_side_id", "not_using_side");
        assert_eq!(refused(receive(&school.keeper, by_colleague()).await), no);
        let mut himself = by_colleague();
        himself["using_side_id"] = json!(school.keeper.person_id);
        assert_eq!(refused(receive(&school.keeper, himself).await), no);
        // A department of one of them is none of both.
        joins(&school, &colleague, "三年级组").await;
        assert_eq!(refused(receive(&school.keeper, by_colleague()).await), no);
        joins(&school, &school.all.teacher, "二年级组").await;
        assert_eq!(refused(receive(&school.keeper, by_colleague()).await), no);
        // Nobody of them is there: somebody signs for that.
        let mut excepted = by_colleague();
        excepted["exception"] = json!({ "rule": "SD2", "reason": "三年级组都在外地培训", "cosigner_id": school.all.vice.person_id });
        let made = receive(&school.keeper, excepted).await.expect(201);
        assert_eq!((text(&made["state"]), &made["excepted"]), ("inspecting", &json!(true)));
        joins(&school, &school.all.teacher, "三年级组").await;
        let made = receive(&school.keeper, by_colleague()).await.expect(201);
        assert_eq!(made["excepted"], false);
        // The exception is for what is not so.
        let mut needless = by_colleague();
        needless["exception"] = json!({ "rule": "SD2", "reason": "三年级组都在外地培训", "cosigner_id": school.all.vice.person_id });
        assert_eq!(refused(receive(&school.keeper, needless).await), at("/exception", "exception_not_needed"));
    }
}
