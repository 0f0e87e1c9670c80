//! Petty purchases in the accounts: under a voucher, one or several at once, never by who had a part in one of them.

use chrono::TimeDelta;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use test_support::{Client, Digest, Response, text};

use super::{
    Buying, decide,
    orders::key,
    petty::{bought, look, post as hand_in, record},
};
use crate::on_both_engines;

pub(crate) fn voucher(of: &[&Value]) -> Value {
    let items: Vec<Value> = of.iter().map(|petty| json!({ "id": petty["id"], "version": petty["version"] })).collect();
    json!({ "items": items, "mode": "own", "voucher_no": "记-2026-11-0032", "posted_on": "2026-11-24" })
}

pub(crate) async fn enter(by: &Client, asked: Value) -> Response {
    by.with("idempotency-key", key()).post("/petty-purchases/post", asked).await
}

/// Bought by the teacher before the eyes of somebody, and approved by the director.
async fn approved(all: &Buying, witness: &Client, name: &str) -> Value {
    let petty = record(&all.teacher, witness, name, "38").await;
    decide(&all.director, &petty, "approve", json!({})).await.expect(200);
    look(&all.teacher, &petty).await
}

/// The one thing that is wrong: where, and what.
fn wrong(problem: &Value) -> (&str, &str) {
    (text(&problem["errors"][0]["pointer"]), text(&problem["errors"][0]["code"]))
}

on_both_engines! {
    async fn what_a_week_came_to_is_entered_under_one_voucher(engine) {
        let all = Buying::open(engine).await;
        let bursar = all.school.person("郑会计", &["finance"]).await;
        let (valve, tube) = (approved(&all, &all.vice, "角阀").await, approved(&all, &all.vice, "灯管").await);
        let waiting = record(&all.teacher, &all.vice, "门锁", "20").await;
        assert_eq!((text(&valve["state"]), text(&valve["state_text"]), &valve["posting"]), ("approved", "已批准，未入账", &json!(null)));
        assert_eq!(bursar.rows("/petty-purchases?posted=false").await.len(), 2);
        let seen = look(&bursar, &valve).await;
        let may: Vec<&Value> = seen["allowed_actions"].as_array().unwrap().iter().filter(|one| one["allowed"] == true).collect();
        assert_eq!((may.len(), &may[0]["action"]), (1, &json!("post")));

        let before = Digest::of(&all.school.app.db).await;
        enter(&all.teacher, voucher(&[&valve])).await.expect_problem(403, "forbidden");
        bursar.post("/petty-purchases/post", voucher(&[&valve])).await.expect_problem(400, "idempotency_key_required");
        // All of them or none: the first that cannot be is named.
        let refused = enter(&bursar, voucher(&[&valve, &waiting])).await.expect_problem(409, "illegal_transition");
        assert_eq!(wrong(&refused), ("/items/1/id", "illegal_transition"));
        assert!(text(&refused["detail"]).starts_with(text(&waiting["number"])), "{refused}");
        let twice = enter(&bursar, voucher(&[&valve, &valve])).await.expect_problem(422, "validation_failed");
        assert_eq!(wrong(&twice), ("/items/1/id", "duplicate"));
        let nowhere = json!({ "id": test_support::TestApp::unknown_id(), "version": 1 });
        let unknown = enter(&bursar, voucher(&[&valve, &nowhere])).await.expect_problem(422, "validation_failed");
        assert_eq!(wrong(&unknown), ("/items/1/id", "reference_not_found"));
        let mut old = valve.clone();
        old["version"] = json!(1);
        let stale = enter(&bursar, voucher(&[&tube, &old])).await.expect_problem(412, "stale");
        assert_eq!((wrong(&stale), &stale["current_version"]), (("/items/1", "stale"), &valve["version"]));
        assert!(text(&stale["detail"]).starts_with(text(&valve["number"])), "{stale}");
        for (field, value, pointer) in [
            ("items", json!([]), "/items"),
            ("voucher_no", json!(""), "/voucher_no"),
            ("posted_on", json!("2026-11-25"), "/posted_on"),
            ("submitted_on", json!("2026-11-24"), "/submitted_on"),
        ] {
            let mut asked = voucher(&[&valve]);
            asked[field] = value;
            let problem = enter(&bursar, asked).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
        }
        before.assert_unchanged(&all.school.app.db, "vouchers that were refused").await;

        let posted = enter(&bursar, voucher(&[&tube, &valve])).await.expect(200);
        let said: Vec<_> = posted["items"].as_array().unwrap().iter().map(|row| (text(&row["state"]), text(&row["voucher_no"]))).collect();
        assert_eq!(said, [("posted", "记-2026-11-0032"); 2]);
        let after = look(&all.teacher, &valve).await;
        assert_eq!((text(&after["posting"]["by"]["name"]), text(&after["posting"]["posted_on"])), ("郑会计", "2026-11-24"));
        assert!(bursar.rows("/petty-purchases?posted=false").await.is_empty());
        assert_eq!(bursar.rows("/petty-purchases?posted=true").await.len(), 2);
        assert_eq!((bursar.rows("/petty-purchases?state=posted").await.len(), bursar.rows("/petty-purchases?state=approved").await.len()), (2, 0));
        // It is what the shop is paid for, as before.
        let statement = all.director.get("/petty-purchases/statement?month=2026-11").await.expect(200);
        let shop = &statement["shops"][0];
        assert_eq!((text(&shop["total"]), &shop["undecided_count"], text(&shop["items"][0]["voucher_no"])), ("76.00", &json!(1), "记-2026-11-0032"));
        // Whoever saw it as it was before learns that it is there, and stays there.
        let entered = enter(&bursar, voucher(&[&valve])).await.expect_problem(409, "illegal_transition");
        assert_eq!(wrong(&entered), ("/items/0/id", "illegal_transition"));
        assert!(text(&entered["detail"]).starts_with(text(&valve["number"])), "{entered}");
        enter(&bursar, voucher(&[&after])).await.expect_problem(409, "illegal_transition");
        let cancel = format!("/petty-purchases/{}/cancel", text(&valve["id"]));
        all.teacher.seen(3).post(&cancel, json!({ "reason": "退货了" })).await.expect_problem(409, "illegal_transition");
        let trail = all.principal().column(&format!("/audit-events?subject_id={}", text(&valve["id"])), "action").await;
        assert_eq!(trail[0], "petty_purchase.posted");
    }
}

on_both_engines! {
    /// SD8: whoever bought it, bore witness or approved it does not enter it, for whomever he stands in.
    async fn d02_who_had_a_part_in_it_does_not_enter_it(engine) {
        let all = Buying::open(engine).await;
        let bursar = all.school.person("郑会计", &["finance"]).await;
        let seen = approved(&all, &bursar, "角阀").await;
        let other = approved(&all, &all.vice, "灯管").await;
        let refused = enter(&bursar, voucher(&[&other, &seen])).await.expect_problem(403, "took_part");
        assert_eq!(wrong(&refused), ("/items/1/id", "took_part"));
        assert!(text(&refused["detail"]).contains(text(&seen["number"])), "{refused}");
        // The principal approves what the director bought.
        let petty = record(&all.director, &all.vice, "门锁", "38").await;
        decide(all.principal(), &petty, "approve", json!({})).await.expect(200);
        let petty = look(all.principal(), &petty).await;
        enter(all.principal(), voucher(&[&petty])).await.expect_problem(403, "took_part");
        assert!(petty["allowed_actions"].as_array().unwrap().iter().all(|one| one["allowed"] == false), "{petty}");
        enter(all.principal(), voucher(&[&seen])).await.expect(200);
        enter(&bursar, voucher(&[&other, &petty])).await.expect(200);
    }
}

on_both_engines! {
    async fn the_centre_keeps_the_accounts_of_some_schools(engine) {
        let all = Buying::open(engine).await;
        let bursar = all.school.person("郑会计", &["finance"]).await;
        let petty = approved(&all, &all.vice, "角阀").await;
        let mut asked = voucher(&[&petty]);
        (asked["mode"], asked["voucher_no"], asked["submitted_on"]) = (json!("centre"), json!("HS-0911"), json!("2026-11-23"));
        enter(&bursar, asked).await.expect(200);
        let posting = look(&all.director, &petty).await["posting"].clone();
        let said = (text(&posting["mode_text"]), text(&posting["voucher_no"]), text(&posting["submitted_on"]));
        assert_eq!(said, ("核算中心记账", "HS-0911", "2026-11-23"));
    }
}

on_both_engines! {
    /// Eight at once enter the same two, each in another order: one does.
    async fn e01_of_many_who_enter_the_same_at_once_one_does(engine) {
        let all = Buying::open(engine).await;
        let bursar = all.school.person("郑会计", &["finance"]).await;
        for round in 0..crate::setting("STEWARD_RACE_ROUNDS").unwrap_or(1) {
            // Other things each time: together they would be one purchase in pieces.
            let valve = approved(&all, &all.vice, &format!("角阀{round}")).await;
            let tube = approved(&all, &all.vice, &format!("灯管{round}")).await;
            let sent = (0..8).map(|n| {
                let (by, asked) = (bursar.clone(), voucher(&if n % 2 == 0 { [&valve, &tube] } else { [&tube, &valve] }));
                async move { enter(&by, asked).await.status.as_u16() }
            });
            let mut answers = futures_util::future::join_all(sent).await;
            answers.sort_unstable();
            let others = answers[1..].iter().all(|status| [409, 412].contains(status));
            assert_eq!((answers[0], others), (200, true), "round {round}: {answers:?}");
        }
    }
}

on_both_engines! {
    /// What was written down more than a week after it was bought is a list of its own, and so is what it is not.
    async fn late_entries_are_a_list_of_their_own(engine) {
        let all = Buying::open(engine).await;
        let mut form = bought(&all.teacher, &all.vice, "水泥", "30").await;
        form["bought_on"] = json!("2026-11-16");
        let late = hand_in(&all.teacher, "late", form).await.expect(201);
        let mut form = bought(&all.teacher, &all.vice, "沙子", "30").await;
        form["bought_on"] = json!("2026-11-17");
        hand_in(&all.teacher, "not late", form).await.expect(201);
        assert_eq!(all.director.column("/petty-purchases?late=true", "number").await, [text(&late["number"])]);
        assert_eq!(all.director.column("/petty-purchases?late=false", "title").await, ["沙子"]);
    }
}

on_both_engines! {
    /// E16: approved in November, in December in no accounts.
    async fn what_missed_the_accounts_of_its_month_is_an_exception(engine) {
        let all = Buying::open(engine).await;
        let petty = approved(&all, &all.vice, "角阀").await;
        assert!(all.director.rows("/control-exceptions").await.is_empty());
        let path = format!("/people/{}", all.director.person_id);
        let login = text(&all.school.admin.get(&path).await.expect(200)["staff_no"]).to_owned();
        all.school.app.advance(TimeDelta::days(7));
        let director = all.school.app.sign_in(&login).await;
        let rows = director.rows("/control-exceptions").await;
        let said = (rows.len(), text(&rows[0]["kind"]), text(&rows[0]["record_kind"]), &rows[0]["record_number"], text(&rows[0]["amount"]));
        assert_eq!(said, (1, "unposted_petty", "petty_purchase", &petty["number"], "38.00"));
        assert!(text(&rows[0]["text"]).contains("账外") && rows[0]["serious"] == true, "{rows:?}");
        assert!(director.rows("/control-exceptions?kind=unposted_receipt").await.is_empty());
        assert_eq!(director.rows("/control-exceptions?kind=unposted_petty").await.len(), 1);
        // What was approved before there were vouchers here is missed by nobody.
        let raw = all.school.app.db.raw().await;
        raw.execute_unprepared("UPDATE petty_purchase SET before_vouchers = true").await.unwrap();
        assert!(director.rows("/control-exceptions").await.is_empty());
    }
}
