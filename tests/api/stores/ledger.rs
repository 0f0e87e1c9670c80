//! E8: the ledger as of any day, against a recomputation that knows nothing of the database.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use serde_json::json;
use test_support::text;

use super::{Storing, act, add_item, issue, receipt};
use crate::on_both_engines;

/// What somebody did, with its sign, in pieces and fen.
struct Did {
    on: NaiveDate,
    item: usize,
    pieces: i64,
    fen: i64,
}

fn fen(value: &serde_json::Value) -> i64 {
    text(value).replace('.', "").parse().unwrap()
}

on_both_engines! {
    async fn the_ledger_of_any_two_days_is_what_was_done_until_then(engine) {
        let all = Storing::open(engine).await;
        let mut items = Vec::new();
        for name in ["扫把", "粉笔", "墨盒"] {
            items.push(add_item(&all.custodian, json!({ "name": name, "unit": "件", "category": "杂项" })).await);
        }
        let first = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let (mut did, mut custodian) = (Vec::new(), all.custodian.clone());
        // A fixed walk over nine days: some of it entered a day late.
        let mut seed = 7_i64;
        for day in 0..9 {
            for _ in 0..6 {
                seed = (seed * 1_103 + 12_345) % 1_000_003;
                let (item, pieces) = (usize::try_from(seed % 3).unwrap(), 1 + seed % 7);
                let on = first + TimeDelta::days(day - i64::from(day > 0 && seed % 5 == 0));
                let (takes, quantity) = (seed % 4 == 0, pieces.to_string());
                let (path, mut body) = if takes {
                    ("/stock-issues", issue(&all.store, &all.teacher, &items[item], &quantity))
                } else {
                    ("/stock-receipts", receipt(&all.store, &items[item], &quantity, &format!("{}.{:02}", seed % 90, seed % 97)))
                };
                body["happened_on"] = json!(on);
                let answer = act(&custodian, path, body).await;
                if answer.status == 409 {
                    continue;
                }
                let document = answer.expect(201);
                let sign = if takes { -1 } else { 1 };
                did.push(Did { on, item, pieces: sign * pieces, fen: sign * fen(&document["value"]) });
            }
            all.school.app.advance(TimeDelta::days(1));
            custodian = all.school.app.sign_in("T003").await;
        }
        assert!(did.iter().filter(|one| one.pieces < 0).count() > 5, "hardly anything was handed out");
        for (from, until) in [(None, 8), (Some(0), 0), (Some(3), 5), (Some(5), 5), (None, 2), (Some(8), 8)] {
            let day = |n: i64| first + TimeDelta::days(n);
            let mut expected = BTreeMap::new();
            for (index, item) in items.iter().enumerate() {
                let mine: Vec<&Did> = did.iter().filter(|one| one.item == index && one.on <= day(until)).collect();
                if mine.is_empty() {
                    continue;
                }
                let earlier = |one: &Did| from.is_some_and(|from| one.on < day(from));
                let sum = |keep: &dyn Fn(&Did) -> bool| {
                    mine.iter().filter(|one| keep(one)).fold((0, 0), |sum, one| (sum.0 + one.pieces, sum.1 + one.fen))
                };
                let (opening, all) = (sum(&earlier), sum(&|_| true));
                let came = sum(&|one| !earlier(one) && one.pieces > 0);
                let went = sum(&|one| !earlier(one) && one.pieces < 0);
                expected.insert(item.clone(), [opening, came, (-went.0, -went.1), all]);
            }
            let from = from.map(|from| format!("&from={}", day(from))).unwrap_or_default();
            let path = format!("/stock-ledger?store_id={}&as_of={}{from}", all.store, day(until));
            let rows = custodian.pages(&path, 2).await;
            let sum = |value: &serde_json::Value| (text(&value["quantity"]).parse::<i64>().unwrap(), fen(&value["value"]));
            let found: BTreeMap<String, _> = rows
                .iter()
                .map(|row| (text(&row["item"]["id"]).to_owned(), [&row["opening"], &row["came_in"], &row["went_out"], &row["closing"]].map(sum)))
                .collect();
            assert_eq!(found, expected, "{path}");
        }
        custodian.get("/stock-ledger?from=2026-11-25&as_of=2026-11-24").await.expect_problem(400, "days_the_wrong_way_round");
    }
}

on_both_engines! {
    async fn a_keeper_reads_the_ledger_of_his_own_stores_only(engine) {
        let all = Storing::open(engine).await;
        let ball = add_item(&all.custodian, json!({ "name": "足球", "unit": "个", "category": "体育" })).await;
        act(&all.custodian, "/stock-receipts", receipt(&all.store, &ball, "5", "50")).await.expect(201);
        act(&all.keeper, "/stock-receipts", receipt(&all.small, &ball, "2", "20")).await.expect(201);
        let closing = |rows: Vec<serde_json::Value>| text(&rows[0]["closing"]["quantity"]).to_owned();
        assert_eq!(closing(all.director.rows("/stock-ledger").await), "7");
        assert_eq!(closing(all.keeper.rows("/stock-ledger").await), "2");
        all.keeper.get(&format!("/stock-ledger?store_id={}", all.store)).await.expect_problem(404, "not_found");
        assert_eq!(all.director.rows("/stock-ledger?q=足").await.len(), 1);
        assert!(all.director.rows("/stock-ledger?q=篮").await.is_empty());
    }
}
