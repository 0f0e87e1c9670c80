//! What was spent on purchases, in sums that agree with the papers.

use serde_json::{Value, json};
use test_support::text;

use super::{decide, orders::Chain, petty, publications::chairs};
use crate::on_both_engines;

fn fen(value: &Value) -> i64 {
    text(value).replace('.', "").parse().unwrap()
}

fn sum(rows: &Value, field: &str) -> i64 {
    rows.as_array().unwrap().iter().map(|row| fen(&row[field])).sum()
}

on_both_engines! {
    async fn what_was_accepted_and_approved_is_in_every_sum_once(engine) {
        let school = Chain::open(engine).await;
        chairs(&school).await;
        let valve = petty::record(&school.helper, &school.all.teacher, "角阀", "38").await;
        decide(&school.all.director, &valve, "approve", json!({})).await.expect(200);
        // What nobody approved yet is not spent.
        petty::record(&school.helper, &school.all.teacher, "垫圈", "3").await;
        let spent = school.all.director.get("/purchase-spending").await.expect(200);
        assert_eq!((&spent["year"], &spent["total"], &spent["receipts"], &spent["petty"]), (&json!(2026), &json!("1478.00"), &json!("1440.00"), &json!("38.00")));
        for (rows, field) in [("months", "total"), ("funds", "total"), ("suppliers", "total"), ("departments", "total")] {
            assert_eq!(sum(&spent[rows], field), 147_800, "{rows}: {spent}");
        }
        assert_eq!((&spent["months"][10]["receipts"], &spent["suppliers"][0]["name"]), (&json!("1440.00"), &json!("城南家具店")));
        let next = school.all.director.get("/purchase-spending?year=2027").await.expect(200);
        assert_eq!((&next["total"], &next["year_before"], &next["months"][10]["year_before"]), (&json!("0.00"), &json!("1478.00"), &json!("1478.00")));
        school.all.director.get("/purchase-spending?year=1900").await.expect_problem(400, "unknown_value");
        school.all.teacher.get("/purchase-spending").await.expect_problem(403, "forbidden");
        // The same as a file, a sheet for each way of adding it up.
        let file = school.all.director.post("/purchase-spending-exports", json!({ "filter": { "year": 2026 } })).await;
        assert_eq!(file.status.as_u16(), 200);
        for sheet in ["按月", "按经费", "按供应商", "按部门"] {
            let cells = crate::registers::forms::read(&file.bytes, sheet).cells;
            assert!(cells.iter().flatten().any(|cell| cell.to_string().contains("1478")), "{sheet}");
        }
        school.all.director.post("/purchase-spending-exports", json!({ "filter": { "year": 1900 } })).await.expect_problem(422, "validation_failed");
        school.all.teacher.post("/purchase-spending-exports", json!({})).await.expect_problem(403, "forbidden");
    }
}
