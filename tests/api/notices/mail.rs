//! Mail, handed to a server that speaks the protocol.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, MailServer, text};

use super::channels::school;
use crate::{
    on_both_engines,
    repairs::crew::{Crew, step},
};

pub fn server(mail: &MailServer) -> Value {
    json!({
        "kind": "smtp", "name": "学校邮箱", "address": mail.address.ip().to_string(), "secret": "pa55",
        "mail": { "port": mail.address.port(), "security": "none", "user_name": "zongwu", "from": "zongwu@school.cn" },
    })
}

async fn wants(client: &Client, mail: &str, more: Value) {
    let mut body = json!({ "mail": mail, "mail_address": "li@school.cn" });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let seen = client.get("/me/notice-preferences").await.expect(200)["version"].as_i64().unwrap();
    client.seen(seen).put("/me/notice-preferences", body).await.expect(200);
}

/// Nobody has anything to read yet.
async fn crew(engine: test_support::TestEngine) -> Crew {
    let school = school(engine).await;
    let crew = Crew {
        rooms: school.rooms().await,
        teacher: school.person("李老师", &["staff"]).await,
        worker: school.person("王师傅", &["repair_worker"]).await,
        mate: school.person("赵师傅", &["repair_worker"]).await,
        director: school.person("周主任", &["logistics_director"]).await,
        school,
    };
    crew.school.app.deliver().await;
    for person in [&crew.teacher, &crew.worker, &crew.mate, &crew.director] {
        person.post("/notices/read-all", json!({})).await.expect(200);
    }
    crew
}

/// The text of a letter, whatever it was wrapped in for the way.
pub fn text_of(data: &str) -> String {
    use base64::Engine as _;
    let body = data.split_once("\r\n\r\n").unwrap().1;
    let bytes = if data.contains("Content-Transfer-Encoding: base64") {
        let packed: String = body.split_whitespace().collect();
        base64::engine::general_purpose::STANDARD.decode(packed).unwrap()
    } else if data.contains("Content-Transfer-Encoding: quoted-printable") {
        unquoted(&body.replace("=\r\n", ""))
    } else {
        body.as_bytes().to_vec()
    };
    String::from_utf8(bytes).unwrap()
}

fn unquoted(text: &str) -> Vec<u8> {
    let mut parts = text.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    bytes
}

on_both_engines! {
    async fn mail_goes_to_whoever_wants_it_as_plain_text_signed_in_and_comes_again_when_the_server_is_busy(engine) {
        let (crew, mail) = (crew(engine).await, MailServer::open().await);
        crew.school.admin.post("/notice-channels", server(&mail)).await.expect(201);
        assert_eq!(crew.worker.get("/me/notice-preferences").await.expect(200)["mail_available"], true);
        wants(&crew.worker, "at_once", json!({})).await;
        mail.is_busy(true);
        let case = crew.case("lighting").await;
        step(&crew.director, &case, "assign", json!({ "worker_id": crew.worker.person_id })).await;
        crew.school.app.deliver().await;
        assert_eq!(mail.letters().len(), 0);
        mail.is_busy(false);
        crew.school.app.advance(TimeDelta::seconds(30));
        crew.school.app.deliver().await;
        let letters = mail.letters();
        assert_eq!(letters.len(), 1, "the teacher and the director did not ask for mail");
        let letter = &letters[0];
        assert_eq!((letter.from.as_str(), letter.to.as_slice()), ("zongwu@school.cn", &["li@school.cn".to_owned()][..]));
        assert!(letter.auth.as_deref().unwrap().starts_with("PLAIN "));
        assert!(letter.field("Content-Type").starts_with("text/plain"), "{}", letter.data);
        assert!(text_of(&letter.data).contains("派给您了：致远楼"), "{}", letter.data);
        assert!(text_of(&letter.data).contains("http://school.test/repairs/"), "{}", letter.data);
        let log = crew.school.admin.rows("/notice-deliveries").await;
        assert_eq!((&log[0]["status"], &log[0]["attempts"], &log[0]["person"]["name"]), (&json!("sent"), &json!(2), &json!("王师傅")));
    }
}

on_both_engines! {
    async fn a_digest_lists_what_is_unread_and_quiet_hours_are_ones_own(engine) {
        let (mut crew, mail) = (crew(engine).await, MailServer::open().await);
        crew.school.admin.post("/notice-channels", server(&mail)).await.expect(201);
        wants(&crew.director, "digest", json!({})).await;
        wants(&crew.worker, "at_once", json!({ "quiet_from": "12:00", "quiet_until": "14:00" })).await;
        for category in ["lock", "window"] {
            crew.case(category).await;
        }
        // 13:00: the worker has his rest.
        crew.pass(TimeDelta::hours(3)).await;
        let case = crew.case("other").await;
        step(&crew.director, &case, "assign", json!({ "worker_id": crew.worker.person_id })).await;
        crew.school.app.deliver().await;
        assert_eq!(mail.letters().len(), 0);
        crew.school.app.advance(TimeDelta::hours(1));
        crew.school.app.deliver().await;
        assert_eq!(mail.letters().len(), 1, "14:00, the worker");
        crew.school.app.advance(TimeDelta::minutes(121));
        crew.school.app.run_jobs().await;
        crew.school.app.deliver().await;
        let letters = mail.letters();
        assert_eq!(letters.len(), 2, "16:01, the director; the worker had his already");
        let text = text_of(&letters[1].data);
        assert_eq!(text.matches("等您派人").count(), 3, "{text}");
    }
}

on_both_engines! {
    /// B06: prepared for somebody who has left when it would go out.
    async fn b06_what_was_prepared_for_somebody_who_left_is_not_sent(engine) {
        let (mut crew, mail) = (crew(engine).await, MailServer::open().await);
        crew.school.admin.post("/notice-channels", server(&mail)).await.expect(201);
        wants(&crew.worker, "at_once", json!({})).await;
        wants(&crew.mate, "at_once", json!({})).await;
        // 22:00: both wait for the morning.
        crew.pass(TimeDelta::hours(12)).await;
        for worker in [&crew.worker, &crew.mate] {
            let case = crew.case("lock").await;
            step(&crew.director, &case, "assign", json!({ "worker_id": worker.person_id })).await;
        }
        crew.school.app.deliver().await;
        let path = format!("/people/{}", crew.worker.person_id);
        let version = crew.school.admin.get(&path).await.expect(200)["version"].as_i64().unwrap();
        crew.school.admin.seen(version).post(&format!("{path}/disable"), json!({})).await.expect(200);
        crew.school.app.advance(TimeDelta::hours(9));
        crew.school.app.deliver().await;
        assert_eq!(mail.letters().len(), 1, "the one who is still here");
        let admin = crew.school.app.sign_in("A001").await;
        let log = admin.rows("/notice-deliveries").await;
        let of = |name: &str| text(&log.iter().find(|row| row["person"]["name"] == name).unwrap()["status"]).to_owned();
        assert_eq!((of("王师傅"), of("赵师傅")), ("dropped".into(), "sent".into()));
        crew.school.app.advance(TimeDelta::days(3));
        crew.school.app.deliver().await;
        assert_eq!(mail.letters().len(), 1);
    }
}

on_both_engines! {
    async fn j04_nothing_that_somebody_wrote_makes_a_line_of_a_mails_head(engine) {
        let (crew, mail) = (crew(engine).await, MailServer::open().await);
        crew.school.admin.post("/notice-channels", server(&mail)).await.expect(201);
        wants(&crew.director, "at_once", json!({})).await;
        let said = "坏了\r\nBcc: evil@example.com\r\n\r\n.\r\nMAIL FROM:<evil@example.com>\r\n<b>x</b> {{7*7}}";
        let body = json!({ "location_id": crew.room("101"), "faults": [{ "category": "other" }], "text": said });
        crew.teacher.post("/repair-cases", body).await.expect(201);
        crew.school.app.deliver().await;
        let letters = mail.letters();
        assert_eq!((letters.len(), letters[0].to.len(), letters[0].from.as_str()), (1, 1, "zongwu@school.cn"));
        let head = letters[0].data.split("\r\n\r\n").next().unwrap();
        assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
        assert!(text_of(&letters[0].data).contains("<b>x</b> {{7*7}}"), "{}", letters[0].data);
    }
}
