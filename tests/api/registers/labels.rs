//! Labels: a code for each card, once, and nothing on it that a passer-by should not read. (The page behind a label is
//! `repairs::labels`.)

use serde_json::{Value, json};
use test_support::{Client, Digest, School, TestApp, text};

use crate::on_both_engines;

async fn card(client: &Client, name: &str, more: Value) -> Value {
    let mut body = json!({ "name": name, "category_code": "A02020200" });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    client.post("/assets", body).await.expect(201)
}

on_both_engines! {
    async fn cards_get_a_code_once_and_keep_it(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let room = school.a_room().await;
        let near = card(&custodian, "投影仪", json!({ "location_id": room, "department": "教务处", "original_value": "4980.00" })).await;
        let far = card(&custodian, "打印机", json!({})).await;
        let body = json!({ "asset_ids": [far["id"], near["id"]] });
        let sheet = custodian.post("/asset-labels", body.clone()).await.expect(200);
        assert_eq!(sheet["school_name"], "青禾小学");
        let labels = sheet["items"].as_array().unwrap();
        assert_eq!(labels.iter().map(|l| text(&l["name"])).collect::<Vec<_>>(), ["打印机", "投影仪"], "what has no place first, then by place");
        let label = &labels[1];
        let code = text(&label["label_code"]);
        assert_eq!((code.len(), &label["department"], &label["location"]["id"]), (10, &json!("教务处"), &json!(room)));
        assert_eq!(label["url"], format!("http://school.test/s/{code}"));
        assert!(!sheet.to_string().contains("4980"), "a label tells no value: {sheet:#}");
        let again = custodian.post("/asset-labels", body).await.expect(200);
        assert_eq!(again["items"], sheet["items"], "printed again, the same codes");
        let path = format!("/assets/{}", text(&near["id"]));
        let seen = custodian.get(&path).await.expect(200);
        assert_eq!((&seen["label_code"], &seen["version"]), (&label["label_code"], &json!(2)));
        let history = custodian.rows(&format!("{path}/timeline")).await;
        let acts: Vec<&str> = history.iter().map(|e| text(&e["action"])).collect();
        assert_eq!(acts, ["asset.registered", "asset.labelled", "asset.labelled"]);
        assert_eq!(custodian.column(&format!("/assets?code={}", code.to_lowercase()), "id").await, [text(&near["id"])], "found by its label");
    }
}

on_both_engines! {
    async fn a_filter_labels_what_it_lets_through(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        for (name, code, value) in [("投影仪", "A02020200", "100.00"), ("课椅", "A05010304", "83.00"), ("会议桌", "A05010202", "2600.00")] {
            custodian.post("/assets", json!({ "name": name, "category_code": code, "original_value": value })).await.expect(201);
        }
        let suggested = json!({ "filter": { "label": "suggested" } });
        let sheet = custodian.post("/asset-labels", suggested.clone()).await.expect(200);
        let mut names: Vec<&str> = sheet["items"].as_array().unwrap().iter().map(|l| text(&l["name"])).collect();
        names.sort_unstable();
        assert_eq!(names, ["会议桌", "投影仪"], "electrical goods, and whatever is worth 1 000 yuan");
        assert_eq!(custodian.post("/asset-labels", suggested).await.expect(200)["items"], json!([]), "labelled by now");
        let found = custodian.post("/asset-labels", json!({ "filter": { "q": "课椅" } })).await.expect(200);
        assert_eq!(found["items"].as_array().unwrap().len(), 1);
        let director = school.person("周主任", &["logistics_director"]).await;
        director.post("/asset-labels", json!({ "filter": { "value_min": "1000" } })).await.expect(200);
    }
}

on_both_engines! {
    async fn what_cannot_be_labelled_is_refused_and_changes_nothing(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let living = card(&custodian, "投影仪", json!({})).await;
        let voided = card(&custodian, "打印机", json!({})).await;
        let path = format!("/assets/{}/void", text(&voided["id"]));
        custodian.seen(1).post(&path, json!({ "reason": "登记重复" })).await.expect(200);
        let before = Digest::of(&school.app.db).await;
        for body in [json!({}), json!({ "asset_ids": [] }), json!({ "asset_ids": [living["id"]], "filter": {} })] {
            custodian.post("/asset-labels", body).await.expect_problem(422, "ids_or_filter");
        }
        let refused = custodian.post("/asset-labels", json!({ "asset_ids": [living["id"], voided["id"]] })).await;
        assert_eq!(refused.expect_problem(422, "validation_failed")["errors"][0]["pointer"], "/asset_ids/1");
        custodian.post("/asset-labels", json!({ "filter": { "voided": true } })).await.expect_problem(409, "card_voided");
        let many: Vec<Value> = (0..2001).map(|_| living["id"].clone()).collect();
        custodian.post("/asset-labels", json!({ "asset_ids": many })).await.expect_problem(422, "validation_failed");
        before.assert_unchanged(&school.app.db, "a refused print").await;
    }
}

on_both_engines! {
    /// A card outside the reach of the right answers like one that is nowhere, and its label is not made; so does one of another
    /// school. Whoever may only read gets no label at all.
    async fn a12_a_label_of_a_card_that_may_not_be_seen_is_not_printed(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let other = school.person("分管保管", &[]).await;
        let grant = json!({ "role": "head_custodian", "places": [rooms["101"]["id"]] });
        let grant = school.admin.post(&format!("/people/{}/role-grants", other.person_id), grant).await.expect(201);
        if grant["pending"] == true {
            school.principal.seen(1).post(&format!("/role-grants/{}/confirm", text(&grant["id"])), json!({})).await.expect(200);
        }
        let hidden = card(&custodian, "投影仪", json!({ "location_id": rooms["203"]["id"] })).await;
        let own = card(&custodian, "电视", json!({ "location_id": rooms["101"]["id"] })).await;
        let (stranger, _) = school.app.second_school("别的学校").await;
        let print = |client: &Client, id: &Value| {
            let (client, body) = (client.clone(), json!({ "asset_ids": [id] }));
            async move { client.post("/asset-labels", body).await }
        };
        let unknown = json!(TestApp::unknown_id().to_string());
        for id in [&hidden["id"], &unknown] {
            other.get(&format!("/assets/{}", text(id))).await.expect_problem(404, "not_found");
            let refused = print(&other, id).await.expect_problem(422, "validation_failed");
            assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!("/asset_ids/0"), &json!("reference_not_found")));
        }
        print(&stranger, &hidden["id"]).await.expect_problem(403, "forbidden");
        let auditor = school.person("审计员", &["auditor"]).await;
        print(&auditor, &hidden["id"]).await.expect_problem(403, "forbidden");
        let all = other.post("/asset-labels", json!({ "filter": {} })).await.expect(200);
        assert_eq!(all["items"].as_array().unwrap().iter().map(|l| text(&l["id"])).collect::<Vec<_>>(), [text(&own["id"])]);
        let hidden = custodian.get(&format!("/assets/{}", text(&hidden["id"]))).await.expect(200);
        assert_eq!((&hidden["label_code"], &hidden["version"]), (&Value::Null, &json!(1)), "nothing was made for it");
    }
}
