//! Rules that are excepted for once, with a second signature, and the list of what did not go by the rules.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Digest, text};

use super::{
    approve, ask_for,
    goods_receipts::{delivered, look as look_at_receipt, make as receive, receipt_step, witnessed},
    orders::{Chain, make, order_step, refused},
    quotes::approved,
    wish,
};
use crate::on_both_engines;

/// Who may be named is who may sign.
#[test]
fn those_who_may_be_named_are_those_whose_role_lets_them_sign() {
    let table: Vec<campus::Role> =
        identity::authority::table().filter(|entry| entry.permission == "exceptions.cosign").map(|entry| entry.role).collect();
    assert_eq!(table, procurement::exception::COSIGNERS);
}

fn at(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

fn exception(rule: &str, cosigner: &Client) -> Value {
    json!({ "rule": rule, "reason": "其他人都在外地培训", "cosigner_id": cosigner.person_id })
}

fn used(quantity: &str) -> Value {
    json!([{ "position": 0, "delivered": quantity, "accepted": quantity, "destination": { "kind": "used" } }])
}

/// Chairs for 1500, bought by the custodian alone.
fn alone(school: &Chain, request: &Value, exception: Value) -> Value {
    let mut body = school.written(request, &[(0, "50", "30")]);
    (body["other_buyer_id"], body["exception"]) = (json!(null), exception);
    body
}

on_both_engines! {
    /// SD4: who is asked to sign for it has no part in it, signs himself, and nothing is ordered before.
    async fn one_buyer_alone_needs_somebody_who_signs_for_it(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        let auditor = school.all.school.person("陈审计", &["auditor"]).await;
        let before = Digest::of(&school.all.school.app.db).await;
        let refuse = async |exception: Value, pointer: &str, code: &str| {
            assert_eq!(refused(make(&school.custodian, alone(&school, &request, exception)).await), at(pointer, code));
        };
        refuse(exception("SD8", &school.keeper), "/exception/rule", "never_excepted").await;
        refuse(exception("SD10", &school.keeper), "/exception/rule", "never_excepted").await;
        refuse(exception("SD17", &school.keeper), "/exception/rule", "never_excepted").await;
        refuse(exception("SD2", &school.keeper), "/exception/rule", "not_this_rule").await;
        refuse(exception("SD4", &school.custodian), "/exception/cosigner_id", "cosigner_takes_part").await;
        refuse(json!({ "rule": "SD4", "reason": "急", "cosigner_id": school.keeper.person_id }), "/exception/reason", "reason_too_short").await;
        let nobody = json!({ "rule": "SD4", "reason": "其他人都在外地培训", "cosigner_id": test_support::TestApp::unknown_id() });
        refuse(nobody, "/exception/cosigner_id", "reference_not_found").await;
        // Who repairs, keeps the books or inspects them signs for no exception.
        refuse(exception("SD4", &school.helper), "/exception/cosigner_id", "cosigner_may_not").await;
        refuse(exception("SD4", &school.bursar), "/exception/cosigner_id", "cosigner_may_not").await;
        refuse(exception("SD4", &auditor), "/exception/cosigner_id", "cosigner_may_not").await;
        // Where two buy, the other one is no co-signer, and nothing is to be excepted; nor below the amount.
        let mut two = school.written(&request, &[(0, "50", "30")]);
        two["exception"] = exception("SD4", &school.helper);
        assert_eq!(refused(make(&school.custodian, two.clone()).await), at("/exception/cosigner_id", "cosigner_takes_part"));
        two["exception"] = exception("SD4", &school.keeper);
        assert_eq!(refused(make(&school.custodian, two).await), at("/exception", "exception_not_needed"));
        let mut small = alone(&school, &request, exception("SD4", &school.keeper));
        small["lines"][0]["quantity"] = json!("9");
        assert_eq!(refused(make(&school.custodian, small).await), at("/exception", "exception_not_needed"));
        before.assert_unchanged(&school.all.school.app.db, "exceptions that are none").await;

        let made = make(&school.custodian, alone(&school, &request, exception("SD4", &school.keeper))).await.expect(201);
        assert_eq!((text(&made["state"]), text(&made["state_text"]), &made["excepted"]), ("proposed", "等会签人签字", &json!(true)));
        assert_eq!((text(&made["exception"]["cosigner"]["name"]), &made["exception"]["signed_at"]), ("孙保管", &json!(null)));
        let received = delivered(&made, used("50"));
        receive(&school.keeper, witnessed(received, &school.all.teacher)).await.expect_problem(409, "illegal_transition");
        order_step(&school.custodian, &made, "confirm", json!({})).await.expect_problem(409, "illegal_transition");
        for other in [&school.custodian, &school.all.director, &school.all.teacher] {
            order_step(other, &made, "cosign", json!({})).await.expect_problem(403, "not_yours");
        }
        school.all.school.app.deliver().await;
        let told = school.keeper.get("/notices").await.expect(200).to_string();
        assert!(told.contains("请您会签") && told.contains(text(&made["number"])), "{told}");
        let signed = order_step(&school.keeper, &made, "cosign", json!({})).await.expect(200);
        assert_eq!((text(&signed["state"]), signed["exception"]["signed_at"].is_string()), ("ordered", true));
        order_step(&school.keeper, &made, "cosign", json!({})).await.expect_problem(409, "illegal_transition");
        let trail = school.all.principal().column(&format!("/audit-events?subject_id={}", text(&made["id"])), "action").await;
        assert_eq!(trail, ["purchase_order.cosigned", "purchase_order.made"]);
        let listed = school.all.director.rows("/control-exceptions").await;
        let file = school.all.director.post("/control-exception-exports", json!({})).await;
        let file = crate::files::archives::opened(&file);
        let cells = crate::registers::forms::read(&file.workbook, "内控例外清单").cells;
        assert!(cells.iter().any(|row| listed[0]["record_number"] == row[3].to_string().as_str()), "{cells:?}");
        assert_eq!((file.rows.len(), file.rows[0]["record_no"].as_str()), (1, text(&listed[0]["record_number"])));
        assert_eq!(file.rows[0]["cosigner"], "孙保管");
        assert_eq!(listed.len(), 1);
        let row = &listed[0];
        assert_eq!((text(&row["kind"]), text(&row["who"]["name"]), text(&row["cosigner"]["name"])), ("sod_exception", "吴保管", "孙保管"));
        assert_eq!((text(&row["reason"]), text(&row["amount"]), &row["record_number"]), ("其他人都在外地培训", "1500.00", &made["number"]));
        assert!(text(&row["text"]).contains("SD4"));
    }
}

on_both_engines! {
    async fn a_stand_in_of_the_buyer_does_not_sign_for_him_not_even_when_he_became_one_meanwhile(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        let colleague = school.all.school.person("何老师", &["staff"]).await;
        // Somebody of the staff sees what he is asked to sign for, and nothing else.
        let made = make(&school.custodian, alone(&school, &request, exception("SD4", &colleague))).await.expect(201);
        assert_eq!(colleague.rows("/purchase-orders").await.len(), 1);
        let away = json!({ "to_id": colleague.person_id, "roles": ["head_custodian"], "starts_on": "2026-11-24", "ends_on": "2026-11-30", "reason": "培训" });
        school.custodian.post("/me/delegations", away).await.expect(201);
        assert_eq!(refused(order_step(&colleague, &made, "cosign", json!({})).await), at("/exception/cosigner_id", "cosigner_takes_part"));
        order_step(&school.custodian, &made, "cancel", json!({ "reason": "换人会签" })).await.expect(200);
        let asked = alone(&school, &request, exception("SD4", &colleague));
        assert_eq!(refused(make(&school.custodian, asked).await), at("/exception/cosigner_id", "cosigner_takes_part"));
        // What nobody signed for is no exception.
        assert!(school.all.director.rows("/control-exceptions").await.is_empty());
    }
}

on_both_engines! {
    /// SD2: a buyer accepts, or one alone, where somebody signs for it; never without.
    async fn a_buyer_accepts_only_with_a_second_signature(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        let order = school.ordered(&request, &[(0, "50", "30")]).await;
        let colleague = school.all.school.person("何老师", &["staff"]).await;
        let by_buyer = |exception: Value| {
            let mut body = delivered(&order, used("50"));
            body["exception"] = exception;
            body
        };
        let before = Digest::of(&school.all.school.app.db).await;
        receive(&school.custodian, delivered(&order, used("50"))).await.expect_problem(403, "buyer_accepts");
        for (asked, pointer, code) in [
            (exception("SD8", &colleague), "/exception/rule", "never_excepted"),
            (exception("SD4", &colleague), "/exception/rule", "not_this_rule"),
            (exception("SD2", &school.helper), "/exception/cosigner_id", "cosigner_takes_part"),
            (exception("SD2", &school.custodian), "/exception/cosigner_id", "cosigner_takes_part"),
        ] {
            assert_eq!(refused(receive(&school.custodian, by_buyer(asked)).await), at(pointer, code));
        }
        let mut as_it_should = witnessed(delivered(&order, used("50")), &school.all.teacher);
        as_it_should["exception"] = exception("SD2", &colleague);
        assert_eq!(refused(receive(&school.keeper, as_it_should).await), at("/exception", "exception_not_needed"));
        before.assert_unchanged(&school.all.school.app.db, "exceptions that are none").await;

        let made = receive(&school.custodian, by_buyer(exception("SD2", &colleague))).await.expect(201);
        assert_eq!((text(&made["state"]), text(&made["state_text"])), ("inspecting", "等会签人签字"));
        receipt_step(&school.custodian, &made, "sign", json!({})).await.expect_problem(409, "illegal_transition");
        receipt_step(&school.keeper, &made, "cosign", json!({})).await.expect_problem(403, "not_yours");
        let signed = receipt_step(&colleague, &made, "cosign", json!({})).await.expect(200);
        assert_eq!((text(&signed["state"]), &signed["excepted"]), ("accepted", &json!(true)));
        receipt_step(&colleague, &made, "cosign", json!({})).await.expect_problem(409, "illegal_transition");
        let row = &school.all.director.rows("/control-exceptions?kind=sod_exception").await[0];
        assert_eq!((text(&row["record_kind"]), text(&row["amount"])), ("goods_receipt", "1500.00"));
    }
}

on_both_engines! {
    /// Two signatures in either order; who co-signed does not enter it into the accounts (SD8, which nothing excepts).
    async fn the_last_of_all_signatures_accepts_and_the_cosigner_does_not_post(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        let order = school.ordered(&request, &[(0, "50", "30")]).await;
        let mut body = witnessed(delivered(&order, used("50")), &school.all.teacher);
        // He may both sign and post, but not both here.
        let colleague = school.all.school.person("何会计", &["staff", "finance"]).await;
        (body["using_side_id"], body["exception"]) = (json!(null), exception("SD2", &colleague));
        let made = receive(&school.keeper, body).await.expect(201);
        let half = receipt_step(&colleague, &made, "cosign", json!({})).await.expect(200);
        assert_eq!((text(&half["state"]), &half["lines"][0]["became"]), ("inspecting", &json!([])));
        let whole = receipt_step(&school.all.teacher, &made, "sign", json!({})).await.expect(200);
        assert_eq!((text(&whole["state"]), text(&whole["total"])), ("accepted", "1500.00"));
        let voucher = json!({ "mode": "own", "voucher_no": "记-1", "posted_on": "2026-11-24" });
        receipt_step(&colleague, &made, "post", voucher).await.expect_problem(403, "took_part");
        assert_eq!(look_at_receipt(&colleague, &made).await["state"], "accepted");
    }
}

on_both_engines! {
    /// E16: real exceptions only, of a year at most, for those who answer for them.
    async fn the_list_shows_what_did_not_go_by_the_rules_and_nothing_else(engine) {
        let school = Chain::open(engine).await;
        let app = &school.all.school.app;
        let (teacher, director) = (&school.all.teacher, &school.all.director);
        crate::procurement::petty::record(teacher, &school.helper, "角阀", "38").await;
        let request = approved(&school.all, wish("灯泡", "10", "1")).await;
        let mut small = school.written(&request, &[(0, "10", "1")]);
        small["other_buyer_id"] = json!(null);
        let order = make(&school.custodian, small).await.expect(201);
        receive(&school.keeper, delivered(&order, used("10"))).await.expect(201);
        assert!(director.rows("/control-exceptions").await.is_empty());
        teacher.get("/control-exceptions").await.expect_problem(403, "forbidden");
        school.custodian.get("/control-exceptions").await.expect_problem(403, "forbidden");
        // Two halves of one purchase.
        let half = ask_for(teacher, "投影幕", "450").await;
        approve(director, &half).await;
        ask_for(teacher, "投影幕", "450").await;
        let pieces = director.rows("/control-exceptions?kind=split_order").await;
        assert_eq!((pieces.len(), text(&pieces[0]["amount"])), (1, "900.00"));
        // Accepted in November, in December in no accounts.
        school.all.school.person("陈审计", &["auditor"]).await;
        app.advance(TimeDelta::days(7));
        let director = app.sign_in("T002").await;
        let kinds = director.rows("/control-exceptions").await;
        let kinds: Vec<&str> = kinds.iter().map(|row| text(&row["kind"])).collect();
        assert_eq!(kinds, ["split_order", "unposted_receipt"]);
        assert!(director.rows("/control-exceptions?from=2026-12-01").await.is_empty());
        let wrong = director.get("/control-exceptions?from=2026-12-02").await.expect_problem(422, "validation_failed");
        assert_eq!((&wrong["errors"][0]["pointer"], &wrong["errors"][0]["code"]), (&json!("/from"), &json!("after_the_end")));
        let wrong = director.get("/control-exceptions?from=2025-11-30&to=2026-12-01").await.expect_problem(422, "validation_failed");
        assert_eq!(wrong["errors"][0]["code"], "too_long");
        let auditor = app.sign_in("T008").await;
        assert_eq!(auditor.rows("/control-exceptions").await.len(), 2);
    }
}
