//! What hangs on the wall and what should: petty purchases in a notice, the report of any days, and what hangs in no notice.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, text};

use super::{
    decide,
    orders::Chain,
    petty::record,
    publications::{chairs, covering},
    signed_scans::page,
};
use crate::{files::archives::opened, on_both_engines, registers::forms};

/// A notice of November, until today.
async fn make(by: &Client, with_petty: bool) -> Value {
    let mut asked = covering("十一月采购公示");
    asked["with_petty"] = json!(with_petty);
    by.post("/publications", asked).await.expect(201)
}

async fn hang_up(by: &Client, notice: &Value, on: &str, until: &str) -> Value {
    let hung = json!({ "published_on": on, "published_until": until, "upload_ids": [page(by).await] });
    by.seen(1).post(&format!("/publications/{}/post", text(&notice["id"])), hung).await.expect(200)
}

/// A valve that the helper bought before the teacher's eyes, approved.
async fn valve(school: &Chain) -> Value {
    let petty = record(&school.helper, &school.all.teacher, "角阀", "38").await;
    decide(&school.all.director, &petty, "approve", json!({})).await.expect(200);
    petty
}

/// What the director signs in with.
async fn login_of(school: &Chain) -> String {
    let path = format!("/people/{}", school.all.director.person_id);
    text(&school.all.school.admin.get(&path).await.expect(200)["staff_no"]).to_owned()
}

/// The director a week later: it is December.
async fn in_december(school: &Chain) -> Client {
    let login = login_of(school).await;
    school.all.school.app.advance(TimeDelta::days(7));
    school.all.school.app.sign_in(&login).await
}

on_both_engines! {
    async fn a_notice_lists_petty_purchases_where_the_school_wants_it(engine) {
        let school = Chain::open(engine).await;
        let director = &school.all.director;
        chairs(&school).await;
        let petty = valve(&school).await;
        // What is not approved is nobody's yet.
        record(&school.helper, &school.all.teacher, "垫圈", "3").await;
        let without = make(director, false).await;
        assert_eq!((without["rows"].as_array().unwrap().len(), &without["with_petty"], text(&without["total"])), (1, &json!(false), "1440.00"));
        let notice = make(director, true).await;
        assert_eq!((notice["rows"].as_array().unwrap().len(), text(&notice["total"])), (2, "1478.00"));
        let row = &notice["rows"][1];
        assert_eq!((text(&row["name"]), text(&row["method"]), text(&row["method_text"]), text(&row["supplier"])), ("角阀", "petty", "零星采购", "校门口五金店"));
        assert_eq!((&row["buyers"], &row["acceptors"], &row["approvers"]), (&json!(["王师傅"]), &json!(["李老师"]), &json!(["周主任"])));
        assert_eq!((&row["request_number"], &row["receipt_number"], text(&row["accepted_on"])), (&petty["number"], &petty["number"], "2026-11-24"));
        let posted = hang_up(director, &notice, "2026-11-24", "2026-11-30").await;
        assert_eq!(posted["rows"].as_array().unwrap().len(), 2);
    }
}

on_both_engines! {
    /// E10: the same rows as a notice of these days has, for whoever may see notices, without making one.
    async fn the_report_of_any_days_is_what_a_notice_would_list(engine) {
        let school = Chain::open(engine).await;
        let director = &school.all.director;
        chairs(&school).await;
        valve(&school).await;
        let notice = make(director, true).await;
        let report = school.bursar.get("/publications/report?from=2026-11-01&to=2026-11-24&with_petty=true").await.expect(200);
        for field in ["total", "total_in_words", "school_name"] {
            assert_eq!(report[field], notice[field], "{field}");
        }
        let mut rows = notice["rows"].clone();
        for row in rows.as_array_mut().unwrap() {
            // Their month is not over.
            (row["published_on"], row["overdue"]) = (Value::Null, json!(false));
        }
        assert_eq!(report["rows"], rows);
        // Of this month until today, and without petty purchases, where nothing is said.
        let plain = director.get("/publications/report").await.expect(200);
        assert_eq!((text(&plain["from"]), text(&plain["to"]), plain["rows"].as_array().unwrap().len()), ("2026-11-01", "2026-11-24", 1));
        let before = director.get("/publications/report?from=2026-10-01&to=2026-10-31").await.expect(200);
        assert_eq!((before["rows"].as_array().unwrap().len(), text(&before["total"])), (0, "0.00"));
        let wrong = director.get("/publications/report?from=2026-11-25&to=2026-11-24").await.expect_problem(422, "validation_failed");
        assert_eq!(wrong["errors"][0]["code"], "after_the_end");
        let wrong = director.get("/publications/report?from=2025-11-23&to=2026-11-24").await.expect_problem(422, "validation_failed");
        assert_eq!(wrong["errors"][0]["code"], "too_long");
        school.all.teacher.get("/publications/report").await.expect_problem(403, "forbidden");
    }
}

on_both_engines! {
    /// E10: since when each of them hangs on the board, and whether that was too late or is still owed.
    async fn the_report_says_when_each_thing_hung_on_the_board_and_whether_too_late(engine) {
        let school = Chain::open(engine).await;
        chairs(&school).await;
        valve(&school).await;
        let director = &in_december(&school).await;
        let days = async || -> Vec<(Value, Value)> {
            let report = director.get("/publications/report?from=2026-11-01&to=2026-11-30&with_petty=true").await.expect(200);
            report["rows"].as_array().unwrap().iter().map(|row| (row["published_on"].clone(), row["overdue"].clone())).collect()
        };
        // The chairs are owed; nobody hangs petty purchases up here.
        assert_eq!(days().await, [(Value::Null, json!(true)), (Value::Null, json!(false))]);
        let without = make(director, false).await;
        assert_eq!(days().await[0], (Value::Null, json!(true)), "a draft hangs nowhere");
        // Due on the 28th of November.
        hang_up(director, &without, "2026-12-01", "2026-12-07").await;
        assert_eq!(days().await, [(json!("2026-12-01"), json!(true)), (Value::Null, json!(false))]);
        let mut in_time = covering("十一月采购公示（补零星采购）");
        (in_time["with_petty"], in_time["due_on"]) = (json!(true), json!("2026-12-05"));
        let in_time = director.post("/publications", in_time).await.expect(201);
        hang_up(director, &in_time, "2026-12-01", "2026-12-07").await;
        assert_eq!(days().await, [(json!("2026-12-01"), json!(false)), (json!("2026-12-01"), json!(false))]);
        let filter = json!({ "from": "2026-11-01", "to": "2026-11-30", "with_petty": true });
        let file = opened(&director.post("/publication-report-exports", json!({ "filter": filter })).await);
        let cells = forms::read(&file.workbook, "采购明细表").cells;
        let words: Vec<String> = cells.iter().flatten().map(ToString::to_string).collect();
        for head in ["序号", "公示日期", "是否逾期"] {
            assert!(words.contains(&head.to_owned()), "{head}: {words:?}");
        }
        assert_eq!(words.iter().filter(|word| *word == "否").count(), 2, "{words:?}");
        // What came down as wrong does not hang there.
        director.seen(2).post(&format!("/publications/{}/cancel", text(&in_time["id"])), json!({ "reason": "电话写错了" })).await.expect(200);
        assert_eq!(days().await, [(json!("2026-12-01"), json!(true)), (Value::Null, json!(false))]);
    }
}

on_both_engines! {
    /// The report and the list of what hangs in no notice say the same: after twelve months it is no matter of the board any more.
    async fn what_is_older_than_a_year_is_owed_to_the_board_by_neither(engine) {
        let school = Chain::open(engine).await;
        chairs(&school).await;
        let login = login_of(&school).await;
        let app = &school.all.school.app;
        // November of the next year, and the month after it.
        for (days, owed) in [(370, true), (8, false)] {
            app.advance(TimeDelta::days(days));
            let director = app.sign_in(&login).await;
            let report = director.get("/publications/report?from=2026-11-01&to=2026-11-30").await.expect(200);
            assert_eq!(report["rows"][0]["overdue"], json!(owed), "after {days} days");
            assert_eq!(director.get("/publications/overdue").await.expect(200)["count"], i32::from(owed), "after {days} days");
        }
    }
}

on_both_engines! {
    /// E10 as a file: the rows of the page, its term and days in the head, and an event in the trail.
    async fn the_report_as_a_workbook_is_what_is_on_the_page(engine) {
        let school = Chain::open(engine).await;
        let director = &school.all.director;
        chairs(&school).await;
        valve(&school).await;
        let words = async |filter: &Value| -> Vec<String> {
            let file = opened(&director.post("/publication-report-exports", json!({ "filter": filter })).await);
            forms::read(&file.workbook, "采购明细表").cells.iter().flatten().map(ToString::to_string).collect()
        };
        let november = json!({ "from": "2026-11-01", "to": "2026-11-24", "with_petty": true });
        let before = words(&november).await;
        assert!(before.contains(&"角阀".to_owned()) && before.contains(&"2026-11-01 – 2026-11-24".to_owned()), "{before:?}");
        assert!(before.contains(&"采购明细表（含零星采购）".to_owned()), "{before:?}");
        // A school that has entered no term says none.
        assert!(!before.iter().any(|word| word.contains("学年")), "{before:?}");
        let term = json!({ "school_year": 2026, "season": "autumn", "starts_on": "2026-09-01", "ends_on": "2027-01-22" });
        school.all.school.admin.post("/terms", term).await.expect(201);
        let after = words(&json!({})).await;
        assert!(after.contains(&"2026—2027学年第一学期".to_owned()) && !after.contains(&"角阀".to_owned()), "{after:?}");
        // Neither does the head of days before it.
        let summer = words(&json!({ "from": "2026-07-01", "to": "2026-07-31" })).await;
        assert!(!summer.iter().any(|word| word.contains("学年")), "{summer:?}");
        let told = school.all.principal().rows("/audit-events?action=report.exported").await;
        let after = &told[2]["subjects"][0]["after"];
        assert_eq!(told.len(), 3);
        for field in ["from", "to", "with_petty"] {
            assert_eq!(after[field], november[field], "{after}");
        }
        // Evidence: the data, its rows and sums, and the hashes of which the trail tells whether it is the one that was made.
        let file = opened(&director.post("/publication-report-exports", json!({ "filter": november })).await);
        let (manifest, page) = (&file.manifest, director.get("/publications/report?from=2026-11-01&to=2026-11-24&with_petty=true").await.expect(200));
        assert_eq!((&manifest["sums"]["amount"], &manifest["rows"]), (&page["total"], &json!(page["rows"].as_array().unwrap().len())));
        assert_eq!((&manifest["term"], &manifest["prepared_by"]), (&json!("2026—2027学年第一学期"), &json!("周主任")));
        assert_eq!((&manifest["from"], &manifest["filter"]), (&json!("2026-11-01"), &november));
        assert_eq!(file.rows.iter().map(|row| row["no"].as_str()).collect::<Vec<_>>(), ["1", "2"]);
        let told = school.all.principal().rows("/audit-events?action=report.exported").await[0]["subjects"][0]["after"].clone();
        assert_eq!((text(&told["data_sha256"]), text(&told["file_sha256"])), (file.data_sha256.as_str(), file.file_sha256.as_str()));
        let words: Vec<String> = forms::read(&file.workbook, "采购明细表").cells.iter().flatten().map(ToString::to_string).collect();
        assert!(words.iter().any(|word| word.starts_with("制表人：周主任") && word.contains("审核人") && word.contains("负责人")), "{words:?}");
        let wrong = director.post("/publication-report-exports", json!({ "filter": { "from": "2025-11-23", "to": "2026-11-24" } })).await;
        assert_eq!(wrong.expect_problem(422, "validation_failed")["errors"][0]["code"], "too_long");
        school.all.teacher.post("/publication-report-exports", json!({})).await.expect_problem(403, "forbidden");
        // The other reports say their term as well, and so does a notice.
        let exceptions = director.post("/control-exception-exports", json!({})).await;
        let notice = make(director, false).await;
        let notice = director.post(&format!("/publications/{}/export", text(&notice["id"])), json!({})).await;
        let ledger = school.custodian.post("/stock-ledger-exports", json!({})).await;
        for (workbook, sheet) in [(opened(&exceptions).workbook, "内控例外清单"), (opened(&notice).workbook, "采购公示"), (ledger.bytes, "库存明细账")] {
            let cells = forms::read(&workbook, sheet).cells;
            assert!(cells.iter().flatten().any(|cell| *cell == "2026—2027学年第一学期"), "{sheet}: {cells:?}");
        }
    }
}

on_both_engines! {
    /// S33: what nobody drafted a notice of is overdue as well, once its month is over, until a notice of it hangs there.
    async fn what_hangs_in_no_notice_is_overdue_by_month(engine) {
        let school = Chain::open(engine).await;
        chairs(&school).await;
        valve(&school).await;
        let overdue = school.all.director.get("/publications/overdue").await.expect(200);
        assert_eq!((&overdue["count"], &overdue["months"]), (&json!(0), &json!([])));
        let director = &in_december(&school).await;
        let overdue = director.get("/publications/overdue").await.expect(200);
        assert_eq!((&overdue["count"], text(&overdue["amount"]), &overdue["with_petty"], &overdue["cut"]), (&json!(1), "1440.00", &json!(false), &json!(false)));
        let month = json!({ "month": "2026-11", "from": "2026-11-01", "to": "2026-11-30", "receipts": 1, "petty": 0, "amount": "1440.00" });
        assert_eq!(overdue["months"], json!([month]));
        // A draft hangs nowhere.
        let without = make(director, false).await;
        assert_eq!(director.get("/publications/overdue").await.expect(200)["count"], 1);
        hang_up(director, &without, "2026-12-01", "2026-12-07").await;
        assert_eq!(director.get("/publications/overdue").await.expect(200)["count"], 0);
        // Whoever hangs petty purchases up owes all of them.
        let notice = make(director, true).await;
        let with = hang_up(director, &notice, "2026-12-01", "2026-12-07").await;
        let overdue = director.get("/publications/overdue").await.expect(200);
        assert_eq!((&overdue["count"], &overdue["with_petty"]), (&json!(0), &json!(true)));
        // Taken down as wrong, what it listed is owed again; the notice before it says what the school hangs up.
        director.seen(2).post(&format!("/publications/{}/cancel", text(&with["id"])), json!({ "reason": "电话写错了" })).await.expect(200);
        let overdue = director.get("/publications/overdue").await.expect(200);
        assert_eq!((&overdue["count"], &overdue["with_petty"]), (&json!(0), &json!(false)));
        director.seen(2).post(&format!("/publications/{}/cancel", text(&without["id"])), json!({ "reason": "电话写错了" })).await.expect(200);
        assert_eq!(director.get("/publications/overdue").await.expect(200)["count"], 1);
    }
}
