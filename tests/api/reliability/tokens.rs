//! I: access and refresh tokens, forged, aged, mixed up and taken back.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, EncodingKey};
use serde_json::{Value, json};
use test_support::{Client, School, TestApp, TestDb, TestEngine, morning};

use crate::on_both_engines;

/// The secret of every test server (`TestDb::config`): the forger of these tests even knows it.
const SECRET: &str = "7c0e4d1a9b8f6352e4d1a9b8f63527c0e4d1a9b8f6352aa";

/// A real token, taken apart.
struct Parts {
    header: Value,
    claims: Value,
}

impl Parts {
    fn of(token: &str) -> Self {
        let part = |n: usize| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(token.split('.').nth(n).unwrap()).unwrap()).unwrap();
        Self { header: part(0), claims: part(1) }
    }

    fn unsigned(&self) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}", part(&self.header), part(&self.claims))
    }

    fn signed(&self, secret: &str, algorithm: Algorithm) -> String {
        let head = self.unsigned();
        let signature = jsonwebtoken::crypto::sign(head.as_bytes(), &EncodingKey::from_secret(secret.as_bytes()), algorithm).unwrap();
        format!("{head}.{signature}")
    }

    fn with_header(&self, name: &str, value: Value) -> Self {
        let mut header = self.header.clone();
        header[name] = value;
        Self { header, claims: self.claims.clone() }
    }

    /// With another claim; `Null` takes it out.
    fn with_claim(&self, name: &str, value: Value) -> Self {
        let mut claims = self.claims.clone();
        if value.is_null() {
            claims.as_object_mut().unwrap().remove(name);
        } else {
            claims[name] = value;
        }
        Self { header: self.header.clone(), claims }
    }
}

fn bearer(client: &Client, token: impl Into<String>) -> Client {
    let mut client = client.clone();
    client.token = Some(token.into());
    client
}

async fn refused(client: &Client, token: &str, what: &str) {
    let client = bearer(client, token);
    for answer in [client.get("/me").await, client.post("/people", json!({ "name": "evil" })).await] {
        assert_eq!(answer.status, 401, "{what}: {}", String::from_utf8_lossy(&answer.bytes));
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"), "{what}");
        answer.expect_problem(401, "unauthenticated");
    }
}

async fn renew(app: &TestApp, refresh: &str) -> test_support::Response {
    app.nobody().with("cookie", format!("steward_refresh={refresh}")).post("/session/refresh", json!({})).await
}

on_both_engines! {
    async fn i01_only_our_algorithm_and_our_key_are_believed(engine) {
        let school = School::open(engine).await;
        let admin = &school.admin;
        let real = Parts::of(admin.token.as_deref().unwrap());
        // Taken apart and put together unchanged it is good: the forger's tools work.
        bearer(admin, real.signed(SECRET, Algorithm::HS256)).get("/me").await.expect(200);
        let people = school.app.db.dump().await["person"].clone();
        let hs256 = |parts: Parts| parts.signed(SECRET, Algorithm::HS256);
        let foreign_key = json!("0123456789abcdef");
        let jwk = json!({ "kty": "oct", "k": URL_SAFE_NO_PAD.encode("attacker-attacker-attacker-attacker") });
        let forged = [
            ("alg none", format!("{}.", real.with_header("alg", json!("none")).unsigned())),
            ("alg NonE", format!("{}.", real.with_header("alg", json!("NonE")).unsigned())),
            ("no signature", format!("{}.", real.unsigned())),
            ("HS512", real.with_header("alg", json!("HS512")).signed(SECRET, Algorithm::HS512)),
            ("HS384", real.with_header("alg", json!("HS384")).signed(SECRET, Algorithm::HS384)),
            ("RS256 over the secret", hs256(real.with_header("alg", json!("RS256")))),
            ("unknown alg", hs256(real.with_header("alg", json!("HS1")))),
            ("foreign kid", hs256(real.with_header("kid", foreign_key.clone()))),
            ("kid as a path", hs256(real.with_header("kid", json!("../../dev/null")))),
            ("no kid", { let mut parts = real.with_header("kid", json!("")); parts.header.as_object_mut().unwrap().remove("kid"); hs256(parts) }),
            ("jku with a foreign key", real.with_header("jku", json!("https://evil.example/jwks")).signed("attacker-attacker-attacker-attacker", Algorithm::HS256)),
            ("jwk in the header", real.with_header("jwk", jwk).signed("attacker-attacker-attacker-attacker", Algorithm::HS256)),
            ("empty key", real.signed("", Algorithm::HS256)),
            ("signature of another token", format!("{}.{}", real.with_claim("ver", json!(2)).unsigned(), admin.token.as_deref().unwrap().rsplit('.').next().unwrap())),
            ("two parts", real.unsigned()),
            ("nothing", String::new()),
            ("not base64", "a.b.c".to_owned()),
        ];
        for (what, token) in forged {
            refused(admin, &token, what).await;
        }
        for scheme in ["Basic QTAwMTp4", "bearer", "Token x"] {
            admin.anonymous().with("authorization", scheme).get("/me").await.expect_problem(401, "unauthenticated");
        }
        assert_eq!(school.app.db.dump().await["person"], people);
    }
}

on_both_engines! {
    async fn i02_every_claim_must_be_there_of_its_kind_and_ours(engine) {
        let school = School::open(engine).await;
        let real = Parts::of(school.admin.token.as_deref().unwrap());
        let now = morning().timestamp();
        let good = real.with_claim("nbf", json!(now)).with_claim("extra", json!("ignored"));
        bearer(&school.admin, good.signed(SECRET, Algorithm::HS256)).get("/me").await.expect(200);
        let wrong = [
            ("exp", vec![Value::Null, json!("never"), json!(now.to_string()), json!(-1), json!(1e300), json!([now + 900]), json!(true)]),
            ("nbf", vec![json!(now + 1), json!(now + 3600), json!("tomorrow"), json!(1e300)]),
            ("iss", vec![Value::Null, json!("evil"), json!(""), json!(["steward", "evil"]), json!("Steward")]),
            ("aud", vec![Value::Null, json!("another-api"), json!(""), json!(["steward-api", "evil"])]),
            ("sub", vec![Value::Null, json!("admin"), json!(1), json!("00000000-0000-0000-0000-000000000000")]),
            ("sid", vec![Value::Null, json!("x"), json!("00000000-0000-0000-0000-000000000000")]),
            ("ver", vec![Value::Null, json!("1"), json!(0), json!(2), json!(1.5)]),
        ];
        for (claim, values) in wrong {
            for value in values {
                let what = format!("{claim} = {value}");
                refused(&school.admin, &real.with_claim(claim, value).signed(SECRET, Algorithm::HS256), &what).await;
            }
        }
    }
}

on_both_engines! {
    async fn i03_a_token_is_over_in_its_second_without_leeway(engine) {
        let school = School::open(engine).await;
        let admin = &school.admin;
        school.app.advance(TimeDelta::seconds(15 * 60 - 1));
        admin.get("/me").await.expect(200);
        for later in [1, 1, 29, 31] {
            school.app.advance(TimeDelta::seconds(later));
            admin.get("/me").await.expect_problem(401, "unauthenticated");
            admin.post("/people", json!({ "name": "x" })).await.expect_problem(401, "unauthenticated");
        }
        // Nor does going on with the refresh token ask for the old access token.
        renew(&school.app, admin.refresh.as_deref().unwrap()).await.expect(200);
    }
}

on_both_engines! {
    async fn i04_tokens_are_not_taken_for_each_other_or_from_another_system(engine) {
        let school = School::open(engine).await;
        let (access, refresh) = (school.admin.token.clone().unwrap(), school.admin.refresh.clone().unwrap());
        refused(&school.admin, &refresh, "the refresh token as bearer").await;
        let nobody = school.app.nobody();
        nobody.with("cookie", format!("steward_access={refresh}")).get("/me").await.expect_problem(401, "unauthenticated");
        renew(&school.app, &access).await.expect_problem(401, "unauthenticated");
        // A token of a test system: the same claims, another secret.
        let other = "1f5b3a9c7e2d4860b1c9e7a5d3f2846097b8c6d4e2a0f1935";
        refused(&school.admin, &Parts::of(&access).signed(other, Algorithm::HS256), "another secret").await;
        let db = TestDb::new(engine).await;
        let copy = School::open_with(db, |config| config.auth.token_secret = Some(server::config::Secret::new(other))).await;
        refused(&school.admin, copy.admin.token.as_deref().unwrap(), "a token of a test system").await;
        refused(&copy.admin, &access, "a token of the real system at the test system").await;
        renew(&school.app, copy.admin.refresh.as_deref().unwrap()).await.expect_problem(401, "unauthenticated");
    }
}

/// Every way in which earlier tokens end.
async fn all_ended(app: &TestApp, clients: &[&Client], what: &str) {
    for client in clients {
        let answer = client.get("/me").await;
        assert_eq!(answer.status, 401, "after {what} an access token still reads");
        let answer = client.post("/people", json!({ "name": "x" })).await;
        assert_eq!(answer.status, 401, "after {what} an access token still writes");
        let answer = renew(app, client.refresh.as_deref().unwrap()).await;
        assert_eq!(answer.status, 401, "after {what} a refresh token still works");
    }
}

on_both_engines! {
    async fn i05_password_change_reset_disable_and_sign_out_end_what_was_given_before(engine) {
        let school = School::open(engine).await;
        let (app, admin) = (&school.app, &school.admin);
        let teacher = school.person("李老师", &["staff"]).await;
        // Reading first fills the cache of rights, which must not outlive the session.
        let phone = app.sign_in("T001").await;
        phone.get("/me").await.expect(200);

        phone.delete("/session").await.expect(204);
        all_ended(app, &[&phone], "sign-out").await;
        teacher.get("/me").await.expect(200);

        let phone = app.sign_in("T001").await;
        let change = json!({ "current": test_support::PASSWORD, "new": "new-stone-bridge-44" });
        teacher.post("/me/password", change).await.expect(204);
        all_ended(app, &[&teacher, &phone], "a password change").await;

        let path = format!("/people/{}", teacher.person_id);
        admin.post(&format!("{path}/account"), json!({ "password": test_support::PASSWORD })).await.expect(200);
        let (desk, phone) = (app.sign_in("T001").await, app.sign_in("T001").await);
        admin.post(&format!("{path}/account"), json!({ "password": "another-bridge-45" })).await.expect(200);
        all_ended(app, &[&desk, &phone], "a reset").await;

        admin.post(&format!("{path}/account"), json!({ "password": test_support::PASSWORD })).await.expect(200);
        let phone = app.sign_in("T001").await;
        phone.get("/me").await.expect(200);
        let seen = admin.get(&path).await.expect(200)["version"].as_i64().unwrap();
        let left = admin.seen(seen).post(&format!("{path}/disable"), json!({})).await.expect(200);
        all_ended(app, &[&phone], "leaving").await;
        admin.seen(left["version"].as_i64().unwrap()).post(&format!("{path}/enable"), json!({})).await.expect(200);
        all_ended(app, &[&phone], "leaving and coming back").await;
    }
}

on_both_engines! {
    async fn i05_a_role_taken_away_is_gone_with_the_next_request(engine) {
        let school = School::open(engine).await;
        let auditor = school.person("审计", &["auditor"]).await;
        auditor.get("/audit-events").await.expect(200);
        let person = school.admin.get(&format!("/people/{}", auditor.person_id)).await.expect(200);
        let grant = person["roles"][0]["grant_id"].as_str().unwrap().to_owned();
        let grants = school.admin.get("/role-grants?limit=200").await.expect(200);
        let version = grants["items"].as_array().unwrap().iter().find(|g| g["id"] == grant.as_str()).unwrap()["version"].as_i64().unwrap();
        school.admin.seen(version).post(&format!("/role-grants/{grant}/revoke"), json!({})).await.expect(200);
        auditor.get("/audit-events").await.expect_problem(403, "forbidden");
    }
}

on_both_engines! {
    async fn i06_a_rotated_refresh_token_that_comes_again_ends_the_session(engine) {
        let school = School::open(engine).await;
        let (app, teacher) = (&school.app, school.person("李老师", &["staff"]).await);
        let other = app.sign_in("T001").await;
        let first = teacher.refresh.clone().unwrap();
        let answer = renew(app, &first).await;
        let (access, second) = (answer.cookie("steward_access").unwrap(), answer.cookie("steward_refresh").unwrap());
        answer.expect(200);
        assert_ne!(first, second);
        bearer(&teacher, &access).get("/me").await.expect(200);

        app.advance(TimeDelta::seconds(11));
        let replayed = renew(app, &first).await;
        assert_eq!(replayed.cookie("steward_refresh").as_deref(), Some(""), "the thief's browser keeps nothing");
        replayed.expect_problem(401, "unauthenticated");
        renew(app, &second).await.expect_problem(401, "unauthenticated");
        bearer(&teacher, &access).get("/me").await.expect_problem(401, "unauthenticated");
        teacher.get("/me").await.expect_problem(401, "unauthenticated");
        other.get("/me").await.expect(200);
        let events = school.admin.get("/audit-events?limit=200").await.expect(200);
        let alarms = events["items"].as_array().unwrap().iter().filter(|e| e["action"] == "session.replayed").count();
        assert_eq!(alarms, 1, "the replay stands in the audit trail");
    }
}

on_both_engines! {
    async fn e08_two_tabs_that_renew_at_once_get_one_pair_and_keep_the_session(engine) {
        let school = School::open(engine).await;
        let (app, teacher) = (&school.app, school.person("李老师", &["staff"]).await);
        let token = teacher.refresh.clone().unwrap();
        let answers = futures_util::future::join_all((0..8).map(|_| renew(app, &token))).await;
        let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
        assert_eq!((won.len(), lost.len()), (1, 7), "one pair");
        for answer in lost {
            assert_eq!(answer.cookie("steward_refresh"), None, "the winner's cookie is not taken away");
            answer.expect_problem(401, "session_renewed");
        }
        let second = won[0].cookie("steward_refresh").unwrap();
        renew(app, &second).await.expect(200);
        teacher.get("/me").await.expect(200);
    }
}

#[tokio::test]
async fn i04_a_token_survives_a_restart_with_the_same_secret() {
    let mut app = TestApp::start(TestEngine::Sqlite).await;
    let (admin, _) = app.set_up("青禾小学").await;
    app.stop().await;
    let db = std::mem::replace(&mut app.db, TestDb::new(TestEngine::Sqlite).await);
    let again = TestApp::start_with(db, |_| {}).await;
    admin.at(&again.base).get("/me").await.expect(200);
}
