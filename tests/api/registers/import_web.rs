//! Imports over HTTP: dry run, commit, update, undo, comparison, kept mappings, the annotated copy.

use serde_json::{Value, json};
use test_support::{Client, Digest, School, text};

use crate::on_both_engines;

const LEDGER: &str = "\u{FEFF}2024年固定资产台账,,,,,\r\n\
    资产编号,资产名称,数量,单价,存放地点,保管人\r\n\
    QH-001,课桌,50,100.01,致远楼101,李老师\r\n\
    QH-002,课椅,五十,83.00,致远楼101,李老师\r\n\
    QH-003,投影仪,1,4980.00,致远楼102,\r\n\
    合计,,,9980.50,,\r\n";

async fn upload(client: &Client, name: &str, text: &str) -> String {
    client.upload(name, "text/csv", text.into()).await.expect(201)["id"].as_str().unwrap().to_owned()
}

async fn commit(client: &Client, upload: &str, key: &str, more: Value) -> Value {
    let mut body = json!({ "file": { "upload_id": upload } });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    client.with("idempotency-key", key).post("/imports", body).await.expect(201)
}

/// The cells of an answered workbook, row by row.
fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    sheets::parse(bytes, &mut lines).unwrap();
    let lines = String::from_utf8(lines).unwrap();
    let rows = lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).unwrap().get("row").cloned());
    let shown = |cell: &Value| cell.as_str().or(cell["n"].as_str()).or(cell["d"].as_str()).unwrap_or_default().to_owned();
    rows.map(|row| row["cells"].as_array().unwrap().iter().map(shown).collect()).collect()
}

on_both_engines! {
    async fn a_ledger_is_looked_at_committed_once_and_undone(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let file = upload(&custodian, "台账.csv", LEDGER).await;
        let before = Digest::of(&school.app.db).await;
        let plan = custodian.post("/imports/dry-run", json!({ "upload_id": file })).await.expect(200);
        assert_eq!((&plan["rows"], &plan["accepted_rows"], &plan["refused_rows"]), (&json!(3), &json!(2), &json!(1)));
        assert_eq!((&plan["cards_kept"], &plan["cards_exploded"], &plan["original_value"]), (&json!(2), &json!(51), &json!("9980.50")));
        let refused = &plan["refused"][0];
        assert_eq!((&refused["row"], &refused["problems"][0]["code"], &refused["problems"][0]["value"]), (&json!(4), &json!("bad_quantity"), &json!("五十")));
        let kinds: Vec<&str> = plan["skipped"].as_array().unwrap().iter().map(|s| text(&s["kind"])).collect();
        assert_eq!(kinds, ["title", "total"]);
        assert_eq!(plan["sheets"][0]["columns"][4]["field"], "location");
        assert_eq!((&plan["people"]["new_names"], &plan["imported_before"]), (&json!(["李老师"]), &json!(false)));

        let copy = custodian.get(&format!("/imports/annotated?upload_id={file}")).await;
        assert_eq!(copy.status, 200);
        let rows = cells(&copy.bytes);
        assert_eq!((rows[1][0].as_str(), rows[2][0].as_str(), rows[3][0].as_str()), ("导入结果", "可以导入", "不能导入"));
        assert!(rows[3][1].contains("数量不是正整数") && rows[5][0].contains("合计"), "{rows:?}");
        assert_eq!(&rows[3][2..5], ["QH-002", "课椅", "五十"]);

        let keyed = custodian.with("idempotency-key", "i-0");
        keyed.post("/imports", json!({ "file": { "upload_id": file } })).await.expect_problem(422, "rows_refused");
        before.assert_unchanged(&school.app.db, "a dry run, a copy or a refused commit").await;
        let import = commit(&custodian, &file, "i-1", json!({ "leave_out_refused": true })).await;
        assert_eq!((&import["cards"], &import["mode"], &import["source_rows"]), (&json!(2), &json!("add"), &json!(3)));
        assert_eq!(commit(&custodian, &file, "i-1", json!({ "leave_out_refused": true })).await, import, "sent again, the same answer");
        let again = json!({ "file": { "upload_id": file }, "leave_out_refused": true });
        custodian.with("idempotency-key", "i-2").post("/imports", again.clone()).await.expect_problem(409, "imported_before");
        let cards = custodian.rows(&format!("/assets?import_id={}&sort=asset_no", text(&import["id"]))).await;
        assert_eq!(cards.iter().map(|c| text(&c["asset_no"])).collect::<Vec<_>>(), ["QH-001", "QH-003"]);

        let undo = format!("/imports/{}/undo", text(&import["id"]));
        let card = format!("/assets/{}", text(&cards[0]["id"]));
        custodian.post(&format!("{card}/due-dates"), json!({ "kind": "warranty", "due_on": "2027-01-01" })).await.expect(201);
        custodian.seen(1).post(&undo, json!({ "reason": "导错了" })).await.expect_problem(409, "cards_touched");
        let due = custodian.rows("/asset-due-dates").await;
        custodian.seen(1).delete(&format!("/asset-due-dates/{}", text(&due[0]["id"]))).await.expect(204);
        let undone = custodian.seen(1).post(&undo, json!({ "reason": "导错了" })).await.expect(200);
        assert_eq!((&undone["undo_reason"], &undone["undone_by"]["name"]), (&json!("导错了"), &json!("吴保管")));
        custodian.seen(2).post(&undo, json!({ "reason": "x" })).await.expect_problem(409, "undone_before");
        assert_eq!(custodian.get("/assets/totals").await.expect(200)["original_value"], "0.00");
        // The numbers and the file are free again.
        let second = custodian.with("idempotency-key", "i-3").post("/imports", again).await.expect(201);
        assert_eq!(second["cards"], 2);
    }
}

on_both_engines! {
    async fn e11_the_same_file_twice_at_once_is_imported_once(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let lines: String = (0..400).map(|n| format!("QH-{n},课桌,1\n")).collect();
        let text = format!("资产编号,资产名称,数量\n{lines}");
        let files = [upload(&custodian, "甲.csv", &text).await, upload(&custodian, "乙.csv", &text).await];
        let send = |n: usize| {
            let client = custodian.with("idempotency-key", ["k-0", "k-1"][n]);
            let body = json!({ "file": { "upload_id": files[n] } });
            async move { client.post("/imports", body).await.status.as_u16() }
        };
        let (a, b) = tokio::join!(send(0), send(1));
        let mut both = [a, b];
        both.sort_unstable();
        assert_eq!(both, [201, 409]);
        assert_eq!(custodian.get("/assets/totals").await.expect(200)["count"], 400);
    }
}

on_both_engines! {
    async fn cards_are_updated_by_number_and_amounts_are_not(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let file = upload(&custodian, "台账.csv", LEDGER).await;
        commit(&custodian, &file, "u-0", json!({ "leave_out_refused": true })).await;
        let options = json!({ "mode": "update" });
        let rows = "资产编号,资产名称,数量,原值,存放地点,品牌\nQH-001,升降课桌,50,5000.50,致远楼102,青木\nQH-003,投影仪,1,4980.00,致远楼102,\n";
        let file = upload(&custodian, "更正.csv", rows).await;
        let plan = custodian.post("/imports/dry-run", json!({ "upload_id": file, "options": options })).await.expect(200);
        assert_eq!((&plan["changed_cards"], &plan["unchanged_cards"], &plan["refused_rows"]), (&json!(1), &json!(1), &json!(0)));
        let fields: Vec<&str> = plan["changes"][0]["fields"].as_array().unwrap().iter().map(|f| text(&f["field"])).collect();
        assert_eq!(fields, ["name", "brand", "location"]);
        let body = json!({ "file": { "upload_id": file, "options": options } });
        let import = custodian.with("idempotency-key", "u-1").post("/imports", body.clone()).await.expect(201);
        assert_eq!((&import["cards"], &import["changed_cards"], &import["mode"]), (&json!(0), &json!(1), &json!("update")));
        let card = &custodian.rows("/assets?code=QH-001").await[0];
        assert_eq!((&card["name"], &card["location"]["name"], &card["version"]), (&json!("升降课桌"), &json!("102"), &json!(2)));
        let again = custodian.with("idempotency-key", "u-1").post("/imports", body.clone()).await.expect(201);
        assert_eq!(again, import, "sent again, the same answer, though nothing is left to change");
        custodian.with("idempotency-key", "u-2").post("/imports", body).await.expect_problem(422, "nothing_to_import");
        let undo = format!("/imports/{}/undo", text(&import["id"]));
        custodian.seen(1).post(&undo, json!({ "reason": "x" })).await.expect_problem(409, "update_not_undone");

        let wrong = "资产编号,资产名称,数量,原值\nQH-001,升降课桌,49,5000.50\nQH-003,投影仪,1,1.00\nQH-999,课桌,1,\n,课椅,1,\n";
        let file = upload(&custodian, "不行.csv", wrong).await;
        let plan = custodian.post("/imports/dry-run", json!({ "upload_id": file, "options": options })).await.expect(200);
        let codes: Vec<&str> = plan["refused"].as_array().unwrap().iter().map(|r| text(&r["problems"][0]["code"])).collect();
        assert_eq!(codes, ["quantity_differs", "value_differs", "unknown_number", "unknown_number"]);
        let explode = json!({ "upload_id": file, "options": { "mode": "update", "quantity": "explode" } });
        custodian.post("/imports/dry-run", explode).await.expect_problem(422, "validation_failed");
    }
}

on_both_engines! {
    async fn a_kept_mapping_reads_the_next_file_of_its_kind(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let rows = "东西,几个,花了多少\n课桌,3,300.00\n";
        let file = upload(&custodian, "一.csv", rows).await;
        custodian.post("/imports/dry-run", json!({ "upload_id": file })).await.expect_problem(422, "ledger_no_heads");
        let options = json!({ "columns": { "东西": "name", "几个": "quantity", "花了多少": "original_value" } });
        let plan = custodian.post("/imports/dry-run", json!({ "upload_id": file, "options": options })).await.expect(200);
        assert_eq!((&plan["accepted_rows"], &plan["original_value"]), (&json!(1), &json!("300.00")));
        let heads: Vec<&str> = plan["sheets"][0]["columns"].as_array().unwrap().iter().map(|c| text(&c["head"])).collect();
        let mapping = json!({ "name": "老表", "heads": heads, "options": options });
        let kept = custodian.post("/import-mappings", mapping.clone()).await.expect(201);
        custodian.post("/import-mappings", mapping).await.expect_problem(409, "mapping_exists");
        let file = upload(&custodian, "二.csv", "东西,几个,花了多少\n课椅,5,415.00\n").await;
        let plan = custodian.post("/imports/dry-run", json!({ "upload_id": file, "mapping_id": kept["id"] })).await.expect(200);
        assert_eq!((&plan["mapping"]["name"], &plan["original_value"]), (&json!("老表"), &json!("415.00")));
        // A mapping made for heads that are understood anyway is found by them.
        let known = json!({ "name": "带别名", "heads": ["资产名称", "数量", "去向"], "options": { "columns": { "去向": "remarks" } } });
        custodian.post("/import-mappings", known).await.expect(201);
        let file = upload(&custodian, "三.csv", "数量,资产名称,去向\n1,课桌,给了三(2)班\n").await;
        let plan = custodian.post("/imports/dry-run", json!({ "upload_id": file })).await.expect(200);
        assert_eq!((&plan["mapping"]["name"], &plan["sheets"][0]["columns"][2]["field"]), (&json!("带别名"), &json!("remarks")));
    }
}

on_both_engines! {
    async fn the_register_and_an_export_of_the_governments_system_are_compared(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let card = |name: &str, official: Value| json!({
            "name": name, "category_code": "A05010203", "quantity": "2", "original_value": "200.00", "details": { "official_no": official }
        });
        custodian.post("/assets", card("课桌", json!("G-1"))).await.expect(201);
        custodian.post("/assets", card("讲台", json!("G-2"))).await.expect(201);
        custodian.post("/assets", card("书桌", Value::Null)).await.expect(201);
        let rows = "卡片编号,资产名称,数量,原值\nG-1,课桌,2,200.00\nG-2,课椅,3,200.00\nG-9,课桌,1,9.00\n";
        let file = upload(&custodian, "财政.csv", rows).await;
        let found = custodian.post("/imports/comparisons", json!({ "upload_id": file })).await.expect(200);
        assert_eq!((&found["matched"], &found["equal"], &found["different"]), (&json!(2), &json!(1), &json!(1)));
        assert_eq!((&found["only_in_file"], &found["only_here"]), (&json!(1), &json!(1)));
        let fields: Vec<&str> = found["differences"][0]["fields"].as_array().unwrap().iter().map(|f| text(&f["field"])).collect();
        assert_eq!(fields, ["name", "quantity"]);
        assert_eq!((&found["missing_here"][0]["number"], &found["missing_there"][0]["name"]), (&json!("G-9"), &json!("书桌")));
        let admin = school.admin.clone();
        let file = upload(&admin, "财政.csv", rows).await;
        let hidden = admin.post("/imports/comparisons", json!({ "upload_id": file })).await.expect(200);
        assert!(hidden["missing_there"][0].get("original_value").is_none(), "who may not see values sees none");
    }
}

on_both_engines! {
    async fn the_template_is_a_workbook_that_comes_back(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let book = custodian.get("/imports/template").await;
        assert_eq!(book.status, 200);
        assert_eq!(cells(&book.bytes)[0][..3], ["资产编号", "资产名称", "分类"]);
        let file = custodian.upload("模板.xlsx", "application/octet-stream", book.bytes.clone()).await.expect(201);
        custodian.post("/imports/dry-run", json!({ "upload_id": file["id"] })).await.expect_problem(422, "ledger_no_assets");
    }
}
