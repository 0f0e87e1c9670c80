//! Whom the school buys from: names, what is known of them, who sees them.

use serde_json::{Value, json};
use test_support::{Client, Digest, text};

use super::Buying;
use crate::on_both_engines;

/// A supplier of this name and nothing else.
pub(crate) async fn supplier(by: &Client, name: &str) -> Value {
    by.post("/suppliers", json!({ "name": name })).await.expect(201)
}

pub(crate) fn path(supplier: &Value) -> String {
    format!("/suppliers/{}", text(&supplier["id"]))
}

/// Suspends, or takes it up again, from the version as it is.
pub(crate) async fn turn(by: &Client, supplier: &Value, act: &str) -> Value {
    let version = by.get(&path(supplier)).await.expect(200)["version"].as_i64().unwrap();
    by.seen(version).post(&format!("{}/{act}", path(supplier)), json!({ "reason": "短斤少两" })).await.expect(200)
}

async fn names(by: &Client, query: &str) -> Vec<String> {
    by.column(&format!("/suppliers{query}"), "name").await
}

on_both_engines! {
    async fn a_supplier_is_written_down_revised_and_found_by_a_part_of_its_name(engine) {
        let all = Buying::open(engine).await;
        let body = json!({
            "name": "  城南文具店 ", "contact": "孙老板", "phone": "0571-88880000", "address": "城南路 3 号", "sells": "文具、办公用品",
            "price_list": { "valid_from": "2026-09-01", "valid_until": "2027-08-31" },
        });
        let added = all.director.post("/suppliers", body.clone()).await.expect(201);
        assert_eq!((&added["name"], &added["status"], &added["licences"]["state"]), (&json!("城南文具店"), &json!("active"), &json!("none")));
        assert_eq!(added["price_list"], json!({ "valid_from": "2026-09-01", "valid_until": "2027-08-31", "holds": true }));
        let mut changed = body;
        changed["phone"] = json!("13800000000");
        changed["price_list"] = json!(null);
        let revised = all.director.seen(1).put(&path(&added), changed).await.expect(200);
        assert_eq!((&revised["phone"], &revised["price_list"], &revised["version"]), (&json!("13800000000"), &json!(null), &json!(2)));
        for name in ["百货公司", "100%好货", "AB 五金"] {
            supplier(&all.director, name).await;
        }
        assert_eq!(names(&all.director, "?q=文具").await, ["城南文具店"]);
        assert_eq!(names(&all.director, "?q=ａｂ五").await, ["AB 五金"]);
        assert_eq!(names(&all.director, "?q=%25").await, ["100%好货"]);
        assert_eq!(names(&all.director, "?q=_").await, Vec::<String>::new());
        // By pages, each name once and in the order of the whole.
        let whole = names(&all.director, "?limit=200").await;
        let mut paged = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = all.director.get(&format!("/suppliers?limit=1{cursor}")).await.expect(200);
            paged.extend(page["items"].as_array().unwrap().iter().map(|row| text(&row["name"]).to_owned()));
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!((paged.len(), &paged), (4, &whole));
        let trail = all.school.principal.column(&format!("/audit-events?subject_id={}", text(&added["id"])), "action").await;
        assert_eq!(trail, ["supplier.revised", "supplier.added"]);
    }
}

on_both_engines! {
    async fn the_same_name_twice_is_refused_and_the_other_is_named(engine) {
        let all = Buying::open(engine).await;
        let first = supplier(&all.director, "Best Goods 文具").await;
        let other = supplier(&all.director, "百货公司").await;
        let before = Digest::of(&all.school.app.db).await;
        for alike in ["Best Goods 文具", "best goods文具", "ＢＥＳＴ Goods 文具"] {
            let problem = all.director.post("/suppliers", json!({ "name": alike })).await.expect_problem(409, "supplier_exists");
            assert_eq!(problem["supplier_id"], first["id"]);
            assert!(text(&problem["detail"]).contains("Best Goods 文具"), "{problem}");
            let renamed = all.director.seen(1).put(&path(&other), json!({ "name": alike })).await;
            renamed.expect_problem(409, "supplier_exists");
        }
        before.assert_unchanged(&all.school.app.db, "a second supplier of the same name").await;
        // Another school has its own.
        let (admin, principal) = all.school.app.second_school("别的学校").await;
        let person = admin.post("/people", json!({ "name": "别校主任", "staff_no": "B77" })).await.expect(201);
        let id = text(&person["id"]);
        admin.post(&format!("/people/{id}/account"), json!({ "password": test_support::PASSWORD })).await.expect(200);
        let grant = admin.post(&format!("/people/{id}/role-grants"), json!({ "role": "logistics_director" })).await.expect(201);
        principal.seen(1).post(&format!("/role-grants/{}/confirm", text(&grant["id"])), json!({})).await.expect(200);
        supplier(&all.school.app.sign_in("B77").await, "Best Goods 文具").await;
    }
}

on_both_engines! {
    async fn a_supplier_is_suspended_and_taken_up_again_with_a_reason_each_time(engine) {
        let all = Buying::open(engine).await;
        let added = supplier(&all.director, "城南文具店").await;
        let suspended = turn(&all.director, &added, "suspend").await;
        assert_eq!((&suspended["status"], &suspended["status_reason"]), (&json!("suspended"), &json!("短斤少两")));
        assert_eq!(names(&all.director, "?status=suspended").await, ["城南文具店"]);
        assert_eq!(names(&all.director, "?status=active").await, Vec::<String>::new());
        let before = Digest::of(&all.school.app.db).await;
        let again = all.director.seen(2).post(&format!("{}/suspend", path(&added)), json!({ "reason": "x" })).await;
        again.expect_problem(409, "illegal_transition");
        let silent = all.director.seen(2).post(&format!("{}/resume", path(&added)), json!({ "reason": " " })).await;
        silent.expect_problem(422, "validation_failed");
        let stale = all.director.seen(1).post(&format!("{}/resume", path(&added)), json!({ "reason": "x" })).await;
        stale.expect_problem(412, "stale");
        before.assert_unchanged(&all.school.app.db, "a supplier that is suspended already").await;
        assert_eq!(turn(&all.director, &added, "resume").await["status"], "active");
        let trail = all.school.principal.column(&format!("/audit-events?subject_id={}", text(&added["id"])), "action").await;
        assert_eq!(trail, ["supplier.resumed", "supplier.suspended", "supplier.added"]);
    }
}

on_both_engines! {
    async fn suppliers_are_seen_by_those_who_buy_and_kept_by_fewer(engine) {
        let all = Buying::open(engine).await;
        let added = supplier(&all.director, "城南文具店").await;
        let custodian = all.school.person("吴保管", &["head_custodian"]).await;
        let auditor = all.school.person("审计员", &["auditor"]).await;
        for reader in [&custodian, &auditor, &all.vice, all.principal()] {
            assert_eq!(names(reader, "").await, ["城南文具店"]);
        }
        for stranger in [&all.teacher, &all.school.admin] {
            stranger.get("/suppliers").await.expect_problem(403, "forbidden");
            stranger.get(&path(&added)).await.expect_problem(403, "forbidden");
        }
        for reader in [&custodian, &auditor, all.principal()] {
            reader.post("/suppliers", json!({ "name": "另一家" })).await.expect_problem(403, "forbidden");
        }
        let stranger = all.school.app.second_school("别的学校").await.1;
        stranger.get(&path(&added)).await.expect_problem(404, "not_found");
        assert_eq!(names(&stranger, "").await, Vec::<String>::new());
    }
}

on_both_engines! {
    /// C04: telephone and address are no business of whoever sees no suppliers, also not by way of the trail.
    async fn c04_how_a_supplier_is_reached_is_left_out_of_the_trail_for_whoever_sees_none(engine) {
        let all = Buying::open(engine).await;
        let body = json!({ "name": "城南文具店", "contact": "孙老板", "phone": "0571-88880000", "address": "城南路 3 号" });
        let added = all.director.post("/suppliers", body).await.expect(201);
        let trail = format!("/audit-events?subject_id={}", text(&added["id"]));
        let seen = all.principal().get(&trail).await.expect(200).to_string();
        let hidden = all.school.admin.get(&trail).await.expect(200).to_string();
        for secret in ["0571-88880000", "孙老板", "城南路"] {
            assert!(seen.contains(secret) && !hidden.contains(secret), "{hidden}");
        }
        assert!(hidden.contains("\"fields_hidden\":true"), "{hidden}");
    }
}
