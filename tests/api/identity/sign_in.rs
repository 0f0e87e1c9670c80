//! `POST /session`: by which name, with which cookies, for how long, and after how many failures not.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, PASSWORD, Response, School, text};

use crate::on_both_engines;

async fn try_in(school: &School, login: &str, password: &str) -> Response {
    school.app.nobody().post("/session", json!({ "login": login, "password": password })).await
}

/// The attributes of a cookie that an answer sets.
fn attributes(answer: &Response, name: &str) -> Vec<String> {
    let set = answer.headers.get_all("set-cookie").iter().map(|v| v.to_str().unwrap());
    let found = set.filter(|c| c.starts_with(&format!("{name}="))).collect::<Vec<_>>();
    assert_eq!(found.len(), 1, "{name}: {found:?}");
    let mut rest: Vec<String> = found[0].split(';').skip(1).map(|part| part.trim().to_owned()).collect();
    rest.sort_unstable();
    rest
}

on_both_engines! {
    async fn one_signs_in_by_staff_number_or_by_a_name_that_is_nobody_elses(engine) {
        let school = School::open(engine).await;
        school.person("王老师", &["staff"]).await;
        school.person("王老师", &["repair_worker"]).await;
        for (login, number) in [("T001", "T001"), ("T002", "T002"), (" T001 ", "T001"), ("王老师", "T001"), ("林管理", "A001")] {
            let me = try_in(&school, login, PASSWORD).await.expect(200);
            assert_eq!(me["staff_no"], number, "{login}: the name belongs to who had it first");
        }
        let me = try_in(&school, "T002", PASSWORD).await.expect(200);
        assert_eq!((&me["person"]["name"], &me["school"]["name"], &me["school"]["demo"]), (&json!("王老师"), &json!("青禾小学"), &json!(false)));
        assert_eq!((&me["roles"][0]["code"], &me["roles"][0]["title"]), (&json!("repair_worker"), &json!("维修工")));
        assert!(me["permissions"].as_array().unwrap().contains(&json!("repair_cases.take")), "{me:#}");

        // Without a number the name is the only way in, and a second one of that name gets a digit.
        let open = |name: &str| {
            let (name, admin) = (name.to_owned(), school.admin.clone());
            async move {
                let person = admin.post("/people", json!({ "name": name })).await.expect(201);
                admin.post(&format!("/people/{}/account", text(&person["id"])), json!({ "password": PASSWORD })).await
            }
        };
        open("赵师傅").await.expect(200);
        assert_eq!(try_in(&school, "赵师傅", PASSWORD).await.expect(200)["staff_no"], Value::Null);
        for (name, sign_in_name) in [("赵师傅", "赵师傅2"), ("王老师", "王老师2"), ("王老师", "王老师3")] {
            assert_eq!(open(name).await.expect(200)["sign_in_name"], sign_in_name);
            assert_eq!(try_in(&school, sign_in_name, PASSWORD).await.expect(200)["person"]["name"], name);
        }
    }
}

on_both_engines! {
    async fn the_cookies_say_where_and_how_long_they_hold(engine) {
        let school = School::open(engine).await;
        school.person("李老师", &["staff"]).await;
        school.person("吴保管", &["head_custodian"]).await;
        // Months on the own device for who teaches and repairs, half a day for who decides or administers.
        for (login, seconds) in [("T001", 120 * 24 * 3600), ("T002", 12 * 3600), ("A001", 12 * 3600), ("P001", 12 * 3600)] {
            let answer = try_in(&school, login, PASSWORD).await;
            assert_eq!(attributes(&answer, "steward_access"), ["HttpOnly", "Max-Age=900", "Path=/", "SameSite=Strict"]);
            let refresh = ["HttpOnly".to_owned(), format!("Max-Age={seconds}"), "Path=/api/v1/session".into(), "SameSite=Strict".into()];
            assert_eq!(attributes(&answer, "steward_refresh"), refresh, "{login}");
            assert_eq!(answer.header("cache-control"), Some("no-store"));
        }
    }
}

on_both_engines! {
    async fn five_failures_close_the_door_for_that_name_and_a_quarter_of_an_hour_opens_it(engine) {
        let school = School::open(engine).await;
        school.person("李老师", &["staff"]).await;
        for _ in 0..5 {
            try_in(&school, "T001", "wrong-stone-42").await.expect_problem(401, "invalid_credentials");
        }
        let shut = try_in(&school, "T001", PASSWORD).await;
        let seconds: i64 = shut.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=900).contains(&seconds), "{seconds}");
        shut.expect_problem(429, "too_many_requests");
        // Nobody else behind the same address is kept out, and what is open stays open.
        try_in(&school, "A001", PASSWORD).await.expect(200);
        school.admin.get("/me").await.expect(200);
        school.app.advance(TimeDelta::seconds(seconds) + TimeDelta::seconds(1));
        try_in(&school, "T001", PASSWORD).await.expect(200);
    }
}

on_both_engines! {
    /// People look their number up when it changes; the one that is printed on the new list must open the door.
    async fn a_reset_account_takes_the_names_that_its_person_has_now(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let path = format!("/people/{}", teacher.person_id);
        let seen = school.admin.get(&path).await.expect(200)["version"].as_i64().unwrap();
        school.admin.seen(seen).patch(&path, json!({ "staff_no": "N900", "name": "李新" })).await.expect(200);
        school.admin.post(&format!("{path}/account"), json!({ "password": PASSWORD })).await.expect(200);
        for login in ["N900", "李新"] {
            try_in(&school, login, PASSWORD).await.expect(200);
        }
        for login in ["T001", "李老师"] {
            try_in(&school, login, PASSWORD).await.expect_problem(401, "invalid_credentials");
        }
        // The old number is free for somebody else.
        let new: Client = school.person("新老师", &[]).await;
        let path = format!("/people/{}", new.person_id);
        school.admin.seen(2).patch(&path, json!({ "staff_no": "T001" })).await.expect(200);
        school.admin.post(&format!("{path}/account"), json!({ "password": PASSWORD })).await.expect(200);
        assert_eq!(try_in(&school, "T001", PASSWORD).await.expect(200)["person"]["name"], "新老师");
    }
}
