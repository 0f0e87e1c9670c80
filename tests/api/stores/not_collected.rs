//! What was approved and nobody collects within the school's days is not handed out any more.

use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::{Value, json};
use test_support::{TestApp, text};

use super::{
    Storing, act, add_item, books_agree, receive,
    requisitions::{ask, hand_out, look, paper, wish},
};
use crate::{
    on_both_engines,
    procurement::{decide, may},
};

/// From Tuesday the 24th of November at ten until the end of the fifth school day after it, Tuesday the 1st of December.
const FIVE_DAYS: i64 = (7 * 24 + 14) * 3600;

/// Approved on that Tuesday at ten.
async fn approved(all: &Storing, paper: &str, quantity: &str) -> Value {
    let asked = ask(&all.teacher, wish(paper, quantity)).await;
    decide(&all.director, &asked, "approve", json!({})).await.expect(200);
    look(&all.teacher, &asked).await
}

/// What somebody was told of what he did not collect.
async fn told(app: &TestApp, login: &str) -> Vec<Value> {
    app.deliver().await;
    let all = app.sign_in(login).await.rows("/notices").await;
    all.into_iter().filter(|notice| notice["topic"] == "requisition.expired").collect()
}

on_both_engines! {
    /// D4: a minute before the end, the last second, and one later; the weekend counts for nothing.
    async fn it_may_be_collected_until_the_end_of_the_fifth_school_day(engine) {
        let all = Storing::open(engine).await;
        let (paper, app) = (paper(&all).await, &all.school.app);
        let [first, second] = [approved(&all, &paper, "6").await, approved(&all, &paper, "7").await];
        assert_eq!(first["collect_by"], "2026-12-01T15:59:59Z");
        app.advance(TimeDelta::seconds(FIVE_DAYS - 61));
        let custodian = app.sign_in("T003").await;
        hand_out(&custodian, &all.store, &first).await.expect(200);
        app.advance(TimeDelta::seconds(60));
        app.run_jobs().await;
        let waits = look(&custodian, &second).await;
        assert_eq!((&waits["state"], may(&waits)), (&json!("approved"), vec!["issue"]));
        app.advance(TimeDelta::seconds(1));
        // Before the product wrote it down, and after.
        let late = look(&custodian, &second).await;
        assert_eq!((&late["state"], may(&late)), (&json!("approved"), Vec::new()));
        let refused = hand_out(&custodian, &all.store, &second).await.expect_problem(409, "not_collected");
        assert!(text(&refused["detail"]).contains("重新申领"), "{refused}");
        app.run_jobs().await;
        let expired = look(&custodian, &second).await;
        assert_eq!((&expired["state"], &expired["state_text"], may(&expired)), (&json!("expired"), &json!("逾期未领"), Vec::new()));
        let english = custodian.with("accept-language", "en");
        let refused = hand_out(&english, &all.store, &second).await.expect_problem(409, "not_collected");
        assert!(text(&refused["detail"]).starts_with("The last day to collect it is over"), "{refused}");
        let teacher = app.sign_in("T001").await;
        let path = format!("/requisitions/{}/cancel", text(&second["id"]));
        let seen = teacher.seen(expired["version"].as_i64().unwrap());
        seen.post(&path, json!({ "reason": "不用了" })).await.expect_problem(409, "illegal_transition");
        // Nothing left the store for it.
        assert_eq!(custodian.get(&format!("/stock-items/{paper}")).await.expect(200)["on_hand"], "14");
        assert_eq!(custodian.column("/requisitions?state=expired", "number").await, [text(&second["number"])]);
        let trail = app.sign_in("P001").await.rows(&format!("/audit-events?subject_id={}", text(&second["id"]))).await;
        let acts: Vec<&str> = trail.iter().map(|event| text(&event["action"])).collect();
        assert_eq!(acts, ["requisition.expired", "approval.approved", "requisition.submitted"]);
        assert_eq!(trail[0]["actor_kind"], "system");
    }
}

on_both_engines! {
    /// Collected on the last day and entered the next morning, or when the product has written it down as expired: with its day it is issued.
    async fn what_was_collected_in_time_is_entered_later(engine) {
        let all = Storing::open(engine).await;
        let (paper, app) = (paper(&all).await, &all.school.app);
        let [first, second] = [approved(&all, &paper, "6").await, approved(&all, &paper, "7").await];
        app.advance(TimeDelta::seconds(FIVE_DAYS));
        let custodian = app.sign_in("T003").await;
        let entered = async |asked: &Value, day: &str| {
            let version = look(&custodian, asked).await["version"].as_i64().unwrap();
            let path = format!("/requisitions/{}/issue", text(&asked["id"]));
            let told = json!({ "store_id": all.store, "confirmation": "on_paper", "happened_on": day });
            act(&custodian.seen(version), &path, told).await
        };
        // Before the product wrote it down.
        entered(&first, "2026-12-02").await.expect_problem(409, "not_collected");
        assert_eq!(entered(&first, "2026-12-01").await.expect(200)["state"], "issued");
        app.run_jobs().await;
        assert_eq!(look(&custodian, &second).await["state"], "expired");
        // And after; a day later than the last is refused, and so is one that has not come.
        entered(&second, "2026-12-02").await.expect_problem(409, "not_collected");
        entered(&second, "2026-12-03").await.expect_problem(409, "not_collected");
        hand_out(&custodian, &all.store, &second).await.expect_problem(409, "not_collected");
        let issued = entered(&second, "2026-11-30").await.expect(200);
        assert_eq!(issued["state"], "issued");
        let document = custodian.get(&format!("/stock-documents/{}", text(&issued["document"]["id"]))).await.expect(200);
        assert_eq!((&document["happened_on"], &document["late"]), (&json!("2026-11-30"), &json!(true)));
        entered(&second, "2026-11-30").await.expect_problem(409, "illegal_transition");
        assert_eq!(custodian.get(&format!("/stock-items/{paper}")).await.expect(200)["on_hand"], "7");
        books_agree(&app.db.raw().await).await;
    }
}

on_both_engines! {
    async fn whoever_asked_hears_of_it_once(engine) {
        let all = Storing::open(engine).await;
        let (paper, app) = (paper(&all).await, &all.school.app);
        let asked = approved(&all, &paper, "6").await;
        app.advance(TimeDelta::seconds(FIVE_DAYS));
        app.run_jobs().await;
        let news = told(app, "T001").await;
        let sentence = format!("您申领的 复印纸（{}）到 2026-12-01 没有来领，已经作废。还要的话请重新申领。", text(&asked["number"]));
        assert_eq!((news.len(), text(&news[0]["text"])), (1, sentence.as_str()));
        assert_eq!(text(&news[0]["link"]), format!("/requisitions/{}", text(&asked["id"])));
        app.run_jobs().await;
        assert_eq!((told(app, "T001").await.len(), told(app, "T003").await.len()), (1, 0));
    }
}

on_both_engines! {
    /// The sports day is none of the five, and a print run that nobody had to approve waits from when it was asked for.
    async fn holidays_count_for_nothing_and_print_runs_wait_as_long(engine) {
        let all = Storing::open(engine).await;
        let sports = json!({ "kind": "holiday", "name": "运动会" });
        all.school.admin.seen(0).put("/calendar-days/2026-11-26", sports).await.expect(200);
        let paper = json!({ "name": "试卷纸", "spec": "A3", "unit": "包", "category": "纸", "sheets_per_unit": 500 });
        let paper = add_item(&all.custodian, paper).await;
        receive(&all.custodian, &all.store, &paper, "20", "400.00").await.expect(201);
        let print = json!({ "item_id": paper, "pages": 1, "copies": 90, "both_sides": false });
        let run = ask(&all.teacher, json!({ "purpose": "期末复习卷", "print": print })).await;
        assert_eq!((&run["state"], &run["collect_by"]), (&json!("approved"), &json!("2026-12-02T15:59:59Z")));
        let app = &all.school.app;
        app.advance(TimeDelta::seconds(FIVE_DAYS + 24 * 3600 - 1));
        app.run_jobs().await;
        assert_eq!(look(&app.sign_in("T001").await, &run).await["state"], "approved");
        app.advance(TimeDelta::seconds(1));
        app.run_jobs().await;
        assert_eq!(look(&app.sign_in("T001").await, &run).await["state"], "expired");
        assert!(text(&told(app, "T001").await[0]["text"]).starts_with("您申领的 文印 90 张：期末复习卷（SL20261124-"));
    }
}

on_both_engines! {
    /// At nothing it waits as long as it likes. When the school wants it otherwise, as after an upgrade, it has its whole time from then on.
    async fn what_waits_without_a_day_has_its_whole_time_once_there_is_a_rule(engine) {
        let all = Storing::open(engine).await;
        let (paper, app) = (paper(&all).await, &all.school.app);
        let rule = |value: u32, from: &str| json!({ "value": value, "valid_from": from, "source": "校务会", "reason": "库房小" });
        let path = "/policies/stock.collect_within_days";
        all.school.admin.seen(0).put(path, rule(0, "2026-11-24")).await.expect(200);
        let asked = approved(&all, &paper, "6").await;
        assert_eq!((&asked["state"], &asked["collect_by"]), (&json!("approved"), &Value::Null));
        // Until a Saturday in January.
        app.advance(TimeDelta::days(60));
        app.run_jobs().await;
        let waits = look(&app.sign_in("T003").await, &asked).await;
        assert_eq!((&waits["collect_by"], may(&waits)), (&Value::Null, vec!["issue"]));
        app.sign_in("A001").await.seen(1).put(path, rule(2, "2027-01-23")).await.expect(200);
        app.run_jobs().await;
        let dated = look(&app.sign_in("T003").await, &asked).await;
        assert_eq!((&dated["collect_by"], &dated["version"], may(&dated)), (&json!("2027-01-26T15:59:59Z"), &waits["version"], vec!["issue"]));
        app.advance(TimeDelta::seconds((3 * 24 + 14) * 3600 - 1));
        app.run_jobs().await;
        assert_eq!(look(&app.sign_in("T001").await, &asked).await["state"], "approved");
        app.advance(TimeDelta::seconds(1));
        app.run_jobs().await;
        assert_eq!((&look(&app.sign_in("T001").await, &asked).await["state"], told(app, "T001").await.len()), (&json!("expired"), 1));
    }
}

on_both_engines! {
    /// Handed out or called off at the moment at which it expires: one of them comes to pass.
    async fn what_expires_at_that_moment_is_handed_out_called_off_or_expired(engine) {
        let all = Storing::open(engine).await;
        let (paper, app) = (paper(&all).await, &all.school.app);
        let mut asked = Vec::new();
        for _ in 0..8 {
            asked.push(approved(&all, &paper, "1").await);
        }
        app.advance(TimeDelta::seconds(FIVE_DAYS - 1));
        let (teacher, custodian) = (app.sign_in("T001").await, app.sign_in("T003").await);
        let (fetched, left) = asked.split_at(4);
        let fetching = join_all(fetched.iter().map(|one| hand_out(&custodian, &all.store, one)));
        let calling_off = join_all(left.iter().map(|one| {
            let (by, path) = (teacher.seen(one["version"].as_i64().unwrap()), format!("/requisitions/{}/cancel", text(&one["id"])));
            async move { by.post(&path, json!({ "reason": "不用了" })).await }
        }));
        let over = async {
            app.advance(TimeDelta::seconds(1));
            app.run_jobs().await;
        };
        let (issued, cancelled, ()) = tokio::join!(fetching, calling_off, over);
        let (mut out, mut expired) = (0, 0);
        for (index, (one, answer)) in asked.iter().zip(issued.into_iter().chain(cancelled)).enumerate() {
            let state = look(&teacher, one).await["state"].clone();
            if answer.status == 200 {
                assert_eq!(state, if index < 4 { "issued" } else { "cancelled" });
                out += i32::from(index < 4);
            } else {
                assert!([409, 412].contains(&answer.status.as_u16()), "{}", answer.status);
                assert_eq!(state, "expired");
                expired += 1;
            }
        }
        assert_eq!(custodian.get(&format!("/stock-items/{paper}")).await.expect(200)["on_hand"], (20 - out).to_string());
        assert_eq!(told(app, "T001").await.len(), expired);
        books_agree(&app.db.raw().await).await;
    }
}
