//! `/notice-channels`: what may be set up, what is never shown again, and what arrives.

use serde_json::{Value, json};
use test_support::{Receiver, School, TestDb, TestEngine, text};

use crate::on_both_engines;

/// A school whose notices may go to receivers of the test.
pub async fn school(engine: TestEngine) -> School {
    School::open_with(TestDb::new(engine).await, |config| config.notices.allow_private = true).await
}

/// A hook that hears of new reports at once.
pub fn hook(receiver: &Receiver) -> Value {
    json!({
        "kind": "webhook", "name": "另一个系统", "address": receiver.url("/hook"), "secret": "stone-bridge",
        "topics": ["repair_case.unassigned", "repair_case.danger"], "timing": "at_once",
    })
}

/// A fault in a room, reported at its door.
pub async fn report(school: &School, sign: &str, said: &str) {
    let faults = json!({ "faults": [{ "category": "other" }], "text": said });
    school.app.nobody().post(&format!("/signs/{sign}/repair-cases"), faults).await.expect(201);
}

/// What a receiver computes.
fn hmac_sha256(secret: &str, signed: &str) -> String {
    use hmac::{KeyInit, Mac};
    let mut mac = hmac::Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

pub async fn sign(school: &School) -> String {
    text(&school.rooms().await["101"]["sign_code"]).to_owned()
}

on_both_engines! {
    async fn what_opens_a_channel_is_never_shown_again(engine) {
        let school = school(engine).await;
        let robot = json!({
            "kind": "dingtalk", "name": "总务群", "address": "https://oapi.dingtalk.com/robot/send?access_token=4f6d2c9e81aa", "secret": "SECabcdef",
            "topics": ["repair_case.danger"],
        });
        let made = school.admin.post("/notice-channels", robot.clone()).await;
        let shown = String::from_utf8(made.bytes.clone()).unwrap();
        let made = made.expect(201);
        assert_eq!((&made["target"], &made["has_secret"]), (&json!("oapi.dingtalk.com/…81aa"), &json!(true)));
        let path = format!("/notice-channels/{}", text(&made["id"]));
        let changed = school.admin.seen(1).patch(&path, json!({ "timing": "at_once", "language": "en" })).await.expect(200);
        assert_eq!((&changed["has_secret"], &changed["timing"]), (&json!(true), &json!("at_once")));
        let everything = [
            shown,
            changed.to_string(),
            school.admin.get("/notice-channels").await.expect(200).to_string(),
            school.admin.get("/audit-events?limit=200").await.expect(200).to_string(),
        ];
        for said in everything {
            assert!(said.contains("oapi.dingtalk.com"), "{said}");
            assert!(!said.contains("4f6d2c9e") && !said.contains("SECabc"), "{said}");
        }
        school.admin.post("/notice-channels", robot).await.expect_problem(409, "channel_name_taken");
        school.admin.seen(1).delete(&path).await.expect_problem(412, "stale");
        school.admin.seen(2).delete(&path).await.expect(204);
        assert_eq!(school.admin.get("/notice-channels").await.expect(200)["items"], json!([]));
    }
}

on_both_engines! {
    async fn what_a_kind_needs_is_asked_for_and_what_it_has_not_is_refused(engine) {
        let school = School::open(engine).await;
        let https = "https://hooks.example.com/x";
        for (body, pointer, code) in [
            (json!({ "kind": "webhook", "name": "a", "address": https }), "/secret", "required"),
            (json!({ "kind": "webhook", "name": "a", "address": "http://hooks.example.com/x", "secret": "s" }), "/address", "address_not_allowed"),
            (json!({ "kind": "wecom", "name": "a", "address": "https://u:p@qyapi.weixin.qq.com/x" }), "/address", "address_not_allowed"),
            (json!({ "kind": "wecom", "name": "a", "address": "ftp://qyapi.weixin.qq.com/x" }), "/address", "address_not_allowed"),
            (json!({ "kind": "wecom", "name": "a", "address": https, "topics": ["none"] }), "/topics", "reference_not_found"),
            (json!({ "kind": "smtp", "name": "a", "address": "mail.example.com" }), "/mail", "required"),
            (json!({ "kind": "smtp", "name": "a", "address": "mail.example.com", "secret": "x", "mail": { "port": 465, "security": "tls", "from": "a@b.cn" } }), "/mail/user_name", "required"),
            (json!({ "kind": "smtp", "name": "a", "address": "mail.example.com", "mail": { "port": 465, "security": "tls", "from": "no mail" } }), "/mail/from", "bad_mail_address"),
            (json!({ "kind": "smtp", "name": "a", "address": "192.168.1.9", "mail": { "port": 25, "security": "none", "from": "a@b.cn" } }), "/address", "address_not_allowed"),
            (json!({ "kind": "smtp", "name": "a", "address": "mail.example.com", "mail": { "port": 70000, "security": "tls", "from": "a@b.cn" } }), "/mail/port", "too_large"),
            (json!({ "kind": "wecom", "name": "a\r\nb", "address": https }), "/name", "bad_characters"),
        ] {
            let refused = school.admin.post("/notice-channels", body.clone()).await.expect_problem(422, "validation_failed");
            let found = refused["errors"].as_array().unwrap().iter().any(|e| e["pointer"] == pointer && e["code"] == code);
            assert!(found, "{body}: {refused:#}");
        }
        let mail = json!({ "kind": "smtp", "name": "邮件", "address": "mail.example.com", "mail": { "port": 465, "security": "tls", "from": "a@b.cn" } });
        school.admin.post("/notice-channels", mail.clone()).await.expect(201);
        let mut second = mail;
        second["name"] = json!("又一个");
        school.admin.post("/notice-channels", second).await.expect_problem(409, "second_mail_server");
    }
}

on_both_engines! {
    async fn h09_a_hook_gets_signed_json_with_links_to_the_address_that_the_school_set(engine) {
        let (school, receiver) = (school(engine).await, Receiver::open().await);
        let sign = sign(&school).await;
        school.admin.post("/notice-channels", hook(&receiver)).await.expect(201);
        // A forged host goes nowhere.
        let forged = school.app.nobody().with("x-forwarded-host", "evil.example").with("host", "evil.example");
        let faults = json!({ "faults": [{ "category": "other" }], "text": "桌子坏了" });
        forged.post(&format!("/signs/{sign}/repair-cases"), faults).await.expect(201);
        school.app.deliver().await;
        let seen = receiver.seen();
        assert_eq!(seen.len(), 1);
        let (hook, body) = (&seen[0], seen[0].json());
        assert_eq!((hook.uri.as_str(), hook.header("content-type")), ("/hook", "application/json; charset=utf-8"));
        assert_eq!(body["items"][0]["topic"], "repair_case.unassigned");
        assert!(text(&body["items"][0]["text"]).ends_with("：桌子坏了"), "{body}");
        assert!(text(&body["items"][0]["link"]).starts_with("http://school.test/repairs/"), "{body}");
        assert_eq!(body["id"], hook.header("steward-delivery"));
        let signed = format!("{}.{}", hook.header("steward-timestamp"), String::from_utf8_lossy(&hook.body));
        assert_eq!(hook.header("steward-signature"), format!("v1={}", hmac_sha256("stone-bridge", &signed)));
    }
}

on_both_engines! {
    /// Markdown, markup and templates in what somebody wrote stay what he wrote (H02, H11), and a robot that answers 200 with an
    /// error did not take the message.
    async fn h02_robots_get_text_and_nothing_else(engine) {
        let (school, receiver) = (school(engine).await, Receiver::open().await);
        let sign = sign(&school).await;
        for kind in ["wecom", "dingtalk"] {
            let robot = json!({
                "kind": kind, "name": kind, "address": receiver.url(&format!("/{kind}?key=1")), "topics": ["repair_case.unassigned"],
                "timing": "at_once", "language": "en",
            });
            let mut robot = robot;
            if kind == "dingtalk" {
                robot["secret"] = json!("SEC1");
            }
            school.admin.post("/notice-channels", robot).await.expect(201);
        }
        let said = "![x](http://169.254.169.254/) [y](javascript:alert(1)) <img src=file:///etc/passwd> {{7*7}} {place} @all";
        report(&school, &sign, said).await;
        school.app.deliver().await;
        let seen = receiver.seen();
        assert_eq!(seen.len(), 2);
        for hook in &seen {
            let body = hook.json();
            assert_eq!(body["msgtype"], "text");
            let content = text(&body["text"]["content"]);
            assert!(content.contains(said) && content.starts_with("[青禾小学] To be assigned:"), "{content}");
            assert_eq!(body.as_object().unwrap().len(), 2, "nobody is called upon by name: {body}");
        }
        let signed = seen.iter().find(|hook| hook.uri.starts_with("/dingtalk")).unwrap();
        assert!(signed.uri.contains("&timestamp=") && signed.uri.contains("&sign="), "{}", signed.uri);
        receiver.says(200, &[], "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}");
        report(&school, &sign, "又坏了").await;
        school.app.deliver().await;
        let log = school.admin.rows("/notice-deliveries?status=waiting").await;
        assert_eq!(log.iter().map(|row| row["attempts"].as_i64().unwrap()).collect::<Vec<_>>(), [1, 1]);
    }
}

on_both_engines! {
    async fn a_test_message_arrives_and_is_in_the_log(engine) {
        let (school, receiver) = (school(engine).await, Receiver::open().await);
        let channel = school.admin.post("/notice-channels", hook(&receiver)).await.expect(201);
        let path = format!("/notice-channels/{}/test", text(&channel["id"]));
        let waiting = school.admin.post(&path, json!({})).await.expect(201);
        assert_eq!((&waiting["status"], &waiting["what"]), (&json!("waiting"), &json!("test")));
        school.app.deliver().await;
        assert_eq!(receiver.seen()[0].json()["what"], "test");
        let log = school.admin.rows("/notice-deliveries").await;
        assert_eq!((&log[0]["status"], &log[0]["attempts"], log.len()), (&json!("sent"), &json!(1), 1));
        school.principal.get("/notice-deliveries").await.expect_problem(403, "forbidden");
    }
}

on_both_engines! {
    async fn a_channel_that_is_off_gets_nothing_and_is_not_told_afterwards(engine) {
        let (mut school, receiver) = (school(engine).await, Receiver::open().await);
        let sign = sign(&school).await;
        let channel = school.admin.post("/notice-channels", hook(&receiver)).await.expect(201);
        let path = format!("/notice-channels/{}", text(&channel["id"]));
        school.admin.seen(1).patch(&path, json!({ "enabled": false })).await.expect(200);
        report(&school, &sign, "桌子").await;
        school.app.deliver().await;
        school.app.advance(chrono::TimeDelta::hours(7));
        school.admin = school.app.sign_in("A001").await;
        school.admin.seen(2).patch(&path, json!({ "enabled": true })).await.expect(200);
        school.app.advance(chrono::TimeDelta::hours(24));
        school.app.run_jobs().await;
        school.app.deliver().await;
        assert_eq!(receiver.seen().len(), 0);
    }
}
