//! `GET /imports`.

use serde_json::json;

use super::ledgers::{DONE, Office, THREE};
use crate::on_both_engines;

on_both_engines! {
    async fn past_imports_are_listed_newest_first_page_by_page_and_with_values_for_those_who_see_them(engine) {
        let office = Office::open(engine).await;
        for n in 1..=3 {
            let name = format!("台账{n}.csv");
            office.file(&name, THREE.replace("QH-", &format!("R{n}-")));
            office.import(&name, &["--commit"]).await.expect(DONE);
        }
        let whole = office.custodian.get("/imports").await.expect(200);
        let names: Vec<&str> = whole["items"].as_array().unwrap().iter().map(|i| i["file_name"].as_str().unwrap()).collect();
        assert_eq!(names, ["台账3.csv", "台账2.csv", "台账1.csv"]);
        let first = office.custodian.get("/imports?limit=2").await.expect(200);
        let rest = office.custodian.get(&format!("/imports?limit=2&cursor={}", first["next_cursor"].as_str().unwrap())).await.expect(200);
        assert_eq!([first["items"].as_array().unwrap().as_slice(), rest["items"].as_array().unwrap()].concat(), *whole["items"].as_array().unwrap());
        assert_eq!(rest["next_cursor"], json!(null));

        let second = &whole["items"][1];
        let of_file = |sha256: &str| format!("/imports?file_sha256={sha256}");
        assert_eq!(office.custodian.get(&of_file(second["file_sha256"].as_str().unwrap())).await.expect(200)["items"], json!([second]));
        assert_eq!(office.custodian.get(&of_file(&"0".repeat(64))).await.expect(200)["items"], json!([]));
        office.custodian.get(&of_file(&"x".repeat(64))).await.expect_problem(400, "unknown_value");

        // The administrator imports and sees no values; who does not import sees no imports.
        let seen = office.school.admin.get("/imports").await.expect(200)["items"][0].clone();
        assert_eq!((seen.get("original_value"), &seen["cards"]), (None, &json!(3)));
        for other in [&office.school.principal, &office.school.person("周主任", &["logistics_director"]).await] {
            let problem = other.get("/imports").await.expect_problem(403, "forbidden");
            assert_eq!(problem["permission"], "assets.import");
        }
        office.school.app.nobody().get("/imports").await.expect_problem(401, "unauthenticated");
        let (stranger, _) = office.school.app.second_school("别的学校").await;
        assert_eq!(stranger.get("/imports").await.expect(200)["items"], json!([]), "another school has its own");
    }
}
