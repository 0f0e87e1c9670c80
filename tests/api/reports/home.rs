//! `GET /school-home`: what is late and who holds it, what is open, what was spent, what the register is worth.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, text};

use super::{and_so_are_its_parts, fen, is_its_rows, term};
use crate::{
    canteen::{Kitchen, check, hire, keyed, leftovers},
    on_both_engines,
    procurement::{decide, orders::Chain, petty, publications::chairs},
    repairs::crew::{Crew, report, step},
};

fn figure<'a>(rows: &'a Value, key: &str) -> &'a Value {
    rows.as_array().unwrap().iter().find(|row| row["figure"] == key).unwrap_or_else(|| panic!("no {key} in {rows:#}"))
}

/// Every figure of the home against its rows.
async fn every_figure_is_its_rows(by: &Client, home: &Value) {
    let path = |key: &str| format!("/school-home/figures/{key}");
    for open in home["open"].as_array().unwrap() {
        is_its_rows(by, &path(text(&open["figure"])), open).await;
    }
    let mut late = home["late"]["others"].as_i64().unwrap();
    for holder in home["late"]["holders"].as_array().unwrap() {
        assert!(!text(&holder["title"]).is_empty(), "{holder}");
        let mut held = 0;
        for kind in holder["kinds"].as_array().unwrap() {
            let who = kind["holder_id"].as_str().map_or_else(|| "unheld=true".to_owned(), |id| format!("holder_id={id}"));
            is_its_rows(by, &format!("{}?part={}&{who}", path(text(&kind["figure"])), text(&kind["part"])), kind).await;
            held += kind["count"].as_i64().unwrap();
        }
        assert_eq!(holder["count"], held);
        late += held;
    }
    assert_eq!(home["late"]["count"], late);
    for whole in [&home["value"], &home["spend"]["figure"]] {
        is_its_rows(by, &path(text(&whole["key"])), &whole["sum"]).await;
        and_so_are_its_parts(by, &path(text(&whole["key"])), whole).await;
    }
    for book in home["completeness"].as_array().unwrap() {
        is_its_rows(by, &path(text(&book["key"])), &book["sum"]).await;
        and_so_are_its_parts(by, &path(text(&book["key"])), book).await;
    }
}

on_both_engines! {
    async fn the_home_says_what_the_pages_behind_it_say(engine) {
        let school = Chain::open(engine).await;
        let director = &school.all.director;
        chairs(&school).await;
        let valve = petty::record(&school.helper, &school.all.teacher, "角阀", "38").await;
        decide(director, &valve, "approve", json!({})).await.expect(200);
        petty::record(&school.helper, &school.all.teacher, "垫圈", "3").await;
        let card = json!({ "name": "投影仪", "category_code": "A02020200", "original_value": "4980.00" });
        school.custodian.post("/assets", card).await.expect(201);
        let chairs = json!({ "name": "课椅", "category_code": "A05010304", "quantity": "40", "unit_price": "83.00" });
        school.custodian.post("/assets", chairs).await.expect(201);
        let asked = director.get("/school-home").await;
        assert!(asked.queries() <= 8, "{} queries", asked.queries());
        let home = asked.expect(200);
        every_figure_is_its_rows(director, &home).await;
        let spent = director.get("/purchase-spending").await.expect(200);
        assert_eq!((&home["spend"]["figure"]["sum"]["amount"], &home["spend"]["year"]), (&spent["total"], &spent["year"]));
        let funds: i64 = home["spend"]["funds"].as_array().unwrap().iter().map(|fund| fen(&fund["spent"])).sum();
        assert_eq!(funds, fen(&spent["total"]));
        let register = director.get("/assets/statistics").await.expect(200);
        assert_eq!(home["value"]["sum"]["amount"], register["total"]["original_value"]);
        assert_eq!((&home["value"]["sum"]["count"], &home["value"]["sum"]["quantity"]), (&register["total"]["cards"], &register["total"]["quantity"]));
        let classes: Vec<(&str, &str)> =
            home["value"]["parts"].as_array().unwrap().iter().map(|part| (text(&part["part"]), text(&part["title"]))).collect();
        assert_eq!(classes, [("A02", "设备"), ("A05", "家具和用具")], "the largest first");
        // What was approved and is in no accounts is open still, and what nobody approved is.
        assert_eq!(figure(&home["open"], "open_petty")["count"], 2);
        assert_eq!(figure(&home["open"], "open_receipts")["amount"], "1440.00");
        // The others that answer for the school see the same; nobody else does.
        for other in [&school.all.vice, &school.all.school.principal] {
            assert_eq!(other.get("/school-home").await.expect(200)["spend"], home["spend"]);
        }
        for other in [&school.all.teacher, &school.custodian, &school.bursar] {
            other.get("/school-home").await.expect_problem(403, "forbidden");
        }
        director.get("/school-home/figures/repairs_received").await.expect_problem(404, "not_found");
        director.get("/school-home/figures/open_repairs?limit=0").await.expect_problem(400, "bad_limit");
        let english = director.with("accept-language", "en").get("/school-home").await.expect(200);
        assert_eq!(english["value"]["parts"][0]["title"], "Equipment");
    }
}

on_both_engines! {
    async fn what_is_late_stands_under_the_name_of_whoever_holds_it(engine) {
        let mut crew = Crew::open(engine).await;
        let taken = crew.case("furniture").await;
        step(&crew.worker, &taken, "take", json!({})).await;
        crew.case("window").await;
        report(&crew.director, crew.room("201"), json!([{ "category": "network" }])).await;
        crew.done("lock").await;
        let home = crew.director.get("/school-home").await.expect(200);
        assert_eq!(home["late"], json!({ "count": 0, "holders": [], "others": 0 }));
        assert_eq!(figure(&home["open"], "open_repairs")["count"], 4);
        // Lessons have two days, the usual four: a second before, and a second after.
        crew.pass(TimeDelta::days(4)).await;
        let home = crew.director.get("/school-home").await.expect(200);
        assert_eq!((&home["late"]["count"], &home["late"]["holders"][0]["kinds"][0]["part"]), (&json!(1), &json!("logistics_director")));
        crew.pass(TimeDelta::seconds(1)).await;
        let home = crew.director.get("/school-home").await.expect(200);
        let totals = crew.director.get("/repair-cases/totals").await.expect(200);
        assert_eq!((&home["late"]["count"], &totals["late"]), (&json!(3), &json!(3)));
        assert_eq!(figure(&home["open"], "open_repairs")["late"], 3);
        let holders: Vec<(&str, i64)> =
            home["late"]["holders"].as_array().unwrap().iter().map(|one| (text(&one["title"]), one["count"].as_i64().unwrap())).collect();
        assert_eq!(holders, [("总务主任", 2), ("王师傅", 1)]);
        every_figure_is_its_rows(&crew.director, &home).await;
        let his = format!("/school-home/figures/late_repairs?holder_id={}", crew.worker.person_id);
        let his = crew.director.rows(&his).await;
        assert_eq!((his.len(), &his[0]["id"], text(&his[0]["holder"]["name"])), (1, &taken["id"], "王师傅"));
    }
}

on_both_engines! {
    async fn an_approval_that_waits_too_long_is_held_by_whoever_has_to_sign(engine) {
        let all = crate::procurement::Buying::open(engine).await;
        let asked = crate::procurement::ask_for(&all.teacher, "打印机", "900").await;
        all.school.app.advance(TimeDelta::days(3));
        all.school.app.run_jobs().await;
        let director = all.school.app.sign_in("T002").await;
        let home = director.get("/school-home").await.expect(200);
        let holder = &home["late"]["holders"][0];
        assert_eq!((&home["late"]["count"], &holder["person"], text(&holder["title"])), (&json!(1), &Value::Null, "总务主任"));
        assert_eq!((text(&holder["kinds"][0]["figure"]), &holder["kinds"][0]["oldest_on"]), ("late_approvals", &json!("2026-11-24")));
        let rows = director.rows("/school-home/figures/late_approvals?unheld=true&part=logistics_director").await;
        assert_eq!((text(&rows[0]["kind"]), &rows[0]["id"], &rows[0]["number"]), ("approval", &asked["approval_id"], &asked["number"]));
        assert_eq!(director.rows("/school-home/figures/late_approvals?part=principal").await.len(), 0);
    }
}

on_both_engines! {
    /// What is not there counts: dishes without a sample, people without a check, and meals of which nobody wrote a menu.
    async fn the_book_of_a_canteen_is_as_whole_as_its_dishes_its_people_and_its_school_days(engine) {
        let all = Kitchen::open(engine).await;
        let term = term(&all.school).await;
        hire(&all.manager, &all.canteen, "孙师傅").await;
        all.menu("2026-11-24", &["番茄炒蛋", "米饭", "青菜"]).await;
        all.stored("米饭").await;
        all.school.app.advance(TimeDelta::days(2));
        let [director, manager, officer] = ["T001", "T002", "T003"].map(|login| all.school.app.sign_in(login));
        let (director, manager, officer) = (director.await, manager.await, officer.await);
        let mut one_of_two = check(&all.cook, "36.5", true);
        one_of_two["happened_at"] = json!("2026-11-24T22:30:00Z");
        manager.post(&all.at("morning-checks"), one_of_two).await.expect(201);
        let mut left = leftovers(&all.cook);
        left["happened_at"] = json!("2026-11-25T05:00:00Z");
        officer.post(&all.at("leftovers"), left).await.expect(201);
        let asked = json!({ "of_whom": "parents", "asked": 200, "answered": 180, "satisfied": 165 });
        keyed(&officer).post(&all.at("surveys"), asked).await.expect(201);
        let home = director.get("/school-home").await.expect(200);
        every_figure_is_its_rows(&director, &home).await;
        let book = |key: &str| {
            let sum = &home["completeness"].as_array().unwrap().iter().find(|one| one["key"] == key).unwrap()["sum"];
            (sum["met"].as_i64().unwrap(), sum["count"].as_i64().unwrap())
        };
        // Three dishes of the 24th, and lunch and dinner of the 25th, of which there is no menu.
        assert_eq!((book("sampled_lately"), book("accompanied_lately"), book("disinfected_lately")), ((1, 5), (0, 3), (0, 3)));
        // Nobody was there before the 24th; of the 25th one of the two was checked.
        assert_eq!(book("checked_lately"), (1, 3));
        let summary = director.get(&format!("/term-summaries/{term}")).await.expect(200);
        let figures = summary["chapters"].as_array().unwrap().iter().flat_map(|chapter| chapter["figures"].as_array().unwrap());
        let of = |key: &str| figures.clone().find(|figure| figure["key"] == key).unwrap().clone();
        assert_eq!(of("meals_sampled")["sum"]["per_mille"], 200);
        assert_eq!((&of("canteen_leftovers")["sum"]["quantity"], &of("canteen_leftovers")["sum"]["count"]), (&json!("3.5"), &json!(1)));
        assert_eq!((&of("canteen_satisfied")["sum"]["met"], &of("canteen_satisfied")["sum"]["count"]), (&json!(165), &json!(180)));
        for key in ["meals_sampled", "meals_accompanied", "meals_disinfected", "mornings_checked", "canteen_leftovers", "canteen_satisfied", "daily_controls"] {
            let (path, figure) = (format!("/term-summaries/{term}/figures/{key}"), of(key));
            is_its_rows(&director, &path, &figure["sum"]).await;
            and_so_are_its_parts(&director, &path, &figure).await;
        }
    }
}

on_both_engines! {
    async fn the_canteens_book_and_the_rounds_stand_on_the_home_and_in_the_term(engine) {
        let all = Kitchen::open(engine).await;
        let term = term(&all.school).await;
        all.manager.post(&all.at("checks"), json!({})).await.expect(200);
        all.school.app.run_jobs().await;
        all.menu("2026-11-24", &["米饭"]).await;
        all.stored("米饭").await;
        let finding = json!({ "said": "地漏堵", "responsible_id": all.manager.person_id, "due_on": "2026-11-24" });
        let outside = json!({ "authority": "market", "inspectors": "县市场监管局 张三", "result": "rectify", "findings": [finding] });
        keyed(&all.officer).post(&all.at("outside-inspections"), outside).await.expect(201);
        all.school.app.advance(TimeDelta::days(1));
        all.school.app.run_jobs().await;
        let director = all.school.app.sign_in("T001").await;
        let home = director.get("/school-home").await.expect(200);
        every_figure_is_its_rows(&director, &home).await;
        let book = |key: &str| home["completeness"].as_array().unwrap().iter().find(|one| one["key"] == key).unwrap()["sum"].clone();
        assert_eq!((&book("sampled_lately")["met"], &book("sampled_lately")["count"]), (&json!(1), &json!(1)));
        assert_eq!((&book("accompanied_lately")["met"], &book("checked_lately")["met"]), (&json!(0), &json!(0)));
        assert_eq!((&book("rounds_kept")["met"], &book("rounds_kept")["count"]), (&json!(0), &json!(1)), "nobody held the daily control");
        let late = |name: &str| home["late"]["holders"].as_array().unwrap().iter().find(|one| one["title"] == name).unwrap().clone();
        assert_eq!(late("何安全")["kinds"][0]["figure"], "late_rounds");
        assert_eq!(late("冯经理")["kinds"][0]["figure"], "late_findings");
        assert_eq!(figure(&home["open"], "open_findings")["late"], 1);
        let summary = director.get(&format!("/term-summaries/{term}")).await.expect(200);
        let figures = summary["chapters"].as_array().unwrap().iter().flat_map(|chapter| chapter["figures"].as_array().unwrap());
        let of = |key: &str| figures.clone().find(|figure| figure["key"] == key).unwrap()["sum"].clone();
        assert_eq!((&of("meals_sampled")["per_mille"], &of("outside_mended")["per_mille"]), (&json!(1000), &json!(0)));
        assert_eq!((&of("outside_inspections")["count"], &of("rounds_held")["met"]), (&json!(1), &json!(0)));
    }
}
