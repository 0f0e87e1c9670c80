//! The walk of [`super::audit`] over what is asked for, bought, compared and kept in store.

use serde_json::{Value, json};

use super::{audit::Walk, fixtures::Everything};

pub(super) async fn purchases(all: &Everything, walk: &mut Walk) {
    let (teacher, director) = (&all.teacher, &all.director);
    let step = |request: &Value, name: &str| {
        (format!("/purchase-requests/{{id}}/{name}"), format!("/purchase-requests/{}/{name}", request["id"].as_str().unwrap()))
    };
    let seen = |request: &Value| teacher.seen(request["version"].as_i64().unwrap());
    for end in ["approve", "return", "reject"] {
        let wish = crate::procurement::wish(end, "1", "38");
        let drafted = walk.write(teacher, "POST", "/purchase-requests", "/purchase-requests", wish.clone()).await;
        let path = format!("/purchase-requests/{}", drafted["id"].as_str().unwrap());
        let revised = walk.write(&seen(&drafted), "PUT", "/purchase-requests/{id}", &path, wish).await;
        let (template, path) = step(&revised, "submit");
        let asked = walk.write(&seen(&revised), "POST", &template, &path, json!({})).await;
        let path = format!("/approvals/{}/{end}", asked["approval_id"].as_str().unwrap());
        let body = if end == "approve" { json!({}) } else { json!({ "reason": "x" }) };
        walk.write(&director.seen(1), "POST", &format!("/approvals/{{id}}/{end}"), &path, body).await;
    }
    let asked = crate::procurement::ask_for(teacher, "拖把", "30").await;
    let (template, path) = step(&asked, "withdraw");
    let drafted = walk.write(&seen(&asked), "POST", &template, &path, json!({})).await;
    let (template, path) = step(&asked, "cancel");
    walk.write(&seen(&drafted), "POST", &template, &path, json!({ "reason": "x" })).await;
    let asked = crate::procurement::ask_for(teacher, "扫把", "30").await;
    let many = json!({ "items": [{ "id": asked["approval_id"], "version": 1 }] });
    walk.write(&director.with("idempotency-key", "many"), "POST", "/approvals/approve", "/approvals/approve", many).await;
}

pub(super) async fn petty(all: &Everything, walk: &mut Walk) {
    let teacher = &all.teacher;
    let seen = |petty: &Value| teacher.seen(petty["version"].as_i64().unwrap());
    let bought = crate::procurement::petty::bought(teacher, &all.worker, "垫圈", "3").await;
    let keyed = teacher.with("idempotency-key", "petty-1");
    let recorded = walk.write(&keyed, "POST", "/petty-purchases", "/petty-purchases", bought.clone()).await;
    let path = format!("/approvals/{}/return", recorded["approval_id"].as_str().unwrap());
    all.director.seen(1).post(&path, json!({ "reason": "x" })).await.expect(200);
    let path = format!("/petty-purchases/{}", recorded["id"].as_str().unwrap());
    let again = crate::procurement::petty::bought(teacher, &all.worker, "垫圈", "4").await;
    let returned = teacher.get(&path).await.expect(200);
    let revised = walk.write(&seen(&returned), "PUT", "/petty-purchases/{id}", &path, again).await;
    let path = format!("{path}/cancel");
    walk.write(&seen(&revised), "POST", "/petty-purchases/{id}/cancel", &path, json!({ "reason": "x" })).await;
    let bought = crate::procurement::petty::record(teacher, &all.worker, "螺丝", "2").await;
    crate::procurement::decide(&all.director, &bought, "approve", json!({})).await.expect(200);
    let items = json!([{ "id": bought["id"], "version": 2 }]);
    let voucher = json!({ "items": items, "mode": "own", "voucher_no": "1", "posted_on": "2026-11-24" });
    let keyed = all.school.principal.with("idempotency-key", "petty-posted");
    walk.write(&keyed, "POST", "/petty-purchases/post", "/petty-purchases/post", voucher).await;
}

pub(super) async fn stock(all: &Everything, walk: &mut Walk) {
    let (custodian, teacher, director) = (&all.custodian, &all.teacher, &all.director);
    let mut keys = 0;
    let mut keyed = || {
        keys += 1;
        custodian.with("idempotency-key", format!("stock-walk-{keys}"))
    };
    let store = json!({ "name": "音乐室", "keeper_ids": [all.worker.person_id] });
    let made = walk.write(custodian, "POST", "/stores", "/stores", store.clone()).await;
    let path = format!("/stores/{}", made["id"].as_str().unwrap());
    walk.write(&custodian.seen(1), "PUT", "/stores/{id}", &path, store).await;
    let item = json!({ "name": "竖笛", "unit": "支", "category": "音乐", "controlled_above": "5" });
    let added = walk.write(custodian, "POST", "/stock-items", "/stock-items", item.clone()).await;
    let path = format!("/stock-items/{}", added["id"].as_str().unwrap());
    walk.write(&custodian.seen(1), "PUT", "/stock-items/{id}", &path, item).await;
    let (store, item) = (made["id"].as_str().unwrap(), added["id"].as_str().unwrap());
    let body = crate::stores::receipt(store, item, "9", "9.00");
    walk.write(&keyed(), "POST", "/stock-receipts", "/stock-receipts", body).await;
    let body = crate::stores::issue(store, teacher, item, "2");
    let out = walk.write(&keyed(), "POST", "/stock-issues", "/stock-issues", body).await;
    let body = json!({ "issue_id": out["id"], "lines": [{ "item_id": item, "quantity": "1" }] });
    walk.write(&keyed(), "POST", "/stock-returns", "/stock-returns", body).await;
    let body = json!({
        "store_id": store, "to_store_id": all.second_store, "receiver_id": all.worker.person_id, "lines": [{ "item_id": item, "quantity": "1" }]
    });
    walk.write(&keyed(), "POST", "/stock-transfers", "/stock-transfers", body).await;
    let lots = custodian.get(&format!("/stock-items/{item}")).await.expect(200)["lots"].clone();
    let lot = lots.as_array().unwrap().iter().find(|lot| lot["store"]["id"] == store).unwrap();
    let body = json!({ "store_id": store, "item_id": item, "lots": [{ "id": lot["id"], "version": 1 }], "bin": "甲架" });
    walk.write(&keyed(), "POST", "/stock-bin-moves", "/stock-bin-moves", body).await;
    let lot = lot["id"].as_str().unwrap();
    let steps = [("name", json!({ "lot_no": "A1" })), ("stop", json!({ "reason": "x" })), ("release", json!({ "reason": "x" }))];
    for ((step, body), version) in steps.into_iter().zip(2..) {
        let (template, path) = (format!("/stock-lots/{{id}}/{step}"), format!("/stock-lots/{lot}/{step}"));
        walk.write(&custodian.seen(version), "POST", &template, &path, body).await;
    }
    let body = json!({
        "store_id": store, "counter_ids": [teacher.person_id, director.person_id], "keeper_id": all.worker.person_id,
        "lines": [{ "item_id": item, "counted": "7" }]
    });
    walk.write(&keyed(), "POST", "/stock-counts", "/stock-counts", body).await;
    let wish = json!({ "purpose": "x", "lines": [{ "item_id": item, "quantity": "1" }] });
    for end in ["return", "approve"] {
        let asked = walk.write(teacher, "POST", "/requisitions", "/requisitions", wish.clone()).await;
        let body = if end == "approve" { json!({}) } else { json!({ "reason": "x" }) };
        crate::procurement::decide(director, &asked, end, body).await.expect(200);
        let path = format!("/requisitions/{}", asked["id"].as_str().unwrap());
        if end == "return" {
            walk.write(&teacher.seen(2), "PUT", "/requisitions/{id}", &path, wish.clone()).await;
            let cancelled = json!({ "reason": "x" });
            walk.write(&teacher.seen(3), "POST", "/requisitions/{id}/cancel", &format!("{path}/cancel"), cancelled).await;
        } else {
            let body = json!({ "store_id": store, "confirmation": "on_paper" });
            walk.write(&keyed().seen(2), "POST", "/requisitions/{id}/issue", &format!("{path}/issue"), body).await;
        }
    }
    let to_class = |quantity: &str| {
        let lines = json!([{ "item_id": item, "quantities": [quantity] }]);
        json!({ "store_id": store, "purpose": "x", "class_ids": [all.class], "lines": lines })
    };
    walk.write(&keyed(), "POST", "/stock-distributions", "/stock-distributions", to_class("1")).await;
    for end in ["return", "approve"] {
        let asked = walk.write(&keyed(), "POST", "/stock-distributions", "/stock-distributions", to_class("6")).await;
        let body = if end == "approve" { json!({}) } else { json!({ "reason": "x" }) };
        crate::procurement::decide(director, &asked, end, body).await.expect(200);
        let path = format!("/stock-distributions/{}", asked["id"].as_str().unwrap());
        if end == "return" {
            walk.write(&custodian.seen(2), "PUT", "/stock-distributions/{id}", &path, to_class("7")).await;
            let cancelled = json!({ "reason": "x" });
            walk.write(&custodian.seen(3), "POST", "/stock-distributions/{id}/cancel", &format!("{path}/cancel"), cancelled).await;
        } else {
            let path = format!("{path}/issue");
            walk.write(&keyed().seen(2), "POST", "/stock-distributions/{id}/issue", &path, json!({})).await;
        }
    }
}

pub(super) async fn suppliers(all: &Everything, walk: &mut Walk) {
    let (director, principal) = (&all.director, &all.school.principal);
    let shop = walk.write(director, "POST", "/suppliers", "/suppliers", json!({ "name": "走一遍商店" })).await;
    let path = crate::procurement::suppliers::path(&shop);
    walk.write(&director.seen(1), "PUT", "/suppliers/{id}", &path, json!({ "name": "走一遍超市" })).await;
    for (version, step) in [(2, "suspend"), (3, "resume")] {
        let template = format!("/suppliers/{{id}}/{step}");
        walk.write(&director.seen(version), "POST", &template, &format!("{path}/{step}"), json!({ "reason": "x" })).await;
    }
    let licence = json!({ "kind": "agreement", "number": "1" });
    walk.write(director, "POST", "/suppliers/{id}/licences", &format!("{path}/licences"), licence).await;
    let food = json!({ "kind": "food_business_licence", "number": "1", "issued_on": "2026-01-01", "expires_on": "2027-01-01" });
    let entered = director.post(&format!("{path}/licences"), food).await.expect(201);
    let waiting = entered["all_licences"].as_array().unwrap().iter().find(|one| one["waits"] == true).unwrap();
    let verify = format!("/supplier-licences/{}/verify", waiting["id"].as_str().unwrap());
    let other = all.school.person("秦主任", &["logistics_director"]).await;
    walk.write(&other, "POST", "/supplier-licences/{id}/verify", &verify, json!({})).await;
    for (step, body) in [("refuse", json!({ "reason": "x" })), ("confirm", json!({}))] {
        let account = crate::procurement::bank::account("6222021200001111");
        let proposed = walk.write(director, "POST", "/suppliers/{id}/bank-accounts", &format!("{path}/bank-accounts"), account).await;
        let path = format!("/supplier-bank-accounts/{}/{step}", proposed["bank_accounts"][0]["id"].as_str().unwrap());
        walk.write(&principal.seen(1), "POST", &format!("/supplier-bank-accounts/{{id}}/{step}"), &path, body).await;
    }
}

pub(super) async fn quotes(all: &Everything, walk: &mut Walk) {
    let (teacher, director) = (&all.teacher, &all.director);
    let request = crate::procurement::kept::approved_thing(teacher, director, "走一遍订书针").await;
    let path = format!("/purchase-requests/{}/quote-sheet", request["id"].as_str().unwrap());
    let sheet = walk.write(director, "POST", "/purchase-requests/{id}/quote-sheet", &path, json!({})).await;
    let shop = json!({ "id": all.kept.supplier });
    let taken = json!({ "supplier_id": shop["id"] });
    let why = json!({ "supplier_id": shop["id"], "reason": "x" });
    let quote = crate::procurement::quotes::quote(&shop, &["30"]);
    let steps =
        [("quotes", quote.clone()), ("quotes/remove", why), ("quotes", quote), ("settle", taken), ("reopen", json!({ "reason": "x" }))];
    for ((step, body), version) in steps.into_iter().zip(1..) {
        let (template, path) = (format!("/quote-sheets/{{id}}/{step}"), format!("{}/{step}", crate::procurement::quotes::path(&sheet)));
        walk.write(&director.seen(version), "POST", &template, &path, body).await;
    }
}

/// One buys alone, a buyer accepts: somebody else signs for both.
pub(super) async fn exceptions(all: &Everything, walk: &mut Walk) {
    use crate::procurement::{approve, ask, wish};

    let (teacher, custodian) = (&all.teacher, &all.custodian);
    let cosigner = all.school.person("何老师", &["staff"]).await;
    let asked = ask(teacher, wish("台灯", "60", "10")).await;
    for by in [&all.director, &all.school.principal] {
        let waits = crate::procurement::look(teacher, &asked).await["state"] == "submitted";
        if waits {
            approve(by, &asked).await;
        }
    }
    let why = |rule: &str| json!({ "rule": rule, "reason": "其他人都在外地培训", "cosigner_id": cosigner.person_id });
    let lines = json!([{ "position": 0, "quantity": "60", "unit_price": "10" }]);
    let body = json!({ "request_id": asked["id"], "supplier_id": all.kept.supplier, "exception": why("SD4"), "lines": lines });
    let keyed = |by: &test_support::Client, key: &str| by.with("idempotency-key", format!("exception-walk-{key}"));
    let order = walk.write(&keyed(custodian, "order"), "POST", "/purchase-orders", "/purchase-orders", body).await;
    let path = format!("/purchase-orders/{}/cosign", order["id"].as_str().unwrap());
    walk.write(&cosigner.seen(1), "POST", "/purchase-orders/{id}/cosign", &path, json!({})).await;
    let line = json!({ "position": 0, "delivered": "1", "accepted": "1", "destination": { "kind": "used" } });
    let body = json!({ "order_id": order["id"], "delivered_on": "2026-11-24", "exception": why("SD2"), "lines": [line] });
    let receipt = walk.write(&keyed(custodian, "receipt"), "POST", "/goods-receipts", "/goods-receipts", body).await;
    let path = format!("/goods-receipts/{}/cosign", receipt["id"].as_str().unwrap());
    walk.write(&keyed(&cosigner, "cosign").seen(1), "POST", "/goods-receipts/{id}/cosign", &path, json!({})).await;
}

pub(super) async fn orders(all: &Everything, walk: &mut Walk) {
    use crate::procurement::{approve, ask, wish};

    let (teacher, custodian) = (&all.teacher, &all.custodian);
    let colleague = all.school.person("何老师", &["staff"]).await;
    let asked = ask(teacher, wish("黑板擦", "3", "10")).await;
    approve(&all.director, &asked).await;
    let mut keys = 0;
    let mut keyed = |by: &test_support::Client| {
        keys += 1;
        by.with("idempotency-key", format!("order-walk-{keys}"))
    };
    let lines = json!([{ "position": 0, "quantity": "3", "unit_price": "10" }]);
    let body =
        json!({ "request_id": asked["id"], "supplier_id": all.kept.supplier, "other_buyer_id": all.worker.person_id, "lines": lines });
    for end in ["cancel", "confirm"] {
        let order = walk.write(&keyed(custodian), "POST", "/purchase-orders", "/purchase-orders", body.clone()).await;
        let path = format!("/purchase-orders/{}", order["id"].as_str().unwrap());
        let (by, body) = if end == "cancel" { (custodian, json!({ "reason": "x" })) } else { (&all.worker, json!({})) };
        walk.write(&by.seen(1), "POST", &format!("/purchase-orders/{{id}}/{end}"), &format!("{path}/{end}"), body).await;
        if end == "cancel" {
            continue;
        }
        let line = json!({ "position": 0, "delivered": "1", "accepted": "1", "destination": { "kind": "used" } });
        let body = json!({ "order_id": order["id"], "delivered_on": "2026-11-24", "acceptor_ids": [colleague.person_id], "lines": [line] });
        for end in ["cancel", "sign"] {
            let receipt = walk.write(&keyed(teacher), "POST", "/goods-receipts", "/goods-receipts", body.clone()).await;
            let path = format!("/goods-receipts/{}", receipt["id"].as_str().unwrap());
            let body = if end == "cancel" { json!({ "reason": "x" }) } else { json!({}) };
            let by = keyed(&colleague).seen(1);
            walk.write(&by, "POST", &format!("/goods-receipts/{{id}}/{end}"), &format!("{path}/{end}"), body).await;
            if end == "sign" {
                let body = json!({ "mode": "own", "voucher_no": "1", "posted_on": "2026-11-24" });
                let by = keyed(&all.school.principal).seen(2);
                walk.write(&by, "POST", "/goods-receipts/{id}/post", &format!("{path}/post"), body).await;
            }
        }
        let body = json!({ "reason": "x" });
        walk.write(&custodian.seen(3), "POST", "/purchase-orders/{id}/close", &format!("{path}/close"), body).await;
    }
    let seen = crate::procurement::look(custodian, &asked).await;
    let path = format!("/purchase-requests/{}/close", asked["id"].as_str().unwrap());
    let by = custodian.seen(seen["version"].as_i64().unwrap());
    walk.write(&by, "POST", "/purchase-requests/{id}/close", &path, json!({ "reason": "x" })).await;
}

pub(super) async fn budgets(all: &Everything, walk: &mut Walk) {
    let body = json!({ "year": 2027, "fund": "canteen", "amount": "5000", "reason": "x" });
    let keyed = all.school.principal.with("idempotency-key", "budget-walk");
    walk.write(&keyed, "POST", "/budgets", "/budgets", body).await;
}

pub(super) async fn papers(all: &Everything, walk: &mut Walk) {
    let director = &all.director;
    for kind in [
        "purchase-requests",
        "quote-sheets",
        "purchase-orders",
        "goods-receipts",
        "petty-purchases",
        "petty-purchases/{id}/shop-statement",
        "stock-documents",
        "stock-distributions",
        "requisitions",
        "budgets",
        "supplier-bank-accounts",
    ] {
        let template = if kind.ends_with("statement") { format!("/{kind}/signed-scans") } else { format!("/{kind}/{{id}}/signed-scans") };
        let path = all.path(&format!("/api/v1{template}")).replace("/api/v1", "");
        let page = crate::procurement::signed_scans::page(director).await;
        walk.write(director, "POST", &template, &path, json!({ "upload_ids": [page] })).await;
    }
    for template in [
        "/stock-ledger-exports",
        "/control-exception-exports",
        "/purchase-spending-exports",
        "/publication-report-exports",
        "/publications/{id}/export",
        "/term-summaries/{id}/export",
    ] {
        let path = all.path(&format!("/api/v1{template}")).replace("/api/v1", "");
        walk.file(director, template, &path).await;
    }
    let summary = all.path("/api/v1/term-summaries/{id}").replace("/api/v1", "");
    walk.write(&director.seen(1), "PUT", "/term-summaries/{id}", &summary, json!({ "opening": "x" })).await;
    for end in ["post", "cancel"] {
        let body = crate::procurement::publications::covering("走一遍公示");
        let made = walk.write(director, "POST", "/publications", "/publications", body).await;
        let body = if end == "post" { crate::procurement::publications::posting(director).await } else { json!({ "reason": "x" }) };
        let path = format!("/publications/{}/{end}", made["id"].as_str().unwrap());
        walk.write(&director.seen(1), "POST", &format!("/publications/{{id}}/{end}"), &path, body).await;
    }
}

pub(super) async fn ledgers(all: &Everything, walk: &mut Walk) {
    let keeper = &all.bookkeeper;
    walk.write(keeper, "POST", "/ledger-exports", "/ledger-exports", json!({ "ledger": "cards" })).await;
    let figures = crate::reports::reconciliation::figures("凭证清单");
    walk.write(keeper, "POST", "/ledger-reconciliations", "/ledger-reconciliations", figures).await;
}
