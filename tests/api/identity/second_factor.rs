//! One-time codes beside the password: set up, asked for, used once, taken away; and of whom the school asks them.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Digest, PASSWORD, Response, School, text};
use totp_rs::{Builder, Secret};

use crate::on_both_engines;

/// The code that an authenticator with this secret shows so many steps from now.
pub fn code(school: &School, secret: &str, steps: i64) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap();
    let at = school.app.clock.now().timestamp() + steps * 30;
    totp.generate(at.unsigned_abs()).to_string()
}

/// Sets one-time codes up; answers the secret and the recovery codes.
pub async fn enrol(school: &School, client: &Client) -> (String, Vec<String>) {
    let begun = client.post("/me/totp", json!({ "password": PASSWORD })).await.expect(200);
    let secret = text(&begun["secret"]).to_owned();
    let told = client.post("/me/totp/confirm", json!({ "code": code(school, &secret, 0) })).await.expect(200);
    let codes = told["codes"].as_array().unwrap().iter().map(|code| text(code).to_owned()).collect();
    school.app.advance(TimeDelta::seconds(30));
    (secret, codes)
}

async fn sign_in(school: &School, login: &str, code: Option<&str>) -> Response {
    let mut body = json!({ "login": login, "password": PASSWORD });
    if let Some(code) = code {
        body["one_time_code"] = json!(code);
    }
    school.app.nobody().post("/session", body).await
}

async fn require(client: &Client, whom: &str, version: i64) {
    let rule = json!({ "value": whom, "valid_from": "2026-11-24", "source": "校务会", "reason": "网络安全" });
    client.seen(version).put("/policies/identity.second_factor", rule).await.expect(200);
}

on_both_engines! {
    async fn codes_are_asked_for_once_one_was_seen_and_their_secret_is_kept_nowhere(engine) {
        let school = School::open(engine).await;
        let keeper = school.person("吴保管", &["head_custodian"]).await;
        let wrong = keeper.post("/me/totp", json!({ "password": "wrong-stone-42" })).await.expect_problem(422, "validation_failed");
        assert_eq!(wrong["errors"][0]["pointer"], "/password");
        keeper.post("/me/totp/confirm", json!({ "code": "123456" })).await.expect_problem(409, "nothing_to_confirm");
        let begun = keeper.post("/me/totp", json!({ "password": PASSWORD })).await.expect(200);
        let secret = text(&begun["secret"]);
        assert!(text(&begun["uri"]).starts_with("otpauth://totp/%E9%9D%92%E7%A6%BE"), "{begun}");
        assert!(text(&begun["uri"]).contains(&format!(":T001?secret={secret}&issuer=")), "{begun}");
        sign_in(&school, "T001", None).await.expect(200);
        let problem = keeper.post("/me/totp/confirm", json!({ "code": code(&school, secret, -2) })).await.expect_problem(422, "validation_failed");
        assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!("/code"), &json!("wrong_code")));
        let told = keeper.post("/me/totp/confirm", json!({ "code": code(&school, secret, 0) })).await.expect(200);
        assert_eq!(told["codes"].as_array().unwrap().len(), 10);
        keeper.post("/me/totp", json!({ "password": PASSWORD })).await.expect_problem(409, "second_factor_there");

        // Asked only after the right password, and asking is no failure.
        for _ in 0..6 {
            sign_in(&school, "T001", None).await.expect_problem(401, "totp_required");
        }
        let guess = json!({ "login": "T001", "password": "wrong-stone-42", "one_time_code": code(&school, secret, 1) });
        school.app.nobody().post("/session", guess).await.expect_problem(401, "invalid_credentials");
        sign_in(&school, "T001", Some(&code(&school, secret, 1))).await.expect(200);
        sign_in(&school, "T001", Some(text(&told["codes"][0]))).await.expect(200);
        sign_in(&school, "T001", Some(text(&told["codes"][0]))).await.expect_problem(401, "wrong_code");
        let security = keeper.get("/me/security").await.expect(200);
        assert_eq!((&security["recovery_codes_left"], &security["second_factor_asked"]), (&json!(9), &json!(false)));
        let acts = school.principal.column(&format!("/audit-events?actor_id={}&limit=200", keeper.person_id), "action").await;
        for act in ["account.totp_begun", "account.totp_on", "account.recovery_code_used"] {
            assert!(acts.iter().any(|a| a == act), "{act}: {acts:?}");
        }
        let kept = format!("{:?}", school.app.db.dump().await);
        let trail = school.principal.get("/audit-events?limit=200").await.expect(200).to_string();
        for secret in std::iter::once(secret).chain(told["codes"].as_array().unwrap().iter().map(text)) {
            assert!(!kept.contains(secret) && !trail.contains(secret), "a secret is kept as it was told");
        }
    }
}

on_both_engines! {
    /// Reused, too old, too new, too many: none opens the door.
    async fn i12_a_code_is_good_once_in_its_half_minute_and_guesses_end(engine) {
        let school = School::open(engine).await;
        let keeper = school.person("吴保管", &["head_custodian"]).await;
        let (secret, _) = enrol(&school, &keeper).await;
        let now = code(&school, &secret, 0);
        sign_in(&school, "T001", Some(&now)).await.expect(200);
        sign_in(&school, "T001", Some(&now)).await.expect_problem(401, "wrong_code");
        // The one before the last that was used is over as well.
        sign_in(&school, "T001", Some(&code(&school, &secret, -1))).await.expect_problem(401, "wrong_code");
        school.app.advance(TimeDelta::minutes(15));
        for steps in [-2, 2] {
            sign_in(&school, "T001", Some(&code(&school, &secret, steps))).await.expect_problem(401, "wrong_code");
        }
        sign_in(&school, "T001", Some(&format!("{} ", code(&school, &secret, -1)))).await.expect(200);
        sign_in(&school, "T001", Some(&code(&school, &secret, 1))).await.expect(200);
        // Of many who send the same code at once, one gets in.
        school.app.advance(TimeDelta::minutes(15));
        let same = code(&school, &secret, 0);
        let answers = futures_util::future::join_all((0..4).map(|_| sign_in(&school, "T001", Some(&same)))).await;
        let codes: Vec<u16> = answers.iter().map(|a| a.status.as_u16()).collect();
        assert_eq!(codes.iter().filter(|c| **c == 200).count(), 1, "{codes:?}");
        school.app.advance(TimeDelta::minutes(15));
        for guess in 0..5 {
            sign_in(&school, "T001", Some(&format!("00000{guess}"))).await.expect_problem(401, "wrong_code");
        }
        sign_in(&school, "T001", Some(&code(&school, &secret, 0))).await.expect_problem(429, "too_many_requests");
    }
}

on_both_engines! {
    async fn a_session_without_the_second_factor_that_the_school_asks_for_can_only_set_it_up(engine) {
        let school = School::open(engine).await;
        let director = school.person("周主任", &["logistics_director"]).await;
        let teacher = school.person("李老师", &["staff"]).await;
        require(&school.principal, "administration", 0).await;
        let admin = &school.admin;
        let me = admin.get("/me").await.expect(200);
        assert_eq!(me["must_enrol"], true);
        let before = Digest::of(&school.app.db).await;
        admin.get("/people").await.expect_problem(403, "second_factor_required");
        admin.get("/saved-views?list=assets").await.expect_problem(403, "second_factor_required");
        admin.post("/people", json!({ "name": "新老师" })).await.expect_problem(403, "second_factor_required");
        let grant = format!("/people/{}/role-grants", teacher.person_id);
        admin.post(&grant, json!({ "role": "staff" })).await.expect_problem(403, "second_factor_required");
        before.assert_unchanged(&school.app.db, "a session without its second factor").await;
        for person in [&director, &teacher] {
            assert_eq!(person.get("/me").await.expect(200)["must_enrol"], false);
            person.get("/repair-cases").await.expect(200);
        }
        admin.get("/sessions").await.expect(200);
        let (secret, _) = enrol(&school, admin).await;
        admin.get("/people").await.expect(200);
        assert_eq!(admin.get("/me").await.expect(200)["must_enrol"], false);
        sign_in(&school, "A001", None).await.expect_problem(401, "totp_required");
        let signed_in = sign_in(&school, "A001", Some(&code(&school, &secret, 0))).await.expect(200);
        assert_eq!(signed_in["must_enrol"], false);

        // The principal had set the rule and is asked as well; more roles follow from a day on.
        school.principal.get("/people").await.expect_problem(403, "second_factor_required");
        require(admin, "money_and_administration", 1).await;
        director.get("/repair-cases").await.expect_problem(403, "second_factor_required");
        teacher.get("/repair-cases").await.expect(200);
    }
}

on_both_engines! {
    async fn an_administrator_takes_somebodys_codes_away_but_not_his_own_nor_the_second_keys(engine) {
        let school = School::open(engine).await;
        let keeper = school.person("吴保管", &["head_custodian"]).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let (secret, codes) = enrol(&school, &keeper).await;
        enrol(&school, &school.admin).await;
        enrol(&school, &school.principal).await;
        let of = |person: &Client| format!("/people/{}/second-factor", person.person_id);
        let before = Digest::of(&school.app.db).await;
        teacher.delete(&of(&keeper)).await.expect_problem(403, "forbidden");
        school.admin.delete(&of(&school.admin)).await.expect_problem(403, "own_second_factor");
        school.admin.delete(&of(&school.principal)).await.expect_problem(403, "second_key_holder");
        school.admin.delete(&of(&teacher)).await.expect_problem(409, "no_second_factor");
        before.assert_unchanged(&school.app.db, "a second factor that stays").await;
        // A slip makes a password, not a second factor.
        let slip = school.admin.post("/sign-in-slips", json!({ "people": [keeper.person_id] })).await.expect(201)["items"][0]["code"].clone();
        let redeem = |one_time_code: Value| {
            let (nobody, slip) = (school.app.nobody(), slip.clone());
            async move { nobody.post("/sign-in-slips/redeem", json!({ "code": slip, "password": PASSWORD, "one_time_code": one_time_code })).await }
        };
        redeem(Value::Null).await.expect_problem(401, "totp_required");
        redeem(json!("000000")).await.expect_problem(401, "wrong_code");
        redeem(json!(code(&school, &secret, 0))).await.expect(200);

        let keeper = {
            let answer = sign_in(&school, "T001", Some(&codes[0])).await;
            let mut again = keeper.clone();
            again.token = answer.cookie("steward_access");
            again
        };
        let give_up = |code: &str| json!({ "password": PASSWORD, "code": code });
        keeper.post("/me/totp/remove", give_up("000000")).await.expect_problem(422, "validation_failed");
        keeper.post("/me/totp/remove", json!({ "password": "wrong-stone-42", "code": codes[1] })).await.expect_problem(422, "validation_failed");
        keeper.post("/me/totp/remove", give_up(&codes[1])).await.expect(204);
        keeper.post("/me/totp/remove", give_up(&codes[2])).await.expect_problem(404, "not_found");
        sign_in(&school, "T001", None).await.expect(200);
        let (_, codes) = enrol(&school, &keeper).await;
        school.admin.delete(&of(&keeper)).await.expect(204);
        sign_in(&school, "T001", None).await.expect(200);
        assert_eq!(keeper.get("/me/security").await.expect(200)["recovery_codes_left"], 0);
        keeper.post("/me/totp/remove", give_up(&codes[0])).await.expect_problem(404, "not_found");
        let acts = school.principal.column(&format!("/audit-events?subject_id={}&action=account.totp_taken", keeper.person_id), "action").await;
        assert_eq!(acts.len(), 1);
    }
}
