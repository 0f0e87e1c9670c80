//! What stands behind: news that cannot be handed on, jobs whose server is gone, leases.

use chrono::TimeDelta;
use kernel::lease;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use test_support::{School, text};

use super::inbox::told;
use crate::{
    on_both_engines,
    repairs::crew::{Crew, report},
};

on_both_engines! {
    /// A row that nobody can read holds up no other; it is tried again and in the end stays, with its reason.
    async fn bad_news_hold_up_no_good_ones(engine) {
        let crew = Crew::open(engine).await;
        let raw = crew.school.app.db.raw().await;
        crew.school.app.deliver().await;
        crew.case("lock").await;
        raw.execute_unprepared("UPDATE outbox SET payload = '{\"to\": 5}'").await.unwrap();
        report(&crew.teacher, crew.room("102"), json!([{ "category": "window" }])).await;
        let heard = told(&crew, &crew.director).await;
        assert!(heard[0].contains("窗") && heard.len() == 2, "{heard:?}");
        for _ in 0..60 {
            crew.school.app.advance(TimeDelta::hours(1));
            crew.school.app.deliver().await;
        }
        let sql = "SELECT CAST(attempts AS text) AS n, last_error FROM outbox WHERE dead_at IS NOT NULL";
        let row = raw.query_one_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap().unwrap();
        assert_eq!(row.try_get::<String>("", "n").unwrap(), "44");
        assert!(!row.try_get::<String>("", "last_error").unwrap().is_empty());
        let health = kernel::jobs::Health::look(&crew.school.app.running.as_ref().unwrap().db).await.unwrap();
        assert_eq!(health, kernel::jobs::Health { outbox: 0, due: 0, dead: 0 });
    }
}

on_both_engines! {
    async fn a_lease_is_one_servers_until_it_ends_or_is_given_back(engine) {
        let school = School::open(engine).await;
        let db = &school.app.running.as_ref().unwrap().db;
        let (one, other) = (db.ids().next(), db.ids().next());
        let minute = TimeDelta::minutes(1);
        let hold = async |holder| lease::hold(db, "rounds", holder, minute).await.unwrap();
        assert_eq!((hold(one).await, hold(other).await, hold(one).await), (true, false, true));
        school.app.advance(TimeDelta::seconds(61));
        assert_eq!((hold(other).await, hold(one).await), (true, false));
        lease::release(db, "rounds", one).await.unwrap();
        assert!(!hold(one).await, "not his to give back");
        lease::release(db, "rounds", other).await.unwrap();
        assert!(hold(one).await);
    }
}

on_both_engines! {
    /// A job in the hands of a server that is gone is taken by the next one when its lease is over, and not before.
    async fn the_job_of_a_dead_server_goes_on_when_its_lease_is_over(engine) {
        let school = crate::notices::channels::school(engine).await;
        let receiver = test_support::Receiver::open().await;
        let channel = school.admin.post("/notice-channels", crate::notices::channels::hook(&receiver)).await.expect(201);
        school.admin.post(&format!("/notice-channels/{}/test", text(&channel["id"])), json!({})).await.expect(201);
        let raw = school.app.db.raw().await;
        let running = school.app.running.as_ref().unwrap();
        let (gone, until) = (running.db.ids().next(), running.db.clock().now() + TimeDelta::seconds(30));
        let sql = "UPDATE job SET locked_by = $1, locked_until = $2, attempts = 1";
        let claimed = Statement::from_sql_and_values(raw.get_database_backend(), sql, [gone.into(), until.into()]);
        assert_eq!(raw.execute_raw(claimed).await.unwrap().rows_affected(), 1);
        assert_eq!((school.app.deliver().await, receiver.seen().len()), (0, 0));
        school.app.advance(TimeDelta::seconds(31));
        assert_eq!((school.app.deliver().await, receiver.seen().len()), (1, 1));
        assert_eq!(school.admin.rows("/notice-deliveries").await[0]["attempts"], 2);
    }
}
