//! Passkeys: added, signed in with, stepped up with, removed; what of their answers is refused; and what they are beside one-time codes.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Digest, PASSWORD, Response, School, text};

use super::{
    authenticator::{HOST, Passkey, add, at, proof, sign_in},
    second_factor,
    sessions::renewed,
};
use crate::on_both_engines;

/// The same person in the session that an answer opened.
fn within(client: &Client, answer: &Response) -> Client {
    let mut client = client.clone();
    (client.token, client.refresh) = (answer.cookie("steward_access"), answer.cookie("steward_refresh"));
    client
}

/// By the password alone.
async fn by_password(school: &School, client: &Client, login: &str) -> Client {
    let answer = school.app.nobody().post("/session", json!({ "login": login, "password": PASSWORD })).await;
    within(client, &answer)
}

async fn by_passkey(school: &School, client: &Client, passkey: &mut Passkey) -> Client {
    let answer = sign_in(school, passkey).await;
    let again = within(client, &answer);
    answer.expect(200);
    again
}

async fn acts(school: &School, client: &Client) -> Vec<String> {
    school.principal.column(&format!("/audit-events?actor_id={}&limit=200", client.person_id), "action").await
}

async fn names(client: &Client) -> Vec<String> {
    let security = client.get("/me/security").await.expect(200);
    security["passkeys"].as_array().unwrap().iter().map(|passkey| text(&passkey["name"]).to_owned()).collect()
}

async fn require(client: &Client, whom: &str) {
    let rule = json!({ "value": whom, "valid_from": "2026-11-24", "source": "校务会", "reason": "网络安全" });
    client.seen(0).put("/policies/identity.second_factor", rule).await.expect(200);
}

/// Both refuse it, and nothing but the count of tries changes.
async fn refused_everywhere(school: &School, client: &Client, proof: &Value) {
    at(&school.app.nobody(), HOST).post("/session/passkey", proof.clone()).await.expect_problem(401, "passkey_not_good");
    let problem = at(client, HOST).post("/session/step-up", json!({ "passkey": proof })).await.expect_problem(422, "validation_failed");
    assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!("/passkey"), &json!("passkey_not_good")));
}

on_both_engines! {
    async fn a_passkey_is_added_with_the_password_signs_in_without_it_and_is_removed(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let browser = at(&teacher, HOST);
        let wrong = browser.post("/me/passkeys/options", json!({ "password": "wrong-stone-42" })).await.expect_problem(422, "validation_failed");
        assert_eq!(wrong["errors"][0]["pointer"], "/password");
        let asked = browser.post("/me/passkeys/options", json!({ "password": PASSWORD })).await.expect(200);
        let options = &asked["options"];
        assert_eq!((&options["rp"]["id"], &options["user"]["name"], &options["user"]["displayName"]), (&json!(HOST), &json!("T001"), &json!("李老师")));
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        let (mut phone, made) = add(&teacher, " 我的  手机 ").await;
        assert_eq!((&made["name"], &made["last_used_at"]), (&json!("我的 手机"), &Value::Null));

        school.app.advance(TimeDelta::minutes(1));
        let answer = sign_in(&school, &mut phone).await;
        assert!(answer.cookie("steward_refresh").is_some() && answer.cookie("steward_device").is_some());
        let again = within(&teacher, &answer);
        assert_eq!(answer.expect(200)["person"]["id"], teacher.person_id.as_str());
        again.get("/me").await.expect(200);
        let security = again.get("/me/security").await.expect(200);
        assert_eq!(security["passkeys"][0]["last_used_at"], "2026-11-24T02:01:00Z");
        assert_eq!(security["proven_until"], "2026-11-24T14:01:00Z");

        let (mut key, _) = add(&teacher, "钥匙").await;
        assert_eq!(names(&teacher).await, ["我的 手机", "钥匙"]);
        let path = format!("/me/passkeys/{}", text(&made["id"]));
        school.admin.delete(&path).await.expect_problem(404, "not_found");
        teacher.delete(&path).await.expect(204);
        teacher.delete(&path).await.expect_problem(404, "not_found");
        assert_eq!(names(&teacher).await, ["钥匙"]);
        let old = proof(&school, &mut phone).await;
        refused_everywhere(&school, &teacher, &old).await;
        sign_in(&school, &mut key).await.expect(200);
        let acts = acts(&school, &teacher).await;
        for (act, times) in [("account.passkey_added", 2), ("account.passkey_removed", 1), ("account.passkey_used", 2)] {
            assert_eq!(acts.iter().filter(|known| *known == act).count(), times, "{act}: {acts:?}");
        }
    }
}

on_both_engines! {
    async fn a_passkey_proves_once_more_who_one_is_and_only_its_own_account(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let (mut own, _) = add(&school.admin, "手机").await;
        let (mut foreign, _) = add(&teacher, "手机").await;
        school.app.advance(TimeDelta::hours(11));
        let admin = renewed(&school, &school.admin).await;
        school.app.advance(TimeDelta::hours(1));
        let admin = renewed(&school, &admin).await;
        let slips = json!({ "people": [teacher.person_id] });
        admin.post("/sign-in-slips", slips.clone()).await.expect_problem(403, "step_up_required");
        let before = Digest::of(&school.app.db).await;
        let others = proof(&school, &mut foreign).await;
        at(&admin, HOST).post("/session/step-up", json!({ "passkey": others })).await.expect_problem(422, "validation_failed");
        let own_proof = proof(&school, &mut own).await;
        let both = json!({ "passkey": own_proof, "password": PASSWORD });
        let problem = at(&admin, HOST).post("/session/step-up", both).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["code"], "one_proof");
        before.assert_unchanged(&school.app.db, "somebody else's passkey").await;
        admin.post("/sign-in-slips", slips.clone()).await.expect_problem(403, "step_up_required");

        at(&admin, HOST).post("/session/step-up", json!({ "passkey": own_proof })).await.expect(204);
        admin.post("/sign-in-slips", slips).await.expect(201);
        let path = format!("/audit-events?action=session.stepped_up&actor_id={}", admin.person_id);
        assert_eq!(school.app.sign_in("P001").await.column(&path, "action").await.len(), 1);
    }
}

on_both_engines! {
    async fn an_answer_is_good_once_for_its_own_question_on_its_own_page_only(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let (mut phone, _) = add(&teacher, "手机").await;
        let nobody = at(&school.app.nobody(), HOST);
        let used = proof(&school, &mut phone).await;
        nobody.post("/session/passkey", used.clone()).await.expect(200);
        refused_everywhere(&school, &teacher, &used).await;
        let asked = nobody.post("/session/passkey-options", json!({})).await.expect(200);
        let other = nobody.post("/session/passkey-options", json!({})).await.expect(200);
        let state = text(&asked["state"]);
        let mut bent = phone.answer(&asked["options"]);
        bent["response"]["signature"] = phone.answer(&other["options"])["response"]["signature"].clone();
        for (state, credential, what) in [
            (&asked["state"], phone.answer(&other["options"]), "the answer to another question"),
            (&asked["state"], phone.answer_on(&asked["options"], "https://zongwu.sch00l.test"), "given on another page"),
            (&asked["state"], phone.answer_on(&asked["options"], &format!("http://{HOST}")), "given without HTTPS"),
            (&asked["state"], bent, "signed for something else"),
            (&asked["state"], json!({}), "no answer"),
            (&json!(state[1..]), phone.answer(&asked["options"]), "a state that was bent"),
            (&json!("x"), phone.answer(&asked["options"]), "a state that is none"),
        ] {
            let before = Digest::of(&school.app.db).await;
            let answer = nobody.post("/session/passkey", json!({ "state": state, "credential": credential })).await;
            assert_eq!(answer.status, 401, "{what}");
            answer.expect_problem(401, "passkey_not_good");
            before.assert_unchanged(&school.app.db, what).await;
            school.app.advance(TimeDelta::minutes(15));
        }
        // What was asked for an account that wanted to add one is no question of signing in.
        let teacher = by_passkey(&school, &teacher, &mut phone).await;
        let adding = at(&teacher, HOST).post("/me/passkeys/options", json!({ "password": PASSWORD })).await.expect(200);
        let mixed = json!({ "state": adding["state"], "credential": phone.answer(&adding["options"]) });
        refused_everywhere(&school, &teacher, &mixed).await;
        phone.unverified();
        let touched = proof(&school, &mut phone).await;
        refused_everywhere(&school, &teacher, &touched).await;
    }
}

on_both_engines! {
    async fn passkeys_work_over_https_or_on_this_machine_and_belong_to_their_host(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let password = json!({ "password": PASSWORD });
        let before = Digest::of(&school.app.db).await;
        for (host, origin) in [
            (HOST, Some("http://zongwu.school.test")), (HOST, Some("https://elsewhere.test")), (HOST, None), (HOST, Some("null")),
            ("10.0.0.5", Some("https://10.0.0.5")), ("127.0.0.1:8080", Some("http://127.0.0.1:8080")), ("[::1]", Some("https://[::1]")),
        ] {
            let page = |client: &Client| {
                let there = client.with("host", host);
                origin.map_or(there.clone(), |origin| there.with("origin", origin))
            };
            page(&school.app.nobody()).post("/session/passkey-options", json!({})).await.expect_problem(422, "no_passkeys_here");
            page(&teacher).post("/me/passkeys/options", password.clone()).await.expect_problem(422, "no_passkeys_here");
        }
        before.assert_unchanged(&school.app.db, "a passkey where there are none").await;
        let local = school.app.nobody().with("host", "localhost:8080").with("origin", "http://localhost:8080");
        let asked = local.post("/session/passkey-options", json!({})).await.expect(200);
        assert_eq!((&asked["options"]["rpId"], &asked["options"]["userVerification"]), (&json!("localhost"), &json!("required")));

        // Carried to another host of the same school, it opens nothing there.
        let (mut phone, _) = add(&teacher, "手机").await;
        let elsewhere = at(&school.app.nobody(), "other.school.test");
        let asked = elsewhere.post("/session/passkey-options", json!({})).await.expect(200);
        for origin in [format!("https://{HOST}"), "https://other.school.test".to_owned()] {
            let proof = json!({ "state": asked["state"], "credential": phone.answer_on(&asked["options"], &origin) });
            elsewhere.post("/session/passkey", proof).await.expect_problem(401, "passkey_not_good");
        }
        let here = proof(&school, &mut phone).await;
        elsewhere.post("/session/passkey", here).await.expect_problem(401, "passkey_not_good");
    }
}

on_both_engines! {
    async fn what_a_browser_made_is_kept_once_for_who_asked(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let (browser, foreign) = (at(&teacher, HOST), at(&school.admin, HOST));
        let asked = browser.post("/me/passkeys/options", json!({ "password": PASSWORD })).await.expect(200);
        let (_, credential) = Passkey::made(&asked["options"], HOST);
        let body = |name: &str, credential: &Value| json!({ "name": name, "state": asked["state"], "credential": credential });
        let before = Digest::of(&school.app.db).await;
        let not_good = |problem: Value| assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!("/credential"), &json!("passkey_not_good")));
        not_good(foreign.post("/me/passkeys", body("手机", &credential)).await.expect_problem(422, "validation_failed"));
        not_good(browser.post("/me/passkeys", body("手机", &json!({}))).await.expect_problem(422, "validation_failed"));
        let (_, phished) = Passkey::made(&asked["options"], "zongwu.sch00l.test");
        not_good(browser.post("/me/passkeys", body("手机", &phished)).await.expect_problem(422, "validation_failed"));
        let unnamed = browser.post("/me/passkeys", body("", &credential)).await.expect_problem(422, "validation_failed");
        assert_eq!(unnamed["errors"][0]["pointer"], "/name");
        before.assert_unchanged(&school.app.db, "a passkey that was not good").await;
        browser.post("/me/passkeys", body("手机", &credential)).await.expect(201);
        not_good(browser.post("/me/passkeys", body("手机二", &credential)).await.expect_problem(422, "validation_failed"));
        assert_eq!(names(&teacher).await, ["手机"]);
        // One that is there already is not made again, and there is an end of them.
        let asked = browser.post("/me/passkeys/options", json!({ "password": PASSWORD })).await.expect(200);
        assert_eq!(asked["options"]["excludeCredentials"][0]["id"], credential["id"]);
        for nth in 1..20 {
            add(&teacher, &format!("手机{nth}")).await;
        }
        browser.post("/me/passkeys/options", json!({ "password": PASSWORD })).await.expect_problem(409, "many_passkeys");
    }
}

on_both_engines! {
    async fn a_copy_that_counts_from_behind_is_refused(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let (mut phone, _) = add(&teacher, "钥匙").await;
        phone.count = 40;
        sign_in(&school, &mut phone).await.expect(200);
        phone.count = 30;
        sign_in(&school, &mut phone).await.expect_problem(401, "passkey_not_good");
        phone.count = 41;
        sign_in(&school, &mut phone).await.expect(200);
    }
}

on_both_engines! {
    /// The passkey is both factors for the session that it opened or proved; the password beside it is only one.
    async fn where_the_school_asks_for_more_the_passkey_is_enough_and_the_password_is_not(engine) {
        let school = School::open(engine).await;
        require(&school.principal, "administration").await;
        assert_eq!(school.admin.get("/me").await.expect(200)["must_enrol"], true);
        let (mut phone, made) = add(&school.admin, "手机").await;
        // Whoever has just added one has proven it.
        let me = school.admin.get("/me").await.expect(200);
        assert_eq!((&me["must_enrol"], &me["must_use_passkey"]), (&json!(false), &json!(false)));
        school.admin.get("/people").await.expect(200);
        let admin = by_passkey(&school, &school.admin, &mut phone).await;
        assert_eq!(admin.get("/me").await.expect(200)["must_enrol"], false);
        admin.get("/people").await.expect(200);
        let admin = renewed(&school, &admin).await;
        admin.post("/people", json!({ "name": "新老师" })).await.expect(201);

        let half = by_password(&school, &school.admin, "A001").await;
        let me = half.get("/me").await.expect(200);
        assert_eq!((&me["must_enrol"], &me["must_use_passkey"]), (&json!(false), &json!(true)));
        half.get("/people").await.expect_problem(403, "second_factor_required");
        // The password gets at nothing that would stand in for the passkey.
        let before = Digest::of(&school.app.db).await;
        let password = json!({ "password": PASSWORD });
        half.post("/me/totp", password.clone()).await.expect_problem(403, "passkey_asked");
        at(&half, HOST).post("/me/passkeys/options", password.clone()).await.expect_problem(403, "passkey_asked");
        half.delete(&format!("/me/passkeys/{}", text(&made["id"]))).await.expect_problem(403, "passkey_asked");
        before.assert_unchanged(&school.app.db, "means to prove who one is, by the password alone").await;
        half.post("/session/step-up", password).await.expect(204);
        half.get("/people").await.expect_problem(403, "second_factor_required");
        let proven = proof(&school, &mut phone).await;
        at(&half, HOST).post("/session/step-up", json!({ "passkey": proven })).await.expect(204);
        half.get("/people").await.expect(200);
        half.post("/session/step-up", json!({ "password": PASSWORD })).await.expect(204);
        half.get("/people").await.expect(200);

        // Without the passkey nothing is proven by it any more.
        half.delete(&format!("/me/passkeys/{}", text(&made["id"]))).await.expect(204);
        for session in [&half, &admin] {
            assert_eq!(session.get("/me").await.expect(200)["must_enrol"], true);
            session.get("/people").await.expect_problem(403, "second_factor_required");
        }
    }
}

on_both_engines! {
    async fn one_time_codes_are_not_asked_for_beside_a_passkey(engine) {
        let school = School::open(engine).await;
        require(&school.principal, "administration").await;
        let (mut phone, made) = add(&school.admin, "手机").await;
        let (_, codes) = second_factor::enrol(&school, &school.admin).await;
        let admin = by_passkey(&school, &school.admin, &mut phone).await;
        admin.get("/people").await.expect(200);
        school.app.nobody().post("/session", json!({ "login": "A001", "password": PASSWORD })).await.expect_problem(401, "totp_required");
        // Either goes without the other.
        admin.delete(&format!("/me/passkeys/{}", text(&made["id"]))).await.expect(204);
        admin.get("/people").await.expect(200);
        let (mut phone, _) = add(&admin, "手机").await;
        admin.post("/me/totp/remove", json!({ "password": PASSWORD, "code": codes[0] })).await.expect(204);
        admin.get("/people").await.expect(200);
        by_passkey(&school, &admin, &mut phone).await.get("/people").await.expect(200);
    }
}

on_both_engines! {
    async fn whoever_lost_the_device_is_rid_of_its_passkeys(engine) {
        let school = School::open(engine).await;
        let keeper = school.person("吴保管", &["head_custodian"]).await;
        let of_keeper = format!("/people/{}/second-factor", keeper.person_id);
        school.admin.delete(&of_keeper).await.expect_problem(409, "no_second_factor");
        let (mut phone, _) = add(&keeper, "手机").await;
        school.admin.delete(&of_keeper).await.expect(204);
        sign_in(&school, &mut phone).await.expect_problem(401, "passkey_not_good");
        assert!(names(&keeper).await.is_empty());

        // A slip, and a password from the office.
        let (mut phone, _) = add(&keeper, "手机").await;
        let slip = school.admin.post("/sign-in-slips", json!({ "people": [keeper.person_id] })).await.expect(201)["items"][0]["code"].clone();
        sign_in(&school, &mut phone).await.expect(200);
        school.app.nobody().post("/sign-in-slips/redeem", json!({ "code": slip, "password": PASSWORD })).await.expect(200);
        sign_in(&school, &mut phone).await.expect_problem(401, "passkey_not_good");
        let keeper = by_password(&school, &keeper, "T001").await;
        let (mut phone, _) = add(&keeper, "手机").await;
        let reset = json!({ "password": "stone-bridge-43" });
        school.admin.post(&format!("/people/{}/account", keeper.person_id), reset).await.expect(200);
        sign_in(&school, &mut phone).await.expect_problem(401, "passkey_not_good");

        // Who left does not come in by a passkey; one's own new password takes none away.
        let teacher = school.person("李老师", &["staff"]).await;
        let (mut phone, _) = add(&teacher, "手机").await;
        let change = json!({ "current": PASSWORD, "new": "new-stone-bridge-44" });
        teacher.post("/me/password", change).await.expect(204);
        teacher.get("/me").await.expect_problem(401, "unauthenticated");
        sign_in(&school, &mut phone).await.expect(200);
        let version = school.admin.get(&format!("/people/{}", teacher.person_id)).await.expect(200)["version"].as_i64().unwrap();
        school.admin.seen(version).post(&format!("/people/{}/disable", teacher.person_id), json!({})).await.expect(200);
        sign_in(&school, &mut phone).await.expect_problem(401, "passkey_not_good");
    }
}

on_both_engines! {
    async fn i11_answers_that_prove_nothing_count_with_the_other_tries(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let (mut phone, _) = add(&teacher, "手机").await;
        let used = proof(&school, &mut phone).await;
        let nobody = at(&school.app.nobody(), HOST);
        nobody.post("/session/passkey", used.clone()).await.expect(200);
        for _ in 0..3 {
            nobody.post("/session/passkey", used.clone()).await.expect_problem(401, "passkey_not_good");
        }
        for _ in 0..2 {
            at(&teacher, HOST).post("/session/step-up", json!({ "passkey": used })).await.expect_problem(422, "validation_failed");
        }
        sign_in(&school, &mut phone).await.expect_problem(429, "too_many_requests");
        let good = proof(&school, &mut phone).await;
        at(&teacher, HOST).post("/session/step-up", json!({ "passkey": good })).await.expect_problem(429, "too_many_requests");
        let password = json!({ "login": "T001", "password": PASSWORD });
        school.app.nobody().post("/session", password).await.expect_problem(429, "too_many_requests");
        school.app.advance(TimeDelta::minutes(15));
        sign_in(&school, &mut phone).await.expect(200);
    }
}
