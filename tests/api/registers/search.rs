//! `q=` on the register: Chinese, pinyin initials, words and numbers, with the same finds on both engines.

use serde_json::{Value, json};
use test_support::{Client, text};

use super::ledgers::{DONE, Office};
use crate::on_both_engines;

/// Percent-encoded, since anything may be typed.
fn asked(q: &str) -> String {
    q.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

async fn found(client: &Client, q: &str) -> Vec<String> {
    client.column(&format!("/assets?q={}", asked(q)), "name").await
}

async fn card(client: &Client, name: &str, more: Value) {
    let mut card = json!({ "name": name, "category_code": "A02020200" });
    card.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    client.post("/assets", card).await.expect(201);
}

/// Cards by hand, in a batch and by import; the newest last.
async fn stocked(office: &Office) {
    let custodian = &office.custodian;
    card(custodian, "投影仪", json!({ "spec_model": "爱普生 CB-X05", "serial_no": "SN20240917" })).await;
    card(custodian, "短焦投影机", json!({ "brand": "Epson", "asset_no": "QH/2024-0001" })).await;
    card(custodian, "影印机", json!({ "spec_model": "Canon iR2206" })).await;
    card(custodian, "Epson Scanner V39", json!({})).await;
    card(custodian, "桌", json!({ "spec_model": "1.2m*0.6m" })).await;
    let batch = json!({ "card": { "name": "学生课桌椅", "category_code": "A05010203" }, "count": 2 });
    custodian.with("idempotency-key", "two").post("/assets/batches", batch).await.expect(201);
    office.file("旧.csv", "资产编号,资产名称,分类代码,规格型号,原资产编号,数量\nYY-0007,钢琴,A05010203,珠江 UP118M6,TY-99-12,1\nYY-0008,课桌,A05010203,,,30\n");
    office.import("旧.csv", &["--commit"]).await.expect(DONE);
}

/// What each query finds, in any order.
const FINDS: &[(&str, &[&str])] = &[
    // One character, two, three.
    ("桌", &["桌", "学生课桌椅", "学生课桌椅", "课桌"]),
    ("投影", &["投影仪", "短焦投影机"]),
    ("影印", &["影印机"]),
    ("投影仪", &["投影仪"]),
    ("课桌椅", &["学生课桌椅", "学生课桌椅"]),
    // Neighbours only: 投 and 机 are there, 投机 is not.
    ("投机", &[]),
    // Pinyin initials, their beginning, and capitals.
    ("tyy", &["投影仪"]),
    ("dj", &["短焦投影机"]),
    ("XSKZY", &["学生课桌椅", "学生课桌椅"]),
    ("gq", &["钢琴"]),
    // English words and their beginnings, in name, brand and model.
    ("epson", &["短焦投影机", "Epson Scanner V39"]),
    ("EPS", &["短焦投影机", "Epson Scanner V39"]),
    ("canon", &["影印机"]),
    ("scan", &["Epson Scanner V39"]),
    ("son", &[]),
    // Parts of numbers, numbers with their signs, full-width digits.
    ("X05", &["投影仪"]),
    ("cbx05", &["投影仪"]),
    ("CB-X05", &["投影仪"]),
    ("sn2024", &["投影仪"]),
    ("2206", &[]),
    ("ir22", &["影印机"]),
    ("ＹＹ０００７", &["钢琴"]),
    ("YY-0007", &["钢琴"]),
    ("0008", &["课桌"]),
    ("QH/2024-0001", &["短焦投影机"]),
    ("qh20240001", &["短焦投影机"]),
    ("TY-99-12", &["钢琴"]),
    // Several words must all be there.
    ("爱普生 投影", &["投影仪"]),
    ("epson 投影", &["短焦投影机"]),
    ("投影 桌", &[]),
    ("钢琴 珠江 up118", &["钢琴"]),
    // Punctuation, wildcards and the languages of databases find nothing and break nothing.
    ("!!!", &[]),
    ("%", &[]),
    ("_", &[]),
    ("*", &[]),
    ("\"", &[]),
    ("'", &[]),
    ("\\", &[]),
    ("投影*", &["投影仪", "短焦投影机"]),
    ("'投影' | '桌'", &[]),
    ("投影 OR 桌", &[]),
    ("NOT 投影", &[]),
    ("NEAR(投影 仪)", &[]),
    ("x' OR '1'='1", &[]),
    ("'; DROP TABLE asset; --", &[]),
    ("tokens:投影", &[]),
    ("投影:*", &["投影仪", "短焦投影机"]),
    ("\u{1F600}", &[]),
];

on_both_engines! {
    async fn both_engines_find_the_same_however_the_card_came_in(engine) {
        let office = Office::open(engine).await;
        stocked(&office).await;
        let mut wrong = Vec::new();
        for (q, expected) in FINDS {
            let (mut names, mut expected) = (found(&office.custodian, q).await, expected.to_vec());
            names.sort_unstable();
            expected.sort_unstable();
            if names != expected {
                wrong.push(format!("{q}: {names:?} instead of {expected:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

on_both_engines! {
    async fn finds_come_newest_first_page_by_page_and_agree_with_their_totals(engine) {
        let office = Office::open(engine).await;
        for n in 1..=7 {
            card(&office.custodian, &format!("投影仪{n}"), json!({ "original_value": "100.00" })).await;
        }
        card(&office.custodian, "课桌", json!({})).await;
        let newest_first: Vec<String> = (1..=7).rev().map(|n| format!("投影仪{n}")).collect();
        assert_eq!(found(&office.custodian, "投影").await, newest_first);
        let pages = office.custodian.pages(&format!("/assets?q={}", asked("投影")), 2).await;
        assert_eq!(pages.iter().map(|r| text(&r["name"])).collect::<Vec<_>>(), newest_first);
        let totals = office.custodian.get(&format!("/assets/totals?q={}", asked("投影"))).await.expect(200);
        assert_eq!((&totals["count"], &totals["original_value"]), (&json!(7), &json!("700.00")));
        assert_eq!(office.custodian.get("/assets/totals?q=!").await.expect(200)["count"], 0);
        assert_eq!(office.custodian.rows("/assets?q=%20").await.len(), 8, "blank is no query");
    }
}

on_both_engines! {
    async fn nothing_of_another_school_is_found(engine) {
        let office = Office::open(engine).await;
        stocked(&office).await;
        let (admin, principal) = office.school.app.second_school("别的学校").await;
        let person = admin.post("/people", json!({ "name": "别校保管", "staff_no": "B100" })).await.expect(201);
        let path = format!("/people/{}", text(&person["id"]));
        admin.post(&format!("{path}/account"), json!({ "password": test_support::PASSWORD })).await.expect(200);
        let grant = admin.post(&format!("{path}/role-grants"), json!({ "role": "head_custodian" })).await.expect(201);
        principal.seen(1).post(&format!("/role-grants/{}/confirm", text(&grant["id"])), json!({})).await.expect(200);
        let stranger = office.school.app.sign_in("B100").await;
        card(&stranger, "别校投影仪", json!({ "asset_no": "QH/2024-0001" })).await;
        for q in ["投影", "tyy", "epson", "QH/2024-0001", "桌"] {
            let ours = found(&office.custodian, q).await;
            assert!(!ours.contains(&"别校投影仪".to_owned()), "{q}: {ours:?}");
        }
        assert_eq!(found(&stranger, "投影").await, ["别校投影仪"]);
        assert_eq!(found(&stranger, "QH/2024-0001").await, ["别校投影仪"], "the number is another school's as well");
        assert_eq!(found(&stranger, "桌").await, Vec::<String>::new());
    }
}
