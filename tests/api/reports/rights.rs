//! Who sees the ledgers, and how much of them.

use serde_json::json;
use test_support::text;

use super::walk::Walked;
use crate::on_both_engines;

on_both_engines! {
    /// A ledger of a part of the school ties with nothing: whoever is responsible for some rooms only has none.
    async fn the_ledgers_are_for_those_who_are_responsible_for_the_whole_school(engine) {
        let all = Walked::open(engine).await;
        let teacher = all.school.person("李老师", &["staff"]).await;
        for path in ["/general-ledger", "/room-ledger", "/detail-ledger", "/depreciation-schedule", "/ledger-ties", "/ledger-exports", "/ledger-reconciliations"] {
            teacher.get(path).await.expect_problem(403, "forbidden");
            all.school.app.nobody().get(path).await.expect_problem(401, "unauthenticated");
        }
        let part = all.school.person("郑保管", &[]).await;
        let room = all.school.admin.get("/locations?kind=room&limit=1").await.expect(200)["items"][0]["id"].clone();
        let grants = format!("/people/{}/role-grants", part.person_id);
        let grant = all.school.admin.post(&grants, json!({ "role": "head_custodian", "places": [room] })).await.expect(201);
        if grant["pending"] == true {
            let path = format!("/role-grants/{}/confirm", text(&grant["id"]));
            all.school.principal.seen(grant["version"].as_i64().unwrap()).post(&path, json!({})).await.expect(200);
        }
        let part = all.school.app.sign_in("T003").await;
        part.get("/assets").await.expect(200);
        part.get("/general-ledger").await.expect_problem(403, "forbidden");
        // The custodian looks and exports; figures of finance are typed by who keeps them.
        let body = json!({ "as_of": "2026-11-30", "source": "x", "balances": [{ "category_code": "A02", "original_value": "1.00" }] });
        all.custodian.post("/ledger-reconciliations", body).await.expect_problem(403, "forbidden");
        let auditor = all.school.person("审计员", &["auditor"]).await;
        auditor.get("/ledger-ties").await.expect(200);
        auditor.post("/ledger-exports", json!({ "ledger": "general" })).await.expect(201);
    }
}
