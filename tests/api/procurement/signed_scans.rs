//! What was printed and signed comes back to its record.

use serde_json::{Value, json};
use test_support::{Client, Digest, text};

use super::{Buying, ask_for, bank, budgets, petty, suppliers};
use crate::{files::samples, on_both_engines};

/// An upload that is a page of a signed paper.
pub(crate) async fn page(by: &Client) -> Value {
    by.upload("签字.png", "image/png", samples::png(8, 6)).await.expect(201)["id"].clone()
}

/// A scan of each of these records; the attachments of their pages, in order.
pub(crate) async fn one_of_each(by: &Client, records: &[(&str, String)]) -> Vec<String> {
    let mut pages = Vec::new();
    for (kind, id) in records {
        let body = json!({ "upload_ids": [page(by).await] });
        let view = by.post(&format!("/{kind}/{id}/signed-scans"), body).await.expect(201);
        pages.push(text(&view["items"][0]["pages"][0]["id"]).to_owned());
    }
    pages
}

fn path(request: &Value) -> String {
    format!("/purchase-requests/{}/signed-scans", text(&request["id"]))
}

on_both_engines! {
    async fn a_signed_scan_returns_to_its_request_and_a_wrong_one_is_replaced_and_stays(engine) {
        let all = Buying::open(engine).await;
        let asked = ask_for(&all.teacher, "水龙头", "38").await;
        let empty = all.teacher.get(&path(&asked)).await.expect(200);
        assert_eq!((&empty["items"], &empty["may_return"]), (&json!([]), &json!(true)));
        let pages = json!([page(&all.teacher).await, page(&all.teacher).await]);
        let first = all.teacher.post(&path(&asked), json!({ "upload_ids": pages })).await.expect(201);
        assert_eq!(first["items"][0]["pages"].as_array().unwrap().len(), 2);
        assert_eq!(first["items"][0]["added_by"]["name"], "李老师");
        // The director puts it right; what was wrong stays, with why.
        let scan = first["items"][0]["id"].clone();
        let body = json!({ "upload_ids": [page(&all.director).await], "replaces": scan, "reason": "漏扫了第二页" });
        let after = all.director.post(&path(&asked), body).await.expect(201);
        assert_eq!((after["items"].as_array().unwrap().len(), &after["items"][0]["replaced_because"]), (2, &json!(null)));
        assert_eq!((&after["items"][1]["id"], &after["items"][1]["replaced_because"]), (&scan, &json!("漏扫了第二页")));
        // Each is replaced once.
        let body = json!({ "upload_ids": [page(&all.director).await], "replaces": scan, "reason": "又漏了" });
        all.director.post(&path(&asked), body).await.expect_problem(409, "replaced_already");
        for scan in after["items"].as_array().unwrap() {
            let content = format!("{}/{}/content?size=320", path(&asked), text(&scan["pages"][0]["id"]));
            assert_eq!(all.teacher.get(&content).await.status.as_u16(), 200);
        }
        let trail = all.school.principal.get("/audit-events?action=signed_scan.returned").await.expect(200);
        assert_eq!(trail["items"].as_array().unwrap().len(), 2, "{trail}");
    }
}

on_both_engines! {
    async fn the_statement_of_a_shop_has_scans_of_its_own_by_any_purchase_on_it(engine) {
        let all = Buying::open(engine).await;
        let plumber = all.school.person("王师傅", &["repair_worker"]).await;
        let first = petty::record(&plumber, &all.teacher, "角阀", "38").await;
        let second = petty::record(&plumber, &all.teacher, "垫圈", "3").await;
        let of = |petty: &Value| format!("/petty-purchases/{}/shop-statement/signed-scans", text(&petty["id"]));
        let after = all.director.post(&of(&first), json!({ "upload_ids": [page(&all.director).await] })).await.expect(201);
        assert_eq!(all.director.get(&of(&second)).await.expect(200), after, "one paper for both");
        let content = format!("{}/{}/content", of(&second), text(&after["items"][0]["pages"][0]["id"]));
        assert_eq!(all.director.get(&content).await.status.as_u16(), 200);
        // The purchase itself has none of them.
        let own = format!("/petty-purchases/{}/signed-scans", text(&first["id"]));
        assert_eq!(all.director.get(&own).await.expect(200)["items"], json!([]));
        // It adds up what others bought: whoever bought one thing sees only that.
        plumber.get(&of(&first)).await.expect_problem(403, "forbidden");
        plumber.post(&of(&first), json!({ "upload_ids": [page(&plumber).await] })).await.expect_problem(404, "not_found");
    }
}

on_both_engines! {
    async fn who_took_no_part_returns_nothing_and_what_is_no_scan_is_refused(engine) {
        let all = Buying::open(engine).await;
        let auditor = all.school.person("审计", &["auditor"]).await;
        let other = all.school.person("王老师", &["staff"]).await;
        let plumber = all.school.person("王师傅", &["repair_worker"]).await;
        let asked = ask_for(&all.teacher, "水龙头", "38").await;
        let bought = petty::record(&plumber, &all.teacher, "角阀", "38").await;
        let foreign = one_of_each(&all.director, &[("petty-purchases", text(&bought["id"]).to_owned())]).await;
        let word = all.teacher.upload("说明.txt", "text/plain", "签字".into()).await.expect(201);
        let pages = [page(&all.teacher).await, page(&other).await];
        let before = Digest::of(&all.school.app.db).await;
        let look = auditor.get(&path(&asked)).await.expect(200);
        assert_eq!((&look["may_return"], look["reason"].is_string()), (&json!(false), true));
        auditor.post(&path(&asked), json!({ "upload_ids": [pages[0]] })).await.expect_problem(403, "forbidden");
        other.get(&path(&asked)).await.expect_problem(404, "not_found");
        other.post(&path(&asked), json!({ "upload_ids": [pages[1]] })).await.expect_problem(404, "not_found");
        all.teacher.get(&format!("{}/{}/content", path(&asked), foreign[0])).await.expect_problem(404, "not_found");
        for (body, pointer) in [
            (json!({ "upload_ids": [word["id"]] }), "/upload_ids/0"),
            (json!({ "upload_ids": [pages[1]] }), "/upload_ids/0"),
            (json!({ "upload_ids": [] }), "/upload_ids"),
            (json!({ "upload_ids": [pages[0]], "reason": "没有替换" }), "/reason"),
            (json!({ "upload_ids": [pages[0]], "replaces": asked["id"] }), "/reason"),
            (json!({ "upload_ids": [pages[0]], "replaces": asked["id"], "reason": "x" }), "/replaces"),
        ] {
            let problem = all.teacher.post(&path(&asked), body).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
        }
        before.assert_unchanged(&all.school.app.db, "a refused scan").await;
        // The witness took part.
        let path = format!("/petty-purchases/{}/signed-scans", text(&bought["id"]));
        all.teacher.post(&path, json!({ "upload_ids": [pages[0]] })).await.expect(201);
    }
}

on_both_engines! {
    async fn what_a_budget_is_given_and_where_a_suppliers_money_goes_are_signed_on_paper_too(engine) {
        let all = Buying::open(engine).await;
        let budget = budgets::allot(all.principal(), "public", "2000.00").await.expect(201);
        let events = all.director.rows(&format!("/budgets/{}/events", text(&budget["id"]))).await;
        assert_eq!(events[0]["amount_in_words"], "贰仟元整");
        let shop = suppliers::supplier(&all.director, "城南文具店").await;
        let proposed = bank::propose(&all.director, &shop, "6222021200001111").await;
        let account = text(&proposed["bank_accounts"][0]["id"]).to_owned();
        let records = [("budgets", text(&budget["id"]).to_owned()), ("supplier-bank-accounts", account)];
        one_of_each(&all.director, &records).await;
        for (kind, id) in records {
            let path = format!("/{kind}/{id}/signed-scans");
            assert_eq!(all.vice.get(&path).await.expect(200)["items"].as_array().unwrap().len(), 1, "{kind}");
            all.teacher.get(&path).await.expect_problem(403, "forbidden");
            all.teacher.post(&path, json!({ "upload_ids": [page(&all.teacher).await] })).await.expect_problem(404, "not_found");
        }
        let trail = all.school.principal.column("/audit-events?action=signed_scan.returned", "action").await;
        assert_eq!(trail.len(), 2);
    }
}
