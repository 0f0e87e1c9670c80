//! `GET /repair-cases` and `/totals`: views, filters, order, pages.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, text};

use super::crew::{Crew, finish, report, step};
use crate::on_both_engines;

/// The numbers' last digits that a query lists; its totals must agree.
async fn listed(client: &Client, query: &str) -> Vec<u32> {
    let rows = client.pages(&format!("/repair-cases?{query}"), 3).await;
    let totals = client.get(&format!("/repair-cases/totals?{query}")).await.expect(200);
    let mut by_state: BTreeMap<&str, i64> = BTreeMap::new();
    for row in &rows {
        *by_state.entry(text(&row["state"])).or_default() += 1;
    }
    assert_eq!(totals["count"], rows.len(), "{query}");
    assert_eq!(totals["by_state"], json!(by_state), "{query}");
    assert_eq!(totals["late"], rows.iter().filter(|r| r["late"] == true).count(), "{query}");
    rows.iter().map(|r| text(&r["number"]).rsplit('-').next().unwrap().parse().unwrap()).collect()
}

/// Eight cases, one in each kind of hands: 1 submitted, 2 assigned, 3 in progress, 4 waiting, 5 deferred, 6 done, 7 closed, 8 of
/// somebody else in another room, submitted.
async fn eight(crew: &Crew) {
    let mut cases = Vec::new();
    for category in ["lock", "lock", "window", "plumbing", "plumbing", "furniture", "other"] {
        cases.push(crew.case(category).await);
    }
    report(&crew.director, crew.room("201"), json!([{ "category": "network" }])).await;
    let worker = &crew.worker;
    step(&crew.mate, &cases[1], "take", json!({})).await;
    for (case, ends) in [(2, "start"), (3, "wait"), (5, "done"), (6, "closed")] {
        let case = step(worker, &cases[case], "take", json!({})).await;
        match ends {
            "start" => step(worker, &case, "start", json!({})).await,
            "wait" => step(worker, &case, "wait", json!({ "on": "material", "until": "2026-12-20", "note": "等料" })).await,
            "done" => finish(worker, &case).await,
            _ => step(&crew.teacher, &finish(worker, &case).await, "confirm", json!({})).await,
        };
    }
    step(&crew.director, &cases[4], "defer", json!({ "until": "2026-12-20", "reason": "假期" })).await;
}

on_both_engines! {
    async fn views_show_each_person_what_is_his_and_totals_agree(engine) {
        let crew = Crew::open(engine).await;
        eight(&crew).await;
        for (client, view, expected) in [
            (&crew.director, "all", &[8, 7, 6, 5, 4, 3, 2, 1][..]),
            (&crew.director, "waiting_for_me", &[8, 1]),
            (&crew.director, "unassigned", &[8, 1]),
            (&crew.director, "assigned_to_me", &[]),
            (&crew.director, "reported_by_me", &[8]),
            (&crew.worker, "all", &[8, 7, 6, 5, 4, 3, 2, 1]),
            (&crew.worker, "assigned_to_me", &[4, 3]),
            (&crew.worker, "waiting_for_me", &[4, 3]),
            (&crew.mate, "assigned_to_me", &[2]),
            (&crew.teacher, "all", &[7, 6, 5, 4, 3, 2, 1]),
            (&crew.teacher, "waiting_for_me", &[6]),
            (&crew.teacher, "reported_by_me", &[7, 6, 5, 4, 3, 2, 1]),
        ] {
            assert_eq!(listed(client, &format!("view={view}")).await, expected, "{view}");
        }
    }
}

on_both_engines! {
    async fn filters_narrow_together(engine) {
        let crew = Crew::open(engine).await;
        eight(&crew).await;
        let admin = &crew.school.admin;
        let building = admin.rows("/locations?kind=building").await[0]["id"].clone();
        let floor = crew.rooms["201"]["parent_id"].clone();
        let (building, floor, worker) = (text(&building), text(&floor), crew.worker.person_id.as_str());
        for (query, expected) in [
            ("state=submitted".to_owned(), &[8, 1][..]),
            ("state=open".into(), &[8, 6, 5, 4, 3, 2, 1]),
            ("state=closed,deferred".into(), &[7, 5]),
            ("state=rejected".into(), &[]),
            ("category=lock".into(), &[2, 1]),
            ("category=plumbing,other&state=open".into(), &[5, 4]),
            (format!("location_id={building}"), &[8, 7, 6, 5, 4, 3, 2, 1]),
            (format!("location_id={floor}"), &[8]),
            (format!("location_id={}", crew.room("101")), &[7, 6, 5, 4, 3, 2, 1]),
            (format!("location_id={}", crew.room("102")), &[]),
            (format!("worker_id={worker}"), &[7, 6, 4, 3]),
            (format!("worker_id={worker}&state=open&category=window"), &[3]),
            ("q=BX20261124-0003".into(), &[3]),
            ("q=bx2026".into(), &[8, 7, 6, 5, 4, 3, 2, 1]),
            ("q=BX20261125".into(), &[]),
            ("q=0003".into(), &[]),
            ("q=%25".into(), &[]),
            ("q=BX20261124-000_".into(), &[]),
            ("sort=reported_at&state=open".into(), &[1, 2, 3, 4, 5, 6, 8]),
        ] {
            assert_eq!(listed(&crew.director, &query).await, expected, "{query}");
        }
        for (bad, code) in [("state=lost", "unknown_value"), ("category=ghost", "unknown_value"), ("view=mine", "bad_query"), ("sort=number", "unknown_sort")] {
            crew.director.get(&format!("/repair-cases?{bad}")).await.expect_problem(400, code);
        }
    }
}

on_both_engines! {
    /// Danger one day, lessons two, usual four; not before a promised day, and not what waits for the reporter.
    async fn what_stays_too_long_is_late_by_its_priority(engine) {
        let mut crew = Crew::open(engine).await;
        eight(&crew).await;
        report(&crew.director, crew.room("102"), json!([{ "category": "lighting", "danger": true }])).await;
        let late = async |crew: &Crew| {
            let rows = crew.director.rows("/repair-cases?limit=200").await;
            let mut late: Vec<String> = rows.iter().filter(|r| r["late"] == true).map(|r| text(&r["number"])[14..].to_owned()).collect();
            late.sort_unstable();
            listed(&crew.director, "").await;
            late
        };
        assert_eq!(late(&crew).await, Vec::<String>::new());
        crew.pass(TimeDelta::hours(25)).await;
        assert_eq!(late(&crew).await, ["9"]);
        crew.pass(TimeDelta::hours(24)).await;
        assert_eq!(late(&crew).await, ["8", "9"]);
        crew.pass(TimeDelta::hours(48)).await;
        assert_eq!(late(&crew).await, ["1", "2", "3", "8", "9"]);
        crew.pass(TimeDelta::days(23)).await;
        assert_eq!(late(&crew).await, ["1", "2", "3", "4", "5", "8", "9"], "after the promised day as well");
    }
}

on_both_engines! {
    /// The promised day ends at midnight of the school, eight hours before that of Greenwich: in lists, totals, on the case and on the home.
    async fn a_promised_day_is_over_at_midnight_of_the_school(engine) {
        let mut crew = Crew::open(engine).await;
        let case = crew.case("plumbing").await;
        let case = step(&crew.worker, &case, "take", json!({})).await;
        let case = step(&crew.worker, &case, "wait", json!({ "on": "material", "until": "2026-11-29", "note": "等料" })).await;
        let late = async |crew: &Crew| {
            let rows = crew.director.rows("/repair-cases").await;
            let one = crew.director.get(&format!("/repair-cases/{}", text(&case["id"]))).await.expect(200)["late"].clone();
            let totals = crew.director.get("/repair-cases/totals").await.expect(200)["late"].clone();
            let home = crew.director.get("/school-home").await.expect(200)["late"]["count"].clone();
            (rows[0]["late"].clone(), one, totals, home)
        };
        // From ten in the morning of the 24th to half past eleven in the evening of the 29th, and past midnight.
        crew.pass(TimeDelta::days(5) + TimeDelta::minutes(13 * 60 + 30)).await;
        assert_eq!(late(&crew).await, (json!(false), json!(false), json!(0), json!(0)));
        crew.pass(TimeDelta::hours(1)).await;
        assert_eq!(late(&crew).await, (json!(true), json!(true), json!(1), json!(1)));
    }
}

on_both_engines! {
    async fn a_row_says_what_the_case_says(engine) {
        let crew = Crew::open(engine).await;
        eight(&crew).await;
        for row in crew.director.rows("/repair-cases").await {
            let whole = crew.director.get(&format!("/repair-cases/{}", text(&row["id"]))).await.expect(200);
            for (field, value) in row.as_object().unwrap() {
                assert_eq!(*value, whole[field], "{field} of {}", row["number"]);
            }
        }
        // A case outside what one sees is absent everywhere.
        let stranger = crew.school.person("陈老师", &["staff"]).await;
        assert_eq!(listed(&stranger, "").await, Vec::<u32>::new());
        let id = crew.director.rows("/repair-cases").await[0]["id"].clone();
        for path in ["", "/timeline"] {
            stranger.get(&format!("/repair-cases/{}{path}", text(&id))).await.expect_problem(404, "not_found");
        }
        let nobody = crew.school.person("无角色", &[]).await;
        nobody.get("/repair-cases").await.expect_problem(403, "forbidden");
        assert_eq!(nobody.rows("/repair-categories").await.iter().filter(|c| c["danger_question"] == Value::Null).count(), 4);
    }
}
