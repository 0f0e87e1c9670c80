//! `/rosters`: many people from a file or a pasted table.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use test_support::{Client, Digest, School, text};

use crate::{files::samples, on_both_engines};

const LIST: &str = "\u{FEFF}青禾小学教职工花名册,,,,\r\n\
    序号,姓　名,身份证号,工号,联系电话,处室\r\n\
    1,王　芳,110101199001011234,T101,13800000001,教导处\r\n\
    2,李强,110101199001011235,T102,13800000002,教导处\r\n\
    3,李强,110101199001011236,T103,,总务处\r\n\
    4,赵敏,,,,\r\n\
    ,合计 4 人,,,,\r\n\
    5,赵敏,,,,\r\n";

async fn upload(client: &Client, list: &str) -> String {
    client.upload("花名册.csv", "text/csv", list.into()).await.expect(201)["id"].as_str().unwrap().to_owned()
}

on_both_engines! {
    async fn a_list_is_looked_at_and_taken_in_once(engine) {
        let school = School::open(engine).await;
        let file = upload(&school.admin, &LIST.replace(",合计 4 人,", ",合计,")).await;
        let before = Digest::of(&school.app.db).await;
        let plan = school.admin.post("/rosters/dry-run", json!({ "upload_id": file })).await.expect(200);
        assert_eq!((&plan["new"], &plan["known"], &plan["refused"]), (&json!(5), &json!(0), &json!(0)), "{plan:#}");
        assert_eq!(plan["dropped"], json!(["序号", "身份证号"]));
        assert!(!plan.to_string().contains("110101"), "an identity card number came back");
        let fields: Vec<&str> = plan["columns"].as_array().unwrap().iter().map(|c| text(&c["field"])).collect();
        assert_eq!(fields, ["name", "staff_no", "phone", "department"]);
        assert_eq!(plan["new_departments"], json!(["总务处", "教导处"].into_iter().collect::<BTreeSet<_>>()));
        let namesakes: Vec<bool> = plan["rows"].as_array().unwrap().iter().map(|r| r["namesake"] == true).collect();
        assert_eq!(namesakes, [false, false, true, false, true]);
        before.assert_unchanged(&school.app.db, "a dry run").await;

        let take = json!({ "upload_id": file, "role": "staff" });
        school.admin.post("/rosters", take.clone()).await.expect_problem(400, "idempotency_key_required");
        let keyed = school.admin.with("idempotency-key", "roster");
        let taken = keyed.post("/rosters", take.clone()).await.expect(201);
        assert_eq!(taken, json!({ "added": 5, "known": 0, "left_out": 0 }));
        assert_eq!(keyed.post("/rosters", take.clone()).await.expect(201), taken, "sent again, the same answer");
        let people = school.admin.rows("/people?has_account=false&limit=200").await;
        let seen: BTreeSet<(&str, Option<&str>, Option<&str>, &str)> = people
            .iter()
            .map(|p| (text(&p["name"]), p["staff_no"].as_str(), p["department"].as_str(), text(&p["roles"][0]["code"])))
            .collect();
        let expected = [
            ("王芳", Some("T101"), Some("教导处"), "staff"),
            ("李强", Some("T102"), Some("教导处"), "staff"),
            ("李强", Some("T103"), Some("总务处"), "staff"),
            ("赵敏", None, None, "staff"),
        ];
        assert_eq!(seen, BTreeSet::from(expected));
        assert_eq!(people.len(), 5);
        let acts = school.principal.column("/audit-events?limit=2", "action").await;
        assert_eq!(acts[..2], ["role_grant.granted", "person.roster_taken"]);

        // The same list again adds nobody; one more row is one more person.
        let again = school.admin.with("idempotency-key", "again").post("/rosters", take).await;
        again.expect_problem(422, "nothing_to_import");
        let longer = upload(&school.admin, "姓名,工号\n王芳,T101\n赵敏,\n赵敏,\n孙立,T104\n").await;
        let taken = school.admin.with("idempotency-key", "longer").post("/rosters", json!({ "upload_id": longer })).await.expect(201);
        assert_eq!(taken, json!({ "added": 1, "known": 3, "left_out": 0 }));
        assert_eq!(school.admin.rows("/people?q=孙立").await[0]["roles"], json!([]), "without a role nobody gets one");
    }
}

on_both_engines! {
    async fn rows_that_cannot_be_taken_are_named_and_stop_the_list_unless_left_out(engine) {
        let school = School::open(engine).await;
        school.admin.post("/people", json!({ "name": "钱多", "staff_no": "T1" })).await.expect(201);
        let file = upload(&school.admin, "姓名,工号\n新来的,T1\n吴明,T2\n郑好,T2\n,T3\n钱多,T1\n").await;
        let plan = school.admin.post("/rosters/dry-run", json!({ "upload_id": file })).await.expect(200);
        let fates: Vec<(i64, &str, Option<&str>)> = plan["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| (r["row"].as_i64().unwrap(), text(&r["fate"]), r["problem"]["code"].as_str()))
            .collect();
        assert_eq!(fates, [
            (2, "refused", Some("number_taken")),
            (3, "new", None),
            (4, "refused", Some("number_twice")),
            (5, "refused", Some("name_missing")),
            (6, "refused", Some("number_twice")),
        ]);
        let before = Digest::of(&school.app.db).await;
        let keyed = school.admin.with("idempotency-key", "r");
        keyed.post("/rosters", json!({ "upload_id": file })).await.expect_problem(422, "rows_refused");
        let weighty = json!({ "upload_id": file, "role": "principal", "leave_out_refused": true });
        let problem = keyed.post("/rosters", weighty).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/role");
        before.assert_unchanged(&school.app.db, "a list that was refused").await;
        let taken = keyed.post("/rosters", json!({ "upload_id": file, "leave_out_refused": true })).await.expect(201);
        assert_eq!(taken, json!({ "added": 1, "known": 0, "left_out": 4 }));
    }
}

on_both_engines! {
    async fn what_is_no_list_of_people_is_refused_in_words(engine) {
        let school = School::open(engine).await;
        let long: String = std::iter::once("姓名\n".to_owned()).chain((0..2_001).map(|n| format!("人{n}\n"))).collect();
        for (list, code) in [("物品,数量\n课桌,5\n", "roster_no_names"), ("姓名,工号\n,\n合计,\n", "roster_empty"), (long.as_str(), "roster_too_long")] {
            let file = upload(&school.admin, list).await;
            let problem = school.admin.post("/rosters/dry-run", json!({ "upload_id": file })).await.expect_problem(422, code);
            assert!(text(&problem["detail"]).len() > 10, "{problem}");
        }
        let photo = school.admin.upload("照片.png", "image/png", samples::png(8, 6)).await.expect(201);
        let problem = school.admin.post("/rosters/dry-run", json!({ "upload_id": photo["id"] })).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["code"], "reference_not_found");
        let names: Value = json!({ "upload_id": upload(&school.admin, "王芳\n李国强\n").await });
        assert_eq!(school.admin.post("/rosters/dry-run", names).await.expect(200)["new"], 2, "names alone need no head");
    }
}
