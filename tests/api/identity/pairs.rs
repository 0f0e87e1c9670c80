//! Steps out of order of the auditor's code and seat: what is spent, void or over opens nothing and ends nothing.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Digest, PASSWORD, Response, School, text};

use crate::on_both_engines;

/// A new code, as the principal makes one.
async fn seal(principal: &Client) -> Value {
    principal.post("/auditor-code", json!({})).await.expect(201)["code"].clone()
}

async fn open(school: &School, code: &Value, name: &str) -> Response {
    let body = json!({ "code": code, "name": name, "unit": "县审计局", "password": PASSWORD });
    school.app.nobody().post("/auditor-seats", body).await
}

async fn come_back(school: &School, name: &str) -> Response {
    school.app.nobody().post("/session", json!({ "login": name, "password": PASSWORD })).await
}

async fn end(principal: &Client, seat: &Value) -> Response {
    let path = format!("/auditor-seats/{}/end", text(&seat["id"]));
    principal.seen(seat["version"].as_i64().unwrap()).post(&path, json!({ "reason": "审计组已离校" })).await
}

async fn seat_of(principal: &Client, name: &str) -> Value {
    principal.rows("/auditor-seats").await.into_iter().find(|seat| seat["name"] == name).unwrap()
}

on_both_engines! {
    /// A code that lies sealed, was used, and was made void by a newer one; each is entered, and each time another one is made.
    async fn d01_a_code_opens_a_seat_only_while_it_lies_sealed(engine) {
        let school = School::open(engine).await;
        let used = seal(&school.principal).await;
        open(&school, &used, "甲审计").await.expect(200);
        // Made while none lies sealed, and while one does.
        let void = seal(&school.principal).await;
        let sealed = seal(&school.principal).await;
        let before = Digest::of(&school.app.db).await;
        for (code, state) in [(&used, "used"), (&void, "void")] {
            let refused = open(&school, code, "乙审计").await;
            assert_eq!(refused.status, 400, "a code that is {state}");
            refused.expect_problem(400, "auditor_code_not_good");
        }
        before.assert_unchanged(&school.app.db, "a code that opens nothing").await;
        open(&school, &sealed, "乙审计").await.expect(200);
        open(&school, &sealed, "丙审计").await.expect_problem(400, "auditor_code_not_good");
        assert_eq!(school.principal.rows("/auditor-seats").await.len(), 2);
        assert_eq!(school.principal.get("/auditor-code").await.expect(200)["sealed"], false);
    }
}

on_both_engines! {
    /// A seat that is open, was ended, and ran out, before and after the round of the product; in each somebody comes back and the principal ends it.
    async fn d01_a_seat_is_ended_once_and_nobody_comes_back_into_one_that_is_over(engine) {
        let school = School::open(engine).await;
        open(&school, &seal(&school.principal).await, "甲审计").await.expect(200);
        school.app.advance(TimeDelta::days(10));
        let principal = school.app.sign_in("P001").await;
        for name in ["乙审计", "丙审计"] {
            open(&school, &seal(&principal).await, name).await.expect(200);
        }
        end(&principal, &seat_of(&principal, "乙审计").await).await.expect(200);
        // The first one's fourteen days go by; the third one's do not.
        school.app.advance(TimeDelta::days(4));
        let principal = school.app.sign_in("P001").await;
        for round in [false, true] {
            if round {
                school.app.run_jobs().await;
            }
            for name in ["甲审计", "乙审计"] {
                let seat = seat_of(&principal, name).await;
                assert_eq!((&seat["open"], &seat["may_end"]), (&json!(false), &json!(false)), "{name}");
                end(&principal, &seat).await.expect_problem(409, "seat_over");
                come_back(&school, name).await.expect_problem(401, "invalid_credentials");
            }
        }
        come_back(&school, "丙审计").await.expect(200);
        let seat = seat_of(&principal, "丙审计").await;
        assert_eq!((&seat["open"], &seat["may_end"]), (&json!(true), &json!(true)));
        let ended = end(&principal, &seat).await.expect(200);
        end(&principal, &ended).await.expect_problem(409, "seat_over");
        come_back(&school, "丙审计").await.expect_problem(401, "invalid_credentials");
    }
}
