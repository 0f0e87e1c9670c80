//! F. Queries: pages, orders, filters. Generated from the description for every operation that has query parameters.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use test_support::{Client, Contract};

use super::calls;
use crate::{
    coverage::fixtures::{Everything, report},
    on_both_engines,
};

/// An operation with query parameters: who asks, where, and what it knows.
struct Asked {
    client: Client,
    path: String,
    /// The parameters without which it says nothing.
    needed: String,
    names: BTreeSet<&'static str>,
}

fn asked(all: &Everything) -> Vec<Asked> {
    let operations = Contract::published().operations();
    let found: Vec<Asked> = operations
        .into_iter()
        .filter_map(|(_, path, op)| {
            let parameters = op["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
            let names: BTreeSet<&str> = parameters.iter().filter(|p| p["in"] == "query").map(|p| p["name"].as_str().unwrap()).collect();
            let client = calls::caller(all, op["x-permission"].as_str().unwrap());
            let needed = calls::required_query(all, &path).map(|query| format!("{query}&")).unwrap_or_default();
            (!names.is_empty()).then(|| Asked { client, path: all.path(&path), needed, names })
        })
        .collect();
    assert!(found.len() >= 9, "only {} operations have a query", found.len());
    found
}

fn base64(json: &str) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let letter = |n: u32| char::from(LETTERS[usize::try_from(n & 63).unwrap()]);
    json.as_bytes()
        .chunks(3)
        .flat_map(|chunk| {
            let bits = chunk.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
            (0..=chunk.len()).map(move |n| letter(bits >> (18 - 6 * n))).collect::<Vec<_>>()
        })
        .collect()
}

on_both_engines! {
    /// (The last page of a million rows is measured by `make prove`.)
    async fn f04_pages_have_bounds_and_cursors_their_own_list_and_order(engine) {
        let all = Everything::build(engine).await;
        for list in asked(&all) {
            let extra = &list.needed;
            for bad in ["page=0", "page=-1", "page=1000000000", "offset=10", "per_page=1000000000", "skip=1"] {
                list.client.get(&format!("{}?{extra}{bad}", list.path)).await.expect_problem(400, "unknown_field");
            }
            if !list.names.contains("limit") {
                continue;
            }
            for bad in ["0", "-1", "201", "1000000000", "4294967295", "4294967296", "18446744073709551616", "1e9", "1.5", "0x10", "", "%20", "1%20", "NaN", "%EF%BC%91", "null", "1,2"] {
                let problem = list.client.get(&format!("{}?limit={bad}", list.path)).await;
                assert_eq!(problem.status, 400, "{} limit={bad}", list.path);
                let code = problem.json()["code"].clone();
                assert!(code == "bad_limit" || code == "bad_query", "{} limit={bad}: {code}", list.path);
            }
            if list.path.ends_with("/totals") {
                continue;
            }
            let keys = [
                "\"\"", "null", "1", "{}", "[]", "\"\\u0000\"", "[\"\\u0000\",\"01900000-0000-7000-8000-000000000001\"]", "[\"asset_no\",\"\\u0000\"]",
                "[\"-created_at\",\"x\"]", "[\"x\",\"01900000-0000-7000-8000-000000000001\"]", "\"' OR 1=1 --\"",
            ];
            for cursor in ["", "x", "%00", "....", "eyJ", &"A".repeat(4000)].into_iter().map(str::to_owned).chain(keys.map(base64)) {
                let answer = list.client.get(&format!("{}?cursor={cursor}", list.path)).await;
                // A list by name takes any name as a place to go on from.
                if answer.status == 200 && (list.path.ends_with("/locations") || list.path.ends_with("/people")) {
                    continue;
                }
                assert_eq!(answer.status, 400, "{} cursor={cursor}: {}", list.path, String::from_utf8_lossy(&answer.bytes));
                let code = answer.json()["code"].clone();
                assert!(code == "bad_cursor" || (code == "bad_query" && cursor == "%00"), "{} cursor={cursor}: {code}", list.path);
            }
        }
        every_page(&all).await;
    }
}

/// Page by page each row comes once, in the order of the whole list; a cursor of one order is none in another.
async fn every_page(all: &Everything) {
    let room = all.ids["/api/v1/locations/{id}"].as_str();
    for n in 0..4 {
        let card = json!({ "name": format!("课桌{n}"), "category_code": "A05010304", "asset_no": format!("Q-{}", 9 - n) });
        all.custodian.post("/assets", card).await.expect(201);
        report(&all.teacher, room).await;
    }
    let lists = [
        (&all.custodian, "/assets", vec!["-created_at", "created_at", "asset_no", "-asset_no"]),
        (&all.director, "/repair-cases", vec!["-reported_at", "reported_at"]),
        (&all.school.admin, "/people", vec![]),
        (&all.school.admin, "/locations", vec![]),
        (&all.school.admin, "/role-grants", vec![]),
        (&all.school.admin, "/audit-events", vec![]),
    ];
    for (client, path, orders) in lists {
        let orders = if orders.is_empty() { vec![String::new()] } else { orders.iter().map(|o| format!("&sort={o}")).collect() };
        for order in &orders {
            let whole = client.get(&format!("{path}?limit=200{order}")).await.expect(200);
            assert_eq!(whole["next_cursor"], Value::Null);
            let (mut seen, mut cursor) = (Vec::new(), String::new());
            loop {
                let page = client.get(&format!("{path}?limit=3{order}{cursor}")).await.expect(200);
                seen.extend(page["items"].as_array().unwrap().clone());
                let Some(next) = page["next_cursor"].as_str() else { break };
                for other in orders.iter().filter(|o| *o != order) {
                    client.get(&format!("{path}?limit=3{other}&cursor={next}")).await.expect_problem(400, "bad_cursor");
                }
                cursor = format!("&cursor={next}");
            }
            assert_eq!(json!(seen), whole["items"], "{path}{order}");
        }
    }
}

on_both_engines! {
    async fn f05_orders_that_are_not_offered_are_refused(engine) {
        let all = Everything::build(engine).await;
        let sorts = [
            "", "id", "ID", "created_at ", "CREATED_AT", "--created_at", "+created_at", "created_at,asset_no", "reported_at desc", "1", "0", "-1", "null",
            "name desc, pg_sleep(1)", "id,(select 1)", "CASE WHEN (1=1) THEN id ELSE number END", "(CASE WHEN 1=1 THEN 1 ELSE 1/0 END)",
            "0x6964", "id;DROP TABLE person", "id--", "id/**/desc", "school_id", "password_hash", "reporter_phone", "$1", "\"id\"", "`id`", "asset.id",
            "ｉｄ", "created_at\u{200B}", "[id]", "id COLLATE NOCASE",
        ];
        for list in asked(&all) {
            let plain = format!("{}?{}", list.path, list.needed);
            let before = list.client.get(&plain).await;
            assert_eq!(before.status, 200, "{plain}");
            for sort in sorts {
                let encoded: String = sort.bytes().map(|b| format!("%{b:02X}")).collect();
                let answer = list.client.get(&format!("{}?{}sort={encoded}", list.path, list.needed)).await;
                answer.expect_problem(400, if list.names.contains("sort") { "unknown_sort" } else { "unknown_field" });
            }
            assert_eq!(list.client.get(&plain).await.bytes, before.bytes);
        }
    }
}

on_both_engines! {
    async fn f06_filters_that_are_not_offered_are_refused(engine) {
        let all = Everything::build(engine).await;
        let keys = [
            "q'", "q\"", "q[]", "q[$ne]", "q[0]", "$where", "q.name", "name__like", "name__startswith", "1=1;--", "limit)", "limit;", "`q`", "q\\", "Q", "q ", " q",
            "ｑ", "q\u{200B}", "id", "school_id", "school_id!", "password_hash", "reporter_phone", "account.password_hash", "or", "filter", "filter[id]",
            "include", "fields", "expand", "__proto__", "_method", "sort[]", "limit[gt]", "", "*",
        ];
        for list in asked(&all) {
            let extra = &list.needed;
            for key in keys {
                let encoded: String = key.bytes().map(|b| format!("%{b:02X}")).collect();
                list.client.get(&format!("{}?{extra}{encoded}=1", list.path)).await.expect_problem(400, "unknown_field");
            }
            list.client.get(&format!("{}?{extra}q%00=1", list.path)).await.expect_problem(400, "bad_query");
        }
        for day in ["-200000-01-01T00:00:00Z", "%2B262142-12-31T00:00:00Z", "0000-01-01T00:00:00Z", "%2B10000-01-01T00:00:00Z", "2026", ""] {
            for name in ["from", "to"] {
                all.school.admin.get(&format!("/audit-events?{name}={day}")).await.expect_problem(400, "bad_query");
            }
        }
        values_mean_themselves(&all).await;
        // Where there is nothing to ask, nothing may be asked.
        for call in calls::all(&all).into_iter().filter(|c| !asked(&all).iter().any(|a| a.path == c.path)) {
            for key in ["q", "id", "%27"] {
                call.at(&format!("{}?{key}=1", call.path)).await.expect_problem(400, "unknown_field");
            }
        }
    }
}

/// What is searched for is text: no operator of any search engine, no pattern, no error.
async fn values_mean_themselves(all: &Everything) {
    let searches = [
        "'",
        "\"",
        "\"\"",
        "*",
        "a*",
        "%",
        "_",
        "%%%",
        "\\",
        "\\'",
        "$1",
        "?",
        ":*",
        "a:*",
        "a & b",
        "a | b",
        "!a",
        "<->",
        "a <-> b",
        "(",
        "NEAR(a b)",
        "a AND b",
        "a OR b",
        "NOT a",
        "^a",
        "tokens:a",
        "-a",
        "+a",
        "' OR 1=1 --",
        "x'); DROP TABLE asset; --",
        "{{7*7}}",
        "किम",
        "a\u{1F150}b",
        "กิน",
        "ﷺ",
        "🧑‍🏫",
        "𠮷野",
        "a\u{0301}b",
        "\u{FFFD}",
        "\u{202E}",
        "s0190",
        "\u{10FFFF}",
    ];
    for (client, path) in
        [(&all.custodian, "/assets"), (&all.custodian, "/assets/totals"), (&all.director, "/repair-cases"), (&all.school.admin, "/people")]
    {
        for search in searches.into_iter().chain([&*"%".repeat(2000), &*"投影".repeat(400), &*"a ".repeat(1000)]) {
            let encoded: String = search.bytes().map(|b| format!("%{b:02X}")).collect();
            let answer = client.get(&format!("{path}?q={encoded}")).await.expect(200);
            let found = answer["items"].as_array().map_or(usize::from(answer["count"].as_i64() > Some(0)), Vec::len);
            // Punctuation alone asks for nothing in particular or finds nothing; it never finds what it does not name.
            let names_something = ["a", "A", "投", "7"].iter().any(|part| search.contains(part));
            let blank = search == "\u{202E}";
            assert!(found == 0 || names_something || blank, "{path} q={search} found {found}");
        }
    }
}

on_both_engines! {
    async fn f10_a_parameter_that_is_there_twice_is_refused(engine) {
        let all = Everything::build(engine).await;
        for list in asked(&all) {
            for name in &list.names {
                let encoded: String = name.bytes().map(|b| format!("%{b:02x}")).collect();
                for (one, other) in [(*name, *name), (*name, encoded.as_str())] {
                    for (a, b) in [("1", "1"), ("1", "2"), ("", "1")] {
                        let answer = list.client.get(&format!("{}?{one}={a}&{other}={b}", list.path)).await;
                        answer.expect_problem(400, "duplicate_parameter");
                    }
                }
            }
        }
        // The same holds for the headers that decide something: neither of two is taken.
        let admin = &all.school.admin;
        let path = format!("/people/{}", all.teacher.person_id);
        let version = admin.get(&path).await.expect(200)["version"].as_i64().unwrap();
        admin.seen(version).seen(version + 1).patch(&path, json!({ "name": "x" })).await.expect_problem(400, "bad_if_match");
        let keys = admin.with("idempotency-key", "one").with("idempotency-key", "two");
        keys.post("/people", json!({ "name": "x" })).await.expect_problem(400, "bad_idempotency_key");
        let tokens = admin.with("authorization", format!("Bearer {}", all.teacher.token.clone().unwrap()));
        tokens.get("/me").await.expect_problem(401, "unauthenticated");
        let kinds = admin.with("content-type", "application/json").with("content-type", "text/plain");
        kinds.post("/people", json!({ "name": "x" })).await.expect_problem(415, "json_required");
    }
}
