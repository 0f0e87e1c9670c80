//! Who may handle food: a certificate that another verified, and fit in the morning.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, text};

use super::{Kitchen, check, disinfection, enter, hire, leftovers, samples};
use crate::on_both_engines;

/// Who may handle food, by name.
fn operators(day: &Value) -> Vec<&str> {
    day["operators"].as_array().unwrap().iter().map(|one| text(&one["name"])).collect()
}

async fn staff(all: &Kitchen, by: &Client) -> Vec<Value> {
    by.rows(&all.at("staff")).await
}

on_both_engines! {
    /// D15: entered is not verified; nobody verifies what he entered; the last day counts, the next does not.
    async fn without_a_verified_certificate_nobody_is_on_the_list_of_operators(engine) {
        let all = Kitchen::open(engine).await;
        let second = hire(&all.manager, &all.canteen, "孙师傅").await;
        assert_eq!(operators(&all.day(&all.manager, "2026-11-24").await), ["陈厨师"]);
        let refused = all.officer.post(&all.at("disinfections"), disinfection(&second)).await.expect_problem(422, "validation_failed");
        assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!("/operator_id"), &json!("no_operator")));
        assert_eq!(refused["errors"][0]["detail"], "孙师傅 不能上岗：没有有效的健康证。请换一个人。");
        let certificate = enter(&all.manager, &second, "2025-12-01", "2026-11-30").await;
        let verify = format!("/health-certificates/{certificate}/verify");
        assert_eq!(operators(&all.day(&all.manager, "2026-11-24").await), ["陈厨师"]);
        all.manager.seen(1).post(&verify, json!({})).await.expect_problem(403, "entered_it");
        all.officer.seen(1).post(&verify, json!({})).await.expect(200);
        assert_eq!(operators(&all.day(&all.manager, "2026-11-30").await), ["孙师傅", "陈厨师"]);
        assert_eq!(operators(&all.day(&all.manager, "2026-12-01").await), ["陈厨师"]);
        all.school.app.advance(TimeDelta::days(7));
        let officer = all.school.app.sign_in("T003").await;
        let refused = officer.post(&all.at("leftovers"), leftovers(&second)).await.expect_problem(422, "validation_failed");
        assert_eq!(refused["errors"][0]["detail"], "孙师傅 不能上岗：健康证 2026-11-30 已到期。请换一个人。");
        let english = officer.with("accept-language", "en").post(&all.at("leftovers"), leftovers(&second)).await;
        let english = english.expect_problem(422, "validation_failed");
        assert_eq!(english["errors"][0]["detail"], "孙师傅 cannot do this: the health certificate ended on 2026-11-30. Choose somebody else.");
    }
}

on_both_engines! {
    async fn a_certificate_holds_a_year_at_most_and_can_be_suspended_and_withdrawn(engine) {
        let all = Kitchen::open(engine).await;
        let path = format!("/canteen-staff/{}/health-certificates", all.cook);
        let body = |to: &str| json!({ "number": "JK-2", "issued_on": "2026-05-01", "expires_on": to });
        let long = all.manager.post(&path, body("2027-05-02")).await.expect_problem(422, "validation_failed");
        assert_eq!(long["errors"][0]["code"], "certificate_too_long");
        all.manager.post(&path, body("2026-05-01")).await.expect_problem(422, "validation_failed");
        let view = staff(&all, &all.manager).await[0].clone();
        let certificate = &view["certificates"][0];
        assert_eq!((&certificate["standing"], &certificate["verified_by"]["name"]), (&json!("valid"), &json!("何安全")));
        let step = |name: &str| format!("/health-certificates/{}/{name}", text(&certificate["id"]));
        let off = all.manager.seen(2).post(&step("suspend"), json!({ "reason": "腹泻" })).await.expect(200);
        assert_eq!((&off["may_work"], &off["certificates"][0]["standing"]), (&json!(false), &json!("suspended")));
        // Fit again: said by another than whoever entered it.
        all.manager.seen(3).post(&step("resume"), json!({})).await.expect_problem(403, "entered_it");
        let on = all.officer.seen(3).post(&step("resume"), json!({})).await.expect(200);
        assert_eq!(on["may_work"], true);
        let gone = all.officer.seen(4).post(&step("withdraw"), json!({ "reason": "登记错了" })).await.expect(200);
        assert_eq!((&gone["may_work"], &gone["why_not"]), (&json!(false), &json!("没有有效的健康证")));
        all.officer.seen(5).post(&step("resume"), json!({})).await.expect_problem(409, "illegal_transition");
    }
}

on_both_engines! {
    /// S71, D13: whoever is unfit in the morning is off post that day and until he is cleared, and nobody is fit who has a fever.
    async fn whoever_is_unfit_in_the_morning_is_off_post_until_another_finds_him_fit(engine) {
        let all = Kitchen::open(engine).await;
        let path = all.at("morning-checks");
        let fever = all.manager.post(&path, check(&all.cook, "37.3", true)).await.expect_problem(422, "validation_failed");
        assert_eq!((&fever["errors"][0]["pointer"], &fever["errors"][0]["code"]), (&json!("/lines/0/fit"), &json!("unwell_and_fit")));
        assert_eq!(all.day(&all.manager, "2026-11-24").await["unchecked"][0]["name"], "陈厨师");
        let checked = all.manager.post(&path, check(&all.cook, "37.8", false)).await.expect(201);
        assert_eq!((&checked["morning_check"]["lines"][0]["fit"], &checked["late"]), (&json!(false), &json!(false)));
        let day = all.day(&all.manager, "2026-11-24").await;
        assert_eq!((operators(&day), day["unchecked"].as_array().unwrap().len()), (Vec::<&str>::new(), 0));
        all.menu("2026-11-24", &["米饭"]).await;
        let refused = all.sample(samples(&all.cook, &[("米饭", 130)], None)).await.expect_problem(422, "validation_failed");
        assert_eq!(refused["errors"][0]["detail"], "陈厨师 不能上岗：当天晨检不合格，已离岗。请换一个人。");
        // Nor the next day, as long as nobody else finds him fit; who has to know sees whom it is about.
        let next = all.day(&all.manager, "2026-11-25").await;
        assert_eq!((operators(&next), text(&next["to_clear"][0]["name"])), (Vec::<&str>::new(), "陈厨师"));
        assert_eq!(all.day(&all.director, "2026-11-25").await["to_clear"], json!([]));
        // A check that was struck out keeps nobody away.
        let strike = format!("/canteen-records/{}/strike", text(&checked["id"]));
        all.officer.seen(1).post(&strike, json!({ "reason": "量错了体温" })).await.expect(200);
        assert_eq!(operators(&all.day(&all.manager, "2026-11-24").await), ["陈厨师"]);
        assert_eq!(operators(&all.day(&all.manager, "2026-11-25").await), ["陈厨师"]);
    }
}

on_both_engines! {
    /// The next morning: who found him unfit does not clear him, another one does, and so does a note of fitness.
    async fn unfit_yesterday_is_off_post_today_until_he_is_cleared(engine) {
        let all = Kitchen::open(engine).await;
        let path = all.at("morning-checks");
        all.manager.post(&path, check(&all.cook, "37.8", false)).await.expect(201);
        all.school.app.advance(TimeDelta::days(1));
        let (manager, officer) = (all.school.app.sign_in("T002").await, all.school.app.sign_in("T003").await);
        manager.post(&path, check(&all.cook, "36.5", true)).await.expect(201);
        let refused = officer.post(&all.at("disinfections"), disinfection(&all.cook)).await.expect_problem(422, "validation_failed");
        assert_eq!(
            refused["errors"][0]["detail"],
            "陈厨师 不能上岗：2026-11-24 晨检不合格，还没有另一人复检合格，也没有返岗证明。请换一个人。"
        );
        let mut note = check(&all.cook, "36.5", false);
        note["lines"][0]["cleared"] = json!("县医院返岗证明");
        let wrong = manager.post(&path, note.clone()).await.expect_problem(422, "validation_failed");
        assert_eq!((&wrong["errors"][0]["pointer"], &wrong["errors"][0]["code"]), (&json!("/lines/0/cleared"), &json!("unfit_with_note")));
        note["lines"][0]["fit"] = json!(true);
        let cleared = manager.post(&path, note).await.expect(201);
        assert_eq!(operators(&all.day(&manager, "2026-11-25").await), ["陈厨师"]);
        let sheet = manager.get(&all.at("sheet?kind=morning_check&from=2026-11-25&to=2026-11-25")).await.expect(200);
        assert_eq!(sheet["rows"][1]["cells"][7], "返岗证明：县医院返岗证明");
        // Without the note, which was struck out, he is off again until the officer finds him fit.
        let strike = format!("/canteen-records/{}/strike", text(&cleared["id"]));
        manager.seen(1).post(&strike, json!({ "reason": "看错了" })).await.expect(200);
        assert_eq!(operators(&all.day(&manager, "2026-11-25").await), Vec::<&str>::new());
        officer.post(&path, check(&all.cook, "36.4", true)).await.expect(201);
        assert_eq!(operators(&all.day(&manager, "2026-11-25").await), ["陈厨师"]);
        assert_eq!(staff(&all, &manager).await[0]["may_work"], true);
    }
}

on_both_engines! {
    /// S72: 60, 30 and 7 days before, each once, to the canteen's manager and the officer; a renewed one is nobody's worry.
    async fn it_is_reminded_of_60_30_and_7_days_before_each_once(engine) {
        let all = Kitchen::open(engine).await;
        let app = &all.school.app;
        let told = async |login: &str| {
            app.run_jobs().await;
            app.deliver().await;
            let all = app.sign_in(login).await.rows("/notices").await;
            all.into_iter().filter(|one| one["topic"] == "health_certificate.ending").collect::<Vec<_>>()
        };
        // It ends on the 28th of February: 96 days from now.
        assert_eq!(told("T002").await.len(), 0);
        app.advance(TimeDelta::days(36));
        let first = told("T002").await;
        assert_eq!(text(&first[0]["text"]), "陈厨师 的健康证 2027-02-28 到期（还有 60 天）。到期没有新证，不能上岗。");
        assert_eq!((told("T002").await.len(), told("T003").await.len(), told("T001").await.len()), (1, 1, 0));
        app.advance(TimeDelta::days(30));
        assert_eq!(told("T002").await.len(), 2);
        let manager = app.sign_in("T002").await;
        let renewed = enter(&manager, &all.cook, "2027-02-01", "2028-01-31").await;
        let officer = app.sign_in("T003").await;
        officer.seen(1).post(&format!("/health-certificates/{renewed}/verify"), json!({})).await.expect(200);
        app.advance(TimeDelta::days(25));
        assert_eq!(told("T002").await.len(), 2);
    }
}

on_both_engines! {
    async fn one_of_the_schools_people_works_there_once_and_whoever_left_does_not(engine) {
        let all = Kitchen::open(engine).await;
        let person = all.school.person("钱老师", &["staff"]).await;
        let body = json!({ "person_id": person.person_id, "post": "帮厨" });
        let added = all.manager.post(&all.at("staff"), body.clone()).await.expect(201);
        assert_eq!(added["name"], "钱老师");
        let twice = all.manager.post(&all.at("staff"), body).await.expect_problem(422, "validation_failed");
        assert_eq!(twice["errors"][0]["code"], "works_there");
        let nameless = all.manager.post(&all.at("staff"), json!({ "post": "帮厨" })).await.expect_problem(422, "validation_failed");
        assert_eq!(nameless["errors"][0]["pointer"], "/name");
        let path = format!("/canteen-staff/{}", text(&added["id"]));
        let left = json!({ "person_id": person.person_id, "post": "帮厨", "active": false });
        let left = all.manager.seen(1).put(&path, left).await.expect(200);
        assert_eq!((&left["may_work"], &left["why_not"]), (&json!(false), &json!("已不在食堂工作")));
    }
}
