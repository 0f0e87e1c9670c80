//! What lies in another bin of its store: no quantity moves, the ledger says where it lies, the trail who put it there.

use serde_json::{Value, json};
use test_support::{Client, Digest, Response, text};

use super::{Storing, act, add_item, books_agree, issue, receipt};
use crate::on_both_engines;

/// Chalk in two lots of the head store.
async fn chalk(all: &Storing) -> String {
    let chalk = add_item(&all.custodian, json!({ "name": "粉笔", "unit": "盒", "category": "教学用品" })).await;
    for (day, bin) in [("2026-11-20", "乙架"), ("2026-11-21", "甲贺")] {
        let mut body = receipt(&all.store, &chalk, "5", "10.00");
        (body["happened_on"], body["lines"][0]["bin"]) = (json!(day), json!(bin));
        act(&all.custodian, "/stock-receipts", body).await.expect(201);
    }
    chalk
}

async fn lots(by: &Client, item: &str) -> Vec<Value> {
    by.get(&format!("/stock-items/{item}")).await.expect(200)["lots"].as_array().unwrap().clone()
}

fn seen(lots: &[Value]) -> Value {
    lots.iter().map(|lot| json!({ "id": lot["id"], "version": lot["version"] })).collect()
}

fn to(store: &str, item: &str, lots: &[Value], bin: &str) -> Value {
    json!({ "store_id": store, "item_id": item, "lots": seen(lots), "bin": bin })
}

async fn move_bins(by: &Client, body: Value) -> Response {
    act(by, "/stock-bin-moves", body).await
}

/// The pointer and the code of the one field that is refused.
fn refused(answer: Response) -> (String, String) {
    let problem = answer.expect_problem(422, "validation_failed");
    (text(&problem["errors"][0]["pointer"]).to_owned(), text(&problem["errors"][0]["code"]).to_owned())
}

fn at(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

on_both_engines! {
    /// A mistyped bin is put right, and all lots into one: quantities, values and moves stay as they were.
    async fn a_lot_lies_in_another_bin_and_the_books_stay_as_they_were(engine) {
        let all = Storing::open(engine).await;
        let chalk = chalk(&all).await;
        let before = all.custodian.get(&format!("/stock-items/{chalk}")).await.expect(200);
        let here = lots(&all.custodian, &chalk).await;
        let moved = move_bins(&all.custodian, to(&all.store, &chalk, &here[1..], " 甲架 ")).await.expect(200);
        assert_eq!((text(&moved["lots"][1]["bin"]), &moved["lots"][1]["version"], text(&moved["lots"][0]["bin"])), ("甲架", &json!(2), "乙架"));
        for same in ["on_hand", "balances", "moves", "version"] {
            assert!(!before[same].is_null(), "{same}");
            assert_eq!(moved[same], before[same], "{same}");
        }
        let ledger = async || all.custodian.rows(&format!("/stock-ledger?store_id={}", all.store)).await[0].clone();
        assert_eq!(ledger().await["bins"], json!(["乙架", "甲架"]));
        // What people call their bins is suggested, as long as something lies there.
        let bins = format!("/stores/{}/bins", all.store);
        assert_eq!(all.director.column(&bins, "bin").await.len(), 2);
        let trail = all.school.principal.rows("/audit-events?action=stock.rebinned").await;
        assert_eq!((trail.len(), text(&trail[0]["actor_name"])), (1, "吴保管"));
        let subject = &trail[0]["subjects"][0];
        assert_eq!((&subject["before"], &subject["after"]), (&json!({ "bin": "甲贺" }), &json!({ "bin": "甲架" })));
        // By the item and by the store as well.
        for subject in [&chalk, &all.store] {
            let found = all.school.principal.rows(&format!("/audit-events?subject_id={subject}&action=stock.rebinned")).await;
            assert_eq!(found.len(), 1);
        }
        // All of them; what lies there already stays, and is no news.
        let here = lots(&all.custodian, &chalk).await;
        let moved = move_bins(&all.custodian, to(&all.store, &chalk, &here, "甲架")).await.expect(200);
        let versions: Vec<&Value> = moved["lots"].as_array().unwrap().iter().map(|lot| &lot["version"]).collect();
        assert_eq!(versions, [&json!(2), &json!(2)]);
        assert_eq!(ledger().await["bins"], json!(["甲架"]));
        // Out of every bin.
        let mut nowhere = to(&all.store, &chalk, &lots(&all.custodian, &chalk).await, "");
        nowhere["bin"] = Value::Null;
        move_bins(&all.custodian, nowhere).await.expect(200);
        assert_eq!(ledger().await["bins"], json!([]));
        assert!(all.director.rows(&bins).await.is_empty());
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    async fn what_is_not_as_it_was_seen_is_refused_whole(engine) {
        let all = Storing::open(engine).await;
        let chalk = chalk(&all).await;
        let here = lots(&all.custodian, &chalk).await;
        let ink = all.stocked("墨盒", "2", "90.00").await;
        let before = Digest::of(&all.school.app.db).await;
        let refuse = async |body: Value, pointer: &str, code: &str| {
            assert_eq!(refused(move_bins(&all.custodian, body).await), at(pointer, code));
        };
        refuse(to(&all.store, &chalk, &here[..1], "乙架"), "/bin", "same_bin").await;
        refuse(to(&all.small, &chalk, &here, "甲架"), "/lots/0/id", "reference_not_found").await;
        refuse(to(&all.store, &ink, &here, "甲架"), "/lots/0/id", "reference_not_found").await;
        refuse(to(&all.store, &chalk, &[here[0].clone(), here[0].clone()], "甲架"), "/lots/1/id", "duplicate").await;
        let nobody = json!({ "store_id": all.store, "item_id": chalk, "lots": [], "bin": "甲架" });
        move_bins(&all.custodian, nobody).await.expect_problem(422, "validation_failed");
        // A key is needed, as for everything at the counter.
        all.custodian.post("/stock-bin-moves", to(&all.store, &chalk, &here, "甲架")).await.expect_problem(400, "idempotency_key_required");
        // Who keeps another store, counts or only reads does not.
        assert_eq!(refused(move_bins(&all.keeper, to(&all.store, &chalk, &here, "甲架")).await), at("/store_id", "reference_not_found"));
        for other in [&all.director, &all.teacher] {
            move_bins(other, to(&all.store, &chalk, &here, "甲架")).await.expect_problem(403, "forbidden");
        }
        all.keeper.get(&format!("/stores/{}/bins", all.store)).await.expect_problem(404, "not_found");
        before.assert_unchanged(&all.school.app.db, "bins that nobody may change").await;
        // Somebody was faster with one of two: neither lies elsewhere.
        move_bins(&all.custodian, to(&all.store, &chalk, &here[1..], "门口")).await.expect(200);
        let before = Digest::of(&all.school.app.db).await;
        let stale = move_bins(&all.custodian, to(&all.store, &chalk, &here, "丙架")).await.expect_problem(412, "stale");
        assert_eq!((text(&stale["errors"][0]["pointer"]), &stale["current_version"]), ("/lots/1", &json!(2)));
        before.assert_unchanged(&all.school.app.db, "a lot that lies elsewhere meanwhile").await;
        // What was handed out lies nowhere.
        act(&all.custodian, "/stock-issues", issue(&all.store, &all.teacher, &chalk, "5")).await.expect(201);
        let gone = move_bins(&all.custodian, to(&all.store, &chalk, &here[..1], "丙架")).await.expect_problem(409, "lot_is_empty");
        assert_eq!(gone["errors"][0]["pointer"], "/lots/0");
    }
}
