//! The three-quote sheet: what is written down, what is taken, and what is refused.

use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use test_support::{Client, Digest, Response, text};

use super::{
    Buying, approve, ask, decide, draft, look, step,
    suppliers::{supplier, turn},
    wish,
};
use crate::{files::samples, on_both_engines};

/// What the teacher asked for, approved by everybody who has to.
pub(crate) async fn approved(all: &Buying, body: Value) -> Value {
    let asked = ask(&all.teacher, body).await;
    for by in [&all.director, &all.vice, all.principal()] {
        if look(&all.teacher, &asked).await["state"] == "submitted" {
            approve(by, &asked).await;
        }
    }
    look(&all.director, &asked).await
}

pub(crate) async fn try_open(by: &Client, request: &Value) -> Response {
    by.post(&format!("/purchase-requests/{}/quote-sheet", text(&request["id"])), json!({})).await
}

/// The open sheet of a request.
pub(crate) async fn open(by: &Client, request: &Value) -> Value {
    try_open(by, request).await.expect(201)
}

pub(crate) fn path(sheet: &Value) -> String {
    format!("/quote-sheets/{}", text(&sheet["id"]))
}

/// A step on the sheet as it is now.
pub(crate) async fn act(by: &Client, sheet: &Value, name: &str, body: Value) -> Response {
    let version = by.get(&path(sheet)).await.expect(200)["version"].as_i64().unwrap();
    by.seen(version).post(&format!("{}/{name}", path(sheet)), body).await
}

/// By telephone, the first lines at these prices.
pub(crate) fn quote(supplier: &Value, prices: &[&str]) -> Value {
    let lines: Vec<Value> =
        prices.iter().enumerate().map(|(position, price)| json!({ "position": position, "unit_price": price })).collect();
    json!({ "supplier_id": supplier["id"], "channel": "phone", "quoted_on": "2026-11-24", "lines": lines })
}

async fn record(by: &Client, sheet: &Value, supplier: &Value, prices: &[&str]) -> Value {
    act(by, sheet, "quotes", quote(supplier, prices)).await.expect(200)
}

async fn settle(by: &Client, sheet: &Value, supplier: &Value, more: Value) -> Response {
    let mut body = json!({ "supplier_id": supplier["id"] });
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    act(by, sheet, "settle", body).await
}

/// What whoever decides about a request may look up.
async fn background(by: &Client, request: &Value) -> Value {
    by.get(&format!("/approvals/{}/background", text(&request["approval_id"]))).await.expect(200)
}

async fn shops<const N: usize>(all: &Buying, names: [&str; N]) -> Vec<Value> {
    let mut made = Vec::new();
    for name in names {
        made.push(supplier(&all.director, name).await);
    }
    made
}

/// The code of the one field that is refused.
fn refused(answer: Response) -> String {
    text(&answer.expect_problem(422, "validation_failed")["errors"][0]["code"]).to_owned()
}

/// Two things that come to 3000 in all.
fn two_things() -> Value {
    json!({
        "purpose": "换窗帘", "fund": "public",
        "lines": [
            { "name": "遮光窗帘", "spec": "2.4 米", "unit": "幅", "quantity": "10", "unit_price": "250.00" },
            { "name": "窗帘杆", "unit": "根", "quantity": "10", "unit_price": "50.00" },
        ],
    })
}

on_both_engines! {
    /// Everything that the printed sheet shows is in one answer: suppliers in columns, totals by the server.
    async fn a_sheet_holds_three_quotes_and_what_the_printed_one_shows(engine) {
        let all = Buying::open(engine).await;
        let [a, b, c] = <[Value; 3]>::try_from(shops(&all, ["甲家纺", "乙布艺", "丙商行"]).await).unwrap();
        let request = approved(&all, two_things()).await;
        assert_eq!((&request["quotes_needed"], &request["quote_sheet_id"]), (&json!(3), &json!(null)));
        let sheet = open(&all.director, &request).await;
        assert_eq!((&sheet["state"], &sheet["need"]["quotes"], &sheet["need"]["because"]), (&json!("open"), &json!(3), &json!("total")));
        record(&all.director, &sheet, &a, &["240", "48.5"]).await;
        let mut shop = quote(&b, &["250", "50"]);
        (shop["channel"], shop["asked_by_id"], shop["quoted_on"]) = (json!("shop"), json!(all.teacher.person_id), json!("2026-11-20"));
        shop["note"] = json!("含安装");
        act(&all.director, &sheet, "quotes", shop).await.expect(200);
        let picture = all.director.upload("报价.png", "image/png", samples::png(8, 6)).await.expect(201);
        let mut screenshot = quote(&c, &["245", "60"]);
        (screenshot["channel"], screenshot["upload_id"]) = (json!("screenshot"), picture["id"].clone());
        act(&all.director, &sheet, "quotes", screenshot).await.expect(200);
        let settled = settle(&all.director, &sheet, &a, json!({})).await.expect(200);
        assert_eq!((&settled["state"], &settled["settled"]["supplier_name"], &settled["settled"]["total"]), (&json!("settled"), &json!("甲家纺"), &json!("2885.00")));
        assert_eq!(settled["settled"]["total_in_words"], "贰仟捌佰捌拾伍元整");
        let shown = all.vice.get(&path(&sheet)).await.expect(200);
        assert_eq!((&shown["school_name"], &shown["request"]["number"], &shown["request"]["requester"]["name"]), (&json!("青禾小学"), &request["number"], &json!("李老师")));
        assert_eq!((&shown["lines"][0]["name"], &shown["lines"][0]["spec"], &shown["lines"][1]["quantity"]), (&json!("遮光窗帘"), &json!("2.4 米"), &json!("10")));
        let columns: Vec<_> = shown["quotes"].as_array().unwrap().iter().map(|one| {
            (text(&one["supplier"]["name"]), text(&one["channel"]), text(&one["asked_by"]["name"]), text(&one["total"]), one["lowest"] == true, one["chosen"] == true)
        }).collect();
        assert_eq!(columns, [
            ("甲家纺", "phone", "周主任", "2885.00", true, true),
            ("乙布艺", "shop", "李老师", "3000.00", false, false),
            ("丙商行", "screenshot", "周主任", "3050.00", false, false),
        ]);
        assert_eq!(shown["quotes"][0]["prices"][1], json!({ "position": 1, "unit_price": "48.50", "amount": "485.00" }));
        assert_eq!((&shown["quotes"][1]["quoted_on"], &shown["quotes"][1]["note"]), (&json!("2026-11-20"), &json!("含安装")));
        let document = text(&shown["quotes"][2]["document"]["id"]).to_owned();
        assert_eq!(all.vice.get(&format!("{}/attachments/{document}/content", path(&sheet))).await.status, 200);
        assert_eq!(look(&all.director, &request).await["quote_sheet_id"], sheet["id"]);
        let trail = all.principal().column(&format!("/audit-events?subject_id={}", text(&sheet["id"])), "action").await;
        assert_eq!(trail, ["quote_sheet.settled", "quote.recorded", "quote.recorded", "quote.recorded", "quote_sheet.opened"]);
    }
}

on_both_engines! {
    /// D08: by the price of a piece and by the whole, to the fen; and by the school's own rule of that day.
    async fn d08_whether_quotes_are_needed_follows_the_limits_to_the_fen(engine) {
        let all = Buying::open(engine).await;
        for (n, (quantity, price, needed)) in [
            ("1", "999.99", 1), ("1", "1000.00", 3), ("1", "1000.01", 3),
            ("2.005", "997.50", 1), ("4", "500.00", 3), ("2.004", "998.01", 3),
        ].into_iter().enumerate() {
            let request = approved(&all, wish(&format!("东西{n}"), quantity, price)).await;
            assert_eq!((&request["quotes_needed"], &request["total"]), (&json!(needed), &request["content"]["total"]), "{quantity} × {price}");
            assert_eq!(open(&all.director, &request).await["need"]["quotes"], needed);
        }
        // What was judged stays with the sheet; the next one goes by the new rule.
        let old = approved(&all, wish("旧规则", "1", "1500")).await;
        let sheet = open(&all.director, &old).await;
        let rule = json!({ "value": "5000.00", "valid_from": "2026-11-24", "source": "校务会", "reason": "x" });
        for key in ["purchase.quotes_unit_price_from", "purchase.quotes_total_from"] {
            all.school.admin.seen(0).put(&format!("/policies/{key}"), rule.clone()).await.expect(200);
        }
        assert_eq!(all.director.get(&path(&sheet)).await.expect(200)["need"]["quotes"], 3);
        assert_eq!(look(&all.director, &old).await["quotes_needed"], 3);
        let new = approved(&all, wish("新规则", "1", "1500")).await;
        assert_eq!((&new["quotes_needed"], &open(&all.director, &new).await["need"]["quotes"]), (&json!(1), &json!(1)));
    }
}

on_both_engines! {
    async fn too_few_quotes_are_refused_unless_there_is_one_source_and_a_reason(engine) {
        let all = Buying::open(engine).await;
        let [a, b, c, other] = <[Value; 4]>::try_from(shops(&all, ["甲", "乙", "丙", "没问过的"]).await).unwrap();
        let sheet = open(&all.director, &approved(&all, two_things()).await).await;
        record(&all.director, &sheet, &a, &["250", "50"]).await;
        record(&all.director, &sheet, &b, &["240", "50"]).await;
        // A quote without a line counts for nothing, and cannot be taken.
        record(&all.director, &sheet, &c, &["1"]).await;
        let before = Digest::of(&all.school.app.db).await;
        let few = settle(&all.director, &sheet, &b, json!({})).await;
        assert!(text(&few.json()["detail"]).contains("2 家"), "{}", few.json());
        assert_eq!(refused(few), "too_few_quotes");
        assert_eq!(refused(settle(&all.director, &sheet, &c, json!({})).await), "quote_incomplete");
        let wordless = json!({ "single_source": { "code": "emergency", "words": " " } });
        assert_eq!(refused(settle(&all.director, &sheet, &b, wordless).await), "required");
        assert_eq!(refused(settle(&all.director, &sheet, &other, json!({})).await), "reference_not_found");
        let unknown = settle(&all.director, &sheet, &b, json!({ "single_source": { "code": "friendship", "words": "x" } })).await;
        unknown.expect_problem(422, "validation_failed");
        before.assert_unchanged(&all.school.app.db, "too few quotes").await;
        let reason = json!({ "single_source": { "code": "compatibility", "words": "要配原来的轨道" } });
        let settled = settle(&all.director, &sheet, &b, reason).await.expect(200)["settled"].clone();
        assert_eq!((&settled["single_source"], &settled["single_source_words"], &settled["total"]), (&json!("compatibility"), &json!("要配原来的轨道"), &json!("2900.00")));
    }
}

on_both_engines! {
    async fn whoever_is_not_the_cheapest_is_taken_with_a_reason_only(engine) {
        let all = Buying::open(engine).await;
        let made = shops(&all, ["甲", "乙", "丙"]).await;
        let sheet = open(&all.director, &approved(&all, two_things()).await).await;
        for (shop, price) in made.iter().zip(["250.00", "249.99", "249.99"]) {
            record(&all.director, &sheet, shop, &[price, "50"]).await;
        }
        let before = Digest::of(&all.school.app.db).await;
        let dearer = settle(&all.director, &sheet, &made[0], json!({ "not_lowest": "  " })).await;
        assert!(text(&dearer.json()["detail"]).contains("2999.90"), "{}", dearer.json());
        assert_eq!(refused(dearer), "reason_required");
        before.assert_unchanged(&all.school.app.db, "a dearer quote without a reason").await;
        let settled = settle(&all.director, &sheet, &made[0], json!({ "not_lowest": "送货上门，保修两年" })).await.expect(200);
        assert_eq!(settled["settled"]["not_lowest"], "送货上门，保修两年");
        // Of two that ask for the same both are the cheapest.
        act(&all.director, &sheet, "reopen", json!({ "reason": "甲没有货了" })).await.expect(200);
        settle(&all.director, &sheet, &made[2], json!({})).await.expect(200);
    }
}

on_both_engines! {
    async fn a_price_list_that_holds_and_the_e_mall_need_no_other_quotes_while_the_school_says_so(engine) {
        let all = Buying::open(engine).await;
        let fixed = json!({ "name": "定点", "price_list": { "valid_from": "2026-01-01", "valid_until": "2026-11-23" } });
        let fixed = all.director.post("/suppliers", fixed).await.expect(201);
        let sheet = open(&all.director, &approved(&all, two_things()).await).await;
        let by = |channel: &str, day: &str| {
            let mut body = quote(&fixed, &["250", "50"]);
            (body["channel"], body["quoted_on"]) = (json!(channel), json!(day));
            body
        };
        assert_eq!(refused(act(&all.director, &sheet, "quotes", by("price_list", "2026-11-24")).await), "no_price_list");
        act(&all.director, &sheet, "quotes", by("price_list", "2026-11-23")).await.expect(200);
        settle(&all.director, &sheet, &fixed, json!({})).await.expect(200);
        act(&all.director, &sheet, "reopen", json!({ "reason": "x" })).await.expect(200);
        act(&all.director, &sheet, "quotes", by("phone", "2026-11-24")).await.expect(200);
        assert_eq!(refused(settle(&all.director, &sheet, &fixed, json!({})).await), "too_few_quotes");
        act(&all.director, &sheet, "quotes", by("e_mall", "2026-11-24")).await.expect(200);
        settle(&all.director, &sheet, &fixed, json!({})).await.expect(200);
        let rule = json!({ "value": false, "valid_from": "2026-11-24", "source": "校务会", "reason": "x" });
        all.school.admin.seen(0).put("/policies/purchase.quotes_exempt_e_mall", rule).await.expect(200);
        let strict = open(&all.director, &approved(&all, wish("投影仪", "1", "3500")).await).await;
        let mut body = quote(&fixed, &["3400"]);
        body["channel"] = json!("e_mall");
        act(&all.director, &strict, "quotes", body).await.expect(200);
        assert_eq!(refused(settle(&all.director, &strict, &fixed, json!({})).await), "too_few_quotes");
    }
}

on_both_engines! {
    /// D05: what is settled is not changed. A change of mind is an event of its own, and every version stays.
    async fn d05_a_settled_sheet_changes_only_by_being_opened_again_and_every_version_stays(engine) {
        let all = Buying::open(engine).await;
        let [a, b] = <[Value; 2]>::try_from(shops(&all, ["甲", "乙"]).await).unwrap();
        let sheet = open(&all.director, &approved(&all, wish("黑板擦", "10", "5")).await).await;
        record(&all.director, &sheet, &a, &["4.8"]).await;
        settle(&all.director, &sheet, &a, json!({})).await.expect(200);
        let before = Digest::of(&all.school.app.db).await;
        for (name, body) in [
            ("quotes", quote(&b, &["4"])),
            ("quotes/remove", json!({ "supplier_id": a["id"], "reason": "x" })),
            ("settle", json!({ "supplier_id": a["id"] })),
        ] {
            act(&all.director, &sheet, name, body).await.expect_problem(409, "illegal_transition");
        }
        let silent = act(&all.director, &sheet, "reopen", json!({ "reason": "" })).await;
        silent.expect_problem(422, "validation_failed");
        before.assert_unchanged(&all.school.app.db, "a settled sheet").await;
        let raw = all.school.app.db.raw().await;
        for sql in ["UPDATE quote_line SET unit_price = 1", "DELETE FROM quote_line", "UPDATE quote_sheet_version SET round = 9"] {
            let refused = raw.execute_unprepared(sql).await.unwrap_err().to_string();
            assert!(refused.contains("append-only"), "{sql}: {refused}");
        }
        let reopened = act(&all.vice, &sheet, "reopen", json!({ "reason": "甲没有货了" })).await.expect(200);
        assert_eq!((&reopened["state"], &reopened["reopen_reason"], &reopened["settled"]), (&json!("reopened"), &json!("甲没有货了"), &json!(null)));
        record(&all.director, &sheet, &b, &["4.9"]).await;
        act(&all.director, &sheet, "quotes/remove", json!({ "supplier_id": a["id"], "reason": "没有货" })).await.expect(200);
        let again = settle(&all.director, &sheet, &b, json!({})).await.expect(200);
        assert_eq!((&again["settled"]["total"], again["quotes"].as_array().unwrap().len()), (&json!("49.00"), 1));
        let earlier = &again["earlier"];
        assert_eq!((&earlier[0]["round"], &earlier[0]["settled"]["supplier_name"], &earlier[0]["settled"]["total"]), (&json!(1), &json!("甲"), &json!("48.00")));
        assert_eq!(earlier.as_array().unwrap().len(), 1);
        let trail = all.principal().column(&format!("/audit-events?subject_id={}", text(&sheet["id"])), "action").await;
        let meant = ["quote_sheet.settled", "quote.removed", "quote.recorded", "quote_sheet.reopened", "quote_sheet.settled", "quote.recorded", "quote_sheet.opened"];
        assert_eq!(trail, meant);
    }
}

on_both_engines! {
    /// D05, too: nothing dearer than what was approved; whoever needs more asks anew.
    async fn d05_no_quote_beyond_what_was_approved_is_taken(engine) {
        let all = Buying::open(engine).await;
        let shop = supplier(&all.director, "甲").await;
        let sheet = open(&all.director, &approved(&all, wish("水龙头", "2", "100")).await).await;
        record(&all.director, &sheet, &shop, &["100.01"]).await;
        let before = Digest::of(&all.school.app.db).await;
        let problem = settle(&all.director, &sheet, &shop, json!({})).await.expect_problem(409, "beyond_approval");
        assert!(text(&problem["detail"]).contains("200.02") && text(&problem["detail"]).contains("200.00"), "{problem}");
        before.assert_unchanged(&all.school.app.db, "a quote beyond what was approved").await;
        record(&all.director, &sheet, &shop, &["100"]).await;
        settle(&all.director, &sheet, &shop, json!({})).await.expect(200);
    }
}

on_both_engines! {
    async fn a_suspended_supplier_is_neither_asked_nor_taken(engine) {
        let all = Buying::open(engine).await;
        let [a, b] = <[Value; 2]>::try_from(shops(&all, ["甲", "乙"]).await).unwrap();
        let sheet = open(&all.director, &approved(&all, wish("水龙头", "2", "100")).await).await;
        record(&all.director, &sheet, &a, &["90"]).await;
        turn(&all.director, &a, "suspend").await;
        turn(&all.director, &b, "suspend").await;
        let before = Digest::of(&all.school.app.db).await;
        assert_eq!(refused(settle(&all.director, &sheet, &a, json!({})).await), "supplier_suspended");
        let asked = act(&all.director, &sheet, "quotes", quote(&b, &["80"])).await;
        assert!(text(&asked.json()["detail"]).contains("短斤少两"), "why it is suspended is said: {}", asked.json());
        assert_eq!(refused(asked), "supplier_suspended");
        before.assert_unchanged(&all.school.app.db, "a suspended supplier").await;
        turn(&all.director, &a, "resume").await;
        settle(&all.director, &sheet, &a, json!({})).await.expect(200);
    }
}

on_both_engines! {
    async fn what_cannot_have_been_said_is_refused_and_changes_nothing(engine) {
        let all = Buying::open(engine).await;
        let shop = supplier(&all.director, "甲").await;
        let sheet = open(&all.director, &approved(&all, two_things()).await).await;
        let with = |change: Value| {
            let mut body = quote(&shop, &["250", "50"]);
            for (key, value) in change.as_object().unwrap() {
                body[key] = value.clone();
            }
            body
        };
        let before = Digest::of(&all.school.app.db).await;
        let line = |position: u32, price: &str| json!({ "position": position, "unit_price": price });
        for (change, pointer, code) in [
            (json!({ "quoted_on": "2026-11-25" }), "/quoted_on", "in_the_future"),
            (json!({ "channel": "screenshot" }), "/upload_id", "document_missing"),
            (json!({ "channel": "written" }), "/upload_id", "document_missing"),
            (json!({ "channel": "price_list" }), "/channel", "no_price_list"),
            (json!({ "lines": [line(0, "1"), line(2, "1")] }), "/lines/1/position", "no_such_line"),
            (json!({ "lines": [line(0, "1"), line(0, "2")] }), "/lines/1/position", "duplicate"),
            (json!({ "lines": [line(0, "0")] }), "/lines/0/unit_price", "nothing_to_pay"),
            (json!({ "lines": [line(0, "-1")] }), "/lines/0/unit_price", "nothing_to_pay"),
            (json!({ "lines": [line(0, "99999999999.99")] }), "/lines/0/unit_price", "too_much"),
        ] {
            let problem = act(&all.director, &sheet, "quotes", with(change)).await.expect_problem(422, "validation_failed");
            assert_eq!((text(&problem["errors"][0]["pointer"]), text(&problem["errors"][0]["code"])), (pointer, code));
        }
        let stale = all.director.seen(9).post(&format!("{}/quotes", path(&sheet)), quote(&shop, &["1"])).await;
        stale.expect_problem(412, "stale");
        before.assert_unchanged(&all.school.app.db, "a quote that cannot be").await;
    }
}

on_both_engines! {
    /// A typing mistake is put right by the quote that takes its place; the former stays in the trail, and its picture with the new one.
    async fn a_corrected_quote_takes_the_place_of_the_former_and_keeps_its_picture(engine) {
        let all = Buying::open(engine).await;
        let shop = supplier(&all.director, "甲").await;
        let sheet = open(&all.director, &approved(&all, wish("水龙头", "2", "100")).await).await;
        let picture = all.director.upload("报价.png", "image/png", samples::png(8, 6)).await.expect(201);
        let mut body = quote(&shop, &["9.5"]);
        (body["channel"], body["upload_id"]) = (json!("screenshot"), picture["id"].clone());
        let first = act(&all.director, &sheet, "quotes", body.clone()).await.expect(200);
        body["lines"][0]["unit_price"] = json!("95");
        body["upload_id"] = json!(null);
        let second = act(&all.director, &sheet, "quotes", body).await.expect(200);
        assert_eq!((second["quotes"].as_array().unwrap().len(), &second["quotes"][0]["total"]), (1, &json!("190.00")));
        assert_eq!(second["quotes"][0]["document"]["id"], first["quotes"][0]["document"]["id"]);
        let former = text(&first["quotes"][0]["id"]);
        let trail = all.principal().get(&format!("/audit-events?subject_id={former}")).await.expect(200);
        assert_eq!(trail["items"].as_array().unwrap().len(), 2, "written down, and superseded: {trail}");
    }
}

on_both_engines! {
    async fn a_sheet_belongs_to_a_request_that_was_submitted_and_there_is_one(engine) {
        let all = Buying::open(engine).await;
        let shop = supplier(&all.director, "甲").await;
        let drafted = draft(&all.director, wish("水龙头", "2", "100")).await;
        let before = Digest::of(&all.school.app.db).await;
        try_open(&all.director, &drafted).await.expect_problem(409, "request_not_submitted");
        before.assert_unchanged(&all.school.app.db, "a sheet of a draft").await;
        let request = approved(&all, wish("拖把", "2", "100")).await;
        let sheet = open(&all.director, &request).await;
        let twice = try_open(&all.director, &request).await.expect_problem(409, "quote_sheet_exists");
        assert_eq!(twice["quote_sheet_id"], sheet["id"]);
        record(&all.director, &sheet, &shop, &["90"]).await;
        // Not needed any more: nothing is bought by its quotes either.
        let mine = look(&all.teacher, &request).await;
        let cancelled = step(&all.teacher, &mine, "cancel", json!({ "reason": "借到了" })).await.expect(200);
        assert_eq!((&cancelled["quotes_needed"], &cancelled["quote_sheet_id"]), (&json!(null), &json!(null)));
        let before = Digest::of(&all.school.app.db).await;
        settle(&all.director, &sheet, &shop, json!({})).await.expect_problem(409, "request_over");
        act(&all.director, &sheet, "quotes", quote(&shop, &["80"])).await.expect_problem(409, "request_over");
        before.assert_unchanged(&all.school.app.db, "a sheet of what was cancelled").await;
        // It ended, and is still there to be read by those who may.
        let seen = look(&all.director, &request).await;
        assert_eq!((&seen["quotes_needed"], &seen["quote_sheet_id"]), (&json!(null), &sheet["id"]));
        let ended = all.director.get(&path(&sheet)).await.expect(200);
        assert_eq!((text(&ended["stage"]), text(&ended["state_text"]), ended["quotes"].as_array().unwrap().len()), ("over", "随申请结束", 1));
    }
}

on_both_engines! {
    /// Prices are asked for while it waits, and whoever signs sees them; whose is taken is settled once it is approved.
    async fn quotes_collected_before_the_approval_are_seen_by_whoever_decides(engine) {
        let all = Buying::open(engine).await;
        let [a, b, c] = <[Value; 3]>::try_from(shops(&all, ["甲家纺", "乙布艺", "丙商行"]).await).unwrap();
        let asked = ask(&all.teacher, two_things()).await;
        let none = background(&all.director, &asked).await;
        let why = "总价达到 2000.00 元，须比较 3 家报价。";
        assert_eq!(none["quotes"], json!({ "needed": 3, "why": why, "link": null, "said": [] }), "nobody was asked yet, and that is said");
        for (by, opens) in [(&all.director, true), (&all.vice, false), (&all.teacher, false)] {
            assert_eq!(look(by, &asked).await["opens_quotes"], opens);
        }
        let sheet = open(&all.director, &asked).await;
        assert_eq!(look(&all.director, &asked).await["opens_quotes"], false);
        assert_eq!((text(&sheet["stage"]), text(&sheet["request"]["total"])), ("waiting", "3000.00"));
        record(&all.director, &sheet, &a, &["240", "48.5"]).await;
        let mut shop = quote(&b, &["260", "50"]);
        (shop["channel"], shop["asked_by_id"], shop["quoted_on"]) = (json!("shop"), json!(all.teacher.person_id), json!("2026-11-20"));
        act(&all.director, &sheet, "quotes", shop).await.expect(200);
        record(&all.director, &sheet, &c, &["1"]).await;
        let seen = background(&all.vice, &asked).await;
        let said = |supplier: &str, total: Option<&str>, marks: (bool, bool), on: &str, how: &str, asker: &str| json!({
            "supplier": supplier, "total": total, "lowest": marks.0, "beyond": marks.1, "on": on, "how": how, "asked_by": asker,
        });
        assert_eq!(seen["quotes"]["said"], json!([
            said("甲家纺", Some("2885.00"), (true, false), "2026-11-24", "电话询价", "周主任"),
            said("乙布艺", Some("3100.00"), (false, true), "2026-11-20", "到店询价", "李老师"),
            said("丙商行", None, (false, false), "2026-11-24", "电话询价", "周主任"),
        ]));
        assert_eq!(seen["quotes"]["link"], format!("/purchases/{}/quotes", text(&asked["id"])));
        assert_eq!(seen["quoted"], json!([]), "its own quotes stand by themselves");
        // Corrected and taken off, too; whose is taken is nobody's to say yet.
        record(&all.director, &sheet, &b, &["245", "50"]).await;
        act(&all.director, &sheet, "quotes/remove", json!({ "supplier_id": c["id"], "reason": "没有轨道" })).await.expect(200);
        let before = Digest::of(&all.school.app.db).await;
        let early = settle(&all.director, &sheet, &a, json!({})).await;
        let problem = early.expect_problem(409, "request_not_approved");
        assert!(text(&problem["detail"]).contains("批准以后才能选定"), "{problem}");
        before.assert_unchanged(&all.school.app.db, "settled before it was approved").await;
        let shown = all.director.get(&path(&sheet)).await.expect(200);
        let may: Vec<_> = shown["allowed_actions"].as_array().unwrap().iter().filter(|one| one["allowed"] == true).map(|one| text(&one["action"])).collect();
        assert_eq!(may, ["record", "remove"]);
        // Whoever wrote quotes down decides as before.
        for by in [&all.director, &all.vice, all.principal()] {
            if look(&all.teacher, &asked).await["state"] == "submitted" {
                approve(by, &asked).await;
            }
        }
        record(&all.director, &sheet, &c, &["250", "50"]).await;
        let settled = settle(&all.director, &sheet, &a, json!({})).await.expect(200);
        assert_eq!((text(&settled["stage"]), text(&settled["settled"]["total"])), ("approved", "2885.00"));
        assert_eq!(background(&all.vice, &asked).await["quotes"]["said"].as_array().unwrap().len(), 3);
        // The requester learns that quotes are needed, and no more than before.
        let mine = look(&all.teacher, &asked).await;
        assert_eq!((&mine["quotes_needed"], &mine["quote_sheet_id"]), (&json!(3), &json!(null)));
    }
}

on_both_engines! {
    /// They hold while the lines ask for the same, whatever that was thought to cost; otherwise they come off, and stay on record.
    async fn quotes_keep_to_the_lines_of_which_they_were_said(engine) {
        let all = Buying::open(engine).await;
        let shop = supplier(&all.director, "甲家纺").await;
        let asked = ask(&all.teacher, two_things()).await;
        let sheet = open(&all.director, &asked).await;
        record(&all.director, &sheet, &shop, &["240", "48"]).await;
        decide(&all.director, &asked, "return", json!({ "reason": "按问到的价钱改" })).await.expect(200);
        // While it is revised nothing is written down; what was said is still there.
        let meanwhile = act(&all.director, &sheet, "quotes", quote(&shop, &["230", "48"])).await;
        meanwhile.expect_problem(409, "request_not_submitted");
        assert_eq!(look(&all.director, &asked).await["quote_sheet_id"], sheet["id"]);
        let request_path = format!("/purchase-requests/{}", text(&asked["id"]));
        let mut cheaper = two_things();
        (cheaper["lines"][0]["unit_price"], cheaper["lines"][1]["unit_price"]) = (json!("150"), json!("45"));
        let returned = look(&all.teacher, &asked).await;
        let revised = all.teacher.seen(returned["version"].as_i64().unwrap()).put(&request_path, cheaper).await.expect(200);
        let again = step(&all.teacher, &revised, "submit", json!({})).await.expect(200);
        // Its quotes hold, and how many it needs is judged anew.
        let kept = all.director.get(&path(&sheet)).await.expect(200);
        assert_eq!((&kept["quotes"][0]["total"], &kept["need"]["quotes"], &kept["request"]["total"]), (&json!("2880.00"), &json!(1), &json!("1950.00")));
        let seen = background(&all.director, &again).await;
        assert_eq!((&seen["quotes"]["said"][0]["beyond"], &seen["quotes"]["needed"]), (&json!(true), &json!(1)));
        // Two more of the first: what was said is not said of them.
        let withdrawn = step(&all.teacher, &again, "withdraw", json!({})).await.expect(200);
        let mut more = two_things();
        more["lines"][0]["quantity"] = json!("12");
        let revised = all.teacher.seen(withdrawn["version"].as_i64().unwrap()).put(&request_path, more).await.expect(200);
        let emptied = all.director.get(&path(&sheet)).await.expect(200);
        assert_eq!((&emptied["quotes"], text(&emptied["stage"]), text(&emptied["lines"][0]["quantity"])), (&json!([]), "revised", "12"));
        // Whoever is writing prices of the former lines down is told to look again, also while there are no quotes.
        let mut again = two_things();
        again["lines"][0]["quantity"] = json!("13");
        let revised = all.teacher.seen(revised["version"].as_i64().unwrap()).put(&request_path, again).await.expect(200);
        let versions = [&kept, &emptied, &all.director.get(&path(&sheet)).await.expect(200)].map(|one| one["version"].as_i64().unwrap());
        assert!(versions[0] < versions[1] && versions[1] < versions[2], "{versions:?}");
        let former = text(&kept["quotes"][0]["id"]);
        let trail = all.principal().get(&format!("/audit-events?subject_id={former}")).await.expect(200);
        let acts: Vec<_> = trail["items"].as_array().unwrap().iter().map(|one| text(&one["action"])).collect();
        assert_eq!(acts, ["purchase_request.revised", "quote.recorded"]);
        let again = step(&all.teacher, &revised, "submit", json!({})).await.expect(200);
        let seen = background(&all.director, &again).await;
        assert_eq!((&seen["quotes"]["said"], &seen["quotes"]["needed"]), (&json!([]), &json!(3)));
        assert_eq!(seen["quotes"]["link"], format!("/purchases/{}/quotes", text(&asked["id"])));
        // The same supplier says it anew.
        record(&all.director, &sheet, &shop, &["239", "48"]).await;
        // Refused: the sheet ends with it, and can be read.
        decide(&all.director, &again, "reject", json!({ "reason": "明年再换" })).await.expect(200);
        let before = Digest::of(&all.school.app.db).await;
        act(&all.director, &sheet, "quotes", quote(&shop, &["200", "48"])).await.expect_problem(409, "request_over");
        before.assert_unchanged(&all.school.app.db, "a sheet of what was refused").await;
        let ended = all.director.with("accept-language", "en").get(&path(&sheet)).await.expect(200);
        assert_eq!((text(&ended["state_text"]), ended["quotes"].as_array().unwrap().len()), ("Ended with its request", 1));
    }
}

on_both_engines! {
    /// Who buys collects, also the custodian for what he asked for himself; who decides settles.
    async fn quotes_are_collected_by_those_who_buy_and_settled_by_those_who_decide(engine) {
        let all = Buying::open(engine).await;
        let custodian = all.school.person("吴保管", &["head_custodian"]).await;
        let shop = supplier(&all.director, "甲").await;
        let asked = ask(&custodian, wish("货架", "1", "300")).await;
        approve(&all.director, &asked).await;
        let sheet = open(&custodian, &asked).await;
        record(&custodian, &sheet, &shop, &["290"]).await;
        act(&custodian, &sheet, "settle", json!({ "supplier_id": shop["id"] })).await.expect_problem(403, "forbidden");
        let others = approved(&all, wish("拖把", "2", "100")).await;
        try_open(&custodian, &others).await.expect_problem(404, "not_found");
        let theirs = open(&all.director, &others).await;
        // Whoever orders what others asked for sees what was quoted for it, and writes nothing down.
        assert_eq!(custodian.get(&path(&theirs)).await.expect(200)["id"], theirs["id"]);
        act(&custodian, &theirs, "quotes", quote(&shop, &["90"])).await.expect_problem(404, "not_found");
        // The vice-principal settles, and collects only for what he asked for himself: he is told so before he tries.
        let seen = all.vice.get(&path(&sheet)).await.expect(200);
        let may: Vec<_> = seen["allowed_actions"].as_array().unwrap().iter().filter(|one| one["allowed"] == true).map(|one| text(&one["action"])).collect();
        assert_eq!(may, ["settle"]);
        let version = seen["version"].as_i64().unwrap();
        all.vice.seen(version).post(&format!("{}/quotes", path(&sheet)), quote(&shop, &["1"])).await.expect_problem(404, "not_found");
        settle(&all.vice, &sheet, &shop, json!({})).await.expect(200);
        let stranger = all.school.app.second_school("别的学校").await.1;
        stranger.get(&path(&sheet)).await.expect_problem(404, "not_found");
    }
}

on_both_engines! {
    /// C04: what suppliers ask for is for those with the right only, in the sheet, the request, the picture and the trail.
    async fn c04_quotes_are_for_those_who_may_see_them_in_every_view(engine) {
        let all = Buying::open(engine).await;
        let shop = supplier(&all.director, "甲").await;
        let request = approved(&all, wish("水龙头", "2", "100")).await;
        let sheet = open(&all.director, &request).await;
        let picture = all.director.upload("报价.png", "image/png", samples::png(8, 6)).await.expect(201);
        let mut body = quote(&shop, &["97.31"]);
        (body["channel"], body["upload_id"]) = (json!("screenshot"), picture["id"].clone());
        let recorded = act(&all.director, &sheet, "quotes", body).await.expect(200);
        settle(&all.director, &sheet, &shop, json!({})).await.expect(200);
        let secrets = ["97.31", "194.62"];
        let document = format!("{}/attachments/{}/content", path(&sheet), text(&recorded["quotes"][0]["document"]["id"]));
        for by in [&all.teacher, &all.school.admin] {
            for hidden in [path(&sheet), document.clone()] {
                let problem = by.get(&hidden).await.expect_problem(403, "forbidden").to_string();
                assert!(secrets.iter().all(|secret| !problem.contains(secret)), "{problem}");
            }
        }
        // The requester sees his request, and that quotes are needed, but not which.
        let mine = look(&all.teacher, &request).await;
        assert_eq!((&mine["quotes_needed"], &mine["quote_sheet_id"]), (&json!(1), &json!(null)));
        assert!(secrets.iter().all(|secret| !mine.to_string().contains(secret)), "{mine}");
        let trail = format!("/audit-events?subject_id={}", text(&sheet["id"]));
        let quoted = format!("/audit-events?subject_id={}", text(&recorded["quotes"][0]["id"]));
        let seen = [all.principal().get(&trail).await.expect(200), all.principal().get(&quoted).await.expect(200)];
        assert!(seen[0].to_string().contains("194.62") && seen[1].to_string().contains("97.31"), "{seen:?}");
        for path in [trail, quoted] {
            let hidden = all.school.admin.get(&path).await.expect(200).to_string();
            assert!(secrets.iter().all(|secret| !hidden.contains(secret)) && hidden.contains("\"fields_hidden\":true"), "{hidden}");
        }
    }
}
