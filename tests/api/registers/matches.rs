//! `GET /asset-matches`: cards under the government's numbers.

use serde_json::{Value, json};
use test_support::{School, text};

use crate::on_both_engines;

on_both_engines! {
    async fn numbers_of_the_governments_system_find_their_cards_and_say_which_find_none(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let card = |name: &str, official: Value| {
            json!({ "name": name, "category_code": "A02020200", "unit_price": "4200.00", "details": { "official_no": official } })
        };
        let projector = custodian.post("/assets", card("投影仪", json!("TY-117"))).await.expect(201);
        custodian.post("/assets", card("电脑", json!("TY-118"))).await.expect(201);
        let own = custodian.post("/assets", card("音响", Value::Null)).await.expect(201);
        let gone = custodian.post("/assets", card("旧屏幕", json!("TY-119"))).await.expect(201);
        custodian.seen(1).post(&format!("/assets/{}/void", text(&gone["id"])), json!({ "reason": "登记错了" })).await.expect(200);
        let auditor = school.person("审计", &["auditor"]).await;
        let asked = format!("/asset-matches?numbers=TY-118,%20TY-117,none,TY-117,{},TY-119", text(&own["asset_no"]));
        let found = auditor.rows(&asked).await;
        let short: Vec<_> = found
            .iter()
            .map(|m| (text(&m["number"]), m["by"].as_str(), m["cards"].as_array().unwrap().iter().map(|c| text(&c["card"]["name"])).collect::<Vec<_>>()))
            .collect();
        let expected = [
            ("TY-118", Some("official_no"), vec!["电脑"]),
            ("TY-117", Some("official_no"), vec!["投影仪"]),
            ("none", None, vec![]),
            (text(&own["asset_no"]), Some("asset_no"), vec!["音响"]),
            ("TY-119", Some("official_no"), vec!["旧屏幕"]),
        ];
        assert_eq!(short, expected);
        assert_eq!((&found[1]["cards"][0]["card"]["id"], &found[1]["cards"][0]["card"]["original_value"]), (&projector["id"], &json!("4200.00")));
        assert_eq!((&found[4]["cards"][0]["voided"], &found[1]["cards"][0]["voided"]), (&json!(true), &json!(false)));
        let many: Vec<String> = (0..51).map(|n| n.to_string()).collect();
        auditor.get(&format!("/asset-matches?numbers={}", many.join(","))).await.expect_problem(400, "too_many");
        assert_eq!(auditor.rows("/asset-matches?numbers=,%20,").await, Vec::<Value>::new());
    }
}

on_both_engines! {
    /// Whoever sees no values and only some places finds no more by a number than by the list.
    async fn c04_a_match_shows_what_the_list_shows(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let card = json!({ "name": "投影仪", "category_code": "A02020200", "unit_price": "4200.00", "details": { "official_no": "TY-117" } });
        custodian.post("/assets", card).await.expect(201);
        let teacher = school.person("李老师", &["class_teacher"]).await;
        let found = teacher.rows("/asset-matches?numbers=TY-117").await;
        assert_eq!((&found[0]["by"], &found[0]["cards"]), (&Value::Null, &json!([])), "in no room of hers");
        school.person("王师傅", &["repair_worker"]).await.get("/asset-matches?numbers=TY-117").await.expect_problem(403, "forbidden");
    }
}
