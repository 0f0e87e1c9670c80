//! H01 at the API: a script in a text is kept and given back as the text it is, never as a page. That nothing of it runs in a browser is
//! walked by `frontend/e2e/scripts-in-texts.spec.ts`.

use serde_json::json;
use test_support::text;

use super::calls;
use crate::{coverage::fixtures::Everything, on_both_engines};

const SCRIPT: &str = "<script>ran()</script><img src=x onerror=ran()>";

on_both_engines! {
    async fn h01_a_script_in_a_text_comes_back_as_text_and_never_as_a_page(engine) {
        let all = Everything::build(engine).await;
        let room = &all.ids["/api/v1/locations/{id}"];
        let report = json!({ "location_id": room, "faults": [{ "category": "lock" }], "text": SCRIPT });
        let case = all.teacher.post("/repair-cases", report).await.expect(201)["items"][0].clone();
        assert_eq!(case["text"], SCRIPT, "an auditor reads what was written");
        all.school.admin.post("/people", json!({ "name": SCRIPT })).await.expect(201);
        all.custodian.post("/assets", json!({ "name": SCRIPT, "category_code": "A05010304", "remarks": SCRIPT })).await.expect(201);
        let mut looked = 0;
        for call in calls::all(&all).into_iter().filter(|call| call.method == "GET") {
            let query = calls::required_query(&all, &call.template).map(|query| format!("?{query}")).unwrap_or_default();
            let answer = call.client.get(&format!("{}{query}", call.path)).await;
            let kind = answer.header("content-type").unwrap_or_default().to_owned();
            assert!(!kind.starts_with("text/html") && !kind.contains("svg") && !kind.contains("xml;"), "{}: {kind}", call.template);
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{}", call.template);
            looked += 1;
        }
        assert!(looked > 40, "only {looked} answers");
        // Refusals quote what was wrong: as JSON too.
        let wrong = all.school.admin.get(&format!("/people?sort={}", "%3Cscript%3Ex%3C%2Fscript%3E")).await;
        assert!(wrong.status == 400 && wrong.header("content-type").is_some_and(|kind| kind.starts_with("application/problem+json")));
        let found = all.school.principal.rows("/audit-events?action=repair_case.reported&limit=1").await;
        assert_eq!(text(&found[0]["subjects"][0]["after"]["note"]), SCRIPT);
    }
}
