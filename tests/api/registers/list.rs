//! `GET /assets` and `/assets/totals`: order, pages and filters.

use serde_json::{Value, json};
use test_support::{Client, School, text};

use super::ledgers::{DONE, Office, THREE};
use crate::on_both_engines;

async fn place(school: &School, kind: &str, parent: Option<&str>, name: &str) -> String {
    let body = json!({ "kind": kind, "name": name, "parent_id": parent });
    text(&school.admin.post("/locations", body).await.expect(201)["id"]).to_owned()
}

async fn card(custodian: &Client, name: &str, place: Option<&str>, value: &str) {
    let body = json!({ "name": name, "category_code": "A05010203", "location_id": place, "original_value": value, "asset_no": name });
    custodian.post("/assets", body).await.expect(201);
}

/// What a query lists is what its totals count and add up.
async fn agrees(client: &Client, query: &str) -> usize {
    let rows = client.pages(&format!("/assets?{query}"), 3).await;
    let totals = client.get(&format!("/assets/totals?{query}")).await.expect(200);
    let fen = |money: &Value| money.as_str().map_or(0, |m| m.replace('.', "").parse::<i64>().unwrap());
    assert_eq!(totals["count"], rows.len(), "{query}");
    assert_eq!(fen(&totals["original_value"]), rows.iter().map(|r| fen(&r["original_value"])).sum::<i64>(), "{query}");
    let pieces: f64 = rows.iter().map(|r| text(&r["quantity"]).parse::<f64>().unwrap()).sum();
    assert!((text(&totals["quantity"]).parse::<f64>().unwrap() - pieces).abs() < 0.001, "{query}");
    rows.len()
}

on_both_engines! {
    async fn a_place_lists_itself_and_everything_below_it_at_each_level(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let campus = place(&school, "campus", None, "东校区").await;
        let building = place(&school, "building", Some(&campus), "求是楼").await;
        let floor = place(&school, "floor", Some(&building), "2层").await;
        let room = place(&school, "room", Some(&floor), "201").await;
        let yard = place(&school, "zone", Some(&campus), "东操场").await;
        let pit = place(&school, "zone", Some(&yard), "沙坑").await;
        let hall = place(&school, "room", None, "传达室").await;
        let places =
            [("校区", &campus), ("楼", &building), ("层", &floor), ("房间", &room), ("操场", &yard), ("沙坑", &pit), ("传达室", &hall)];
        for (name, at) in places {
            card(&custodian, name, Some(at), "10.00").await;
        }
        card(&custodian, "库存", None, "10.00").await;
        for (at, expected) in [
            (&campus, &["沙坑", "操场", "房间", "层", "楼", "校区"][..]),
            (&building, &["房间", "层", "楼"]),
            (&floor, &["房间", "层"]),
            (&room, &["房间"]),
            (&yard, &["沙坑", "操场"]),
            (&pit, &["沙坑"]),
            (&hall, &["传达室"]),
        ] {
            let query = format!("location_id={at}");
            assert_eq!(custodian.column(&format!("/assets?{query}"), "name").await, expected, "newest first");
            assert_eq!(agrees(&custodian, &query).await, expected.len());
        }
        let nowhere = format!("/assets?location_id={}", test_support::TestApp::unknown_id());
        assert_eq!(custodian.rows(&nowhere).await, Vec::<Value>::new());
    }
}

on_both_engines! {
    async fn filters_narrow_together_and_totals_follow_every_one_of_them(engine) {
        let office = Office::open(engine).await;
        let custodian = &office.custodian;
        office.file("台账.csv", THREE);
        office.import("台账.csv", &["--commit"]).await.expect(DONE);
        office.file("状况.csv", "资产编号,资产名称,分类代码,数量,原值,使用状况\nS-1,课桌,A05010203,4,400.00,闲置\nS-2,课桌,A05010203,1,100.00,待报废\nS-3,课桌,A05010203,1,,损坏\n");
        office.import("状况.csv", &["--commit"]).await.expect(DONE);
        card(custodian, "手工", None, "7.00").await;
        for (query, expected) in [
            ("", 7),
            ("status=idle", 1),
            ("status=idle,pending_disposal", 2),
            ("status=in_use", 3),
            ("status=in_stock", 1),
            ("status=awaiting_repair", 1),
            ("status=disposed", 0),
            ("category=A05010203", 5),
            ("category=A05010203&status=idle,in_stock", 2),
            ("category=A99", 0),
            ("q=课桌", 4),
            ("q=课桌&status=in_use", 1),
        ] {
            assert_eq!(agrees(custodian, query).await, expected, "{query}");
        }
        let wang = custodian.rows("/people?q=王老师").await[0].clone();
        assert_eq!(agrees(custodian, &format!("custodian_id={}", text(&wang["id"]))).await, 1);
        let idle = custodian.rows("/assets?status=idle").await;
        assert_eq!((&idle[0]["asset_no"], &idle[0]["status_text"]), (&json!("S-1"), &json!("闲置")));
        custodian.get("/assets?status=lost").await.expect_problem(400, "unknown_value");
        custodian.get("/assets/totals?status=lost").await.expect_problem(400, "unknown_value");
    }
}

on_both_engines! {
    /// By hand, in batches and by import: every card once, whatever the size of the page, also while new ones come.
    async fn pages_have_neither_gaps_nor_doubles_in_either_order(engine) {
        let office = Office::open(engine).await;
        let custodian = &office.custodian;
        for n in 0..5 {
            card(custodian, &format!("手工-{n}"), None, "1.00").await;
        }
        let batch = json!({ "card": { "name": "笔记本", "category_code": "A02010108" }, "count": 6 });
        custodian.with("idempotency-key", "six").post("/assets/batches", batch).await.expect(201);
        office.file("台账.csv", THREE);
        office.import("台账.csv", &["--commit", "--explode"]).await.expect(DONE);
        for sort in ["-created_at", "created_at", "asset_no", "-asset_no"] {
            let whole = custodian.column(&format!("/assets?limit=200&sort={sort}"), "asset_no").await;
            assert_eq!(whole.len(), 64);
            for limit in [1, 7, 32, 64] {
                let paged = custodian.pages(&format!("/assets?sort={sort}"), limit).await;
                assert_eq!(paged.iter().map(|r| text(&r["asset_no"]).to_owned()).collect::<Vec<_>>(), whole, "{sort} by {limit}");
            }
            let mut sorted = whole.clone();
            if sort.ends_with("asset_no") {
                sorted.sort_unstable();
                if sort.starts_with('-') {
                    sorted.reverse();
                }
                assert_eq!(whole, sorted, "{sort} is the order of the characters, on both engines");
            }
        }
        let reversed: Vec<_> = custodian.column("/assets?limit=200&sort=created_at", "id").await.into_iter().rev().collect();
        assert_eq!(custodian.column("/assets?limit=200", "id").await, reversed, "newest first is the default");

        // A card that comes between two pages moves nothing on the second one.
        let first = custodian.get("/assets?limit=3").await.expect(200);
        let rest = format!("/assets?limit=3&cursor={}", text(&first["next_cursor"]));
        let before = custodian.rows(&rest).await;
        card(custodian, "后来", None, "1.00").await;
        assert_eq!(custodian.rows(&rest).await, before);
    }
}

on_both_engines! {
    async fn a_right_over_a_yard_reaches_the_corners_within_it(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let yard = place(&school, "zone", None, "操场").await;
        let pit = place(&school, "zone", Some(&yard), "沙坑").await;
        let gate = place(&school, "zone", None, "校门").await;
        for (name, at) in [("跳远垫", &pit), ("球门", &yard), ("道闸", &gate)] {
            card(&custodian, name, Some(at), "5.00").await;
        }
        let auditor = school.person("审计", &[]).await;
        let grants = format!("/people/{}/role-grants", auditor.person_id);
        let grant = school.admin.post(&grants, json!({ "role": "auditor", "places": [yard] })).await.expect(201);
        school.principal.seen(1).post(&format!("/role-grants/{}/confirm", text(&grant["id"])), json!({})).await.expect(200);
        assert_eq!(auditor.column("/assets", "name").await, ["球门", "跳远垫"]);
    }
}

on_both_engines! {
    async fn a_right_over_one_building_lists_that_building_alone(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let (ours, theirs) = (place(&school, "building", None, "甲楼").await, place(&school, "building", None, "乙楼").await);
        let room = place(&school, "room", Some(&ours), "101").await;
        for (name, at) in [("甲楼柜", &ours), ("甲楼桌", &room), ("乙楼桌", &theirs)] {
            card(&custodian, name, Some(at), "5.00").await;
        }
        card(&custodian, "无处", None, "5.00").await;
        let auditor = school.person("审计", &[]).await;
        let grants = format!("/people/{}/role-grants", auditor.person_id);
        let grant = school.admin.post(&grants, json!({ "role": "auditor", "places": [ours] })).await.expect(201);
        school.principal.seen(1).post(&format!("/role-grants/{}/confirm", text(&grant["id"])), json!({})).await.expect(200);
        assert_eq!(auditor.column("/assets", "name").await, ["甲楼桌", "甲楼柜"]);
        assert_eq!(agrees(&auditor, "").await, 2);
        assert_eq!(auditor.rows(&format!("/assets?location_id={theirs}")).await, Vec::<Value>::new());
        assert_eq!(auditor.rows("/assets?q=乙楼").await, Vec::<Value>::new());
    }
}
