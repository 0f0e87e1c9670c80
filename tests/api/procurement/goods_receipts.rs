//! Goods receipts: what came, who accepted it, what it became.

use serde_json::{Value, json};
use test_support::{Client, Digest, Response, text};

use super::orders::{Chain, key, look_at, make as make_order, order_step, refused};
use crate::{files::samples, on_both_engines};

/// Everything of one line, used up at once.
pub(crate) fn delivered(order: &Value, lines: Value) -> Value {
    json!({ "order_id": order["id"], "delivered_on": "2026-11-24", "lines": lines })
}

fn line(position: u32, quantity: &str, destination: Value) -> Value {
    json!({ "position": position, "delivered": quantity, "accepted": quantity, "destination": destination })
}

fn used() -> Value {
    json!({ "kind": "used" })
}

/// With a second acceptor, who is there for those who will use it.
pub(crate) fn witnessed(mut body: Value, other: &Client) -> Value {
    (body["acceptor_ids"], body["using_side_id"]) = (json!([other.person_id]), json!(other.person_id));
    body
}

pub(crate) async fn make(by: &Client, body: Value) -> Response {
    by.with("idempotency-key", key()).post("/goods-receipts", body).await
}

pub(crate) async fn look(by: &Client, receipt: &Value) -> Value {
    by.get(&format!("/goods-receipts/{}", text(&receipt["id"]))).await.expect(200)
}

/// A step of a receipt, from the version as it is now.
pub(crate) async fn receipt_step(by: &Client, receipt: &Value, name: &str, body: Value) -> Response {
    let version = look(by, receipt).await["version"].as_i64().unwrap();
    by.seen(version).with("idempotency-key", key()).post(&format!("/goods-receipts/{}/{name}", text(&receipt["id"])), body).await
}

fn voucher() -> Value {
    json!({ "mode": "own", "voucher_no": "记-11-32", "posted_on": "2026-11-24" })
}

fn at(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

/// A small order that one person bought, so that one accepts.
async fn small(school: &Chain, quantity: &str, price: &str) -> Value {
    small_of(school, "灯泡", quantity, price).await
}

async fn small_of(school: &Chain, name: &str, quantity: &str, price: &str) -> Value {
    let request = crate::procurement::quotes::approved(&school.all, crate::procurement::wish(name, quantity, price)).await;
    let mut body = school.written(&request, &[(0, quantity, price)]);
    body["other_buyer_id"] = json!(null);
    make_order(&school.custodian, body).await.expect(201)
}

on_both_engines! {
    async fn fifty_chairs_and_twenty_boxes_become_a_card_of_48_and_a_lot_of_20(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        let chairs = school.ordered(&request, &[(0, "50", "30")]).await;
        let paper = school.ordered(&request, &[(1, "20", "20")]).await;
        let photo = school.keeper.upload("断腿.jpg", "image/jpeg", samples::jpeg(90, 60)).await.expect(201);
        let refusal = json!([{
            "position": 0, "delivered": "50", "accepted": "48", "refusal_reason": "两把断腿", "refusal_upload_ids": [photo["id"]],
            "destination": { "kind": "cards", "category_code": "A05010304", "department": "三年级组", "custodian_id": school.all.teacher.person_id },
        }]);
        let mut asked = witnessed(delivered(&chairs, refusal), &school.all.teacher);
        asked["invoice_nos"] = json!(["2641 2000 0012 3456 7890"]);
        let made = make(&school.keeper, asked).await.expect(201);
        assert_eq!((text(&made["number"]), text(&made["state"])), ("YS20261124-0001", "inspecting"));
        assert_eq!((&made["lines"][0]["refused"], &made["attachments"][0]["caption"]), (&json!("2"), &json!("课椅")));
        // Who is asked to sign hears of it.
        school.all.school.app.deliver().await;
        let told = school.all.teacher.get("/notices").await.expect(200)["items"][0].clone();
        assert_eq!((text(&told["topic"]), &told["link"]), ("goods_receipt.acceptor", &json!(format!("/goods-receipts/{}", text(&made["id"])))));
        // Nothing has moved before the last signature; and what lies there is not cancelled behind it.
        assert_eq!(look_at(&school.custodian, &chairs).await["lines"][0]["accepted"], "0");
        order_step(&school.custodian, &chairs, "cancel", json!({ "reason": "x" })).await.expect_problem(409, "being_inspected");
        let signed_chairs = receipt_step(&school.all.teacher, &made, "sign", json!({})).await.expect(200);
        let signed = &signed_chairs;
        assert_eq!((text(&signed["state"]), &signed["invoice_nos"]), ("accepted", &json!(["26412000001234567890"])));
        let card = signed["lines"][0]["became"][0].clone();
        assert_eq!((&card["kind"], signed["lines"][0]["became"].as_array().unwrap().len()), (&json!("card"), 1));
        let kept = school.custodian.get(&format!("/assets/{}", text(&card["record_id"]))).await.expect(200);
        assert_eq!((&kept["quantity"], &kept["original_value"], &kept["name"]), (&json!("48"), &json!("1440.00"), &json!("课椅")));
        // Its history says in words how it came, though the act is none of the register's.
        let history = school.custodian.rows(&format!("/assets/{}/timeline", text(&card["record_id"]))).await;
        assert_eq!((text(&history[0]["action"]), text(&history[0]["text"])), ("goods_receipt.accepted", "验收入账卡和入库"));
        let after = look_at(&school.custodian, &chairs).await;
        assert_eq!((&after["state"], &after["lines"][0]["accepted"], &after["lines"][0]["open"]), (&json!("partially_received"), &json!("48"), &json!("2")));
        // D09: what came is not undone; the rest is given up.
        order_step(&school.custodian, &chairs, "cancel", json!({ "reason": "x" })).await.expect_problem(409, "illegal_transition");
        order_step(&school.custodian, &chairs, "close", json!({ "reason": "厂家停产" })).await.expect(200);

        let store = json!({ "name": "文印室", "keeper_ids": [school.keeper.person_id] });
        let store = school.all.director.post("/stores", store).await.expect(201);
        let item = crate::stores::add_item(&school.custodian, json!({ "name": "复印纸", "unit": "箱", "category": "办公" })).await;
        let lot = json!({ "kind": "stock", "store_id": store["id"], "item_id": item, "bin": "A1" });
        let made = make(&school.keeper, witnessed(delivered(&paper, json!([line(0, "20", lot)])), &school.all.teacher)).await.expect(201);
        let signed = receipt_step(&school.all.teacher, &made, "sign", json!({})).await.expect(200);
        let document = signed["lines"][0]["became"][0].clone();
        assert_eq!(document["kind"], "stock");
        // Back from the card and from the paper of the store; only for who sees the receipt.
        let paper_of_store = school.keeper.get(&format!("/stock-documents/{}", text(&document["record_id"]))).await.expect(200);
        assert_eq!((&paper_of_store["source_id"], &paper_of_store["source_number"]), (&signed["id"], &signed["number"]));
        let came_by = |record: &Value| format!("/goods-receipts?record_id={}", text(&record["record_id"]));
        for (record, receipt) in [(&card, &signed_chairs), (&document, &signed)] {
            assert_eq!(school.bursar.column(&came_by(record), "number").await, [text(&receipt["number"])]);
        }
        let stranger = school.all.school.person("何老师", &["staff"]).await;
        assert_eq!(stranger.rows(&came_by(&card)).await.len(), 0);
        assert_eq!(school.bursar.rows(&format!("/goods-receipts?record_id={}", text(&paper["id"]))).await.len(), 0);
        let view = school.custodian.get(&format!("/stock-items/{item}")).await.expect(200);
        assert_eq!((&view["on_hand"], &view["balances"][0]["value"]), (&json!("20"), &json!("400.00")));
        // E8 says of whom it came.
        let came = school.custodian.rows(&format!("/stock-items/{item}/movements")).await;
        assert_eq!((&came[0]["supplier"], &came[0]["source_number"]), (&paper["supplier_name"], &signed["number"]));
        assert_eq!(look_at(&school.custodian, &paper).await["state"], "received");
        crate::stores::books_agree(&school.all.school.app.db.raw().await).await;
        school.all.school.app.deliver().await;
        assert_eq!(school.bursar.column("/notices", "topic").await, ["goods_receipt.to_post", "goods_receipt.to_post", "role_grant.granted"]);
        // Both wait for their vouchers, until somebody enters them who had no part in it.
        assert_eq!(school.bursar.rows("/goods-receipts?posted=false").await.len(), 2);
        receipt_step(school.all.principal(), &signed, "post", voucher()).await.expect_problem(403, "took_part");
        let posted = receipt_step(&school.bursar, &signed, "post", voucher()).await.expect(200);
        assert_eq!((&posted["state"], &posted["posting"]["voucher_no"], &posted["posting"]["by"]["name"]), (&json!("posted"), &json!("记-11-32"), &json!("郑会计")));
        assert_eq!(school.bursar.rows("/goods-receipts?posted=false").await.len(), 1);
        assert_eq!(school.bursar.rows("/goods-receipts?posted=true").await.len(), 1);
        let photo = |of: &Value, id: &Value| format!("/goods-receipts/{}/attachments/{}/content?size=320", text(&of["id"]), text(id));
        let refused = &signed_chairs["attachments"][0]["id"];
        let shown = school.bursar.get(&photo(&signed_chairs, refused)).await;
        assert_eq!((shown.status.as_u16(), shown.headers["content-type"].to_str().unwrap()), (200, "image/jpeg"));
        // It hangs on its own receipt, not on whichever one may see.
        school.bursar.get(&photo(&posted, refused)).await.expect_problem(404, "not_found");
    }
}

on_both_engines! {
    /// What came is received or given up, never cancelled; what lies there is decided about first.
    async fn d09_an_order_of_which_something_came_is_not_cancelled(engine) {
        let school = Chain::open(engine).await;
        let order = small(&school, "10", "1").await;
        make(&school.keeper, delivered(&order, json!([line(0, "4", used())]))).await.expect(201);
        let before = Digest::of(&school.all.school.app.db).await;
        order_step(&school.custodian, &order, "cancel", json!({ "reason": "x" })).await.expect_problem(409, "illegal_transition");
        order_step(&school.keeper, &order, "close", json!({ "reason": "x" })).await.expect_problem(403, "not_yours");
        before.assert_unchanged(&school.all.school.app.db, "an order that came in part").await;
        make(&school.keeper, delivered(&order, json!([line(0, "6", used())]))).await.expect(201);
        for end in ["cancel", "close"] {
            order_step(&school.custodian, &order, end, json!({ "reason": "x" })).await.expect_problem(409, "illegal_transition");
        }
        make(&school.keeper, delivered(&order, json!([line(0, "1", used())]))).await.expect_problem(409, "illegal_transition");
    }
}

on_both_engines! {
    async fn single_cards_bear_their_serial_numbers_and_share_the_value_to_the_fen(engine) {
        let school = Chain::open(engine).await;
        let order = small(&school, "3", "33.33").await;
        let cards = json!({ "kind": "cards", "category_code": "A02010108", "single": true, "serial_numbers": ["S1", "S2", "S3"] });
        let mut wrong = line(0, "3", cards.clone());
        wrong["destination"]["serial_numbers"] = json!(["S1"]);
        assert_eq!(refused(make(&school.keeper, delivered(&order, json!([wrong]))).await), at("/lines/0/destination/serial_numbers", "count_differs"));
        let made = make(&school.keeper, delivered(&order, json!([line(0, "3", cards)]))).await.expect(201);
        assert_eq!(made["state"], "accepted");
        let mut serials = Vec::new();
        for card in made["lines"][0]["became"].as_array().unwrap() {
            let kept = school.custodian.get(&format!("/assets/{}", text(&card["record_id"]))).await.expect(200);
            serials.push((text(&kept["serial_no"]).to_owned(), text(&kept["original_value"]).to_owned()));
        }
        assert_eq!(serials, ["S1", "S2", "S3"].map(|serial| (serial.to_owned(), "33.33".to_owned())));
        assert_eq!(look_at(&school.custodian, &order).await["state"], "received");
    }
}

on_both_engines! {
    /// The invoice at the gate, the voucher at the desk; what was split off learns it too, what stands no more or was written by hand stays.
    async fn cards_learn_under_which_voucher_they_stand(engine) {
        let school = Chain::open(engine).await;
        let order = small(&school, "6", "10").await;
        let became = |view: &Value| -> Vec<String> {
            let cards = view["lines"][0]["became"].as_array().unwrap();
            cards.iter().map(|card| format!("/assets/{}", text(&card["record_id"]))).collect()
        };
        let said = async |path: &str| {
            let card = school.custodian.get(path).await.expect(200);
            (card["invoice_no"].clone(), card["voucher_no"].clone(), card["booked_on"].clone())
        };
        let mut body = delivered(&order, json!([line(0, "3", json!({ "kind": "cards", "category_code": "A02010108", "single": true }))]));
        body["invoice_nos"] = json!(["12345678"]);
        let single = make(&school.keeper, body).await.expect(201);
        let [plain, voided, by_hand] = <[String; 3]>::try_from(became(&single)).unwrap();
        assert_eq!(said(&plain).await, (json!("12345678"), Value::Null, Value::Null));
        school.custodian.seen(1).post(&format!("{voided}/void"), json!({ "reason": "登记重复" })).await.expect(200);
        school.custodian.seen(1).patch(&by_hand, json!({ "details": { "voucher_no": "手-1" } })).await.expect(200);
        receipt_step(&school.bursar, &single, "post", voucher()).await.expect(200);
        assert_eq!(said(&plain).await, (json!("12345678"), json!("记-11-32"), json!("2026-11-24")));
        assert_eq!(said(&voided).await, (json!("12345678"), Value::Null, Value::Null));
        assert_eq!(said(&by_hand).await, (json!("12345678"), json!("手-1"), Value::Null));
        assert_eq!(school.custodian.get(&plain).await.expect(200)["version"], 2);
        let history = school.custodian.rows(&format!("{plain}/timeline")).await;
        let acts: Vec<&str> = history.iter().map(|entry| text(&entry["text"])).collect();
        assert_eq!(acts, ["验收入账卡和入库", "验收单入账"]);

        let whole = json!([line(0, "3", json!({ "kind": "cards", "category_code": "A02010108" }))]);
        let made = make(&school.keeper, delivered(&order, whole)).await.expect(201);
        let [card] = <[String; 1]>::try_from(became(&made)).unwrap();
        let split = json!({ "quantity": "2", "reason": "搬到隔壁" });
        let piece = school.custodian.seen(1).post(&format!("{card}/split"), split).await.expect(201);
        let split = json!({ "quantity": "1", "reason": "再搬一件" });
        let last = school.custodian.seen(1).post(&format!("/assets/{}/split", text(&piece["id"])), split).await.expect(201);
        let mut late = voucher();
        late["invoice_nos"] = json!(["87654321"]);
        receipt_step(&school.bursar, &made, "post", late).await.expect(200);
        for path in [card, format!("/assets/{}", text(&piece["id"])), format!("/assets/{}", text(&last["id"]))] {
            assert_eq!(said(&path).await, (json!("87654321"), json!("记-11-32"), json!("2026-11-24")), "{path}");
        }
    }
}

on_both_engines! {
    /// SD2: who bought it does not accept it, nor does his stand-in; two accept what two bought.
    async fn who_accepts_is_another_than_who_bought(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        let order = school.ordered(&request, &[(0, "50", "30")]).await;
        let whole = delivered(&order, json!([line(0, "50", used())]));
        let before = Digest::of(&school.all.school.app.db).await;
        make(&school.custodian, witnessed(whole.clone(), &school.keeper)).await.expect_problem(403, "buyer_accepts");
        assert_eq!(refused(make(&school.keeper, witnessed(whole.clone(), &school.helper)).await), at("/acceptor_ids/0", "buyer_accepts"));
        assert_eq!(refused(make(&school.keeper, whole.clone()).await), at("/acceptor_ids", "two_acceptors"));
        assert_eq!(refused(make(&school.keeper, witnessed(whole.clone(), &school.keeper)).await), at("/acceptor_ids/0", "same_person"));
        let mut nobody = witnessed(whole.clone(), &school.all.teacher);
        nobody["using_side_id"] = json!(null);
        assert_eq!(refused(make(&school.keeper, nobody).await), at("/using_side_id", "using_side_needed"));
        make(&school.bursar, witnessed(whole.clone(), &school.keeper)).await.expect_problem(403, "forbidden");
        before.assert_unchanged(&school.all.school.app.db, "acceptors who are none").await;
        let made = make(&school.keeper, witnessed(whole.clone(), &school.all.teacher)).await.expect(201);
        receipt_step(&school.keeper, &made, "sign", json!({})).await.expect_problem(409, "illegal_transition");
        // A stand-in of a buyer is none that accepts, also when he became one meanwhile.
        let away = json!({ "to_id": school.all.teacher.person_id, "roles": ["head_custodian"], "starts_on": "2026-11-24", "ends_on": "2026-11-30", "reason": "培训" });
        school.custodian.post("/me/delegations", away).await.expect(201);
        receipt_step(&school.all.teacher, &made, "sign", json!({})).await.expect_problem(403, "buyer_accepts");
        receipt_step(&school.keeper, &made, "cancel", json!({ "reason": "换人验收" })).await.expect(200);
        receipt_step(&school.keeper, &made, "cancel", json!({ "reason": "x" })).await.expect_problem(409, "illegal_transition");
        let stranger = school.all.school.person("何老师", &["staff"]).await;
        assert_eq!(refused(make(&stranger, witnessed(whole, &school.keeper)).await), at("/order_id", "reference_not_found"));
    }
}

on_both_engines! {
    async fn what_is_wrong_with_a_receipt_stands_at_its_field_and_nothing_is_kept(engine) {
        let school = Chain::open(engine).await;
        let order = small(&school, "10", "1").await;
        let before = Digest::of(&school.all.school.app.db).await;
        let wrong = async |change: &dyn Fn(&mut Value), pointer: &str, code: &str| {
            let mut wrong = delivered(&order, json!([line(0, "10", used())]));
            change(&mut wrong);
            assert_eq!(refused(make(&school.keeper, wrong).await), at(pointer, code));
        };
        wrong(&|body| body["delivered_on"] = json!("2026-11-25"), "/delivered_on", "in_the_future").await;
        wrong(&|body| body["lines"][0]["position"] = json!(1), "/lines/0/position", "no_such_line").await;
        wrong(&|body| { let line = body["lines"][0].clone(); body["lines"] = json!([line, line]); }, "/lines/1/position", "duplicate").await;
        wrong(&|body| body["lines"][0]["delivered"] = json!("9"), "/lines/0/accepted", "more_than_delivered").await;
        wrong(&|body| body["lines"][0]["accepted"] = json!("9"), "/lines/0/refusal_reason", "reason_required").await;
        wrong(&|body| { body["lines"][0]["accepted"] = json!("9"); body["lines"][0]["refusal_reason"] = json!("碎了"); }, "/lines/0/refusal_upload_ids", "no_photo").await;
        wrong(&|body| body["invoice_nos"] = json!(["12345"]), "/invoice_nos/0", "no_invoice_number").await;
        wrong(&|body| body["lines"][0]["destination"] = json!({ "kind": "cards", "category_code": "A99999999" }), "/lines/0/destination/category_code", "reference_not_found").await;
        let nowhere = json!({ "kind": "stock", "store_id": test_support::TestApp::unknown_id(), "item_id": test_support::TestApp::unknown_id() });
        wrong(&|body| body["lines"][0]["destination"] = nowhere.clone(), "/lines/0/destination/store_id", "reference_not_found").await;
        let more = delivered(&order, json!([line(0, "11", used())]));
        let problem = make(&school.keeper, more).await.expect_problem(409, "beyond_order");
        assert_eq!(problem["errors"][0]["pointer"], "/lines/0/accepted");
        school.keeper.post("/goods-receipts", delivered(&order, json!([line(0, "10", used())]))).await.expect_problem(400, "idempotency_key_required");
        before.assert_unchanged(&school.all.school.app.db, "receipts that were refused").await;
    }
}

on_both_engines! {
    async fn the_same_invoice_is_handed_in_once_whatever_with(engine) {
        let school = Chain::open(engine).await;
        let (first, second) = (small(&school, "10", "1").await, small(&school, "5", "2").await);
        let with_invoice = |order: &Value, quantity: &str, number: &str| {
            let mut body = delivered(order, json!([line(0, quantity, used())]));
            body["invoice_nos"] = json!([number]);
            body
        };
        let made = make(&school.keeper, with_invoice(&first, "10", "12345678")).await.expect(201);
        let twice = make(&school.keeper, with_invoice(&second, "5", "1234 5678")).await.expect_problem(409, "invoice_twice");
        assert!(text(&twice["detail"]).contains(text(&made["number"])), "{twice}");
        let other = make(&school.keeper, delivered(&second, json!([line(0, "5", used())]))).await.expect(201);
        let mut late = voucher();
        late["invoice_nos"] = json!(["12345678"]);
        receipt_step(&school.bursar, &other, "post", late.clone()).await.expect_problem(409, "invoice_twice");
        late["invoice_nos"] = json!(["87654321"]);
        (late["mode"], late["submitted_on"]) = (json!("centre"), json!("2026-11-24"));
        let posted = receipt_step(&school.bursar, &other, "post", late).await.expect(200);
        assert_eq!((&posted["invoice_nos"], &posted["posting"]["submitted_on"]), (&json!(["87654321"]), &json!("2026-11-24")));
        let mut own = voucher();
        own["submitted_on"] = json!("2026-11-24");
        assert_eq!(refused(receipt_step(&school.bursar, &made, "post", own).await), at("/submitted_on", "not_for_own_accounts"));
        let mut later = voucher();
        later["posted_on"] = json!("2026-11-25");
        assert_eq!(refused(receipt_step(&school.bursar, &made, "post", later).await), at("/posted_on", "in_the_future"));
        receipt_step(&school.keeper, &made, "post", voucher()).await.expect_problem(403, "forbidden");
    }
}

on_both_engines! {
    /// As photos, PDF or OFD, at the gate and at the desk; beside the photos of what was refused and never among them.
    async fn invoices_themselves_come_with_the_goods_or_with_the_voucher(engine) {
        let school = Chain::open(engine).await;
        let order = small(&school, "10", "1").await;
        let broken = school.keeper.upload("碎了.jpg", "image/jpeg", samples::jpeg(90, 60)).await.expect(201);
        let photo = school.keeper.upload("发票.jpg", "image/jpeg", samples::jpeg(60, 90)).await.expect(201);
        let sheet = school.keeper.upload("表.csv", "text/csv", b"a\n".to_vec()).await.expect(201);
        let refusal = json!([{
            "position": 0, "delivered": "10", "accepted": "9", "refusal_reason": "碎了一只", "refusal_upload_ids": [broken["id"]], "destination": used(),
        }]);
        let mut body = delivered(&order, refusal);
        body["invoice_nos"] = json!(["12345678"]);
        let before = Digest::of(&school.all.school.app.db).await;
        body["invoice_upload_ids"] = json!([photo["id"], sheet["id"]]);
        assert_eq!(refused(make(&school.keeper, body.clone()).await), at("/invoice_upload_ids/1", "no_invoice"));
        body["invoice_upload_ids"] = json!([test_support::TestApp::unknown_id()]);
        assert_eq!(refused(make(&school.keeper, body.clone()).await), at("/invoice_upload_ids/0", "reference_not_found"));
        before.assert_unchanged(&school.all.school.app.db, "what is no invoice").await;
        body["invoice_upload_ids"] = json!([photo["id"]]);
        let made = make(&school.keeper, body).await.expect(201);
        let called = |of: &Value| of.as_array().unwrap().iter().map(|one| text(&one["file_name"]).to_owned()).collect::<Vec<_>>();
        assert_eq!((called(&made["attachments"]), called(&made["invoice_files"])), (vec!["碎了.jpg".to_owned()], vec!["发票.jpg".to_owned()]));
        let invoice = school.bursar.upload("发票.pdf", "application/pdf", samples::PDF.to_vec()).await.expect(201);
        let ofd = samples::archive(&["OFD.xml", "Doc_0/Document.xml"]);
        let electronic = school.bursar.upload("发票.ofd", "application/octet-stream", ofd).await.expect(201);
        let mut posting = voucher();
        posting["invoice_upload_ids"] = json!([invoice["id"], electronic["id"]]);
        let posted = receipt_step(&school.bursar, &made, "post", posting).await.expect(200);
        assert_eq!(called(&posted["invoice_files"]), ["发票.jpg", "发票.pdf", "发票.ofd"]);
        assert_eq!(called(&posted["attachments"]), ["碎了.jpg"]);
        let content = |file: &Value| format!("/goods-receipts/{}/attachments/{}/content", text(&posted["id"]), text(&file["id"]));
        for (file, kind) in posted["invoice_files"].as_array().unwrap().iter().zip(["image/jpeg", "application/pdf", "application/ofd"]) {
            let sent = school.keeper.get(&content(file)).await;
            assert_eq!((sent.status.as_u16(), sent.header("content-type").unwrap()), (200, kind));
        }
        // Who does not see the receipt does not see its invoices.
        let stranger = school.all.school.person("何老师", &["staff"]).await;
        stranger.get(&content(&posted["invoice_files"][0])).await.expect_problem(404, "not_found");
        let trail = school.all.principal().get(&format!("/audit-events?subject_id={}", text(&posted["invoice_files"][1]["id"]))).await.expect(200);
        assert_eq!(trail["items"][0]["action"], "goods_receipt.posted");
    }
}

on_both_engines! {
    /// Twenty at once, each of three of fifty: never more is accepted than was ordered, and the shares come to the amount.
    async fn e01_twenty_receipts_at_once_never_accept_more_than_was_ordered(engine) {
        let school = Chain::open(engine).await;
        for round in 0..crate::setting("STEWARD_RACE_ROUNDS").unwrap_or(1) {
            let order = small_of(&school, &format!("灯泡{round}"), "50", "1.01").await;
            let sent = (0..20).map(|_| {
                let (by, body) = (school.keeper.clone(), delivered(&order, json!([line(0, "3", used())])));
                async move { make(&by, body).await.status.as_u16() }
            });
            let answers = futures_util::future::join_all(sent).await;
            let count = |status: u16| answers.iter().filter(|one| **one == status).count();
            assert_eq!((count(201), count(409)), (16, 4), "round {round}: {answers:?}");
            let rest = make(&school.keeper, delivered(&order, json!([line(0, "2", used())]))).await.expect(201);
            assert_eq!(rest["state"], "accepted");
            assert_eq!(look_at(&school.custodian, &order).await["state"], "received");
            let of_order = format!("/goods-receipts?order_id={}&limit=200", text(&order["id"]));
            let worth: f64 = school.bursar.column(&of_order, "total").await.iter().map(|total| total.parse::<f64>().unwrap()).sum();
            assert!((worth - 50.5).abs() < 0.001, "round {round}: {worth}");
        }
    }
}

on_both_engines! {
    /// D14: the goods are there, whatever month they came in; the books of that month stay closed.
    async fn d14_what_came_in_a_closed_month_is_booked_on_the_day_of_its_acceptance(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        let order = school.ordered(&request, &[(1, "20", "20")]).await;
        let store = json!({ "name": "文印室", "keeper_ids": [school.keeper.person_id] });
        let store = school.all.director.post("/stores", store).await.expect(201);
        let item = crate::stores::add_item(&school.custodian, json!({ "name": "复印纸", "unit": "箱", "category": "办公" })).await;
        let lines = json!([line(0, "20", json!({ "kind": "stock", "store_id": store["id"], "item_id": item }))]);
        let made = make(&school.keeper, witnessed(delivered(&order, lines), &school.all.teacher)).await.expect(201);
        assert_eq!(made["delivered_on"], "2026-11-24");
        let app = &school.all.school.app;
        let login = async |client: &Client| {
            let person = school.all.school.admin.get(&format!("/people/{}", client.person_id)).await.expect(200);
            text(&person["staff_no"]).to_owned()
        };
        let (teacher, custodian) = (login(&school.all.teacher).await, login(&school.custodian).await);
        app.advance(chrono::TimeDelta::days(12));
        receipt_step(&app.sign_in(&teacher).await, &made, "sign", json!({})).await.expect(200);
        let view = app.sign_in(&custodian).await.get(&format!("/stock-items/{item}")).await.expect(200);
        assert_eq!((&view["moves"][0]["happened_on"], &view["balances"][0]["quantity"]), (&json!("2026-12-06"), &json!("20")));
    }
}

on_both_engines! {
    /// One document a store; whatever is refused at the last signature names the line of the receipt, in whichever store it was to be.
    async fn what_goes_into_two_stores_is_a_document_each_and_a_refusal_names_the_line_of_the_receipt(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        let order = school.ordered(&request, &[(0, "50", "30"), (1, "20", "20")]).await;
        let (mut lines, mut items) = (Vec::new(), Vec::new());
        for (position, quantity, name) in [(0, "50", "体育馆"), (1, "20", "文印室")] {
            let store = json!({ "name": name, "keeper_ids": [school.keeper.person_id] });
            let store = school.all.director.post("/stores", store).await.expect(201);
            let item = crate::stores::add_item(&school.custodian, json!({ "name": name, "unit": "件", "category": "办公" })).await;
            lines.push(line(position, quantity, json!({ "kind": "stock", "store_id": store["id"], "item_id": item })));
            items.push(item);
        }
        let made = make(&school.keeper, witnessed(delivered(&order, json!(lines)), &school.all.teacher)).await.expect(201);
        for (index, (item, name)) in items.iter().zip(["体育馆", "文印室"]).enumerate() {
            let retired = |retired: bool| json!({ "name": name, "unit": "件", "category": "办公", "retired": retired });
            let path = format!("/stock-items/{item}");
            school.custodian.seen(1).put(&path, retired(true)).await.expect(200);
            let problem = receipt_step(&school.all.teacher, &made, "sign", json!({})).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], format!("/lines/{index}/item_id"));
            school.custodian.seen(2).put(&path, retired(false)).await.expect(200);
        }
        let signed = receipt_step(&school.all.teacher, &made, "sign", json!({})).await.expect(200);
        for (index, (item, value)) in items.iter().zip(["1500.00", "400.00"]).enumerate() {
            let became = &signed["lines"][index]["became"][0];
            assert_eq!((&became["kind"], &became["value"]), (&json!("stock"), &json!(value)));
            let view = school.custodian.get(&format!("/stock-items/{item}")).await.expect(200);
            assert_eq!((&view["moves"][0]["document_id"], &view["balances"][0]["value"]), (&became["record_id"], &json!(value)));
        }
        crate::stores::books_agree(&school.all.school.app.db.raw().await).await;
    }
}
