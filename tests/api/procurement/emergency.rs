//! Emergencies: bought before they are approved, approved within days or late, refused afterwards and still bought.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use test_support::{Digest, text};

use super::{
    approval, approve, decide, draft,
    goods_receipts::{delivered, make as receive, receipt_step, witnessed},
    look,
    orders::{Chain, look_at, make, refused},
    step, waiting, wish,
};
use crate::on_both_engines;

fn at(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

fn reason() -> Value {
    json!({ "emergency": "水管爆裂，厨房停水" })
}

/// Three pumps, 2700 in all, that cannot wait.
pub(crate) async fn pumps(school: &Chain) -> Value {
    let drafted = draft(&school.all.teacher, wish("水泵", "3", "900")).await;
    step(&school.all.teacher, &drafted, "submit", reason()).await.expect(200)
}

/// Ordered by two while it is decided.
async fn ordered(school: &Chain, request: &Value) -> Value {
    school.ordered(request, &[(0, "3", "900")]).await
}

on_both_engines! {
    async fn what_cannot_wait_is_ordered_while_it_is_decided_and_posted_once_it_is(engine) {
        let school = Chain::open(engine).await;
        let (teacher, director) = (&school.all.teacher, &school.all.director);
        let plain = crate::procurement::ask_for(teacher, "灯管", "38").await;
        make(&school.custodian, school.written(&plain, &[(0, "1", "38")])).await.expect_problem(409, "request_not_approved");
        let drafted = draft(teacher, wish("水泵", "3", "900")).await;
        assert_eq!((&drafted["quotes_needed"], &drafted["emergency"]), (&json!(3), &json!(false)));
        assert_eq!(refused(step(teacher, &drafted, "submit", json!({ "emergency": "急" })).await), at("/emergency", "reason_too_short"));
        let asked = step(teacher, &drafted, "submit", reason()).await.expect(200);
        let follow_up = &asked["emergency_follow_up"];
        assert_eq!((text(&follow_up["due_at"]), text(&follow_up["state"]), &follow_up["late"]), ("2026-11-27T15:59:59Z", "open", &json!(false)));
        // No quotes are compared, and it says why.
        assert_eq!(asked["quotes_needed"], 1);
        assert!(text(&asked["quotes_why"]).contains("应急"));
        let inbox = director.column("/approvals", "title").await;
        assert!(inbox.contains(&"（应急）水泵".to_owned()), "{inbox:?}");
        // Who is to approve it does not buy it.
        let before = Digest::of(&school.all.school.app.db).await;
        let mut by_vice = school.written(&asked, &[(0, "3", "900")]);
        by_vice["other_buyer_id"] = json!(school.all.vice.person_id);
        assert_eq!(refused(make(&school.custodian, by_vice).await), at("/other_buyer_id", "approver_buys"));
        make(director, school.written(&asked, &[(0, "3", "900")])).await.expect_problem(403, "approver_buys");
        let mut alone = school.written(&asked, &[(0, "3", "900")]);
        alone["other_buyer_id"] = json!(null);
        assert_eq!(refused(make(&school.custodian, alone).await), at("/other_buyer_id", "two_buyers"));
        before.assert_unchanged(&school.all.school.app.db, "buyers who are to approve").await;
        let order = ordered(&school, &asked).await;
        assert_eq!((text(&order["state"]), &order["emergency"], text(&order["emergency_follow_up"]["state"])), ("ordered", &json!(true), "open"));
        // What is ordered is not taken back.
        step(teacher, &asked, "withdraw", json!({})).await.expect_problem(409, "already_ordered");
        step(teacher, &asked, "cancel", json!({ "reason": "不要了" })).await.expect_problem(409, "already_ordered");
        let warnings = approval(director, &asked).await["brief"]["warnings"].to_string();
        assert!(warnings.contains("厨房停水") && warnings.contains(text(&order["number"])) && warnings.contains("2026-11-27"), "{warnings}");
        // It comes, and waits for its approvals before it is in the accounts.
        let line = json!({ "position": 0, "delivered": "3", "accepted": "3", "destination": { "kind": "used" } });
        let came = receive(&school.keeper, witnessed(delivered(&order, json!([line])), teacher)).await.expect(201);
        receipt_step(teacher, &came, "sign", json!({})).await.expect(200);
        // Nobody is sent to close what is not approved.
        let problem = step(teacher, &asked, "cancel", json!({ "reason": "不要了" })).await.expect_problem(409, "already_ordered");
        assert!(text(&problem["detail"]).contains("不能撤回、取消或改内容"), "{problem}");
        let voucher = json!({ "mode": "own", "voucher_no": "记-1", "posted_on": "2026-11-24" });
        receipt_step(&school.bursar, &came, "post", voucher.clone()).await.expect_problem(409, "approvals_not_complete");
        for by in [director, &school.all.vice, school.all.principal()] {
            approve(by, &asked).await;
        }
        // Everything came before it was approved: with the last approval it is closed.
        let approved = look(teacher, &asked).await;
        assert_eq!((text(&approved["state"]), text(&approved["emergency_follow_up"]["state"])), ("closed", "approved"));
        assert_eq!((&approved["reason"], text(&approved["ordered"])), (&json!(null), "bought"));
        assert_eq!(approved["emergency_follow_up"]["orders"][0]["number"], order["number"]);
        // Who approved afterwards has a part in it as well (SD8).
        receipt_step(school.all.principal(), &came, "post", voucher.clone()).await.expect_problem(403, "took_part");
        receipt_step(&school.bursar, &came, "post", voucher).await.expect(200);
    }
}

on_both_engines! {
    async fn what_is_refused_afterwards_stays_bought_and_is_seen_everywhere(engine) {
        let school = Chain::open(engine).await;
        let (teacher, director) = (&school.all.teacher, &school.all.director);
        let asked = pumps(&school).await;
        let part = school.ordered(&asked, &[(0, "2", "900")]).await;
        decide(director, &asked, "reject", json!({ "reason": "可以修" })).await.expect(200);
        let after = look_at(&school.custodian, &part).await;
        assert_eq!((text(&after["state"]), text(&after["emergency_follow_up"]["state"])), ("ordered", "refused"));
        let refused = look(teacher, &asked).await;
        assert_eq!((text(&refused["emergency_follow_up"]["state"]), text(&refused["ordered"])), ("refused", "open"));
        // Nothing more of it is ordered.
        make(&school.custodian, school.written(&asked, &[(0, "1", "900")])).await.expect_problem(409, "request_not_approved");
        let listed = director.rows("/control-exceptions?kind=emergency_purchase").await;
        assert_eq!(listed.len(), 1);
        assert_eq!((&listed[0]["serious"], text(&listed[0]["record_number"]), text(&listed[0]["amount"])), (&json!(true), text(&asked["number"]), "2700.00"));
        assert!(text(&listed[0]["text"]).contains("事后未批准") && text(&listed[0]["text"]).contains(text(&part["number"])));
        // What was refused before anybody bought it went by the rules.
        let other = draft(teacher, wish("抽水机", "1", "900")).await;
        let other = step(teacher, &other, "submit", reason()).await.expect(200);
        decide(director, &other, "reject", json!({ "reason": "借得到" })).await.expect(200);
        assert_eq!(director.rows("/control-exceptions?kind=emergency_purchase").await.len(), 1);
    }
}

on_both_engines! {
    /// Three school days: the last second of the third is in time, the next is late.
    async fn the_third_day_ends_at_midnight_and_what_comes_after_is_late(engine) {
        let school = Chain::open(engine).await;
        let asked = pumps(&school).await;
        ordered(&school, &asked).await;
        let time = |value: &Value| text(value).parse::<DateTime<Utc>>().unwrap();
        let (sent, due) = (time(&asked["submitted_at"]), time(&asked["emergency_follow_up"]["due_at"]));
        let app = &school.all.school.app;
        // 23:59 of the third day.
        app.advance(due - sent - TimeDelta::seconds(59));
        let [teacher, director, vice] = [app.sign_in("T001").await, app.sign_in("T002").await, app.sign_in("T003").await];
        assert_eq!(look(&teacher, &asked).await["emergency_follow_up"]["late"], false);
        approve(&director, &asked).await;
        app.advance(TimeDelta::seconds(60));
        assert_eq!(look(&teacher, &asked).await["emergency_follow_up"]["late"], true);
        let listed = director.rows("/control-exceptions?kind=emergency_purchase").await;
        assert!(text(&listed[0]["text"]).contains("逾期") && listed[0]["serious"] == true, "{listed:?}");
        approve(&vice, &asked).await;
        let principal = school.all.principal().sign_in("P001").await;
        approve(&principal, &asked).await;
        let late = look(&teacher, &asked).await;
        assert_eq!((text(&late["emergency_follow_up"]["state"]), &late["emergency_follow_up"]["late"]), ("approved", &json!(true)));
        assert_eq!(waiting(&director).await, Vec::<String>::new());
    }
}

on_both_engines! {
    async fn what_is_ordered_comes_back_the_same_and_is_due_when_it_was_due(engine) {
        let school = Chain::open(engine).await;
        let (teacher, director) = (&school.all.teacher, &school.all.director);
        let asked = pumps(&school).await;
        ordered(&school, &asked).await;
        decide(director, &asked, "return", json!({ "reason": "写清楚用在哪里" })).await.expect(200);
        let returned = look(teacher, &asked).await;
        let path = format!("/purchase-requests/{}", text(&asked["id"]));
        let revise = |body: Value| {
            let by = teacher.seen(returned["version"].as_i64().unwrap());
            let path = path.clone();
            async move { by.put(&path, body).await }
        };
        revise(wish("水泵", "4", "900")).await.expect_problem(409, "already_ordered");
        let mut clearer = wish("水泵", "3", "900");
        clearer["purpose"] = json!("厨房地下室排水");
        let revised = revise(clearer).await.expect(200);
        let again = step(teacher, &revised, "submit", json!({})).await.expect(200);
        assert_eq!(again["emergency_follow_up"]["due_at"], asked["emergency_follow_up"]["due_at"]);
        // What was not ordered is no emergency any more, unless it is said again.
        let other = draft(teacher, wish("抽水机", "1", "90")).await;
        let other = step(teacher, &other, "submit", reason()).await.expect(200);
        let back = step(teacher, &other, "withdraw", json!({})).await.expect(200);
        assert_eq!(back["emergency"], false);
        let plain = step(teacher, &back, "submit", json!({})).await.expect(200);
        assert_eq!((&plain["emergency"], &plain["emergency_follow_up"]), (&json!(false), &json!(null)));
    }
}

on_both_engines! {
    async fn who_bought_it_meanwhile_does_not_approve_it_once_he_holds_the_role(engine) {
        let school = Chain::open(engine).await;
        let asked = pumps(&school).await;
        ordered(&school, &asked).await;
        let admin = &school.all.school.admin;
        let grants = format!("/people/{}/role-grants", school.helper.person_id);
        let grant = admin.post(&grants, json!({ "role": "logistics_director" })).await.expect(201);
        let confirm = format!("/role-grants/{}/confirm", text(&grant["id"]));
        school.all.principal().seen(1).post(&confirm, json!({})).await.expect(200);
        let helper = school.all.school.app.sign_in("T005").await;
        decide(&helper, &asked, "approve", json!({})).await.expect_problem(403, "took_part");
        // Among several it keeps no other from being signed.
        let mop = crate::procurement::ask_for(&school.all.teacher, "拖把", "30").await;
        let items = [&asked, &mop].map(|request| json!({ "id": request["approval_id"], "version": 1 }));
        let fates = helper.with("idempotency-key", "both").post("/approvals/approve", json!({ "items": items })).await.expect(200);
        let said: Vec<_> = fates["items"].as_array().unwrap().iter().map(|fate| (fate["approved"] == true, fate["code"].clone())).collect();
        assert_eq!(said, [(false, json!("took_part")), (true, json!(null))]);
        approve(&school.all.director, &asked).await;
    }
}
