//! A. Object and school boundary. (A01 and A02 are in `coverage::authorization`.)

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DatabaseConnection, QueryResult, Statement};
use serde_json::{Value, json};
use test_support::{Client, Contract, Digest, PASSWORD};
use uuid::Uuid;

use super::calls;
use crate::{
    coverage::fixtures::{Everything, report, with_id},
    on_both_engines,
};

/// A second school with people, a room, a building, a card and a case of its own.
struct Neighbour {
    /// One of everything of a canteen.
    kitchen: Value,
    /// One of everything of inspections.
    looked: crate::inspections::Kept,
    admin: Client,
    principal: Client,
    director: Client,
    custodian: Client,
    worker: Client,
    school: String,
    room: String,
    building: String,
    sign: String,
    card: String,
    upload: String,
    approval: String,
    case: String,
    class: String,
    stock: Value,
    supplier: String,
    request: String,
    scan: String,
}

async fn neighbour(all: &Everything) -> Neighbour {
    let app = &all.school.app;
    let (admin, principal) = app.second_school("别的学校").await;
    let mut people = Vec::new();
    for (n, role) in
        ["staff", "logistics_director", "head_custodian", "repair_worker", "canteen_manager", "food_safety_officer"].into_iter().enumerate()
    {
        let login = format!("B1{n}");
        let person = admin.post("/people", json!({ "name": format!("别校{role}"), "staff_no": login })).await.expect(201);
        let id = person["id"].as_str().unwrap();
        admin.post(&format!("/people/{id}/account"), json!({ "password": PASSWORD })).await.expect(200);
        let grant = admin.post(&format!("/people/{id}/role-grants"), json!({ "role": role })).await.expect(201);
        if grant["pending"] == true {
            principal.seen(1).post(&format!("/role-grants/{}/confirm", grant["id"].as_str().unwrap()), json!({})).await.expect(200);
        }
        people.push(app.sign_in(&login).await);
    }
    let [teacher, director, custodian, worker, manager, officer] = <[Client; 6]>::try_from(people).unwrap();
    let building = admin.post("/locations/generate", json!({ "building": "致远楼", "floors": 1, "rooms_per_floor": 2 })).await.expect(201);
    let rooms = admin.get("/locations?kind=room").await.expect(200);
    let room = rooms["items"][0]["id"].as_str().unwrap().to_owned();
    let card = json!({ "name": "投影仪", "category_code": "A02020200", "location_id": room, "original_value": "5000.00" });
    let card = custodian.post("/assets", card).await.expect(201);
    let upload = custodian.upload("说明.txt", "text/plain", "说明".into()).await.expect(201);
    let case = report(&teacher, &room).await;
    let asked = crate::procurement::ask_for(&teacher, "水龙头", "38").await;
    let page = crate::procurement::signed_scans::page(&teacher).await;
    let scans = format!("/purchase-requests/{}/signed-scans", asked["id"].as_str().unwrap());
    let scans = teacher.post(&scans, json!({ "upload_ids": [page] })).await.expect(201);
    let supplier = crate::procurement::suppliers::supplier(&director, "城南文具店").await;
    director.post("/repair-routes", json!({ "category": "lock", "worker_id": worker.person_id })).await.expect(201);
    let class = admin.post("/classes", json!({ "grade": 3, "number": 2, "size": 42 })).await.expect(201)["id"].clone();
    let stock = crate::stores::stock(&custodian, &worker, &teacher, &class).await;
    let kitchen = crate::canteen::one_of_each(&director, &manager, &officer, &room).await;
    let looked = crate::inspections::kept(&director, &room).await;
    Neighbour {
        kitchen,
        looked,
        class: class.as_str().unwrap().to_owned(),
        stock,
        school: admin.get("/me").await.expect(200)["school"]["id"].as_str().unwrap().to_owned(),
        building: building["building"]["id"].as_str().unwrap().to_owned(),
        sign: rooms["items"][0]["sign_code"].as_str().unwrap().to_owned(),
        card: card["id"].as_str().unwrap().to_owned(),
        upload: upload["id"].as_str().unwrap().to_owned(),
        approval: asked["approval_id"].as_str().unwrap().to_owned(),
        scan: scans["items"][0]["id"].as_str().unwrap().to_owned(),
        request: asked["id"].as_str().unwrap().to_owned(),
        case: case["id"].as_str().unwrap().to_owned(),
        supplier: supplier["id"].as_str().unwrap().to_owned(),
        admin,
        principal,
        director,
        custodian,
        worker,
        room,
    }
}

/// Every field of a body that names another row, with a row of the neighbour and one that is nowhere.
fn references(b: &Neighbour) -> Vec<(&'static str, &'static str, &'static str, String)> {
    let person = || b.worker.person_id.clone();
    let stock = |what: &str| b.stock[what].as_str().unwrap().to_owned();
    let mut all = vec![
        ("PATCH", "/api/v1/locations/{id}", "/responsible_person_id", person()),
        ("POST", "/api/v1/repair-routes", "/worker_id", person()),
        ("POST", "/api/v1/repair-routes", "/deputy_id", person()),
        ("PUT", "/api/v1/repair-routes/{id}", "/worker_id", person()),
        ("PUT", "/api/v1/repair-routes/{id}", "/deputy_id", person()),
        ("POST", "/api/v1/repair-routes", "/building_id", b.building.clone()),
        ("POST", "/api/v1/repair-cases/{id}/assign", "/worker_id", person()),
        ("POST", "/api/v1/assets", "/location_id", b.room.clone()),
        ("POST", "/api/v1/assets", "/custodian_id", person()),
        ("POST", "/api/v1/assets/{id}/attachments", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/repair-cases/{id}/attachments", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/repair-cases", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/repair-cases", "/fixed_on_the_spot/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/repair-cases/{id}/finish", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/signs/{code}/repair-cases", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/assets/batches", "/card/location_id", b.room.clone()),
        ("POST", "/api/v1/assets/batches", "/card/custodian_id", person()),
        ("POST", "/api/v1/assets", "/user_person_id", person()),
        ("POST", "/api/v1/assets", "/responsible_person_id", person()),
        ("POST", "/api/v1/assets/batches", "/card/user_person_id", person()),
        ("POST", "/api/v1/assets/batches", "/card/responsible_person_id", person()),
        ("POST", "/api/v1/asset-edits", "/asset_ids/0", b.card.clone()),
        ("POST", "/api/v1/imports/dry-run", "/upload_id", b.card.clone()),
        ("POST", "/api/v1/imports/dry-run", "/mapping_id", b.card.clone()),
        ("POST", "/api/v1/imports/comparisons", "/upload_id", b.card.clone()),
        ("POST", "/api/v1/imports/comparisons", "/mapping_id", b.card.clone()),
        ("POST", "/api/v1/export-templates", "/upload_id", b.upload.clone()),
        ("POST", "/api/v1/imports", "/file/upload_id", b.card.clone()),
        ("POST", "/api/v1/imports", "/file/mapping_id", b.card.clone()),
        ("POST", "/api/v1/asset-moves", "/items/0/asset_id", b.card.clone()),
        ("POST", "/api/v1/asset-moves", "/location_id", b.room.clone()),
        ("POST", "/api/v1/asset-moves", "/custodian_id", person()),
        ("POST", "/api/v1/asset-moves", "/user_person_id", person()),
        ("POST", "/api/v1/asset-moves", "/responsible_person_id", person()),
        ("POST", "/api/v1/asset-labels", "/asset_ids/0", b.card.clone()),
        ("POST", "/api/v1/locations", "/parent_id", b.building.clone()),
        ("POST", "/api/v1/locations/{id}/move", "/parent_id", b.building.clone()),
        ("POST", "/api/v1/classes", "/room_id", b.room.clone()),
        ("POST", "/api/v1/classes", "/class_teacher_id", person()),
        ("PATCH", "/api/v1/classes/{id}", "/room_id", b.room.clone()),
        ("PATCH", "/api/v1/classes/{id}", "/class_teacher_id", person()),
        ("POST", "/api/v1/class-advances", "/classes/0/class_id", b.card.clone()),
        ("POST", "/api/v1/class-advances", "/classes/0/room_id", b.room.clone()),
        ("POST", "/api/v1/class-advances", "/classes/0/class_teacher_id", person()),
        ("POST", "/api/v1/locations/generate", "/campus_id", b.building.clone()),
        ("POST", "/api/v1/people/{id}/role-grants", "/places/0", b.room.clone()),
        ("POST", "/api/v1/role-grant-confirmations", "/items/0/id", b.card.clone()),
        ("POST", "/api/v1/approvals/approve", "/items/0/id", b.approval.clone()),
        ("POST", "/api/v1/approvals/{id}/approve", "/meeting/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/approvals/{id}/return", "/meeting/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/approvals/{id}/reject", "/meeting/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/suppliers/{id}/licences", "/upload_id", b.upload.clone()),
        ("POST", "/api/v1/quote-sheets/{id}/quotes", "/supplier_id", b.supplier.clone()),
        ("POST", "/api/v1/quote-sheets/{id}/quotes", "/asked_by_id", person()),
        ("POST", "/api/v1/quote-sheets/{id}/quotes", "/upload_id", b.upload.clone()),
        ("POST", "/api/v1/quote-sheets/{id}/quotes/remove", "/supplier_id", b.supplier.clone()),
        ("POST", "/api/v1/quote-sheets/{id}/settle", "/supplier_id", b.supplier.clone()),
        ("POST", "/api/v1/me/delegations", "/to_id", person()),
        ("POST", "/api/v1/people/{id}/delegations", "/to_id", person()),
        ("POST", "/api/v1/rosters/dry-run", "/upload_id", b.upload.clone()),
        ("POST", "/api/v1/rosters", "/upload_id", b.upload.clone()),
        ("POST", "/api/v1/sign-in-slips", "/people/0", person()),
        ("POST", "/api/v1/session/school", "/school_id", b.school.clone()),
        ("POST", "/api/v1/purchase-orders", "/request_id", b.request.clone()),
        ("POST", "/api/v1/purchase-orders", "/supplier_id", b.supplier.clone()),
        ("POST", "/api/v1/purchase-orders", "/other_buyer_id", person()),
        ("POST", "/api/v1/purchase-orders", "/exception/cosigner_id", person()),
        ("POST", "/api/v1/goods-receipts", "/exception/cosigner_id", person()),
        ("POST", "/api/v1/goods-receipts", "/order_id", b.card.clone()),
        ("POST", "/api/v1/goods-receipts", "/acceptor_ids/0", person()),
        ("POST", "/api/v1/goods-receipts", "/using_side_id", person()),
        ("POST", "/api/v1/goods-receipts", "/lines/0/refusal_upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/goods-receipts", "/invoice_upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/goods-receipts/{id}/post", "/invoice_upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/petty-purchases", "/witness_id", person()),
        ("POST", "/api/v1/petty-purchases", "/repair_case_id", b.case.clone()),
        ("POST", "/api/v1/petty-purchases", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/petty-purchases/post", "/items/0/id", b.card.clone()),
        ("POST", "/api/v1/purchase-requests/{id}/signed-scans", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/purchase-requests/{id}/signed-scans", "/replaces", b.scan.clone()),
        ("POST", "/api/v1/quote-sheets/{id}/signed-scans", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/quote-sheets/{id}/signed-scans", "/replaces", b.scan.clone()),
        ("POST", "/api/v1/purchase-orders/{id}/signed-scans", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/purchase-orders/{id}/signed-scans", "/replaces", b.scan.clone()),
        ("POST", "/api/v1/goods-receipts/{id}/signed-scans", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/goods-receipts/{id}/signed-scans", "/replaces", b.scan.clone()),
        ("POST", "/api/v1/petty-purchases/{id}/signed-scans", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/petty-purchases/{id}/signed-scans", "/replaces", b.scan.clone()),
        ("POST", "/api/v1/petty-purchases/{id}/shop-statement/signed-scans", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/petty-purchases/{id}/shop-statement/signed-scans", "/replaces", b.scan.clone()),
        ("POST", "/api/v1/stock-documents/{id}/signed-scans", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/stock-documents/{id}/signed-scans", "/replaces", b.scan.clone()),
        ("POST", "/api/v1/stock-distributions/{id}/signed-scans", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/stock-distributions/{id}/signed-scans", "/replaces", b.scan.clone()),
        ("POST", "/api/v1/requisitions/{id}/signed-scans", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/requisitions/{id}/signed-scans", "/replaces", b.scan.clone()),
        ("POST", "/api/v1/budgets/{id}/signed-scans", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/budgets/{id}/signed-scans", "/replaces", b.scan.clone()),
        ("POST", "/api/v1/supplier-bank-accounts/{id}/signed-scans", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/supplier-bank-accounts/{id}/signed-scans", "/replaces", b.scan.clone()),
        ("POST", "/api/v1/publications/{id}/post", "/upload_ids/0", b.upload.clone()),
        ("PUT", "/api/v1/petty-purchases/{id}", "/witness_id", person()),
        ("PUT", "/api/v1/petty-purchases/{id}", "/repair_case_id", b.case.clone()),
        ("PUT", "/api/v1/petty-purchases/{id}", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/repair-cases", "/location_id", b.room.clone()),
        ("POST", "/api/v1/repair-cases", "/asset_id", b.card.clone()),
        ("POST", "/api/v1/ledger-exports", "/place_id", b.room.clone()),
        ("POST", "/api/v1/stores", "/parent_id", stock("store")),
        ("POST", "/api/v1/stores", "/place_id", b.room.clone()),
        ("POST", "/api/v1/stores", "/keeper_ids/0", person()),
        ("PUT", "/api/v1/stores/{id}", "/parent_id", stock("store")),
        ("PUT", "/api/v1/stores/{id}", "/place_id", b.room.clone()),
        ("PUT", "/api/v1/stores/{id}", "/keeper_ids/0", person()),
        ("POST", "/api/v1/stock-receipts", "/store_id", stock("store")),
        ("POST", "/api/v1/stock-receipts", "/lines/0/item_id", stock("item")),
        ("POST", "/api/v1/stock-issues", "/store_id", stock("store")),
        ("POST", "/api/v1/stock-issues", "/receiver_id", person()),
        ("POST", "/api/v1/stock-issues", "/class_id", b.class.clone()),
        ("POST", "/api/v1/stock-issues", "/lines/0/item_id", stock("item")),
        ("POST", "/api/v1/stock-issues", "/lines/0/lot_id", stock("lot")),
        ("POST", "/api/v1/stock-issues", "/repair_case_id", b.case.clone()),
        ("POST", "/api/v1/stock-transfers", "/store_id", stock("store")),
        ("POST", "/api/v1/stock-transfers", "/to_store_id", stock("second_store")),
        ("POST", "/api/v1/stock-transfers", "/receiver_id", person()),
        ("POST", "/api/v1/stock-transfers", "/lines/0/item_id", stock("item")),
        ("POST", "/api/v1/stock-bin-moves", "/store_id", stock("store")),
        ("POST", "/api/v1/stock-bin-moves", "/item_id", stock("item")),
        ("POST", "/api/v1/stock-bin-moves", "/lots/0/id", stock("lot")),
        ("POST", "/api/v1/stock-returns", "/issue_id", stock("issue")),
        ("POST", "/api/v1/stock-returns", "/lines/0/item_id", stock("item")),
        ("POST", "/api/v1/stock-counts", "/store_id", stock("store")),
        ("POST", "/api/v1/stock-counts", "/counter_ids/0", person()),
        ("POST", "/api/v1/stock-counts", "/keeper_id", person()),
        ("POST", "/api/v1/stock-counts", "/lines/0/item_id", stock("item")),
        ("POST", "/api/v1/stock-distributions", "/store_id", stock("store")),
        ("POST", "/api/v1/stock-distributions", "/class_ids/0", b.class.clone()),
        ("POST", "/api/v1/stock-distributions", "/lines/0/item_id", stock("item")),
        ("PUT", "/api/v1/stock-distributions/{id}", "/store_id", stock("store")),
        ("PUT", "/api/v1/stock-distributions/{id}", "/class_ids/0", b.class.clone()),
        ("PUT", "/api/v1/stock-distributions/{id}", "/lines/0/item_id", stock("item")),
        ("POST", "/api/v1/requisitions", "/class_id", b.class.clone()),
        ("POST", "/api/v1/requisitions", "/lines/0/item_id", stock("item")),
        ("POST", "/api/v1/requisitions", "/print/item_id", stock("item")),
        ("PUT", "/api/v1/requisitions/{id}", "/class_id", b.class.clone()),
        ("PUT", "/api/v1/requisitions/{id}", "/lines/0/item_id", stock("item")),
        ("PUT", "/api/v1/requisitions/{id}", "/print/item_id", stock("item")),
        ("POST", "/api/v1/requisitions/{id}/issue", "/store_id", stock("store")),
        ("POST", "/api/v1/requisitions/{id}/issue", "/receiver_id", person()),
        ("POST", "/api/v1/canteens/{id}/contracts", "/supplier_id", b.supplier.clone()),
        ("POST", "/api/v1/canteens/{id}/contracts", "/upload_ids/0", b.upload.clone()),
        ("PUT", "/api/v1/canteen-contracts/{id}", "/supplier_id", b.supplier.clone()),
        ("PUT", "/api/v1/canteen-contracts/{id}", "/upload_ids/0", b.upload.clone()),
        ("POST", "/api/v1/canteens/{id}/outside-inspections", "/upload_ids/0", b.upload.clone()),
    ];
    all.extend(crate::inspections::references(&b.looked, (&b.worker.person_id, &b.room, &b.upload)));
    all.extend(crate::canteen::references(&b.kitchen, &b.worker.person_id, &b.room));
    all
}

/// Every field of a described body that holds an id, as a pointer; so that a new one cannot be forgotten here.
fn id_fields(schema: &'static Value, at: &str, found: &mut BTreeSet<String>) {
    let schema = calls::resolve(schema);
    if schema["format"] == "uuid" {
        found.insert(at.to_owned());
    }
    if schema["type"] == "array" || schema["type"][0] == "array" {
        id_fields(&schema["items"], &format!("{at}/0"), found);
    }
    // A filter points at nothing: what it names is not there, so it finds nothing.
    for (name, field) in schema["properties"].as_object().into_iter().flatten().filter(|(name, _)| *name != "filter") {
        id_fields(field, &format!("{at}/{name}"), found);
    }
}

/// Sends every writing call with one of its references replaced, and expects 422 that names it.
async fn replace_references(all: &Everything, rows: &[(&str, &str, &str, String)]) {
    for (method, template, pointer, foreign) in rows {
        let call = calls::with_bodies(all).into_iter().find(|c| c.method == *method && c.template == *template).unwrap();
        let mut body = call.body.clone().unwrap();
        if *template == "/api/v1/assets/batches" {
            body["card"].as_object_mut().unwrap().remove("asset_no");
        }
        if *template == "/api/v1/asset-labels" {
            body.as_object_mut().unwrap().remove("filter");
        }
        if *template == "/api/v1/asset-edits" {
            body.as_object_mut().unwrap().remove("filter");
            body["change"] = json!({ "brand": "青木" });
        }
        // A list that is empty in the fixture's body.
        if let Some(list) = pointer.strip_suffix("/0").filter(|list| list.ends_with("upload_ids")) {
            *body.pointer_mut(list).unwrap() = json!([foreign]);
        }
        // Who asks for an exception that is not needed hears only of that; at the gate nobody of the using side is there, and it is needed.
        if *template != "/api/v1/goods-receipts" && body["exception"].is_object() && !pointer.starts_with("/exception") {
            body["exception"] = Value::Null;
        }
        if *template == "/api/v1/ledger-exports" {
            body["category_code"] = Value::Null;
        }
        if *pointer == "/replaces" {
            body["reason"] = json!("漏了一页");
        }
        *body.pointer_mut(pointer).unwrap() = json!(foreign);
        let answer = if *pointer == "/meeting/upload_ids/0" {
            // Minutes are for what waits for a meeting.
            let path = format!("/approvals/{}/{}", all.met.waiting, template.rsplit('/').next().unwrap());
            call.client.seen(all.met.version).post(&path, body).await
        } else {
            call.with_body(body).await
        };
        let problem = answer.expect_problem(422, "validation_failed");
        let error = &problem["errors"][0];
        assert_eq!((error["pointer"].as_str(), error["code"].as_str()), (Some(*pointer), Some("reference_not_found")), "{}", call.what());
    }
}

on_both_engines! {
    /// Updates and steps: the new value of a reference is looked up in the own school.
    async fn a03_a_change_cannot_point_into_another_school(engine) {
        let all = Everything::build(engine).await;
        let b = neighbour(&all).await;
        let before = Digest::of(&all.school.app.db).await;
        let changes: Vec<_> = references(&b).into_iter().filter(|(m, t, _, _)| *m != "POST" || t.ends_with("/assign")).collect();
        replace_references(&all, &changes).await;
        let nowhere: Vec<_> = changes.into_iter().map(|(m, t, p, _)| (m, t, p, Uuid::from_u128(1).to_string())).collect();
        replace_references(&all, &nowhere).await;
        before.assert_unchanged(&all.school.app.db, "a reference to another school").await;
    }
}

on_both_engines! {
    /// Creations, also two levels deep. The list of references is held against the description.
    async fn a04_a_creation_cannot_point_into_another_school(engine) {
        let all = Everything::build(engine).await;
        let b = neighbour(&all).await;
        let tried: BTreeSet<String> = references(&b).iter().map(|(m, t, p, _)| format!("{m} {t} {p}")).collect();
        let mut described = BTreeSet::new();
        for call in calls::with_bodies(&all) {
            let mut fields = BTreeSet::new();
            id_fields(call.schema(), "", &mut fields);
            described.extend(fields.into_iter().map(|pointer| format!("{} {pointer}", call.what())));
        }
        assert_eq!(tried, described, "a reference in a body that this case does not try");
        let before = Digest::of(&all.school.app.db).await;
        let creations: Vec<_> = references(&b).into_iter().filter(|(m, t, _, _)| *m == "POST" && !t.ends_with("/assign")).collect();
        replace_references(&all, &creations).await;
        let nowhere: Vec<_> = creations.into_iter().map(|(m, t, p, _)| (m, t, p, Uuid::from_u128(1).to_string())).collect();
        replace_references(&all, &nowhere).await;
        before.assert_unchanged(&all.school.app.db, "a reference to another school").await;
    }
}

on_both_engines! {
    /// In a body: 422. In the query: 400, on every operation. As a header the product knows no school at all: the answer is that of
    /// the own school, as without it (a list of header names to refuse would always miss one).
    async fn a05_the_token_decides_the_school_and_never_the_request(engine) {
        let all = Everything::build(engine).await;
        let b = neighbour(&all).await;
        let before = Digest::of(&all.school.app.db).await;
        for call in calls::with_bodies(&all) {
            let mut body = call.body.clone().unwrap();
            body["school_id"] = json!(b.school);
            let problem = call.with_body(body).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], "/school_id", "{}", call.what());
        }
        for call in calls::all(&all) {
            for name in ["school_id", "school", "tenant"] {
                call.at(&format!("{}?{name}={}", call.path, b.school)).await.expect_problem(400, "unknown_field");
            }
        }
        let admin = ["x-school-id", "x-tenant-id", "x-tenant", "school-id", "x-forwarded-host", "x-original-url", "x-rewrite-url"]
            .into_iter()
            .fold(all.school.admin.clone(), |client, name| client.with(name, &b.school));
        for path in ["/me", "/people?limit=200", "/locations?limit=200", "/role-grants?limit=200", "/repair-routes"] {
            assert_eq!(admin.get(path).await.expect(200), all.school.admin.get(path).await.expect(200), "{path}");
        }
        admin.get(&format!("/people/{}", b.worker.person_id)).await.expect_problem(404, "not_found");
        before.assert_unchanged(&all.school.app.db, "a school in the request").await;
        let theirs = b.admin.get("/people?limit=200").await.expect(200);
        let added = admin.post("/people", json!({ "name": "新来的" })).await.expect(201);
        all.school.admin.get(&format!("/people/{}", added["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(b.admin.get("/people?limit=200").await.expect(200), theirs);
    }
}

on_both_engines! {
    /// There are no bulk operations with ids in the path yet. What takes several things at once today: the places of a role grant
    /// (references, hence 422), the faults of a report and the cards of a batch; each is whole or nothing. Doubles count as wrong.
    async fn a08_several_at_once_are_all_or_none(engine) {
        let all = Everything::build(engine).await;
        let b = neighbour(&all).await;
        let own = all.ids["/api/v1/locations/{id}"].as_str();
        let other = all.school.admin.get("/locations?kind=room&limit=200").await.expect(200)["items"][3]["id"].clone();
        let before = Digest::of(&all.school.app.db).await;
        let path = format!("/people/{}/role-grants", all.teacher.person_id);
        for (places, pointer, code) in [
            (json!([own, b.room, other]), "/places/1", "reference_not_found"),
            (json!([own, other, Uuid::from_u128(1)]), "/places/2", "reference_not_found"),
            (json!([own, other, own]), "/places/2", "duplicate"),
        ] {
            let problem = all.school.admin.post(&path, json!({ "role": "class_teacher", "places": places })).await.expect_problem(422, "validation_failed");
            assert_eq!((problem["errors"][0]["pointer"].as_str(), problem["errors"][0]["code"].as_str()), (Some(pointer), Some(code)));
        }
        let faults = json!([{ "category": "window" }, { "category": "nonsense" }, { "category": "other" }]);
        let reported = all.teacher.post("/repair-cases", json!({ "location_id": own, "faults": faults })).await.expect_problem(422, "validation_failed");
        assert_eq!(reported["errors"][0]["pointer"], "/faults/1/category");
        let sign = format!("/signs/{}/repair-cases", all.ids["/api/v1/signs/{code}"]);
        all.school.app.nobody().post(&sign, json!({ "faults": faults })).await.expect_problem(422, "validation_failed");
        let keyed = all.custodian.with("idempotency-key", "a08");
        let card = json!({ "name": "笔记本", "category_code": "A02010108" });
        for serials in [json!(["S1", "\u{202E}S2", "S3"]), json!(["S1", "", "S3"]), json!(["S1", "S2"]), json!(["S1", "x".repeat(101), "S3"])] {
            let body = json!({ "card": card, "count": 3, "serial_numbers": serials });
            keyed.post("/assets/batches", body).await.expect_problem(422, "validation_failed");
        }
        before.assert_unchanged(&all.school.app.db, "a half-right bulk call").await;
    }
}

/// The ids of a table's rows of one school that fit, by the rows themselves.
async fn rows_of(raw: &DatabaseConnection, school: &str, table: &str, id: &str, fits: &str) -> BTreeSet<String> {
    let sql = format!("SELECT school_id, {id} AS id FROM {table} WHERE {fits}");
    let rows = raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
    let uuid = |row: &QueryResult, column: &str| row.try_get::<Uuid>("", column).unwrap().to_string();
    rows.iter().filter(|row| uuid(row, "school_id") == school).map(|row| uuid(row, "id")).collect()
}

fn listed(page: &Value) -> BTreeSet<String> {
    page["items"].as_array().unwrap().iter().map(|i| i["id"].as_str().unwrap().to_owned()).collect()
}

on_both_engines! {
    /// Every list without an id in its path: either it is compared with the rows of the school, or it is named here as holding none.
    async fn a09_lists_totals_search_and_summaries_hold_exactly_the_own_school(engine) {
        let all = Everything::build(engine).await;
        let b = neighbour(&all).await;
        let raw = all.school.app.db.raw().await;
        let ours = all.school.admin.get("/me").await.expect(200)["school"]["id"].as_str().unwrap().to_owned();
        let schools = [
            (ours, [&all.school.admin, &all.school.principal, &all.director, &all.custodian]),
            (b.school.clone(), [&b.admin, &b.principal, &b.director, &b.custodian]),
        ];
        let lists = [
            ("people", "person", 0), ("locations", "location", 0), ("locations/tree", "location", 0), ("audit-events", "audit_event", 1),
            ("role-grants", "role_grant", 0), ("delegations", "delegation", 0), ("asset-categories", "asset_category", 3), ("assets", "asset", 3), ("imports", "asset_import", 3),
            ("departments", "department", 0), ("asset-due-dates", "asset_due", 3), ("import-mappings", "import_mapping", 3), ("asset-exports", "asset_export", 1),
            ("export-templates", "export_template", 3), ("terms", "term", 0), ("classes", "school_class", 0), ("class-advances", "class_advance", 0),
            ("notice-channels", "notice_channel", 0), ("notice-deliveries", "notice_delivery", 0),
            ("repair-cases", "repair_case", 2), ("repair-routes", "repair_route", 2), ("purchase-requests", "purchase_request", 2), ("petty-purchases", "petty_purchase", 2), ("purchase-orders", "purchase_order", 3), ("goods-receipts", "goods_receipt", 3), ("approvals", "approval", 2), ("suppliers", "supplier", 2), ("publications", "publication", 2),
            ("auditor-seats", "auditor_seat", 1), ("canteens", "canteen", 1), ("checklists", "checklist", 1), ("inspection-plans", "inspection_plan", 1), ("inspection-rounds", "inspection_round", 1), ("depreciation-runs", "depreciation_run", 1), ("ledger-exports", "ledger_export", 1), ("ledger-reconciliations", "ledger_reconciliation", 3), ("stock-lots", "stock_lot", 3), ("stores", "store", 3), ("store-choices", "store", 3), ("stock-items", "stock_item", 3), ("stock-documents", "stock_document", 3), ("stock-distributions", "stock_distribution", 3), ("requisitions", "requisition", 2),
        ];
        let without_rows = [
            "auditor-code", "asset-matches", "school-home", "general-ledger", "detail-ledger", "room-ledger", "depreciation-schedule", "ledger-ties", "inspection-results", "inspection-rounds/signers", "inspection-rounds/totals", "food-issues", "food-receipts", "budgets", "control-exceptions", "purchase-spending", "stock-ledger", "stock-choices", "print-terms", "stock-repairs", "calendar", "schools", "school-address", "policies", "class-advances/proposal", "asset-export-fields", "export-templates/proposal", "imports/progress", "imports/annotated", "imports/template", "location-signs", "me", "me/summary", "petty-purchases/statement", "petty-purchases/witnesses", "publications/overdue", "publications/report", "roles",
            "repair-categories", "repair-workers", "sessions", "setup", "assets/statistics", "assets/totals", "repair-cases/totals", "saved-views", "notices",
            "me/notice-preferences", "me/stock-issues", "me/security", "me/mail-address", "password-resets", "audit-actions", "file-usage", "retention",
        ];
        for (_, path, _) in Contract::published().operations().into_iter().filter(|(m, p, _)| m == "GET" && !p.contains('{')) {
            let path = path.trim_start_matches("/api/v1/");
            assert!(lists.iter().any(|(l, _, _)| *l == path) || without_rows.contains(&path), "{path} is a list that this case does not know");
        }
        for (school, people) in &schools {
            for (path, table, who) in lists {
                let limit = if Contract::pages(&Contract::published().api()["paths"][format!("/api/v1/{path}")]["get"]) { "?limit=200" } else { "" };
                // Lots are shown by their last day unless somebody asks for all.
                let every = if path == "stock-lots" { "&view=newest" } else { "" };
                let page = people[who].get(&format!("/{path}{limit}{every}")).await.expect(200);
                // What was decided waits for nobody.
                // Somebody in an auditor's seat is none of the staff.
                let fits = match path {
                    "approvals" => "phase = 'deciding'",
                    "people" => "NOT visitor",
                    _ => "1 = 1",
                };
                assert_eq!(listed(&page), rows_of(&raw, school, table, "id", fits).await, "{path}");
            }
            sums(&raw, school, people[2], people[3]).await;
        }
        borders(&all, &b).await;
    }
}

/// Totals, search and what waits, against the rows.
async fn sums(raw: &DatabaseConnection, school: &str, director: &Client, custodian: &Client) {
    let cards = rows_of(raw, school, "asset", "id", "1 = 1").await.len();
    let cases = rows_of(raw, school, "repair_case", "id", "1 = 1").await.len();
    assert!(cards > 0 && cases > 0, "nothing to compare");
    assert_eq!(custodian.get("/assets/totals").await.expect(200)["count"], cards);
    assert_eq!(director.get("/repair-cases/totals").await.expect(200)["count"], cases);
    for q in ["投影仪", "tyy", "ZC2026"] {
        let found = custodian.get(&format!("/assets?q={q}")).await.expect(200);
        assert_eq!(found["items"].as_array().unwrap().len(), cards, "{q}");
        assert_eq!(custodian.get(&format!("/assets/totals?q={q}")).await.expect(200)["count"], cards, "{q}");
    }
    assert_eq!(listed(&director.get("/repair-cases?q=BX").await.expect(200)).len(), cases);
    let summary = director.get("/me/summary").await.expect(200);
    assert_eq!(summary["unassigned"], director.get("/repair-cases/totals?view=unassigned&state=open").await.expect(200)["count"]);
    let workers = rows_of(raw, school, "role_grant", "person_id", "role = 'repair_worker' AND confirmed_at IS NOT NULL").await;
    assert_eq!(listed(&director.get("/repair-workers").await.expect(200)), workers);
}

/// Filters by rows of the other school find nothing, and what is counted here does not count there.
async fn borders(all: &Everything, b: &Neighbour) {
    for query in
        [format!("location_id={}", b.room), format!("location_id={}", b.building), format!("custodian_id={}", b.custodian.person_id)]
    {
        assert_eq!(all.custodian.get(&format!("/assets?{query}")).await.expect(200)["items"], json!([]), "{query}");
        assert_eq!(all.custodian.get(&format!("/assets/totals?{query}")).await.expect(200)["count"], 0, "{query}");
    }
    for query in [format!("location_id={}", b.room), format!("worker_id={}", b.worker.person_id)] {
        assert_eq!(all.director.get(&format!("/repair-cases?{query}")).await.expect(200)["items"], json!([]), "{query}");
        assert_eq!(all.director.get(&format!("/repair-cases/totals?{query}")).await.expect(200)["count"], 0, "{query}");
    }
    let (admin, director) = (&all.school.admin, &all.director);
    assert_eq!(admin.get(&format!("/audit-events?subject_id={}", b.card)).await.expect(200)["items"], json!([]));
    assert_eq!(admin.get(&format!("/audit-events?actor_id={}", b.worker.person_id)).await.expect(200)["items"], json!([]));
    assert_eq!(admin.get(&format!("/locations?parent_id={}", b.building)).await.expect(200)["items"], json!([]));
    director.get(&format!("/location-signs?under={}", b.building)).await.expect_problem(404, "not_found");
    assert_eq!(admin.get("/people?q=别校").await.expect(200)["items"], json!([]));
    // A teacher of the one school at a door of the other is a stranger there.
    let page = all.teacher.get(&format!("/signs/{}", b.sign)).await.expect(200);
    assert_eq!((page["school_name"].as_str(), page["viewer_name"].as_str()), (Some("别的学校"), None));
}

on_both_engines! {
    /// In paths (404), in queries (400); wrong ids in bodies are part of C02 (422).
    async fn a20_ids_that_are_none_are_refused(engine) {
        let all = Everything::build(engine).await;
        let before = Digest::of(&all.school.app.db).await;
        let real = all.teacher.person_id.clone();
        let wide: String = real.chars().map(|c| c.to_digit(10).map_or(c, |d| char::from_u32(0xFF10 + d).unwrap())).collect();
        let mut bad: Vec<String> = ["0", "-1", "9223372036854775808", "1%20OR%201=1", "%5B1%5D", "%7B%22id%22:1%7D", "%00", "null", "..%2F..", "%FF%FE", "'", "%2A"]
            .into_iter()
            .map(str::to_owned)
            .collect();
        bad.extend([wide, real[1..].to_owned(), format!("{real}0"), "-".repeat(36), real.replace(|c: char| c.is_ascii_hexdigit(), "g"), format!("{real}%00"), "%00".repeat(10)]);
        for call in calls::all(&all).into_iter().filter(|c| c.template.contains('{')) {
            for id in &bad {
                let path = with_id(&call.template.replace("{figure}", id), id).replace("{code}", id);
                let answer = call.at(&path).await;
                assert_eq!(answer.status, 404, "{} with {id}: {}", call.what(), String::from_utf8_lossy(&answer.bytes));
                answer.expect_problem(404, "not_found");
            }
        }
        for (client, path, name) in [
            (&all.custodian, "/assets", "location_id"), (&all.custodian, "/assets/totals", "custodian_id"), (&all.director, "/repair-cases", "worker_id"),
            (&all.director, "/repair-cases/totals", "location_id"), (&all.school.admin, "/audit-events", "actor_id"),
            (&all.school.admin, "/audit-events", "subject_id"), (&all.school.admin, "/locations", "parent_id"), (&all.director, "/location-signs", "under"),
        ] {
            for id in &bad {
                client.get(&format!("{path}?{name}={id}")).await.expect_problem(400, "bad_query");
            }
        }
        before.assert_unchanged(&all.school.app.db, "an id that is none").await;
    }
}

on_both_engines! {
    /// A16: what somebody may not know of has no history for him either, nor has it files or a trail.
    async fn a16_history_and_audit_of_a_forbidden_object_are_absent(engine) {
        let all = Everything::build(engine).await;
        let admin = &all.school.admin;
        let (case, card) = (&all.ids["/api/v1/repair-cases/{id}"], &all.ids["/api/v1/assets/{id}"]);
        let teacher = all.school.person("别的老师", &["class_teacher"]).await;
        let limited = all.school.person("二层审计", &[]).await;
        let rooms = admin.rows("/locations?kind=room&limit=200").await;
        let other = rooms.iter().find(|room| room["name"] == "201").unwrap();
        let body = json!({ "role": "auditor", "places": [other["id"]] });
        let grant = admin.post(&format!("/people/{}/role-grants", limited.person_id), body).await.expect(201);
        all.school.principal.seen(1).post(&format!("/role-grants/{}/confirm", grant["id"].as_str().unwrap()), json!({})).await.expect(200);
        let before = Digest::of(&all.school.app.db).await;
        let objects = [format!("/repair-cases/{case}"), format!("/assets/{card}")];
        for person in [&teacher, &limited] {
            for object in &objects {
                for part in ["", "/timeline"] {
                    person.get(&format!("{object}{part}")).await.expect_problem(404, "not_found");
                }
            }
            person.get(&format!("/assets/{card}/attachments")).await.expect_problem(404, "not_found");
            for id in [case, card] {
                person.get(&format!("/audit-events?subject_id={id}")).await.expect_problem(403, "forbidden");
            }
        }
        before.assert_unchanged(&all.school.app.db, "looking at what is forbidden").await;
    }
}
