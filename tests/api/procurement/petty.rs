//! A valve for 38 yuan: one form, three names, a photo.

use serde_json::{Value, json};
use test_support::{Client, text};

use super::{Buying, approval, decide, waiting};
use crate::{files::samples, on_both_engines};

/// The form, without photos.
pub(crate) fn form(witness: &str, name: &str, price: &str, uploads: &[&Value]) -> Value {
    json!({
        "witness_id": witness, "shop": "校门口五金店", "bought_on": "2026-11-24", "purpose": "食堂洗菜池换角阀", "fund": "public",
        "lines": [{ "name": name, "unit": "只", "quantity": "1", "unit_price": price }], "upload_ids": uploads,
    })
}

/// The form with a photo of the invoice.
pub(crate) async fn bought(by: &Client, witness: &Client, name: &str, price: &str) -> Value {
    let photo = by.upload("发票.jpg", "image/jpeg", samples::jpeg(90, 60)).await.expect(201);
    form(&witness.person_id, name, price, &[&photo["id"]])
}

pub(crate) async fn post(by: &Client, key: &str, body: Value) -> test_support::Response {
    let key: String = key.bytes().map(|byte| format!("{byte:02x}")).collect();
    by.with("idempotency-key", key).post("/petty-purchases", body).await
}

pub(crate) async fn record(by: &Client, witness: &Client, name: &str, price: &str) -> Value {
    let body = bought(by, witness, name, price).await;
    post(by, &format!("{name} {price}"), body).await.expect(201)
}

pub(crate) async fn look(by: &Client, petty: &Value) -> Value {
    by.get(&format!("/petty-purchases/{}", text(&petty["id"]))).await.expect(200)
}

on_both_engines! {
    async fn a_valve_for_38_yuan_is_one_form_with_three_names_and_one_signature(engine) {
        let all = Buying::open(engine).await;
        let plumber = all.school.person("王师傅", &["repair_worker"]).await;
        let petty = record(&plumber, &all.teacher, "角阀", "38").await;
        assert_eq!((text(&petty["number"]), text(&petty["total"]), text(&petty["total_in_words"])), ("LX20261124-0001", "38.00", "叁拾捌元整"));
        assert_eq!((text(&petty["handler"]["name"]), text(&petty["witness"]["name"]), text(&petty["state_text"])), ("王师傅", "李老师", "等总务主任审批"));
        assert_eq!((&petty["late"], petty["attachments"].as_array().unwrap().len()), (&json!(false), 1));
        assert_eq!(waiting(&all.director).await, ["LX20261124-0001"]);
        // Whoever is named hears of it.
        all.school.app.deliver().await;
        let told = all.teacher.get("/notices").await.expect(200)["items"][0].clone();
        assert!(text(&told["text"]).contains("王师傅把您写成了证明人：角阀，校门口五金店，38.00 元"), "{told}");
        // And sees what she is named for, as the notice leads her there; to change it is the handler's.
        assert_eq!(told["link"], format!("/purchases/petty/{}", text(&petty["id"])));
        let seen = look(&all.teacher, &petty).await;
        assert!(seen["allowed_actions"].as_array().unwrap().iter().all(|action| action["allowed"] == false), "{seen}");
        let photo = format!("/petty-purchases/{}/attachments/{}/content?size=320", text(&petty["id"]), text(&petty["attachments"][0]["id"]));
        assert_eq!(all.director.get(&photo).await.status.as_u16(), 200);
        let approval = approval(&all.director, &petty).await;
        let notes = approval["brief"]["notes"].to_string();
        assert!(notes.contains("校门口五金店") && notes.contains("李老师") && approval["amount"] == "38.00", "{approval}");
        decide(&all.director, &petty, "approve", json!({})).await.expect(200);
        let after = look(&plumber, &petty).await;
        assert_eq!((text(&after["state"]), text(&after["steps"][0]["decided_by"]["name"])), ("approved", "周主任"));
        all.school.app.deliver().await;
        let news = plumber.get("/notices").await.expect(200)["items"][0].clone();
        assert_eq!(news["link"], format!("/purchases/petty/{}", text(&petty["id"])));
    }
}

on_both_engines! {
    /// The limit is the rule of two buyers (300): a fen below, at, and above it.
    async fn d08_from_the_amount_on_where_two_people_buy_it_is_asked_for_first(engine) {
        let all = Buying::open(engine).await;
        record(&all.teacher, &all.vice, "水泵", "299.99").await;
        for price in ["300.00", "300.01"] {
            let body = bought(&all.teacher, &all.vice, "风机", price).await;
            let refused = post(&all.teacher, price, body).await.expect_problem(422, "validation_failed");
            assert_eq!((text(&refused["errors"][0]["pointer"]), text(&refused["errors"][0]["code"])), ("/lines", "two_buyers"));
            assert!(text(&refused["errors"][0]["detail"]).contains("300.00 元起"), "{refused}");
        }
        // Several lines come to more than each.
        let mut body = bought(&all.teacher, &all.vice, "灯管", "150").await;
        let line = body["lines"][0].clone();
        body["lines"] = json!([line, line]);
        post(&all.teacher, "two lines", body).await.expect_problem(422, "validation_failed");
        assert_eq!(all.teacher.rows("/petty-purchases").await.len(), 1);
    }
}

on_both_engines! {
    async fn what_is_wrong_with_the_form_stands_at_its_field_and_nothing_is_kept(engine) {
        let all = Buying::open(engine).await;
        let whole = bought(&all.teacher, &all.vice, "角阀", "38").await;
        let wrong = async |change: &dyn Fn(&mut Value), pointer: &str, code: &str| {
            let mut body = whole.clone();
            change(&mut body);
            let refused = post(&all.teacher, code, body).await.expect_problem(422, "validation_failed");
            assert_eq!((text(&refused["errors"][0]["pointer"]), text(&refused["errors"][0]["code"])), (pointer, code));
        };
        wrong(&|body| body["witness_id"] = json!(all.teacher.person_id), "/witness_id", "own_witness").await;
        wrong(&|body| body["witness_id"] = json!(test_support::TestApp::unknown_id()), "/witness_id", "reference_not_found").await;
        wrong(&|body| body["bought_on"] = json!("2026-11-25"), "/bought_on", "in_the_future").await;
        wrong(&|body| body["upload_ids"] = json!([]), "/upload_ids", "no_photo").await;
        let sheet = all.teacher.upload("表.csv", "text/csv", b"a\n".to_vec()).await.expect(201);
        wrong(&|body| body["upload_ids"] = json!([sheet["id"]]), "/upload_ids/0", "no_invoice").await;
        wrong(&|body| body["invoice_no"] = json!("12345"), "/invoice_no", "no_invoice_number").await;
        wrong(&|body| body["repair_case_id"] = json!(test_support::TestApp::unknown_id()), "/repair_case_id", "reference_not_found").await;
        wrong(&|body| body["lines"][0]["unit_price"] = json!("0"), "/lines/0/unit_price", "nothing_to_pay").await;
        all.teacher.post("/petty-purchases", whole.clone()).await.expect_problem(400, "idempotency_key_required");
        assert!(all.director.rows("/petty-purchases").await.is_empty());
        assert!(waiting(&all.director).await.is_empty());
        // The photo is still there to be used; an electronic invoice is as good as one.
        post(&all.teacher, "whole", whole.clone()).await.expect(201);
        let invoice = all.teacher.upload("发票.pdf", "application/pdf", samples::PDF.to_vec()).await.expect(201);
        let mut with_pdf = whole;
        with_pdf["upload_ids"] = json!([invoice["id"]]);
        let petty = post(&all.teacher, "pdf", with_pdf).await.expect(201);
        assert_eq!(petty["attachments"][0]["kind"], "document");
    }
}

on_both_engines! {
    async fn the_same_invoice_is_handed_in_once_unless_the_first_came_to_nothing(engine) {
        let all = Buying::open(engine).await;
        let number = "26412000001234567890";
        let with = async |by: &Client, name: &str| {
            let mut body = bought(by, &all.vice, name, "38").await;
            body["invoice_no"] = json!(number);
            body
        };
        let first = post(&all.teacher, "first", with(&all.teacher, "角阀").await).await.expect(201);
        assert_eq!(text(&first["invoice_no"]), number);
        let mut spaced = with(&all.director, "水管").await;
        spaced["invoice_no"] = json!("2641 2000 0012 3456 7890");
        let refused = post(&all.director, "second", spaced).await.expect_problem(409, "invoice_twice");
        assert!(text(&refused["detail"]).contains(text(&first["number"])), "{refused}");
        assert_eq!(refused["errors"][0]["pointer"], "/invoice_no");
        let cancel = format!("/petty-purchases/{}/cancel", text(&first["id"]));
        all.teacher.seen(1).post(&cancel, json!({ "reason": "退货了" })).await.expect(200);
        let second = post(&all.director, "third", with(&all.director, "水管").await).await.expect(201);
        let reject = format!("/approvals/{}/reject", text(&second["approval_id"]));
        all.vice.seen(1).post(&reject, json!({ "reason": "不该买" })).await.expect_problem(403, "own_witness");
        all.principal().seen(1).post(&reject, json!({ "reason": "不该买" })).await.expect(200);
        post(&all.teacher, "fourth", with(&all.teacher, "水管").await).await.expect(201);
    }
}

on_both_engines! {
    /// Eight at once with one invoice: one of them is kept.
    async fn e01_of_many_who_hand_in_one_invoice_at_once_one_is_taken(engine) {
        let all = Buying::open(engine).await;
        for round in 0..crate::setting("STEWARD_RACE_ROUNDS").unwrap_or(4) {
            let mut bodies = Vec::new();
            for n in 0..8 {
                let mut body = bought(&all.teacher, &all.vice, &format!("零件{round}-{n}"), "1").await;
                body["invoice_no"] = json!(format!("{:08}", 12_345_678 + round));
                bodies.push(body);
            }
            let sent = bodies.into_iter().enumerate().map(|(n, body)| {
                let by = all.teacher.clone();
                async move { post(&by, &format!("round {round} {n}"), body).await.status.as_u16() }
            });
            let mut answers = futures_util::future::join_all(sent).await;
            answers.sort_unstable();
            assert_eq!((answers[0], &answers[1..]), (201, [409; 7].as_slice()), "round {round}");
        }
    }
}
