//! Notices of what was bought: what they list, when they are due, and that nothing alters what hung on the wall.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use test_support::{Client, Digest, text};

use super::{
    goods_receipts::{delivered, make as accept, receipt_step, witnessed},
    orders::Chain,
    signed_scans::page,
};
use crate::on_both_engines;

/// A notice of what is accepted in November, until today.
pub(crate) fn covering(title: &str) -> Value {
    json!({ "title": title, "period_from": "2026-11-01", "period_to": "2026-11-24", "due_on": "2026-11-28", "phone": "0571-88880000", "with_petty": false })
}

/// It hangs there since today, with a photo.
pub(crate) async fn posting(by: &Client) -> Value {
    json!({ "published_on": "2026-11-24", "published_until": "2026-11-30", "upload_ids": [page(by).await] })
}

async fn make(by: &Client, title: &str) -> Value {
    by.post("/publications", covering(title)).await.expect(201)
}

async fn post(by: &Client, notice: &Value, body: Value) -> test_support::Response {
    by.seen(1).post(&format!("/publications/{}/post", text(&notice["id"])), body).await
}

async fn look(by: &Client, notice: &Value) -> Value {
    by.get(&format!("/publications/{}", text(&notice["id"]))).await.expect(200)
}

/// One notice that hangs on the board and one that does not, for the cases that go over every operation.
pub(crate) struct Notices {
    pub posted: String,
    pub photo: String,
    pub draft: String,
}

pub(crate) async fn posted_and_draft(teacher: &Client, director: &Client, custodian: &Client, supplier: &str) -> Notices {
    let asked = super::ask(teacher, super::wish("粉笔", "1", "12")).await;
    super::approve(director, &asked).await;
    let lines = json!([{ "position": 0, "quantity": "1", "unit_price": "12.00" }]);
    let order =
        super::orders::make(custodian, json!({ "request_id": asked["id"], "supplier_id": supplier, "lines": lines })).await.expect(201);
    let line = json!({ "position": 0, "delivered": "1", "accepted": "1", "destination": { "kind": "used" } });
    accept(teacher, delivered(&order, json!([line]))).await.expect(201);
    let notice = make(director, "公示").await;
    let posted = post(director, &notice, posting(director).await).await.expect(200);
    let draft = make(director, "又一份公示").await;
    let id = |value: &Value| text(value).to_owned();
    Notices { posted: id(&posted["id"]), photo: id(&posted["attachments"][0]["id"]), draft: id(&draft["id"]) }
}

/// Fifty chairs of which 48 were accepted by two.
pub(crate) async fn chairs(school: &Chain) -> (Value, Value) {
    let request = school.chairs_and_paper().await;
    let order = school.ordered(&request, &[(0, "50", "30")]).await;
    let line = json!({ "position": 0, "delivered": "48", "accepted": "48", "destination": { "kind": "used" } });
    let made = accept(&school.keeper, witnessed(delivered(&order, json!([line])), &school.all.teacher)).await.expect(201);
    let signed = receipt_step(&school.all.teacher, &made, "sign", json!({})).await.expect(200);
    (request, signed)
}

on_both_engines! {
    async fn a_notice_lists_what_was_accepted_and_is_not_altered_once_it_hung_there(engine) {
        let school = Chain::open(engine).await;
        let director = &school.all.director;
        let (request, receipt) = chairs(&school).await;
        let notice = make(director, "十一月采购公示").await;
        assert_eq!((text(&notice["number"]), text(&notice["state"]), text(&notice["total"])), ("GS20261124-0001", "draft", "1440.00"));
        let file = director.post(&format!("/publications/{}/export", text(&notice["id"])), json!({})).await;
        let cells = crate::registers::forms::read(&crate::files::archives::opened(&file).workbook, "采购公示").cells;
        let words: Vec<String> = cells.iter().flatten().map(ToString::to_string).collect();
        assert!(words.iter().any(|word| word == "壹仟肆佰肆拾元整"), "{words:?}");
        let row = &notice["rows"][0];
        assert_eq!((text(&row["name"]), text(&row["quantity"]), text(&row["amount"]), text(&row["spec"])), ("课椅", "48", "1440.00", "2 号"));
        assert_eq!((names(&row["buyers"]), names(&row["acceptors"])), (["吴保管", "王师傅"].into(), ["孙保管", "李老师"].into()));
        assert_eq!((&row["request_number"], &row["receipt_number"]), (&request["number"], &receipt["number"]));
        assert_eq!((text(&row["supplier"]), text(&row["fund_title"]), text(&row["accepted_on"])), ("城南家具店", "公用经费", "2026-11-24"));
        let posted = post(director, &notice, posting(director).await).await.expect(200);
        assert_eq!((text(&posted["state"]), &posted["overdue"], posted["attachments"].as_array().unwrap().len()), ("posted", &json!(false), 1));
        // What is accepted later is not on that wall.
        let paper = school.ordered(&request, &[(1, "20", "20")]).await;
        let line = json!({ "position": 0, "delivered": "20", "accepted": "20", "destination": { "kind": "used" } });
        let made = accept(&school.keeper, witnessed(delivered(&paper, json!([line])), &school.all.teacher)).await.expect(201);
        receipt_step(&school.all.teacher, &made, "sign", json!({})).await.expect(200);
        let later = look(director, &notice).await;
        assert_eq!((later["rows"].as_array().unwrap().len(), &later["total"]), (1, &json!("1440.00")));
        assert_eq!(make(director, "再一份").await["rows"].as_array().unwrap().len(), 2);
        // A photo of the board is shown to whoever may see notices.
        let photo = format!("/publications/{}/attachments/{}/content?size=320", text(&notice["id"]), text(&posted["attachments"][0]["id"]));
        assert_eq!(school.bursar.get(&photo).await.status.as_u16(), 200);
        // A wrong one is cancelled; what hung there stays known.
        let path = format!("/publications/{}/cancel", text(&notice["id"]));
        let cancelled = director.seen(2).post(&path, json!({ "reason": "电话写错了" })).await.expect(200);
        assert_eq!((text(&cancelled["state"]), text(&cancelled["published_on"]), text(&cancelled["reason"])), ("cancelled", "2026-11-24", "电话写错了"));
        assert_eq!(cancelled["rows"].as_array().unwrap().len(), 1);
    }
}

on_both_engines! {
    async fn what_is_due_and_does_not_hang_there_is_on_the_list_and_its_days_end_by_themselves(engine) {
        let school = Chain::open(engine).await;
        let director = &school.all.director;
        let login = director_login(&school).await;
        chairs(&school).await;
        let (late, hung) = (make(director, "迟的").await, make(director, "挂着的").await);
        post(director, &hung, posting(director).await).await.expect(200);
        assert_eq!(director.rows("/publications?overdue=true").await.len(), 0);
        school.all.school.app.advance(chrono::TimeDelta::days(7));
        let director = &school.all.school.app.sign_in(&login).await;
        let overdue = director.rows("/publications?overdue=true").await;
        assert_eq!((overdue.len(), &overdue[0]["number"], &overdue[0]["overdue"]), (1, &late["number"], &json!(true)));
        assert_eq!(look(director, &hung).await["state"], "over");
        assert_eq!(director.rows("/publications?state=over").await.len(), 1);
        assert_eq!(director.rows("/publications?state=posted").await.len(), 0);
        let path = format!("/publications/{}/cancel", text(&hung["id"]));
        director.seen(2).post(&path, json!({ "reason": "x" })).await.expect_problem(409, "illegal_transition");
        // Late is late, also once it hangs there.
        let body = json!({ "published_on": "2026-12-01", "published_until": "2026-12-07", "upload_ids": [page(director).await] });
        assert_eq!(post(director, &late, body).await.expect(200)["overdue"], true);
    }
}

on_both_engines! {
    async fn a_notice_is_not_posted_without_a_photo_nor_before_its_period_is_over_nor_of_nothing(engine) {
        let school = Chain::open(engine).await;
        let director = &school.all.director;
        let notice = make(director, "十一月采购公示").await;
        let photo = page(director).await;
        let on = |from: &str, until: &str, photos: &[&Value]| json!({ "published_on": from, "published_until": until, "upload_ids": photos });
        for (body, pointer) in [
            (on("2026-11-24", "2026-11-30", &[]), "/upload_ids"),
            (on("2026-11-25", "2026-11-30", &[&photo]), "/published_on"),
            (on("2026-11-23", "2026-11-30", &[&photo]), "/published_on"),
            (on("2026-11-24", "2026-11-23", &[&photo]), "/published_until"),
        ] {
            let problem = post(director, &notice, body).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
        }
        post(director, &notice, on("2026-11-24", "2026-11-30", &[&photo])).await.expect_problem(409, "nothing_listed");
        for (field, value, pointer) in
            [("period_to", "2026-10-31", "/period_to"), ("period_from", "2025-11-24", "/period_to"), ("due_on", "2026-11-23", "/due_on")]
        {
            let mut wrong = covering("x");
            wrong[field] = json!(value);
            let problem = director.post("/publications", wrong).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
        }
        let auditor = school.all.school.person("审计", &["auditor"]).await;
        let look = auditor.get(&format!("/publications/{}", text(&notice["id"]))).await.expect(200);
        assert!(look["allowed_actions"].as_array().unwrap().iter().all(|action| action["allowed"] == false));
        auditor.post("/publications", covering("x")).await.expect_problem(403, "forbidden");
        let after = Digest::of(&school.all.school.app.db).await;
        director.post("/publications", covering("\u{202E}")).await.expect_problem(422, "validation_failed");
        after.assert_unchanged(&school.all.school.app.db, "a notice with a hidden character").await;
    }
}

/// In one moment of the test's clock nobody is the first.
fn names(people: &Value) -> BTreeSet<&str> {
    people.as_array().unwrap().iter().map(text).collect()
}

/// Whoever signs in again after a week.
async fn director_login(school: &Chain) -> String {
    let path = format!("/people/{}", school.all.director.person_id);
    text(&school.all.school.admin.get(&path).await.expect(200)["staff_no"]).to_owned()
}
