//! How the database finds a day of the book: by its day, and by the samples that are still there; never by reading what was written down since
//! the book began.

use ::canteen::{book::entity as record, sample::entity as sample};
use chrono::Days;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, IntoActiveModel, QueryFilter};
use test_support::{statements, statements::Statements};
use uuid::Uuid;

use super::Kitchen;
use crate::on_both_engines;

/// Days that are over, each with this many samples, all of them gone.
const DAYS: u64 = 300;
const A_DAY: u64 = 10;

/// The book of many days, as it was written down of one.
async fn written(raw: &DatabaseConnection, cook: &str) {
    let of_samples = record::Entity::find().filter(record::Column::Kind.eq("food_sample"));
    let row = of_samples.one(raw).await.unwrap().unwrap();
    let life = sample::Entity::find().one(raw).await.unwrap().unwrap();
    let (mut rows, mut lives) = (Vec::new(), Vec::new());
    for n in 0..DAYS * A_DAY {
        let id = Uuid::from_u128(u128::from(n) + 1);
        rows.push(record::Model { id, day: row.day - Days::new(1 + n / A_DAY), ..row.clone() });
        lives.push(sample::Model {
            record_id: id,
            phase: "discarded".into(),
            discarded_at: life.keep_until,
            discard_recorded_at: life.keep_until,
            discard_late: Some(false),
            discarded_by: Some(cook.parse().unwrap()),
            discard_supervisor_id: Some(row.recorded_by),
            ..life.clone()
        });
    }
    for some in rows.chunks(500) {
        let some = some.iter().map(|row| row.clone().into_active_model().reset_all());
        record::Entity::insert_many(some).exec_without_returning(raw).await.unwrap();
    }
    for some in lives.chunks(500) {
        let some = some.iter().map(|life| life.clone().into_active_model().reset_all());
        sample::Entity::insert_many(some).exec_without_returning(raw).await.unwrap();
    }
}

on_both_engines! {
    async fn a_day_of_the_book_is_found_without_reading_the_book(engine) {
        let all = Kitchen::open(engine).await;
        all.menu("2026-11-24", &["米饭"]).await;
        all.stored("米饭").await;
        let raw = all.school.app.db.raw().await;
        written(&raw, &all.cook).await;
        statements::count_rows(&raw).await;
        let ear = Statements::listen();
        // A day asks beside that who was found unfit in the months before it.
        for (page, count) in [("today", 2), ("day?day=2026-11-24", 3), ("day?day=2026-11-20", 3)] {
            ear.take();
            all.officer.get(&all.at(page)).await.expect(200);
            let asked = ear.take();
            let of_book: Vec<&String> = asked.iter().filter(|sql| sql.contains("canteen_record")).collect();
            assert_eq!(of_book.len(), count, "{page}: {of_book:?}");
            for sql in of_book {
                let plan = statements::plan(&raw, sql).await.into_iter().map(|line| line + " ").collect::<String>();
                // By the samples that are there, by the days of those months (of their kind or of all), or by the day.
                let ways: &[&str] = if sql.contains("<> 'discarded'") {
                    &["food_sample_there "]
                } else if sql.contains("BETWEEN") {
                    &["canteen_record_days ", "canteen_record_day "]
                } else {
                    &["canteen_record_day "]
                };
                assert!(ways.iter().any(|way| plan.contains(way)), "{page}\n{sql}\n{plan}");
            }
        }
    }
}
