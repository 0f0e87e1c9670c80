//! L: no evidence, no act.

use reqwest::Method;
use sea_orm::{ConnectionTrait, DbBackend};
use serde_json::{Value, json};
use test_support::{Client, School, TestDb};

use crate::on_both_engines;

/// From now on the audit table takes no row.
async fn break_evidence(db: &TestDb, table: &str) {
    let raw = db.raw().await;
    let statements = match raw.get_database_backend() {
        DbBackend::Postgres => vec![
            "CREATE FUNCTION no_evidence() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no evidence'; END $$".to_owned(),
            format!("CREATE TRIGGER no_evidence BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION no_evidence()"),
        ],
        _ => vec![format!("CREATE TRIGGER no_evidence BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no evidence'); END")],
    };
    for sql in statements {
        raw.execute_unprepared(&sql).await.unwrap();
    }
}

async fn mend_evidence(db: &TestDb, table: &str) {
    let raw = db.raw().await;
    let statements: &[String] = &match raw.get_database_backend() {
        DbBackend::Postgres => vec![format!("DROP TRIGGER no_evidence ON {table}"), "DROP FUNCTION no_evidence()".to_owned()],
        _ => vec!["DROP TRIGGER no_evidence".to_owned()],
    };
    for sql in statements {
        raw.execute_unprepared(sql).await.unwrap();
    }
}

/// A write of every feature, with the step on a case among them.
struct Write {
    by: Client,
    method: Method,
    path: String,
    body: Value,
}

async fn writes(school: &School) -> Vec<Write> {
    let room = school.a_room().await;
    let teacher = school.person("李老师", &["staff"]).await;
    let worker = school.person("王师傅", &["repair_worker"]).await;
    let custodian = school.person("吴保管", &["head_custodian"]).await;
    let rule = school.admin.post("/repair-routes", json!({ "category": "lock", "worker_id": worker.person_id })).await.expect(201);
    let report = json!({ "location_id": room, "faults": [{ "category": "furniture" }, { "category": "lock" }] });
    let case = teacher.post("/repair-cases", report.clone()).await.expect(201)["items"][0].clone();
    let case = format!("/repair-cases/{}", case["id"].as_str().unwrap());
    let keyed = |client: &Client, n: u32| client.with("idempotency-key", format!("evidence-{n}"));
    let post = |by: Client, path: &str, body: Value| Write { by, method: Method::POST, path: path.to_owned(), body };
    vec![
        post(keyed(&teacher, 1), "/repair-cases", report),
        post(keyed(&worker, 2).seen(1), &format!("{case}/take"), json!({})),
        post(keyed(&custodian, 3), "/assets/batches", json!({ "card": { "name": "课椅", "category_code": "A05010304" }, "count": 5 })),
        post(keyed(&school.admin, 4), "/people", json!({ "name": "新人", "staff_no": "N1" })),
        post(keyed(&school.admin, 5), &format!("/people/{}/role-grants", teacher.person_id), json!({ "role": "repair_worker" })),
        post(keyed(&school.admin, 6), "/locations/generate", json!({ "building": "博学楼", "floors": 2, "rooms_per_floor": 2 })),
        Write {
            by: school.admin.seen(1),
            method: Method::PUT,
            path: format!("/repair-routes/{}", rule["id"].as_str().unwrap()),
            body: json!({ "worker_id": worker.person_id }),
        },
        post(teacher.clone(), "/me/password", json!({ "current": test_support::PASSWORD, "new": "new-stone-bridge-44" })),
        post(school.app.nobody(), "/session", json!({ "login": "T002", "password": test_support::PASSWORD })),
    ]
}

on_both_engines! {
    async fn l05_without_its_audit_rows_no_write_happens(engine) {
        let school = School::open(engine).await;
        let db = &school.app.db;
        let writes = writes(&school).await;
        let before = db.dump().await;
        for table in ["audit_event", "audit_subject"] {
            break_evidence(db, table).await;
            for write in &writes {
                let by = write.by.amid_a_fault();
                let refused = by.send(write.method.clone(), &write.path, Some(write.body.to_string().into_bytes())).await;
                assert!(refused.cookie("steward_access").is_none(), "{}: a session without its event", write.path);
                let body = refused.expect_problem(500, "internal");
                assert!(!body.to_string().contains("evidence"), "{body}");
                assert_eq!(db.dump().await, before, "{} {} left something behind", write.method, write.path);
            }
            mend_evidence(db, table).await;
        }
        // The same requests, keys included, are as good as new; numbers have no gap.
        for write in &writes {
            let done = write.by.send(write.method.clone(), &write.path, Some(write.body.to_string().into_bytes())).await;
            assert!(done.status.is_success(), "{} {}: {}", write.method, write.path, String::from_utf8_lossy(&done.bytes));
            if write.path == "/repair-cases" {
                assert_eq!(done.json()["items"][0]["number"], "BX20261124-0003");
            }
        }
    }
}
