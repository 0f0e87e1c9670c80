//! `/term-summaries`: figures recomputed from their rows, the rules they count by, and the words around them.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, text};

use super::{and_so_are_its_parts, is_its_rows, term};
use crate::{
    on_both_engines,
    procurement::{
        decide,
        orders::Chain,
        petty,
        publications::{chairs, covering},
    },
    repairs::crew::{Crew, finish, step},
    stores::Storing,
};

async fn summary(by: &Client, term: &str) -> Value {
    by.get(&format!("/term-summaries/{term}")).await.expect(200)
}

/// A figure of a summary by its name.
fn figure<'a>(summary: &'a Value, key: &str) -> &'a Value {
    let figures = summary["chapters"].as_array().unwrap().iter().flat_map(|chapter| chapter["figures"].as_array().unwrap());
    figures.into_iter().find(|figure| figure["key"] == key).unwrap_or_else(|| panic!("no {key} in {summary:#}"))
}

/// Every figure of a summary against its rows, and each of its parts.
async fn every_figure_is_its_rows(by: &Client, term: &str) -> Value {
    let found = summary(by, term).await;
    for chapter in found["chapters"].as_array().unwrap() {
        for figure in chapter["figures"].as_array().unwrap() {
            let path = format!("/term-summaries/{term}/figures/{}", text(&figure["key"]));
            is_its_rows(by, &path, &figure["sum"]).await;
            and_so_are_its_parts(by, &path, figure).await;
            let listed = by.get(&path).await.expect(200);
            assert_eq!((&listed["title"], &listed["definition"]), (&figure["title"], &figure["definition"]));
            assert_eq!((&listed["from"], &listed["to"]), (&found["term"]["starts_on"], &found["counted_to"]));
        }
    }
    found
}

on_both_engines! {
    async fn every_figure_of_a_term_is_what_its_rows_come_to(engine) {
        let school = Chain::open(engine).await;
        let director = &school.all.director;
        let term = term(&school.all.school).await;
        chairs(&school).await;
        let valve = petty::record(&school.helper, &school.all.teacher, "角阀", "38").await;
        decide(director, &valve, "approve", json!({})).await.expect(200);
        director.post("/publications", covering("十一月采购公示")).await.expect(201);
        let cards = [
            ("投影仪", "A02020200", "1", "4980.00", "2026-10-08"),
            ("投影仪", "A02020200", "2", "9960.00", "2026-08-31"),
            ("课椅", "A05010304", "40", "3320.00", "2026-09-01"),
        ];
        for (name, category, quantity, value, day) in cards {
            let card = json!({ "name": name, "category_code": category, "quantity": quantity, "original_value": value, "acquired_on": day });
            school.custodian.post("/assets", card).await.expect(201);
        }
        let wrong = json!({ "name": "错的", "category_code": "A05010304", "original_value": "9.00", "acquired_on": "2026-09-02" });
        let wrong = school.custodian.post("/assets", wrong).await.expect(201);
        let path = format!("/assets/{}/void", text(&wrong["id"]));
        school.custodian.seen(1).post(&path, json!({ "reason": "登记错了" })).await.expect(200);
        let asked = director.get(&format!("/term-summaries/{term}")).await;
        assert!(asked.queries() <= 8, "{} queries", asked.queries());
        let found = every_figure_is_its_rows(director, &term).await;
        assert_eq!((&found["counted_to"], text(&found["term"]["title"])), (&json!("2026-11-24"), "2026—2027学年第一学期"));
        let spent = director.get("/purchase-spending").await.expect(200);
        assert_eq!(figure(&found, "purchases_spent")["sum"]["amount"], spent["total"]);
        assert_eq!(figure(&found, "purchases_petty")["sum"]["amount"], "38.00");
        // What stands in the register, and what of it came in this term; a card that was voided never was.
        assert_eq!(figure(&found, "assets_total")["sum"], json!({ "count": 3, "amount": "18260.00", "quantity": "43", "met": null, "per_mille": null }));
        let added = figure(&found, "assets_added");
        assert_eq!((&added["sum"]["count"], &added["sum"]["quantity"], &added["sum"]["amount"]), (&json!(2), &json!("41"), &json!("8300.00")));
        assert!(added["parts"].as_array().unwrap().iter().all(|part| part["title"] != part["part"]), "a category without its name: {added}");
        // The notice is due on Saturday: nothing of it is late or in time yet.
        assert_eq!(figure(&found, "publications_on_time")["sum"]["count"], 0);
        // A term that is to come has nothing yet, whatever happened before it.
        let next = json!({ "school_year": 2026, "season": "spring", "starts_on": "2027-02-24", "ends_on": "2027-07-04" });
        let next = school.all.school.admin.post("/terms", next).await.expect(201);
        let nothing = every_figure_is_its_rows(director, text(&next["id"])).await;
        assert_eq!(figure(&nothing, "purchases_spent")["sum"]["amount"], "0.00");
    }
}

on_both_engines! {
    async fn a_repair_is_in_time_to_the_second(engine) {
        let mut crew = Crew::open(engine).await;
        let term = term(&crew.school).await;
        let mut cases = Vec::new();
        for _ in 0..2 {
            cases.push(step(&crew.worker, &crew.case("furniture").await, "take", json!({})).await);
        }
        crew.case("window").await;
        for (case, wait) in cases.iter().zip([TimeDelta::days(4), TimeDelta::seconds(1)]) {
            crew.pass(wait).await;
            let done = finish(&crew.worker, case).await;
            step(&crew.teacher, &done, "confirm", json!({})).await;
        }
        let found = every_figure_is_its_rows(&crew.director, &term).await;
        let of = |key: &str| figure(&found, key)["sum"].clone();
        assert_eq!((&of("repairs_received")["count"], &of("repairs_closed")["count"], &of("repairs_left")["count"]), (&json!(3), &json!(2), &json!(1)));
        let on_time = of("repairs_on_time");
        assert_eq!((&on_time["count"], &on_time["met"], &on_time["per_mille"]), (&json!(2), &json!(1), &json!(500)));
        assert_eq!(of("repairs_self_done")["per_mille"], 1000);
        let late = format!("/term-summaries/{term}/figures/repairs_on_time");
        let rows = crew.director.rows(&late).await;
        let missed: Vec<&Value> = rows.iter().filter(|row| row["met"] == false).map(|row| &row["id"]).collect();
        assert_eq!(missed, [&cases[1]["id"]]);
    }
}

on_both_engines! {
    async fn what_stores_handed_out_is_counted_by_its_documents(engine) {
        let all = Storing::open(engine).await;
        let term = term(&all.school).await;
        let chalk = all.stocked("粉笔", "10", "50.00").await;
        all.issue(&chalk, "4").await.expect(201);
        all.issue(&chalk, "2").await.expect(201);
        let found = every_figure_is_its_rows(&all.director, &term).await;
        let sum = &figure(&found, "stock_issued")["sum"];
        assert_eq!((&sum["count"], &sum["amount"]), (&json!(2), &json!("30.00")));
        assert_eq!(figure(&found, "repairs_parts")["sum"]["amount"], "0.00");
    }
}

on_both_engines! {
    async fn the_director_writes_around_the_figures_and_the_others_read(engine) {
        let school = Chain::open(engine).await;
        let (director, vice, admin) = (&school.all.director, &school.all.vice, &school.all.school.admin);
        let term = term(&school.all.school).await;
        let path = format!("/term-summaries/{term}");
        let first = director.get(&path).await.expect(200);
        assert_eq!((&first["version"], &first["may_write"], &first["written_by"]), (&json!(0), &json!(true), &Value::Null));
        assert_eq!(vice.get(&path).await.expect(200)["may_write"], false);
        let body = json!({ "opening": "本学期后勤围绕教学开展工作。", "problems": "外修慢。" });
        vice.seen(0).put(&path, body.clone()).await.expect_problem(403, "forbidden");
        director.put(&path, body.clone()).await.expect_problem(428, "if_match_required");
        let written = director.seen(0).put(&path, body.clone()).await.expect(200);
        assert_eq!((&written["version"], text(&written["words"]["problems"]), text(&written["written_by"]["name"])), (&json!(1), "外修慢。", "周主任"));
        // Two that begin at once: the slower one learns of it.
        director.seen(0).put(&path, body).await.expect_problem(412, "stale");
        let again = director.seen(1).put(&path, json!({ "plan": "换窗帘。" })).await.expect(200);
        assert_eq!((&again["version"], text(&again["words"]["opening"]), text(&again["words"]["plan"])), (&json!(2), "", "换窗帘。"));
        assert_eq!(vice.get(&path).await.expect(200)["words"], again["words"]);
        for wrong in [json!({ "opening": "\u{202e}" }), json!({ "opening": "长".repeat(4001) })] {
            director.seen(2).put(&path, wrong).await.expect_problem(422, "validation_failed");
        }
        // What was said of a term keeps it: its days may change, and its figures with them.
        let terms = admin.get("/terms").await.expect(200)["items"].clone();
        let version = terms[0]["version"].as_i64().unwrap();
        admin.seen(version).delete(&format!("/terms/{term}")).await.expect_problem(409, "term_summarised");
        school.all.teacher.get(&path).await.expect_problem(403, "forbidden");
        director.get(&format!("{path}/figures/open_repairs")).await.expect_problem(404, "not_found");
        let auditor = school.all.school.person("审计员", &["auditor"]).await;
        assert_eq!(auditor.get(&path).await.expect(200)["words"], again["words"]);
    }
}
