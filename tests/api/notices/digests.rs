//! Digests and quiet hours: at 10:00 and 16:00 of the school, and nothing at night but what is urgent. Tests begin at 10:00.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Receiver, text};

use super::channels::{hook, report, school, sign};
use crate::on_both_engines;

on_both_engines! {
    async fn a_group_hears_at_ten_and_at_four_of_what_came_since(engine) {
        let (school, receiver) = (school(engine).await, Receiver::open().await);
        let sign = sign(&school).await;
        let mut robot = hook(&receiver);
        robot["timing"] = json!("digest");
        school.admin.post("/notice-channels", robot).await.expect(201);
        let pass = async |minutes: i64| {
            school.app.advance(TimeDelta::minutes(minutes));
            school.app.run_jobs().await;
            school.app.deliver().await;
        };
        report(&school, &sign, "一").await;
        school.app.deliver().await;
        pass(1).await;
        report(&school, &sign, "二").await;
        pass(358).await;
        assert_eq!(receiver.seen().len(), 0, "15:59");
        pass(3).await;
        pass(1).await;
        let seen = receiver.seen();
        assert_eq!(seen.len(), 1);
        let said: Vec<Value> = seen[0].json()["items"].as_array().unwrap().iter().map(|item| item["text"].clone()).collect();
        assert_eq!(said.len(), 2);
        assert!(text(&said[0]).ends_with("一") && text(&said[1]).ends_with("二"), "{said:?}");
        // A day without news is a day without a message, and leaves no line in the log.
        pass(24 * 60).await;
        pass(2).await;
        assert_eq!(receiver.seen().len(), 1);
        report(&school, &sign, "三").await;
        school.app.deliver().await;
        pass(24 * 60).await;
        pass(2).await;
        assert_eq!(receiver.seen().len(), 2);
        let admin = school.app.sign_in("A001").await;
        assert_eq!(admin.rows("/notice-deliveries").await.len(), 2);
    }
}

on_both_engines! {
    async fn at_night_only_danger_goes_out(engine) {
        let (school, receiver) = (school(engine).await, Receiver::open().await);
        let sign = sign(&school).await;
        school.admin.post("/notice-channels", hook(&receiver)).await.expect(201);
        // 22:00.
        school.app.advance(TimeDelta::hours(12));
        report(&school, &sign, "桌子").await;
        let burst = json!({ "faults": [{ "category": "plumbing", "danger": true }], "text": "水管爆了" });
        school.app.nobody().post(&format!("/signs/{sign}/repair-cases"), burst).await.expect(201);
        school.app.deliver().await;
        let seen = receiver.seen();
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].json()["items"][0]["topic"], "repair_case.danger");
        // 06:59, 07:00.
        school.app.advance(TimeDelta::minutes(8 * 60 + 59));
        school.app.deliver().await;
        assert_eq!(receiver.seen().len(), 1);
        school.app.advance(TimeDelta::minutes(1));
        school.app.deliver().await;
        assert_eq!(receiver.seen().len(), 2);
    }
}
