//! E05: two do the same at once. One of them does it, the other is told, and the tables have it once.

use futures_util::future::join;
use serde_json::{Value, json};
use test_support::{Response, School, text};

use super::promises;
use crate::{
    canteen::{Kitchen, keyed, menu, samples},
    inspections::{Looking, spot, yes_no},
    on_both_engines,
    registers::depreciation::{act, desks, people},
};

/// Rounds of each race; `make prove` asks for 200.
fn rounds() -> usize {
    crate::setting("STEWARD_RACE_ROUNDS").unwrap_or(4)
}

/// One did it, and the other had seen what is no more.
fn one_wins(answers: (Response, Response), round: usize) {
    let (won, lost) = if answers.0.status == 200 { answers } else { (answers.1, answers.0) };
    assert_eq!(won.status, 200, "round {round}: nobody won: {}", String::from_utf8_lossy(&won.bytes));
    lost.expect_problem(412, "stale");
}

on_both_engines! {
    async fn e05_of_two_who_hold_one_round_at_once_one_does(engine) {
        let all = Looking::open(engine).await;
        let list = all.list(yes_no()).await;
        for round in 0..rounds() {
            let going = spot(&all.duty, &list).await;
            let path = format!("/inspection-rounds/{}/submit", text(&going["id"]));
            let hold = |remark: &str| {
                let (by, path, body) = (all.duty.seen(1), path.clone(), json!({ "nothing_found": true, "remark": remark }));
                async move { by.post(&path, body).await }
            };
            one_wins(join(hold("甲"), hold("乙")).await, round);
        }
        assert_eq!(promises::broken(&all.school.app.db.raw().await).await, Vec::<String>::new());
    }
}

/// Dishes of one day.
const DISHES: usize = 20;

on_both_engines! {
    /// Of meals that are long over: their hours are too.
    async fn e05_of_two_who_discard_one_sample_at_once_one_does(engine) {
        let all = Kitchen::open(engine).await;
        let dishes: Vec<String> = (0..DISHES).map(|n| format!("菜{n:02}")).collect();
        let names: Vec<&str> = dishes.iter().map(String::as_str).collect();
        let mut kept: Vec<Value> = Vec::new();
        for round in 0..rounds() {
            if round.is_multiple_of(DISHES) {
                let day = format!("2026-11-{:02}", 20 - round / DISHES);
                all.manager.post(&all.at("menus"), menu(&day, "lunch", &names)).await.expect(201);
                let of_all: Vec<(&str, i64)> = names.iter().map(|name| (*name, 130)).collect();
                let mut body = samples(&all.cook, &of_all, Some("1 号柜"));
                body["happened_at"] = json!(format!("{day}T04:00:00Z"));
                kept = all.sample(body).await.expect(201)["items"].as_array().unwrap().clone();
            }
            let path = format!("/food-samples/{}/discard", text(&kept[round % DISHES]["id"]));
            let discard = || {
                let (by, path, body) = (all.officer.seen(1), path.clone(), json!({ "operator_id": all.cook }));
                async move { keyed(&by).post(&path, body).await }
            };
            one_wins(join(discard(), discard()).await, round);
        }
        assert_eq!(promises::broken(&all.school.app.db.raw().await).await, Vec::<String>::new());
    }
}

on_both_engines! {
    /// Month after month: what the asset system says goes into the books once, whoever closes.
    async fn e05_of_two_who_close_one_month_at_once_one_does(engine) {
        let school = School::open(engine).await;
        let (custodian, bookkeeper) = people(&school).await;
        let card = desks(&custodian, "60000.00", "2009-12-02").await;
        for month in 0..rounds() {
            let period = format!("{}-{:02}", 2010 + month / 12, month % 12 + 1);
            let run = bookkeeper.post("/depreciation-runs", json!({ "period": period })).await.expect(201);
            let path = format!("/depreciation-runs/{}", text(&run["id"]));
            let says = json!([{ "asset_no": card["asset_no"], "accumulated": format!("{}.00", month + 1) }]);
            bookkeeper.seen(1).post(&format!("{path}/compare"), json!({ "rows": says })).await.expect(200);
            let close = |by: &test_support::Client| {
                let (by, path) = (by.seen(2), format!("{path}/close"));
                async move { act(&by, &path, json!({})).await }
            };
            one_wins(join(close(&bookkeeper), close(&school.principal)).await, month);
        }
        let worth = bookkeeper.get(&format!("/assets/{}/value", text(&card["id"]))).await.expect(200);
        assert_eq!(worth["accumulated_depreciation"], format!("{}.00", rounds()));
        assert_eq!(promises::broken(&school.app.db.raw().await).await, Vec::<String>::new());
    }
}

on_both_engines! {
    /// The control: what is made wrong behind the product's back is found, by name.
    async fn promises_that_are_broken_behind_the_products_back_are_found(engine) {
        use sea_orm::ConnectionTrait;
        let all = Looking::open(engine).await;
        let (custodian, bookkeeper) = (all.school.person("吴保管", &["head_custodian"]).await, all.school.person("郑报账", &["finance"]).await);
        desks(&custodian, "600.00", "2026-09-02").await;
        bookkeeper.post("/depreciation-runs", json!({ "period": "2026-10" })).await.expect(201);
        spot(&all.duty, &all.list(yes_no()).await).await;
        let raw = all.school.app.db.raw().await;
        assert_eq!(promises::broken(&raw).await, Vec::<String>::new());
        for (sql, promise) in [
            ("UPDATE inspection_round SET faults = 1", "the faults of a round"),
            ("UPDATE depreciation_run SET posted = posted + 1", "a month sums up to its lines"),
            ("UPDATE asset SET original_value = original_value + 1", "a card is worth what its events come to"),
            (
                "UPDATE inspection_round SET phase = 'submitted', happened_at = created_at, recorded_at = created_at, \
                 performed_by = performer_id, recorded_by = performer_id",
                "a round is submitted once",
            ),
        ] {
            raw.execute_unprepared(sql).await.unwrap();
            let found = promises::broken(&raw).await;
            assert!(found.iter().any(|one| one.starts_with(promise)), "{sql}: {found:?}");
        }
    }
}
