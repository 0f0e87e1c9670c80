//! Due dates of cards.

use serde_json::json;
use test_support::{School, text};

use crate::on_both_engines;

on_both_engines! {
    async fn what_is_due_is_listed_done_and_due_again(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let room = school.a_room().await;
        let card = json!({ "name": "灭火器", "category_code": "A02370100", "location_id": room });
        let card = custodian.post("/assets", card).await.expect(201);
        let path = format!("/assets/{}/due-dates", text(&card["id"]));
        for (kind, day) in [("extinguisher_scrap", "2031-09-01"), ("extinguisher_service", "2026-11-01"), ("inspection", "2026-12-01")] {
            custodian.post(&path, json!({ "kind": kind, "due_on": day })).await.expect(201);
        }
        let open = custodian.rows("/asset-due-dates").await;
        let days: Vec<&str> = open.iter().map(|d| text(&d["due_on"])).collect();
        assert_eq!(days, ["2026-11-01", "2026-12-01", "2031-09-01"]);
        assert_eq!((&open[0]["overdue"], &open[1]["overdue"]), (&json!(true), &json!(false)));
        assert_eq!(custodian.rows("/asset-due-dates?until=2026-12-31").await.len(), 2);
        assert_eq!(custodian.rows("/asset-due-dates?kind=inspection,warranty").await.len(), 1);
        assert_eq!(custodian.rows(&format!("/asset-due-dates?location_id={room}")).await.len(), 3);
        let mut seen = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = custodian.get(&format!("/asset-due-dates?limit=1{cursor}")).await.expect(200);
            seen.extend(page["items"].as_array().unwrap().clone());
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(seen, open);

        let day = format!("/asset-due-dates/{}", text(&open[0]["id"]));
        for (body, pointer) in [
            (json!({ "done_on": "2027-01-01" }), "/done_on"),
            (json!({ "done_on": "2026-11-20", "next_due_on": "2026-11-20" }), "/next_due_on"),
        ] {
            let problem = custodian.seen(1).post(&format!("{day}/done"), body).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], pointer);
        }
        let done = json!({ "done_on": "2026-11-20", "next_due_on": "2028-11-20", "note": "换药" });
        let done = custodian.seen(1).post(&format!("{day}/done"), done).await.expect(200);
        assert_eq!((&done["done_on"], &done["overdue"]), (&json!("2026-11-20"), &json!(false)));
        custodian.seen(2).post(&format!("{day}/done"), json!({ "done_on": "2026-11-20" })).await.expect_problem(409, "done_already");
        let open = custodian.rows("/asset-due-dates?kind=extinguisher_service").await;
        assert_eq!((open.len(), &open[0]["due_on"]), (1, &json!("2028-11-20")));
        assert_eq!(custodian.rows("/asset-due-dates?done=true").await.len(), 1);
        let history = custodian.rows(&format!("/assets/{}/timeline", text(&card["id"]))).await;
        assert_eq!(history.iter().filter(|h| h["action"] == "asset.due_done").count(), 1);
        // The dates of a card that is void are nobody's business any more.
        custodian.seen(1).post(&format!("/assets/{}/void", text(&card["id"])), json!({ "reason": "x" })).await.expect(200);
        assert!(custodian.rows("/asset-due-dates").await.is_empty());
    }
}
