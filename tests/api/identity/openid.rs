//! Signing in by an OpenID Connect provider: linked by its owner only, one factor like the password, and nothing of the provider's word
//! is believed that is not signed for this very visit.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Digest, PASSWORD, Response, School, TestEngine};

use super::{
    authenticator::{HOST, at},
    openid_provider::{Lie, OpenIdProvider},
    second_factor,
};
use crate::{campus::leavers::leave, on_both_engines};

/// The same person in the session that an answer opened.
fn within(client: &Client, answer: &Response) -> Client {
    let mut client = client.clone();
    (client.token, client.refresh) = (answer.cookie("steward_access"), answer.cookie("steward_refresh"));
    client
}

async fn begun(school: &School) -> Value {
    at(&school.app.nobody(), HOST).post("/session/openid/authorization", json!({})).await.expect(200)
}

async fn answered(school: &School, provider: &OpenIdProvider, subject: &str) -> Response {
    let back = provider.recognises(&begun(school).await, subject);
    school.app.nobody().post("/session/openid/proof", back).await
}

async fn proven(school: &School, provider: &OpenIdProvider, subject: &str) -> Value {
    answered(school, provider, subject).await.expect(200)
}

async fn sign_in(school: &School, proof: &Value, code: Option<&str>) -> Response {
    let code = code.map_or(json!({}), |code| json!({ "one_time_code": code }));
    let mut body = json!({ "proof": proof["proof"] });
    body.as_object_mut().unwrap().extend(code.as_object().unwrap().clone());
    school.app.nobody().post("/session/openid", body).await
}

async fn begin_link(client: &Client, password: &str) -> Response {
    at(client, HOST).post("/me/openid/authorization", json!({ "password": password })).await
}

async fn link(client: &Client, provider: &OpenIdProvider, subject: &str) -> Response {
    let begun = begin_link(client, PASSWORD).await.expect(200);
    client.post("/me/openid", provider.recognises(&begun, subject)).await
}

on_both_engines! {
    async fn who_linked_his_account_signs_in_by_the_provider_and_nobody_else_does(engine) {
        let provider = OpenIdProvider::open().await;
        let school = provider.school(engine).await;
        let admin = &school.admin;
        assert_eq!(school.app.nobody().get("/setup").await.expect(200)["openid"], "区统一认证");
        let of = |security: &Value| security["openid"].clone();
        let none = json!({ "provider": "区统一认证", "linked_at": null, "last_used_at": null });
        assert_eq!(of(&admin.get("/me/security").await.expect(200)), none);

        // The name of somebody of here, said by the provider, opens nothing.
        answered(&school, &provider, "A001").await.expect_problem(401, "openid_unknown");
        let wrong = begin_link(admin, "wrong-stone-42").await.expect_problem(422, "validation_failed");
        assert_eq!(wrong["errors"][0]["pointer"], "/password");
        link(admin, &provider, "8f14e45f").await.expect(204);
        school.app.advance(TimeDelta::minutes(1));
        let proof = proven(&school, &provider, "8f14e45f").await;
        assert_eq!(proof["totp_required"], false);
        let answer = sign_in(&school, &proof, None).await;
        assert!(answer.cookie("steward_refresh").is_some() && answer.cookie("steward_device").is_some());
        let again = within(admin, &answer);
        assert_eq!(answer.expect(200)["person"]["id"], admin.person_id.as_str());
        let security = again.get("/me/security").await.expect(200);
        assert_eq!(of(&security), json!({ "provider": "区统一认证", "linked_at": "2026-11-24T02:00:00Z", "last_used_at": "2026-11-24T02:01:00Z" }));

        // The provider may have known the browser since the morning: who sits before it has proven nothing.
        assert_eq!(security["proven_until"], Value::Null);
        let slips = json!({ "people": [admin.person_id] });
        again.post("/sign-in-slips", slips.clone()).await.expect_problem(403, "step_up_required");
        again.post("/session/step-up", json!({ "password": PASSWORD })).await.expect(204);
        assert_ne!(again.post("/sign-in-slips", slips).await.status, 403);

        link(&school.principal, &provider, "8f14e45f").await.expect_problem(409, "openid_taken");
        begin_link(admin, PASSWORD).await.expect_problem(409, "openid_linked");
        again.delete("/me/openid").await.expect(204);
        again.delete("/me/openid").await.expect_problem(404, "not_found");
        answered(&school, &provider, "8f14e45f").await.expect_problem(401, "openid_unknown");
        let acts = school.principal.column(&format!("/audit-events?actor_id={}&limit=200", admin.person_id), "action").await;
        for act in ["account.openid_linked", "account.openid_used", "account.openid_unlinked"] {
            assert_eq!(acts.iter().filter(|known| *known == act).count(), 1, "{act}: {acts:?}");
        }
    }
}

on_both_engines! {
    async fn one_time_codes_are_asked_for_beside_the_provider(engine) {
        let provider = OpenIdProvider::open().await;
        let school = provider.school(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let (secret, _) = second_factor::enrol(&school, &teacher).await;
        link(&teacher, &provider, "teacher").await.expect(204);
        let proof = proven(&school, &provider, "teacher").await;
        assert_eq!(proof["totp_required"], true);
        sign_in(&school, &proof, None).await.expect_problem(401, "totp_required");
        sign_in(&school, &proof, Some("000000")).await.expect_problem(401, "wrong_code");
        let code = second_factor::code(&school, &secret, 1);
        sign_in(&school, &proof, Some(&code)).await.expect(200);
        // Good once; and not for long.
        let code = second_factor::code(&school, &secret, 2);
        sign_in(&school, &proof, Some(&code)).await.expect_problem(401, "openid_not_good");
        let proof = proven(&school, &provider, "teacher").await;
        school.app.advance(TimeDelta::minutes(5) + TimeDelta::seconds(1));
        sign_in(&school, &proof, Some(&second_factor::code(&school, &secret, 0))).await.expect_problem(401, "openid_not_good");
        // Wrong codes count with all other tries: the password is no way round.
        let proof = proven(&school, &provider, "teacher").await;
        // One was wrong above.
        for _ in 1..5 {
            sign_in(&school, &proof, Some("000000")).await.expect_problem(401, "wrong_code");
        }
        sign_in(&school, &proof, Some("000000")).await.expect_problem(429, "too_many_requests");
        school.app.nobody().post("/session", json!({ "login": "T001", "password": PASSWORD })).await.expect_problem(429, "too_many_requests");
    }
}

on_both_engines! {
    async fn nothing_but_the_signed_word_for_this_very_visit_is_believed(engine) {
        let provider = OpenIdProvider::open().await;
        let school = provider.school(engine).await;
        link(&school.admin, &provider, "admin").await.expect(204);
        let before = Digest::of(&school.app.db).await;
        let nobody = school.app.nobody();
        for lie in [
            Lie::Claim("nonce", "another visit"),
            Lie::Claim("aud", "another product"),
            Lie::Claim("iss", "https://other.example"),
            Lie::Expired,
            Lie::OtherKey,
            Lie::Unsigned,
        ] {
            provider.lies(lie);
            let refused = answered(&school, &provider, "admin").await;
            assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (401, &json!("openid_not_good")), "{lie:?}");
        }
        for lie in [Lie::Silent, Lie::Broken] {
            provider.lies(lie);
            answered(&school, &provider, "admin").await.expect_problem(503, "openid_unreachable");
        }
        provider.lies(Lie::None);
        let good = provider.recognises(&begun(&school).await, "admin");
        let with = |name: &str, value: Value| {
            let mut changed = good.clone();
            changed[name] = value;
            changed
        };
        let other = begun(&school).await["ceremony"].clone();
        let linking = begin_link(&school.principal, PASSWORD).await.expect(200)["ceremony"].clone();
        for (what, changed) in [
            ("another state", with("state", json!("guessed"))),
            ("another tab", with("ceremony", other)),
            ("a ceremony of linking", with("ceremony", linking)),
            ("no ceremony", with("ceremony", json!("AAAA"))),
            ("another code", with("code", json!("guessed"))),
        ] {
            let refused = nobody.post("/session/openid/proof", changed).await;
            assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (401, &json!("openid_not_good")), "{what}");
        }
        // Another's link cannot be made with the visit of somebody else.
        school.principal.post("/me/openid", good.clone()).await.expect_problem(401, "openid_not_good");
        nobody.post("/session/openid", json!({ "proof": good["ceremony"] })).await.expect_problem(401, "openid_not_good");
        before.assert_unchanged(&school.app.db, "what is not believed").await;
        nobody.post("/session/openid/proof", good.clone()).await.expect(200);
        nobody.post("/session/openid/proof", good).await.expect_problem(401, "openid_not_good");
        let late = provider.recognises(&begun(&school).await, "admin");
        school.app.advance(TimeDelta::minutes(10) + TimeDelta::seconds(1));
        nobody.post("/session/openid/proof", late).await.expect_problem(401, "openid_not_good");
        // No page of this site.
        nobody.post("/session/openid/authorization", json!({})).await.expect_problem(422, "no_origin");
        let elsewhere = nobody.with("host", HOST).with("origin", "https://evil.example");
        elsewhere.post("/session/openid/authorization", json!({})).await.expect_problem(422, "no_origin");
        let odd = nobody.with("host", "[school").with("origin", "https://[school");
        assert!(odd.post("/session/openid/authorization", json!({})).await.status.as_u16() < 500);
    }
}

on_both_engines! {
    async fn a_link_goes_with_the_password_that_somebody_else_makes_and_with_its_owner(engine) {
        let provider = OpenIdProvider::open().await;
        let school = provider.school(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let leaver = school.person("赵老师", &["staff"]).await;
        link(&teacher, &provider, "teacher").await.expect(204);
        link(&leaver, &provider, "leaver").await.expect(204);
        let proof = proven(&school, &provider, "leaver").await;
        teacher.post("/me/password", json!({ "current": PASSWORD, "new": "new-stone-bridge-44" })).await.expect(204);
        sign_in(&school, &proven(&school, &provider, "teacher").await, None).await.expect(200);
        let again = json!({ "password": "new-stone-bridge-45" });
        school.admin.post(&format!("/people/{}/account", teacher.person_id), again).await.expect(200);
        answered(&school, &provider, "teacher").await.expect_problem(401, "openid_unknown");

        leave(&school.admin, &leaver.person_id, json!({ "left_on": "2026-11-24" })).await.expect(200);
        sign_in(&school, &proof, None).await.expect_problem(401, "openid_not_good");
        answered(&school, &provider, "leaver").await.expect_problem(401, "openid_unknown");
    }
}

#[tokio::test]
async fn a_provider_is_not_asked_without_end() {
    let provider = OpenIdProvider::open().await;
    let school = provider.school(TestEngine::Sqlite).await;
    let back = provider.recognises(&begun(&school).await, "nobody");
    let nobody = school.app.nobody();
    let mut guessed = back.clone();
    guessed["state"] = json!("guessed");
    for _ in 0..200 {
        nobody.post("/session/openid/proof", guessed.clone()).await.expect_problem(401, "openid_not_good");
    }
    nobody.post("/session/openid/proof", back).await.expect_problem(429, "too_many_requests");
}

#[tokio::test]
async fn a_new_key_of_the_provider_is_taken_and_its_silence_leaves_the_password() {
    let provider = OpenIdProvider::open().await;
    let school = provider.school(TestEngine::Sqlite).await;
    link(&school.admin, &provider, "admin").await.expect(204);
    provider.new_key();
    school.app.advance(TimeDelta::seconds(31));
    proven(&school, &provider, "admin").await;
    provider.closes();
    let begun = at(&school.app.nobody(), HOST);
    // What it said of itself is believed for an hour.
    begun.post("/session/openid/authorization", json!({})).await.expect(200);
    school.app.advance(TimeDelta::hours(1));
    begun.post("/session/openid/authorization", json!({})).await.expect_problem(503, "openid_unreachable");
    school.app.sign_in("A001").await;
}

#[tokio::test]
async fn without_a_provider_there_is_no_such_way() {
    let school = School::open(TestEngine::Sqlite).await;
    assert_eq!(school.app.nobody().get("/setup").await.expect(200)["openid"], Value::Null);
    assert_eq!(school.admin.get("/me/security").await.expect(200)["openid"], Value::Null);
    let nobody = at(&school.app.nobody(), HOST);
    nobody.post("/session/openid/authorization", json!({})).await.expect_problem(404, "not_found");
    nobody.post("/session/openid", json!({ "proof": "AAAA" })).await.expect_problem(404, "not_found");
    begin_link(&school.admin, PASSWORD).await.expect_problem(404, "not_found");
}
