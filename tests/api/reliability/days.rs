//! A07: nothing is shared between schools. K09: days end at the school's midnight, wherever the server believes to be.

use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use test_support::{Client, PASSWORD, Process, School, TestDb, text};

use crate::on_both_engines;

on_both_engines! {
    async fn a07_what_is_like_in_all_schools_is_a_copy_in_each(engine) {
        let school = School::open(engine).await;
        let (other, _) = school.app.second_school("别的学校").await;
        let quiet = json!({ "kind": "school_day", "name": "劳动实践" });
        school.admin.seen(1).put("/calendar-days/2026-10-01", quiet).await.expect(200);
        let rule = json!({ "value": "800.00", "valid_from": "2026-11-24", "source": "校务会", "reason": "下放" });
        school.admin.seen(0).put("/policies/purchase.two_buyers_from", rule).await.expect(200);
        let theirs = other.get("/calendar?from=2026-10-01&to=2026-10-01").await.expect(200);
        assert_eq!((&theirs["days"][0]["kind"], &theirs["days"][0]["version"]), (&json!("holiday"), &json!(1)));
        let rules = other.rows("/policies").await;
        let rule = rules.iter().find(|rule| rule["key"] == "purchase.two_buyers_from").unwrap();
        assert_eq!((&rule["value"], &rule["version"]), (&json!("300.00"), &json!(0)));
        // A row that belongs to no school cannot be written, whoever writes it.
        let raw = school.app.db.raw().await;
        for sql in [
            "INSERT INTO calendar_day (school_id, day, kind, origin) VALUES (NULL, '2026-10-01', 'holiday', 'pack')",
            "INSERT INTO policy_value (school_id, key, valid_from, value_json, source, reason) VALUES (NULL, 'x', '2026-10-01', '1', 'x', 'x')",
            "INSERT INTO asset_category (school_id, id, code, name_zh, name_en, unit, kind, aliases, origin) SELECT NULL, id, 'X', name_zh, name_en, unit, kind, aliases, origin FROM asset_category",
            "INSERT INTO term (school_id, id, school_year, code, starts_on, ends_on) SELECT NULL, id, 2026, 1, '2026-09-01', '2027-01-20' FROM asset_category",
        ] {
            let refused = raw.execute_unprepared(sql).await.unwrap_err().to_string().to_lowercase();
            assert!(refused.contains("null"), "{sql}: {refused}");
        }
    }
}

const PROGRAM: &str = env!("CARGO_BIN_EXE_steward-test-server");

/// Where a clock can be moved: the server and its control.
struct Abroad {
    process: Process,
    control: String,
}

impl Abroad {
    async fn start(db: &TestDb, zone: &str) -> Self {
        // A port that is free now; nobody else on this machine asks for one by number.
        let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().to_string();
        let more = ["--control", free.as_str(), "--at", "2027-01-20T02:00:00Z"];
        let process = Process::start_in_zone(PROGRAM, db, &more, zone).await.unwrap();
        Self { process, control: format!("http://{free}") }
    }

    async fn at(&self, moment: &str) {
        let answer = reqwest::Client::new().post(format!("{}/clock/set?to={moment}", self.control)).send().await.unwrap();
        assert!(answer.status().is_success());
    }
}

async fn holding(admin: &Client, principal: &Client, login: &str, role: &str) -> Client {
    let person = admin.post("/people", json!({ "name": login, "staff_no": login })).await.expect(201);
    let path = format!("/people/{}", text(&person["id"]));
    admin.post(&format!("{path}/account"), json!({ "password": PASSWORD })).await.expect(200);
    let grant = admin.post(&format!("{path}/role-grants"), json!({ "role": role })).await.expect(201);
    if grant["pending"] == true {
        principal.seen(1).post(&format!("/role-grants/{}/confirm", text(&grant["id"])), json!({})).await.expect(200);
    }
    admin.sign_in(login).await
}

/// What the school sees at this moment: its day, its term, and whether what is due on the last day of the term is late.
async fn seen(abroad: &Abroad, moment: &str) -> Value {
    abroad.at(moment).await;
    let custodian = abroad.process.nobody().sign_in("C1").await;
    let calendar = custodian.get("/calendar").await.expect(200);
    let due = custodian.get("/asset-due-dates").await.expect(200);
    json!({
        "today": calendar["today"], "kind": calendar["days"][0]["kind"], "week": calendar["days"][0]["week"],
        "term": custodian.get("/me").await.expect(200)["term"]["ends_on"], "overdue": due["items"][0]["overdue"]
    })
}

on_both_engines! {
    async fn k09_days_end_at_the_schools_midnight_wherever_the_server_is(engine) {
        let mut told = Vec::new();
        for zone in ["UTC", "America/New_York", "Pacific/Auckland"] {
            let db = TestDb::new(engine).await;
            let abroad = Abroad::start(&db, zone).await;
            let (admin, principal) = abroad.process.nobody().set_up(abroad.process.setup_token.as_deref().unwrap(), "青禾小学").await;
            let term = json!({ "school_year": 2026, "season": "autumn", "starts_on": "2026-09-01", "ends_on": "2027-01-22" });
            admin.post("/terms", term).await.expect(201);
            let spring = json!({ "school_year": 2026, "season": "spring", "starts_on": "2027-02-24", "ends_on": "2027-07-02" });
            admin.post("/terms", spring).await.expect(201);
            let custodian = holding(&admin, &principal, "C1", "head_custodian").await;
            let card = custodian.post("/assets", json!({ "name": "灭火器", "category_code": "A02020200" })).await.expect(201);
            let due = json!({ "kind": "inspection", "due_on": "2027-01-22" });
            custodian.post(&format!("/assets/{}/due-dates", text(&card["id"])), due).await.expect(201);
            // 23:59:59.999 on the last day of the term in Shanghai, and the midnight after it.
            told.push((seen(&abroad, "2027-01-22T15:59:59.999Z").await, seen(&abroad, "2027-01-22T16:00:00Z").await));
            abroad.process.kill().await;
        }
        let last = json!({ "today": "2027-01-22", "kind": "school_day", "week": 21, "term": "2027-01-22", "overdue": false });
        let next = json!({ "today": "2027-01-23", "kind": "weekend", "week": null, "term": null, "overdue": true });
        for one in told {
            assert_eq!(one, (last.clone(), next.clone()));
        }
    }
}
