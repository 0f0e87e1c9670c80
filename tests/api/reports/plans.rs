//! The general ledger is summed in the indexes: no card and no event is looked at, however many there are; the ledger of a class is read in the
//! order of its days. PostgreSQL chooses by its
//! statistics and reads whole tables when most of them is asked for; only SQLite's way is held.

use test_support::{TestEngine, statements, statements::Statements};

use super::walk::Walked;

#[tokio::test]
async fn the_general_ledger_is_summed_without_looking_at_cards() {
    let all = Walked::open(TestEngine::Sqlite).await;
    let raw = all.raw().await;
    let ear = Statements::listen();
    all.custodian.get("/general-ledger?as_of=2026-11-30").await.expect(200);
    let asked = ear.take();
    let sum = asked.iter().find(|sql| sql.contains("inner_move")).unwrap();
    let plan = statements::plan(&raw, sum).await.join("\n");
    for index in ["asset_ledger_class", "asset_value_event_ledger"] {
        assert!(plan.contains(&format!("COVERING INDEX {index}")), "{plan}");
    }
}

#[tokio::test]
async fn the_ledger_of_a_class_is_read_in_the_order_of_its_days() {
    let all = Walked::open(TestEngine::Sqlite).await;
    let raw = all.raw().await;
    let ear = Statements::listen();
    all.custodian.get("/detail-ledger?category_code=A05010304&as_of=2026-11-30").await.expect(200);
    let asked = ear.take();
    let page = asked.iter().find(|sql| sql.contains("ORDER BY e.effective_on, e.id LIMIT")).unwrap();
    let plan = statements::plan(&raw, page).await.join("\n");
    assert!(plan.contains("asset_value_event_class") && !plan.contains("TEMP B-TREE"), "{plan}");
}
