//! What came of the rounds: by checklist, place, class and month, and as a workbook.

use serde_json::{Value, json};
use test_support::text;

use super::{Looking, spot, step, yes_no};
use crate::on_both_engines;

fn sums(row: &Value) -> [i64; 8] {
    ["due", "held", "late", "missed", "nothing_found", "found", "reported", "put_right"].map(|field| row[field].as_i64().unwrap())
}

on_both_engines! {
    async fn results_add_up_by_checklist_place_class_and_month(engine) {
        let all = Looking::open(engine).await;
        let list = all.list(yes_no()).await;
        all.plan(&list).await;
        all.today().await;
        let room = json!({ "grade": 3, "number": 2, "room_id": all.room("101") });
        all.school.admin.post("/classes", room).await.expect(201);
        let round = spot(&all.duty, &list).await;
        let path = format!("/inspection-rounds/{}/findings", text(&round["id"]));
        let found = all.duty.post(&path, json!({ "location_id": all.room("101"), "category": "furniture", "text": "桌腿断了" })).await.expect(201);
        all.duty.post(&path, json!({ "location_id": all.room("102"), "category": "lock" })).await.expect(201);
        let answers = json!([{ "item_no": 1, "yes": false, "remark": "缺一只" }, { "item_no": 2, "yes": true }]);
        step(&all.duty, &round, "submit", json!({ "answers": answers })).await.expect(200);
        // One is put right and accepted by whoever reported it.
        let case = format!("/repair-cases/{}", text(&found["finding"]["repair"]["id"]));
        let version = |case: Value| case["version"].as_i64().unwrap();
        let seen = version(all.worker.get(&case).await.expect(200));
        let taken = version(all.worker.seen(seen).post(&format!("{case}/take"), json!({})).await.expect(200));
        let done = version(all.worker.seen(taken).post(&format!("{case}/finish"), json!({ "damage": "natural_wear" })).await.expect(200));
        all.duty.seen(done).post(&format!("{case}/confirm"), json!({})).await.expect(200);
        all.later(61);
        all.school.app.run_jobs().await;
        let office = all.school.app.sign_in("T003").await;
        let by = async |what: &str| office.get(&format!("/inspection-results?by={what}&from=2026-11-01&to=2026-11-30")).await.expect(200);
        let whole = [2, 1, 0, 1, 0, 3, 2, 1];
        let of_lists = by("checklist").await;
        assert_eq!((text(&of_lists["rows"][0]["name"]), sums(&of_lists["rows"][0])), ("宿舍检查", whole));
        let of_places = by("place").await;
        let named: Vec<(&str, [i64; 8])> = of_places["rows"].as_array().unwrap().iter().map(|row| (text(&row["name"]), sums(row))).collect();
        assert_eq!(named, [
            ("致远楼 / 1层 / 101", [0, 0, 0, 0, 0, 1, 1, 1]),
            ("致远楼 / 1层 / 102", [0, 0, 0, 0, 0, 1, 1, 0]),
            ("全校", [2, 1, 0, 1, 0, 1, 0, 0]),
        ]);
        let of_classes = by("class").await;
        assert_eq!((text(&of_classes["rows"][0]["name"]), sums(&of_classes["rows"][0])), ("三（2）班", [0, 0, 0, 0, 0, 1, 1, 1]));
        let of_months = by("month").await;
        assert_eq!((text(&of_months["rows"][0]["name"]), sums(&of_months["total"])), ("2026-11", whole));
        for query in ["from=2026-11-02&to=2026-11-01", "from=2025-01-01&to=2026-11-01"] {
            office.get(&format!("/inspection-results?{query}")).await.expect_problem(400, "bad_period");
        }
        let file = office.post("/inspection-result-exports", json!({ "filter": { "by": "place" } })).await;
        assert_eq!((file.status.as_u16(), &file.bytes[..2]), (200, &b"PK"[..]));
    }
}
