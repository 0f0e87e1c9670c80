//! The county's ledgers of food: staples and everything else, in and out, for any days (B10, E11).

use serde_json::json;
use test_support::text;

use super::{
    food::{Dairy, label},
    goods_receipts::{make, receipt_step},
    suppliers::path,
};
use crate::{canteen, files::archives::opened, on_both_engines, stores};

on_both_engines! {
    async fn what_came_in_and_went_out_is_listed_with_the_countys_columns(engine) {
        let dairy = Dairy::open(engine).await;
        dairy.license("JY-1", "2031-11-24").await;
        let (keeper, teacher) = (&dairy.school.keeper, &dairy.school.all.teacher);
        let order = dairy.order("纯牛奶").await.expect(201);
        let made = make(keeper, dairy.came(&order, &dairy.milk, &label())).await.expect(201);
        let signed = receipt_step(teacher, &made, "sign", json!({})).await.expect(200);
        let rice = stores::food::add_food(&dairy.school.custodian, "大米", "staple").await;
        let line = json!({ "item_id": rice, "quantity": "20", "value": "100.00", "lot_no": "DM-1", "expires_on": "2027-05-01" });
        let given = json!({ "store_id": dairy.store, "source": "donation", "note": "家委会", "lines": [line] });
        stores::act(keeper, "/stock-receipts", given).await.expect(201);
        let receipts = keeper.rows("/food-receipts?from=2026-11-01&to=2026-11-30").await;
        assert_eq!(receipts.iter().map(|row| text(&row["item"]["name"])).collect::<Vec<_>>(), ["纯牛奶", "大米"]);
        let milk = &receipts[0];
        assert_eq!((&milk["brand"], &milk["quantity"], &milk["value"], &milk["unit_price"]), (&json!("青山 250 ml"), &json!("10"), &json!("50.00"), &json!("5.00")));
        assert_eq!((&milk["supplier"], &milk["supplier_signer"], &milk["shelf_life_days"]), (&signed["supplier_name"], &json!("李送货"), &json!(30)));
        let acceptors: Vec<_> = milk["acceptors"].as_array().unwrap().iter().map(|one| text(&one["name"])).collect();
        assert_eq!((acceptors, &milk["goods_receipt_number"]), (vec!["孙保管", "李老师"], &signed["number"]));
        assert_eq!((&receipts[1]["group"], &receipts[1]["supplier_signer"]), (&json!("staple"), &json!(null)));
        // Staples are a ledger of their own; meat is none of them.
        let names = async |query: &str| -> Vec<String> {
            keeper.rows(query).await.iter().map(|row| text(&row["item"]["name"]).to_owned()).collect()
        };
        assert_eq!(names("/food-receipts?ledger=staple&from=2026-11-01&to=2026-11-30").await, ["大米"]);
        assert_eq!(names("/food-receipts?ledger=non_staple").await, ["纯牛奶"]);
        assert!(names("/food-receipts?from=2026-11-01&to=2026-11-23").await.is_empty());
        let mut out = stores::issue(text(&dairy.store), teacher, &dairy.milk, "3");
        out["purpose"] = json!("午餐");
        let issued = stores::act(keeper, "/stock-issues", out).await.expect(201);
        let back = json!({ "issue_id": issued["id"], "lines": [{ "item_id": dairy.milk, "quantity": "1" }] });
        stores::act(keeper, "/stock-returns", back).await.expect(201);
        let issues = keeper.rows("/food-issues?ledger=non_staple").await;
        let moved: Vec<_> = issues.iter().map(|row| (text(&row["went_out"]), text(&row["came_back"]), text(&row["lot_no"]))).collect();
        assert_eq!(moved, [("3", "0", "20261120A"), ("0", "1", "20261120A")]);
        assert_eq!((&issues[0]["purpose"], &issues[0]["receiver"]["name"], &issues[0]["issued_by"]["name"]), (&json!("午餐"), &json!("李老师"), &json!("孙保管")));
        assert!(names("/food-issues?ledger=staple").await.is_empty());
        keeper.get("/food-issues?from=2026-11-25&to=2026-11-24").await.expect_problem(400, "days_the_wrong_way_round");
        // A page after the other, and no store but one's own.
        let page = keeper.get("/food-receipts?limit=1").await.expect(200);
        assert_eq!(names(&format!("/food-receipts?limit=1&cursor={}", text(&page["next_cursor"]))).await, ["大米"]);
        let other = dairy.school.all.school.person("钱保管", &["storekeeper"]).await;
        assert!(other.rows("/food-receipts").await.is_empty());
        other.get(&format!("/food-receipts?store_id={}", text(&dairy.store))).await.expect_problem(404, "not_found");
    }
}

on_both_engines! {
    /// E11, ③: when it was made, how long it keeps, where the supplier is and whom one calls, the papers that came with it; as a file, too.
    async fn the_countys_table_of_receipts_has_all_that_the_form_asks_for(engine) {
        let mut dairy = Dairy::open(engine).await;
        let school = &dairy.school.all.school;
        let (director, room) = (&dairy.school.all.director, school.a_room().await);
        let manager = school.person("冯经理", &["canteen_manager"]).await;
        let officer = school.person("何安全", &["food_safety_officer"]).await;
        let kitchen = canteen::add(director, "第一食堂", &room, &manager, &officer).await;
        let store = json!({ "name": "厨房库房", "place_id": room, "keeper_ids": [dairy.school.keeper.person_id] });
        let store = director.post("/stores", store).await.expect(201)["id"].clone();
        let shop = director.get(&path(&dairy.school.shop)).await.expect(200);
        let body = json!({ "name": shop["name"], "contact": "孙老板", "phone": "0571-88880000", "address": "城南路 3 号" });
        director.seen(shop["version"].as_i64().unwrap()).put(&path(&shop), body).await.expect(200);
        dairy.store = store;
        dairy.license("JY-1", "2031-11-24").await;
        let order = dairy.order("纯牛奶").await.expect(201);
        let made = make(&dairy.school.keeper, dairy.came(&order, &dairy.milk, &label())).await.expect(201);
        receipt_step(&dairy.school.all.teacher, &made, "sign", json!({})).await.expect(200);
        let sheet = officer.get(&format!("/canteens/{kitchen}/sheet?kind=non_staple_receipt")).await.expect(200);
        let (columns, cells) = (&sheet["columns"], &sheet["rows"][0]["cells"]);
        let of = |head: &str| {
            let at = columns.as_array().unwrap().iter().position(|column| column == head).unwrap_or_else(|| panic!("{head}: {columns}"));
            text(&cells[at])
        };
        for (head, cell) in [
            ("批号", "20261120A"),
            ("生产日期", "2026-11-20"),
            ("保质期（天）", "30"),
            ("保质期至", "2026-12-20"),
            ("供货商地址、联系方式", "城南路 3 号 孙老板 0571-88880000"),
            ("票证号", "HG-1"),
            ("供货方签名", "李送货"),
            ("验收人签名", "孙保管、李老师"),
        ] {
            assert_eq!(of(head), cell, "{head}");
        }
        let asked = json!({ "filter": { "kind": "non_staple_receipt" } });
        let file = opened(&officer.post(&format!("/canteens/{kitchen}/sheet/export"), asked).await);
        assert_eq!((&file.manifest["sums"]["amount"], file.rows[0]["unit_price"].as_str()), (&json!("50.00"), "5.00"));
    }
}
