//! `/calendar`, `/calendar-days`, `/terms`: which days count.

use serde_json::{Value, json};
use test_support::{Digest, School, text};

use crate::on_both_engines;

fn autumn() -> Value {
    json!({ "school_year": 2026, "season": "autumn", "starts_on": "2026-09-01", "ends_on": "2027-01-22" })
}

/// One day of the calendar.
async fn day(school: &School, day: &str) -> Value {
    school.admin.get(&format!("/calendar?from={day}&to={day}")).await.expect(200)["days"][0].clone()
}

on_both_engines! {
    async fn public_holidays_and_make_up_days_are_there_from_the_first_day(engine) {
        let school = School::open(engine).await;
        let calendar = school.principal.get("/calendar?from=2026-09-28&to=2026-10-11").await.expect(200);
        let told: Vec<_> = calendar["days"].as_array().unwrap().iter().map(|d| text(&d["kind"])).collect();
        assert_eq!(told[..3], ["school_day"; 3]);
        assert_eq!(told[3..10], ["holiday"; 7]);
        assert_eq!(told[10..], ["school_day", "school_day", "makeup_workday", "weekend"]);
        assert_eq!((&calendar["days"][3]["name"], &calendar["days"][12]["works"]), (&json!("国庆节"), &json!(true)));
        assert_eq!((&calendar["today"], &calendar["holidays_known_until"]), (&json!("2026-11-24"), &json!("2026-12-31")));
    }
}

on_both_engines! {
    async fn a_term_counts_its_weeks_and_days_between_terms_are_vacation(engine) {
        let school = School::open(engine).await;
        assert_eq!(school.admin.get("/me").await.expect(200)["term"], Value::Null);
        let term = school.admin.post("/terms", autumn()).await.expect(201);
        assert_eq!((&term["title"], &term["weeks"]), (&json!("2026—2027学年第一学期"), &json!(21)));
        let me = school.principal.with("accept-language", "en").get("/me").await.expect(200);
        assert_eq!(me["term"]["title"], "2026—2027, first term");
        assert_eq!((&day(&school, "2026-09-29").await["week"], &day(&school, "2026-11-24").await["week"]), (&json!(5), &json!(13)));
        assert_eq!(day(&school, "2027-02-01").await["kind"], "school_day", "no later term is known");
        let spring = json!({ "school_year": 2026, "season": "spring", "starts_on": "2027-02-24", "ends_on": "2027-07-04" });
        school.admin.post("/terms", spring).await.expect(201);
        assert_eq!(day(&school, "2027-02-01").await["kind"], "vacation");
        assert_eq!(school.admin.column("/terms", "season").await, ["spring", "autumn"]);
    }
}

on_both_engines! {
    async fn terms_do_not_overlap_and_begin_in_their_school_year(engine) {
        let school = School::open(engine).await;
        let term = school.admin.post("/terms", autumn()).await.expect(201);
        let before = Digest::of(&school.app.db).await;
        let admin = &school.admin;
        admin.post("/terms", autumn()).await.expect_problem(409, "terms_overlap");
        let mut other = autumn();
        other["starts_on"] = json!("2027-09-01");
        other["ends_on"] = json!("2028-01-20");
        admin.post("/terms", other.clone()).await.expect_problem(409, "term_exists");
        other["season"] = json!("summer");
        other["starts_on"] = json!("2028-01-21");
        let late = admin.post("/terms", other.clone()).await.expect_problem(422, "validation_failed");
        assert_eq!(late["errors"][0]["pointer"], "/ends_on");
        other["ends_on"] = json!("2028-02-20");
        let year = admin.post("/terms", other).await.expect_problem(422, "validation_failed");
        assert_eq!(year["errors"][0]["pointer"], "/starts_on");
        let path = format!("/terms/{}", text(&term["id"]));
        admin.seen(1).patch(&path, json!({ "ends_on": "2026-08-01" })).await.expect_problem(422, "validation_failed");
        admin.seen(7).patch(&path, json!({ "ends_on": "2027-01-20" })).await.expect_problem(412, "stale");
        before.assert_unchanged(&school.app.db, "a refused term").await;
        assert_eq!(admin.seen(1).patch(&path, json!({ "ends_on": "2027-01-20" })).await.expect(200)["version"], 2);
        admin.seen(2).delete(&path).await.expect(204);
        assert_eq!(admin.rows("/terms").await.len(), 0);
    }
}

on_both_engines! {
    async fn the_office_says_what_a_day_is_and_the_trail_says_who(engine) {
        let school = School::open(engine).await;
        let director = school.person("周主任", &["logistics_director"]).await;
        let staff = school.person("李老师", &["staff"]).await;
        let sports = json!({ "kind": "holiday", "name": "运动会" });
        staff.seen(0).put("/calendar-days/2026-11-27", sports.clone()).await.expect_problem(403, "forbidden");
        let set = director.seen(0).put("/calendar-days/2026-11-27", sports.clone()).await.expect(200);
        assert_eq!((&set["kind"], &set["works"], &set["by_school"], &set["version"]), (&json!("holiday"), &json!(false), &json!(true), &json!(1)));
        director.seen(0).put("/calendar-days/2026-11-27", sports).await.expect_problem(412, "stale");
        // A day of the pack has a version of its own.
        let worked = json!({ "kind": "weekend" });
        assert_eq!(director.seen(1).put("/calendar-days/2026-10-10", worked).await.expect(200)["kind"], "weekend");
        assert_eq!(staff.get("/calendar?from=2026-10-10&to=2026-10-10").await.expect(200)["days"][0]["kind"], "weekend");
        let trail = school.principal.get("/audit-events?action=calendar_day.set").await.expect(200);
        assert_eq!(trail["items"].as_array().unwrap().len(), 2);
        for wrong in ["1899-01-01", "2026-02-30", "tomorrow"] {
            director.seen(0).put(&format!("/calendar-days/{wrong}"), json!({ "kind": "holiday" })).await.expect_problem(404, "not_found");
        }
        for range in ["from=2026-01-02&to=2026-01-01", "from=2026-01-01&to=2027-06-01"] {
            director.get(&format!("/calendar?{range}")).await.expect_problem(400, "bad_range");
        }
    }
}

on_both_engines! {
    /// Thursday, repaired; Friday is the sports day: silence accepts after Monday, Tuesday, Wednesday.
    async fn silence_counts_the_schools_own_days(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        school.admin.seen(0).put("/calendar-days/2026-11-27", json!({ "kind": "holiday", "name": "运动会" })).await.expect(200);
        school.admin.seen(0).put("/calendar-days/2026-11-28", json!({ "kind": "makeup_workday" })).await.expect(200);
        let teacher = school.person("李老师", &["staff"]).await;
        let worker = school.person("王师傅", &["repair_worker"]).await;
        let body = json!({ "location_id": room, "faults": [{ "category": "furniture" }] });
        let case = teacher.post("/repair-cases", body).await.expect(201)["items"][0].clone();
        let path = format!("/repair-cases/{}", text(&case["id"]));
        let case = worker.seen(1).post(&format!("{path}/take"), json!({})).await.expect(200);
        let seen = worker.seen(case["version"].as_i64().unwrap());
        let done = seen.post(&format!("{path}/finish"), json!({ "damage": "natural_wear" })).await.expect(200);
        // From Tuesday the 24th: Wednesday, Thursday, and Saturday instead of Friday.
        assert_eq!(done["auto_close_at"], "2026-11-28T15:59:59Z");
    }
}

on_both_engines! {
    async fn a_school_of_before_gets_the_holidays_at_the_next_start(engine) {
        use sea_orm::ConnectionTrait;
        let school = School::open(engine).await;
        let raw = school.app.db.raw().await;
        raw.execute_unprepared("DELETE FROM calendar_day WHERE day <> '2026-05-01'").await.unwrap();
        school.admin.seen(1).put("/calendar-days/2026-05-01", json!({ "kind": "school_day", "name": "劳动实践" })).await.expect(200);
        let db = &school.app.running.as_ref().unwrap().db;
        campus::calendar::preload(db).await.unwrap();
        assert_eq!(day(&school, "2026-10-01").await["kind"], "holiday");
        assert_eq!(day(&school, "2026-05-01").await["name"], "劳动实践", "what the school set stays");
        let acts = school.principal.column("/audit-events?action=calendar.loaded", "action").await;
        assert_eq!(acts.len(), 1);
        campus::calendar::preload(db).await.unwrap();
        assert_eq!(school.principal.column("/audit-events?action=calendar.loaded", "action").await.len(), 1);
    }
}
