//! Every reading operation asks the database a bounded number of times, however many rows there are: no look-up per row.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use test_support::{Client, Contract, text};

use super::fixtures::{Everything, report};
use crate::{
    on_both_engines,
    reliability::calls::{caller, required_query},
};

/// Most queries of a reading request, beside those that tell who asks.
const MOST: u32 = 8;

/// What takes more, and why: an approver's page of a petty purchase asks for its lines, its witnesses, the school's zone, the rules of the
/// day on which it was handed in, those of today and its budget, beside what every such page asks for; the page of an approved request for
/// its lines, its versions, its quotes, how far its orders are, and its budget by the rule of the day on which it was approved;
/// what is in somebody's hands, before he leaves, is one query for each kind of thing; what runs out around a canteen is one for each kind
/// of paper, and what was missed there asks for the calendar, the menus and the records of those days; a day of its book asks for what was
/// written of it and, apart from that, for the samples of other days that are still there, its incident also for those that were handed
/// over. A part of the detail ledger asks whose it is, since when there are books, on which days something happened and to which cards, for
/// events, stays and what their cards say, and for the names of all of it; a card in the ledger for its class and its repairs beside that;
/// a comparison with finance for both of its lists and both of the cards'; a term's summary for the calendar, whose school days its canteen
/// is measured by.
const MORE: [(&str, u32); 11] = [
    ("approval of petty-purchases", 12),
    ("approved purchase request", 10),
    ("/api/v1/people/{id}/holdings", 11),
    ("/api/v1/canteens/{id}/standing", 14),
    ("/api/v1/canteens/{id}/today", 9),
    ("/api/v1/canteens/{id}/day", 9),
    ("/api/v1/canteen-incidents/{id}", 10),
    ("/api/v1/term-summaries/{id}", 9),
    ("/api/v1/detail-ledger", 11),
    ("/api/v1/ledger-cards/{id}", 10),
    ("/api/v1/ledger-reconciliations/{id}", 11),
];

/// A page of a record as it is later in its life.
struct Page {
    what: String,
    by: Client,
    path: String,
}

/// Sent back by the director and written anew: the page of whoever made it, and that of its approval.
async fn revise(all: &Everything, kind: &str, by: &Client, made: &Value, again: Value) -> [Page; 2] {
    let path = format!("/{kind}/{}", text(&made["id"]));
    crate::procurement::decide(&all.director, made, "return", json!({ "reason": "再看看" })).await.expect(200);
    let version = by.get(&path).await.expect(200)["version"].as_i64().unwrap();
    let revised = by.seen(version).put(&path, again).await.expect(200);
    assert_eq!((&revised["round"], revised["earlier"].as_array().unwrap().len()), (&json!(2), 1), "{kind}");
    let approval = format!("/approvals/{}", text(&revised["approval_id"]));
    [
        Page { what: format!("revised {kind}"), by: by.clone(), path },
        Page { what: format!("approval of {kind}"), by: all.director.clone(), path: approval },
    ]
}

/// One of each kind that keeps what was submitted before, revised once, and a request that was approved.
async fn later(all: &Everything) -> Vec<Page> {
    let (teacher, custodian, director) = (&all.teacher, &all.custodian, &all.director);
    let made = crate::procurement::petty::record(teacher, &all.worker, "三通", "6").await;
    let rewritten = crate::procurement::petty::bought(teacher, &all.worker, "三通", "5").await;
    let mut pages = Vec::from(revise(all, "petty-purchases", teacher, &made, rewritten).await);
    let (store, item) = (&all.ids["/api/v1/stores/{id}"], &all.ids["/api/v1/stock-items/{id}"]);
    let wish = |quantity: &str| json!({ "purpose": "美术节", "class_id": all.class, "lines": [{ "item_id": item, "quantity": quantity }] });
    let made = teacher.post("/requisitions", wish("3")).await.expect(201);
    pages.extend(revise(all, "requisitions", teacher, &made, wish("2")).await);
    // More than goes to a class without an approval.
    let plan = |quantity: &str| {
        let lines = json!([{ "item_id": item, "quantities": [quantity] }]);
        json!({ "store_id": store, "purpose": "开学发放", "class_ids": [all.class], "lines": lines })
    };
    let made = custodian.with("idempotency-key", "queries-plan").post("/stock-distributions", plan("52")).await.expect(201);
    pages.extend(revise(all, "stock-distributions", custodian, &made, plan("51")).await);
    let approved = crate::procurement::ask_for(teacher, "门锁", "38").await;
    crate::procurement::approve(director, &approved).await;
    let path = format!("/purchase-requests/{}", text(&approved["id"]));
    pages.push(Page { what: "approved purchase request".to_owned(), by: director.clone(), path });
    pages
}

/// Queries of each reading operation, once it is known who asks.
async fn counted(all: &Everything, later: &[Page]) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for page in later {
        counts.insert(page.what.clone(), again(&page.by, &page.path).await);
    }
    for (method, template, operation) in Contract::published().operations() {
        if method != "GET" {
            continue;
        }
        let client = caller(all, operation["x-permission"].as_str().unwrap());
        let more = required_query(all, &template).map(|query| format!("?{query}")).unwrap_or_default();
        let path = format!("{}{more}", all.path(&template));
        counts.insert(template, again(&client, &path).await);
    }
    counts
}

/// Queries of the second time that somebody asks for this.
async fn again(by: &Client, path: &str) -> u32 {
    assert_eq!(by.get(path).await.status, 200, "{path}");
    let answer = by.get(path).await;
    assert_eq!(answer.status, 200, "{path}");
    answer.queries()
}

/// How many it may take.
fn most(path: &str) -> u32 {
    MORE.into_iter().find(|(which, _)| *which == path).map_or(MOST, |(_, most)| most)
}

/// One more row, or many, of whatever a list shows: with everything in it that is looked up elsewhere.
async fn grow(all: &Everything, rows: usize, name: &str) {
    let room = all.ids["/api/v1/locations/{id}"].as_str();
    for n in 0..rows {
        let building = json!({ "building": format!("{name}楼{n}"), "floors": 1, "rooms_per_floor": 1 });
        let made = all.school.admin.post("/locations/generate", building).await.expect(201);
        let person = json!({ "name": format!("{name}老师{n}"), "staff_no": format!("{name}{n}"), "department": format!("{name}处{n}") });
        let person = all.school.admin.post("/people", person).await.expect(201);
        let grants = format!("/people/{}/role-grants", text(&person["id"]));
        all.school.admin.post(&grants, json!({ "role": "auditor", "places": [room] })).await.expect(201);
        let number = if rows == 1 { 99 } else { n + 1 };
        let class = json!({ "grade": 2, "number": number, "class_teacher_id": person["id"] });
        all.school.admin.post("/classes", class).await.expect(201);
        let rule = json!({ "building_id": made["building"]["id"], "worker_id": all.worker.person_id, "deputy_id": all.worker.person_id });
        all.school.admin.post("/repair-routes", rule).await.expect(201);
        let card = json!({
            "name": format!("{name}柜{n}"), "category_code": "A05010502", "location_id": room, "custodian_id": all.custodian.person_id,
            "original_value": "480.00", "details": { "booked_on": "2026-09-02" }
        });
        all.custodian.post("/assets", card).await.expect(201);
        let upload = all.custodian.upload("说明.txt", "text/plain", format!("{name}{n}").into()).await.expect(201);
        let attached = json!({ "upload_ids": [upload["id"]], "kind": "document" });
        all.custodian.post(&all.path("/api/v1/assets/{id}/attachments"), attached).await.expect(201);
        let slip = all.director.upload("单.txt", "text/plain", format!("单 {name}{n}").into()).await.expect(201);
        let slip = json!({ "upload_ids": [slip["id"]], "kind": "document" });
        all.director.post(&all.path("/api/v1/repair-cases/{id}/attachments"), slip).await.expect(201);
        let case = report(&all.teacher, room).await;
        let path = format!("/repair-cases/{}", text(&case["id"]));
        let case = all.worker.seen(1).post(&format!("{path}/take"), json!({})).await.expect(200);
        assert_eq!(case["state"], "assigned");
        crate::procurement::ask_for(&all.teacher, &format!("{name}{n}"), "38").await;
        crate::stores::stock_of(&all.custodian, &all.teacher, &format!("{name}{n}")).await;
        crate::inspections::grow(&all.director, room, &format!("{name}{n}")).await;
        crate::procurement::kept::grow(&all.director, &all.kept, &format!("{name}商店{n}")).await;
        crate::procurement::budgets::allot(&all.school.principal, "public", "1.00").await.expect(201);
        crate::canteen::grow(all, &format!("{name}{n}")).await;
        // A line a card, computed again.
        all.school.principal.post("/depreciation-runs", json!({ "period": "2026-10" })).await.expect(200);
        // Others join the one case that is looked at.
        let joined = all.path("/api/v1/repair-cases/{id}/joins");
        all.director.post(&joined, json!({ "text": name })).await.expect(200);
        all.school.app.sign_in("T001").await;
    }
}

on_both_engines! {
    async fn many_rows_take_no_more_queries_than_a_few(engine) {
        let all = Everything::build(engine).await;
        grow(&all, 1, "甲").await;
        let later = later(&all).await;
        let few = counted(&all, &later).await;
        assert!(few.len() > 20, "only {} operations read", few.len());
        grow(&all, 12, "乙").await;
        let many = counted(&all, &later).await;
        assert!(many.values().filter(|count| **count > 0).count() > 15, "is anything counted? {many:?}");
        let grown: Vec<_> = few.iter().filter(|(path, count)| many[*path] > **count).map(|(path, count)| (path, count, many[path])).collect();
        assert!(grown.is_empty(), "more rows, more queries: {grown:?}");
        let costly: Vec<_> = many.iter().filter(|(path, count)| **count > most(path)).collect();
        assert!(costly.is_empty(), "more queries than they may take: {costly:?}");
    }
}
