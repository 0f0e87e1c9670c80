//! The county's tables as evidence: data, a workbook for paper and a manifest, of every table; and what was found on a check in its words.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::text;

use super::{Kitchen, accompanied, keyed, samples};
use crate::{
    files::archives::opened,
    inspections::{look, step},
    on_both_engines,
    registers::forms,
};

/// Every table that is not of a class.
const KINDS: [&str; 16] = [
    "menu",
    "morning_check",
    "food_sample",
    "disinfection",
    "accompanied_meal",
    "leftovers",
    "health_certificates",
    "staple_receipt",
    "staple_issue",
    "non_staple_receipt",
    "non_staple_issue",
    "daily_check",
    "meetings",
    "training",
    "survey",
    "outside_inspections",
];

on_both_engines! {
    async fn every_table_leaves_as_evidence_with_its_late_and_struck_out_rows(engine) {
        let all = Kitchen::open(engine).await;
        let term = json!({ "school_year": 2026, "season": "autumn", "starts_on": "2026-09-01", "ends_on": "2027-01-22" });
        all.school.admin.post("/terms", term).await.expect(201);
        all.menu("2026-11-24", &["=米饭", "番茄炒蛋"]).await;
        let sample = all.stored("番茄炒蛋").await;
        let mut late = samples(&all.cook, &[("=米饭", 140)], Some("1 号柜"));
        late["happened_at"] = json!("2026-11-23T20:00:00Z");
        all.sample(late).await.expect(201);
        let path = all.at("sheet/export");
        let asked = |kind: &str| json!({ "filter": { "kind": kind, "from": "2026-11-24", "to": "2026-11-24" } });
        let file = opened(&all.officer.post(&path, asked("food_sample")).await);
        let (manifest, sheet) = (&file.manifest, all.officer.get(&all.at("sheet?kind=food_sample&from=2026-11-24&to=2026-11-24")).await.expect(200));
        assert_eq!((&manifest["title"], &manifest["term"]), (&json!("食品留样记录表"), &json!("2026—2027学年第一学期")));
        assert_eq!((&manifest["prepared_by"], &manifest["from"], &manifest["to"]), (&json!("何安全"), &json!("2026-11-24"), &json!("2026-11-24")));
        let heads: Vec<&str> = manifest["columns"].as_array().unwrap().iter().skip(1).map(|column| text(&column["head"])).collect();
        assert_eq!(heads, sheet["columns"].as_array().unwrap().iter().map(text).collect::<Vec<_>>());
        let mut grams: Vec<(&str, &str)> = file.rows.iter().map(|row| (row["no"].as_str(), row["grams"].as_str())).collect();
        grams.sort_unstable();
        assert_eq!(grams.len(), 2);
        assert!(file.rows.iter().any(|row| row.values().any(|cell| cell == "'=米饭")), "a formula is marked in text: {:?}", file.rows);
        let cells = forms::read(&file.workbook, "台账").cells;
        let words: Vec<String> = cells.iter().flatten().map(ToString::to_string).collect();
        for word in ["青禾小学", "食品留样记录表", "第一食堂", "2026—2027学年第一学期", "共 2 行，补录 1 行，作废 0 行", "=米饭"] {
            assert!(words.iter().any(|one| one == word), "{word}: {words:?}");
        }
        let told = all.school.principal.rows("/audit-events?action=report.exported").await[0]["subjects"][0]["after"].clone();
        assert_eq!((&told["kind"], &told["canteen"], &told["rows"]), (&json!("food_sample"), &json!("第一食堂"), &json!(2)));
        assert_eq!((text(&told["data_sha256"]), text(&told["file_sha256"])), (file.data_sha256.as_str(), file.file_sha256.as_str()));
        assert!(sample["id"].is_string());
        for kind in KINDS {
            let file = opened(&all.officer.with("accept-language", "en").post(&path, asked(kind)).await);
            let shown = all.officer.get(&all.at(&format!("sheet?kind={kind}&from=2026-11-24&to=2026-11-24"))).await.expect(200);
            assert_eq!(file.rows.len(), shown["rows"].as_array().unwrap().len(), "{kind}");
        }
        // Who may not look at a table may not take it home either.
        let auditor = all.school.person("陈审计", &["auditor"]).await;
        opened(&auditor.post(&path, asked("food_sample")).await);
        for kind in ["morning_check", "health_certificates"] {
            let refused = auditor.post(&path, asked(kind)).await.expect_problem(403, "forbidden");
            assert_eq!(refused["permission"], "canteen.health", "{kind}");
        }
        let wide = json!({ "filter": { "kind": "menu", "from": "2024-01-01", "to": "2026-11-24" } });
        assert_eq!(all.officer.post(&path, wide).await.expect_problem(422, "validation_failed")["errors"][0]["code"], "period_too_long");
    }
}

on_both_engines! {
    /// Not how many: what, and which repair it became.
    async fn a_daily_check_says_what_was_found(engine) {
        let all = Kitchen::open(engine).await;
        all.director.post(&all.at("checks"), json!({})).await.expect(200);
        all.school.app.advance(TimeDelta::minutes(1));
        all.school.app.run_jobs().await;
        let today = all.officer.get(&all.at("today")).await.expect(200);
        let due = today["rows"].as_array().unwrap().iter().find(|row| row["what"] == "daily_control").unwrap().clone();
        let round = look(&all.officer, &due).await;
        let answers: Vec<Value> = round["items"].as_array().unwrap().iter().filter(|item| item["kind"] == "yes_no")
            .map(|item| match item["no"].as_i64().unwrap() {
                3 => json!({ "item_no": 3, "yes": false, "remark": "两袋米放在地上" }),
                no => json!({ "item_no": no, "yes": true }),
            })
            .collect();
        let mut body = json!({ "answers": answers });
        if round["second_signature"] == true {
            body["second_signer_id"] = json!(all.director.person_id);
        }
        step(&all.officer, &due, "submit", body).await.expect(200);
        let sheet = all.officer.get(&all.at("sheet?kind=daily_check")).await.expect(200);
        let cells = &sheet["rows"][0]["cells"];
        assert_eq!((text(&cells[5]), text(&cells[6])), ("发现问题 1 个", "1. 食品上架，离地离墙存放：两袋米放在地上"));
    }
}

on_both_engines! {
    /// ⑥ asks for the dishes; the menu that stands knows them.
    async fn whoever_ate_with_the_pupils_has_the_dishes_beside_his_name(engine) {
        let all = Kitchen::open(engine).await;
        keyed(&all.director).post(&all.at("accompanied-meals"), accompanied(json!([]))).await.expect(201);
        let table = async || all.officer.get(&all.at("sheet?kind=accompanied_meal")).await.expect(200);
        let before = table().await;
        assert_eq!((&before["columns"][4], &before["rows"][0]["cells"][4]), (&json!("菜品"), &json!("")));
        all.menu("2026-11-24", &["米饭", "番茄炒蛋"]).await;
        let after = table().await;
        assert_eq!((&after["rows"][0]["cells"][4], &after["rows"][0]["cells"][5]), (&json!("米饭、番茄炒蛋"), &json!("好/一般/好/好")));
    }
}
