//! How the database finds rounds: those due last by their index, in order; and who held the last self-check by its checklist, not by going
//! back through all that was ever held.

use ::inspections::round::entity as round;
use chrono::TimeDelta;
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};
use test_support::{statements, statements::Statements};
use uuid::Uuid;

use super::{Looking, list, look, spot, step, yes_no};
use crate::on_both_engines;

/// Rounds that were held before.
const HELD: i64 = 3000;

/// Many rounds, as one was held.
async fn held(raw: &DatabaseConnection) {
    let row = round::Entity::find().one(raw).await.unwrap().unwrap();
    let one = |n: i64| {
        let before = TimeDelta::hours(n + 1);
        let (due_from, due_until) = (row.due_from - before, row.due_until - before);
        let id = Uuid::from_u128(u128::try_from(n).unwrap() + 1);
        round::Model { id, number: format!("XJB-{n:07}"), due_from, due_until, ..row.clone() }
    };
    let rows: Vec<round::Model> = (0..HELD).map(one).collect();
    for some in rows.chunks(500) {
        let some = some.iter().map(|row| row.clone().into_active_model().reset_all());
        round::Entity::insert_many(some).exec_without_returning(raw).await.unwrap();
    }
}

on_both_engines! {
    async fn rounds_are_found_in_their_order_and_a_self_check_by_its_checklist(engine) {
        let all = Looking::open(engine).await;
        let first = spot(&all.duty, &all.list(yes_no()).await).await;
        step(&all.duty, &first, "submit", json!({ "nothing_found": true })).await.expect(200);
        let raw = all.school.app.db.raw().await;
        held(&raw).await;
        let other = all.director.post("/checklists", list("消防检查", yes_no())).await.expect(201);
        let again = |level: &str| json!({ "checklist_id": other["id"], "check_kind": "spot", "level": level });
        let checked: Value = all.duty.post("/inspection-rounds", again("self_check")).await.expect(201);
        step(&all.duty, &checked, "submit", json!({ "nothing_found": true })).await.expect(200);
        let recheck = all.director.post("/inspection-rounds", again("recheck")).await.expect(201);
        statements::count_rows(&raw).await;
        let ear = Statements::listen();
        all.director.get("/inspection-rounds?limit=50").await.expect(200);
        let asked = ear.take();
        let sql = asked.iter().find(|sql| sql.contains("FROM \"inspection_round\"")).unwrap();
        let plan = statements::plan(&raw, sql).await.join("\n");
        let sorted = ["Sort", "TEMP B-TREE"].iter().any(|way| plan.contains(way));
        assert!(plan.contains("inspection_round_due") && !sorted, "{sql}\n{plan}");
        look(&all.director, &recheck).await;
        let asked = ear.take();
        let sql = asked.iter().find(|sql| sql.starts_with("SELECT \"inspection_round\".\"performed_by\" FROM")).unwrap();
        let plan = statements::plan(&raw, sql).await.join("\n");
        assert!(plan.contains("inspection_round_checklist"), "{sql}\n{plan}");
    }
}
