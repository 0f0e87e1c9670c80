//! J: what leaves the house. (How addresses are read and checked in detail is in `notices::outbound`.)

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use chrono::TimeDelta;
use notices::outbound::{Outbound, Resolve};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use test_support::{Receiver, School, text};

use super::channels::{hook, report, school, sign};
use crate::on_both_engines;

on_both_engines! {
    async fn j01_no_channel_leads_inside(engine) {
        let school = School::open(engine).await;
        let mut tried = 0;
        for host in [
            "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001", "127.0.0.1.", "localhost", "localhost.",
            "x.localhost", "0.0.0.0", "0", "10.0.0.8", "172.20.1.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "[::1]", "[::]",
            "[::ffff:127.0.0.1]", "[::ffff:a00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]", "[fd00::1]", "router", "nas.local",
            "①②⑦.0.0.1", "224.0.0.1",
        ] {
            for kind in ["webhook", "wecom", "dingtalk"] {
                let body = json!({ "kind": kind, "name": "群", "address": format!("https://{host}/x"), "secret": "s" });
                let refused = school.admin.post("/notice-channels", body).await.expect_problem(422, "validation_failed");
                assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!("/address"), &json!("address_not_allowed")), "{host}");
                tried += 1;
            }
            let mail = json!({ "port": 25, "security": "none", "from": "a@b.cn" });
            let body = json!({ "kind": "smtp", "name": "邮件", "address": host.trim_matches(['[', ']']), "mail": mail });
            assert_eq!(school.admin.post("/notice-channels", body).await.status, 422, "{host}");
        }
        assert_eq!((tried, school.admin.rows("/notice-channels").await.len()), (87, 0));
        // Changed later into one that leads inside: refused alike.
        let body = json!({ "kind": "wecom", "name": "群", "address": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1" });
        let channel = school.admin.post("/notice-channels", body).await.expect(201);
        let path = format!("/notice-channels/{}", text(&channel["id"]));
        school.admin.seen(1).patch(&path, json!({ "address": "https://127.0.0.1/" })).await.expect_problem(422, "validation_failed");
    }
}

/// A name server that says something else every other time.
struct Rebinding {
    asked: AtomicUsize,
    says: [SocketAddr; 2],
}

#[async_trait::async_trait]
impl Resolve for Rebinding {
    async fn resolve(&self, _: &str, _: u16) -> io::Result<Vec<SocketAddr>> {
        Ok(vec![self.says[self.asked.fetch_add(1, Ordering::SeqCst) % 2]])
    }
}

#[tokio::test]
async fn j02_a_name_that_changes_its_address_reaches_nothing_inside() {
    let inside = Receiver::open().await;
    let public: SocketAddr = "203.0.114.1:443".parse().unwrap();
    let names = Arc::new(Rebinding { asked: AtomicUsize::new(1), says: [public, inside.address] });
    let out = Outbound::resolving_by(false, names.clone()).unwrap();
    let url = out.readable("https://hooks.example.com/x").unwrap();
    out.post(&url, &[], b"{}".to_vec()).await.unwrap_err();
    assert_eq!((names.asked.load(Ordering::SeqCst), inside.seen().len()), (2, 0), "asked once, refused");
}

on_both_engines! {
    async fn j02_a_redirect_is_not_followed(engine) {
        let (school, receiver, inside) = (school(engine).await, Receiver::open().await, Receiver::open().await);
        let sign = sign(&school).await;
        school.admin.post("/notice-channels", hook(&receiver)).await.expect(201);
        for status in [301, 302, 303, 307, 308] {
            receiver.says(status, &[("location", &inside.url("/inside"))], "");
            report(&school, &sign, "坏了").await;
            school.app.deliver().await;
        }
        assert_eq!((receiver.seen().len(), inside.seen().len()), (5, 0));
        assert_eq!(school.admin.rows("/notice-deliveries?status=sent").await.len(), 0, "a redirect is no success");
    }
}

on_both_engines! {
    /// Whatever went wrong, the log says the same.
    async fn j03_whoever_asks_learns_only_whether_it_arrived(engine) {
        let (school, receiver) = (school(engine).await, Receiver::open().await);
        let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let mut hooks = Vec::new();
        for (name, address) in [("拒绝", receiver.url("/secret-page")), ("没人", format!("http://{closed}/")), ("没这个名字", "http://no.such.name.invalid/".into())] {
            let body = json!({ "kind": "webhook", "name": name, "address": address, "secret": "s" });
            hooks.push(school.admin.post("/notice-channels", body).await.expect(201));
        }
        receiver.says(500, &[("x-secret", "42")], "SECRET-BODY");
        for hook in &hooks {
            school.admin.post(&format!("/notice-channels/{}/test", text(&hook["id"])), json!({})).await.expect(201);
        }
        school.app.deliver().await;
        let log = school.admin.rows("/notice-deliveries").await;
        assert_eq!(log.len(), 3);
        let told = |row: &Value| {
            let mut row = row.clone();
            for own in ["id", "channel_id", "channel_name"] {
                row.as_object_mut().unwrap().remove(own);
            }
            row
        };
        assert!(log.iter().all(|row| told(row) == told(&log[0])), "{log:#?}");
        assert!(!json!(log).to_string().contains("SECRET"));
        assert_eq!((&log[0]["status"], &log[0]["attempts"]), (&json!("waiting"), &json!(1)));
    }
}

on_both_engines! {
    /// More than 64 KB is not read, and no answer is waited for longer than five seconds.
    async fn j03_an_answer_too_long_or_too_late_is_none(engine) {
        let (school, receiver) = (school(engine).await, Receiver::open().await);
        let channel = school.admin.post("/notice-channels", hook(&receiver)).await.expect(201);
        let test = format!("/notice-channels/{}/test", text(&channel["id"]));
        receiver.says(200, &[], &"x".repeat(65 * 1024));
        school.admin.post(&test, json!({})).await.expect(201);
        school.app.deliver().await;
        receiver.says(200, &[], "");
        receiver.thinks(Duration::from_mins(5));
        school.admin.post(&test, json!({})).await.expect(201);
        tokio::time::timeout(Duration::from_secs(60), school.app.deliver()).await.expect("waits for a receiver that says nothing");
        assert_eq!(school.admin.rows("/notice-deliveries?status=waiting").await.len(), 2);
        assert_eq!(school.admin.rows("/notice-deliveries?status=sent").await.len(), 0);
    }
}

on_both_engines! {
    /// A flood of news is a few messages, one of which says how many there were. Nobody's inbox loses one.
    async fn j04_a_flood_is_capped_and_line_breaks_are_refused(engine) {
        let (mut school, receiver) = (school(engine).await, Receiver::open().await);
        let director = school.person("周主任", &["logistics_director"]).await;
        let room = school.a_room().await;
        school.admin.post("/notice-channels", hook(&receiver)).await.expect(201);
        receiver.says(503, &[], "");
        let faults: Vec<Value> = (0..8).map(|_| json!({ "category": "other" })).collect();
        for _ in 0..10 {
            director.post("/repair-cases", json!({ "location_id": room, "faults": faults })).await.expect(201);
        }
        let teacher = school.person("李老师", &["staff"]).await;
        for _ in 0..10 {
            teacher.post("/repair-cases", json!({ "location_id": room, "faults": faults })).await.expect(201);
        }
        school.app.deliver().await;
        assert_eq!(school.admin.rows("/notice-deliveries?limit=200").await.len(), 20, "of 160");
        assert_eq!(director.pages("/notices", 200).await.len(), 81, "80 reports of somebody else, and his role");
        receiver.says(200, &[], "");
        let before = receiver.seen().len();
        school.app.advance(TimeDelta::minutes(6 * 60 + 2));
        school.app.run_jobs().await;
        school.app.deliver().await;
        school.admin = school.app.sign_in("A001").await;
        let after: Vec<Value> = receiver.seen()[before..].iter().map(test_support::Hook::json).collect();
        let digest = after.iter().find(|body| body["what"] == "digest").unwrap();
        assert_eq!((digest["items"].as_array().unwrap().len(), &digest["more"]), (20, &json!(120)));
        assert_eq!(after.len(), 21, "the twenty that waited, and the digest of the others");
        let log = school.admin.rows("/notice-deliveries?limit=200").await;
        assert!(log.iter().all(|row| row["status"] == "sent"), "{log:#?}");
    }
}

on_both_engines! {
    /// Down for a day: everything else goes on, and when it is up again it gets everything, once, under the same number, signed.
    async fn j05_a_receiver_that_is_down_for_a_day_gets_everything_afterwards(engine) {
        let (mut school, receiver, other) = (school(engine).await, Receiver::open().await, Receiver::open().await);
        let sign = sign(&school).await;
        school.admin.post("/notice-channels", hook(&receiver)).await.expect(201);
        let mut second = hook(&other);
        second["name"] = json!("好的那个");
        school.admin.post("/notice-channels", second).await.expect(201);
        receiver.says(502, &[], "");
        for said in ["一", "二", "三"] {
            report(&school, &sign, said).await;
        }
        school.app.deliver().await;
        assert_eq!(other.seen().len(), 3, "the other one waits for nobody");
        for _ in 0..48 {
            school.app.advance(TimeDelta::minutes(30));
            school.app.deliver().await;
        }
        let tries = receiver.seen().len();
        assert!((3 * 20..3 * 40).contains(&tries), "{tries} tries in a day");
        receiver.says(200, &[], "");
        school.app.advance(TimeDelta::hours(1));
        school.app.deliver().await;
        school.admin = school.app.sign_in("A001").await;
        let arrived = &receiver.seen()[tries..];
        assert_eq!(arrived.len(), 3);
        let first: Vec<String> = receiver.seen()[..3].iter().map(|hook| hook.header("steward-delivery").to_owned()).collect();
        assert!(arrived.iter().all(|hook| first.contains(&hook.header("steward-delivery").to_owned())));
        assert!(arrived.iter().all(|hook| hook.header("steward-signature").starts_with("v1=")));
        school.app.advance(TimeDelta::days(2));
        school.app.deliver().await;
        assert_eq!(receiver.seen().len(), tries + 3, "and nothing twice");
        assert_eq!(other.seen().len(), 3);
    }
}

on_both_engines! {
    /// After a day and a half it is given up, shown as that, and sent again when somebody asks.
    async fn what_was_given_up_is_shown_and_can_be_sent_again(engine) {
        let (mut school, receiver) = (school(engine).await, Receiver::open().await);
        let channel = school.admin.post("/notice-channels", hook(&receiver)).await.expect(201);
        receiver.says(500, &[], "");
        school.admin.post(&format!("/notice-channels/{}/test", text(&channel["id"])), json!({})).await.expect(201);
        for _ in 0..44 {
            school.app.deliver().await;
            school.app.advance(TimeDelta::hours(1));
        }
        school.admin = school.app.sign_in("A001").await;
        assert_eq!(school.app.deliver().await, 0);
        let failed = school.admin.rows("/notice-deliveries").await;
        assert_eq!((&failed[0]["status"], &failed[0]["attempts"]), (&json!("failed"), &json!(44)));
        assert_eq!(school.admin.rows("/notice-channels").await[0]["failed"], 1);
        receiver.says(200, &[], "");
        let path = format!("/notice-deliveries/{}/send-again", text(&failed[0]["id"]));
        let again = school.admin.post(&path, json!({})).await.expect(201);
        school.app.deliver().await;
        let log = school.admin.rows("/notice-deliveries").await;
        assert_eq!(log.iter().map(|row| text(&row["status"])).collect::<Vec<_>>(), ["sent", "failed"]);
        let path = format!("/notice-deliveries/{}/send-again", text(&again["id"]));
        school.admin.post(&path, json!({})).await.expect_problem(409, "not_failed");
        let raw = school.app.db.raw().await;
        let dead = Statement::from_string(raw.get_database_backend(), "SELECT last_error FROM job WHERE dead_at IS NOT NULL");
        assert_eq!(raw.query_all_raw(dead).await.unwrap().len(), 1);
    }
}
