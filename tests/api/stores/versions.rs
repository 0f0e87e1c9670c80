//! What was submitted before versions were kept: it is kept when it is written anew, as it stands there until then.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use serde_json::json;
use test_support::text;

use super::{
    Storing, act,
    requisitions::{ask, look, paper, wish},
};
use crate::{on_both_engines, procurement::decide};

/// As an upgrade finds it: nothing was kept. Behind the product's back, which forgets no version.
async fn forget(raw: &DatabaseConnection, table: &str) {
    let free = match raw.get_database_backend() {
        DbBackend::Postgres => format!("DROP TRIGGER {table}_append_only ON {table}"),
        _ => format!("DROP TRIGGER {table}_no_delete"),
    };
    for sql in [free, format!("DELETE FROM {table}")] {
        raw.execute_unprepared(&sql).await.unwrap();
    }
}

on_both_engines! {
    async fn a_requisition_of_before_is_kept_as_it_was_when_it_is_written_anew(engine) {
        let all = Storing::open(engine).await;
        let paper = paper(&all).await;
        let asked = ask(&all.teacher, wish(&paper, "30")).await;
        decide(&all.director, &asked, "return", json!({ "reason": "太多了" })).await.expect(200);
        forget(&all.school.app.db.raw().await, "requisition_version").await;
        let returned = look(&all.teacher, &asked).await;
        let path = format!("/requisitions/{}", text(&asked["id"]));
        let again = all.teacher.seen(returned["version"].as_i64().unwrap()).put(&path, wish(&paper, "10")).await.expect(200);
        let kept: Vec<_> = again["earlier"].as_array().unwrap().iter().map(|one| (&one["round"], text(&one["lines"][0]["quantity"]))).collect();
        assert_eq!(kept, [(&json!(1), "30")]);
        assert_eq!((&again["earlier"][0]["submitted_at"], &again["lines"][0]["quantity"]), (&asked["submitted_at"], &json!("10")));
    }
}

on_both_engines! {
    async fn a_distribution_of_before_is_kept_as_it_was_when_it_is_written_anew(engine) {
        let all = Storing::open(engine).await;
        let paper = paper(&all).await;
        let class = all.school.admin.post("/classes", json!({ "grade": 1, "number": 1, "size": 40 })).await.expect(201)["id"].clone();
        let plan = |quantity: &str| {
            let lines = json!([{ "item_id": paper, "quantities": [quantity] }]);
            json!({ "store_id": all.store, "purpose": "开学发放", "class_ids": [class], "lines": lines })
        };
        let asked = act(&all.custodian, "/stock-distributions", plan("7")).await.expect(201);
        assert_eq!(asked["state"], "submitted");
        decide(&all.director, &asked, "return", json!({ "reason": "不够发" })).await.expect(200);
        forget(&all.school.app.db.raw().await, "stock_distribution_version").await;
        let path = format!("/stock-distributions/{}", text(&asked["id"]));
        let returned = all.custodian.get(&path).await.expect(200);
        let again = all.custodian.seen(returned["version"].as_i64().unwrap()).put(&path, plan("6")).await.expect(200);
        let kept: Vec<_> = again["earlier"].as_array().unwrap().iter().map(|one| (&one["round"], &one["lines"][0]["quantities"])).collect();
        assert_eq!(kept, [(&json!(1), &json!(["7"]))]);
        assert_eq!((&again["earlier"][0]["submitted_at"], &again["lines"][0]["quantities"]), (&asked["submitted_at"], &json!(["6"])));
    }
}
