//! `steward import`: what becomes of a ledger in the register.

use std::{cell::Cell, collections::BTreeSet};

use sea_orm::prelude::Uuid;
use serde_json::{Value, json};
use test_support::Digest;

use super::ledgers::{DONE, ONE_BAD, Office, REFUSED, THREE, workbook};
use crate::on_both_engines;

on_both_engines! {
    async fn a_dry_run_tells_what_would_be_made_and_writes_nothing(engine) {
        let office = Office::open(engine).await;
        office.file("台账.csv", THREE);
        office.file("坏.csv", ONE_BAD);
        let before = Digest::of(&office.school.app.db).await;
        let dry = office.import("台账.csv", &[]).await.expect(DONE);
        for line in [
            "台账：台账.csv",
            "资产行：3，可以导入 3，不能导入 0",
            "卡片：3 张（保留数量；按件拆分会是 53 张）",
            "原值合计：¥18,380.01；累计折旧合计：¥1,000.50",
            "地点 3 个，新建 1 个：科技楼301",
            "人员 1 个，新建 1 个：王老师",
            "部门 1 个，新建 1 个：电教组",
            "没有写入任何内容。确认无误后加 --commit 导入。",
        ] {
            assert!(dry.out.contains(line), "{line} is not in\n{}", dry.out);
        }
        let bad = office.import("坏.csv", &[]).await.expect(REFUSED);
        assert!(bad.out.contains("没有写入任何内容。请改正上面的行再导入"), "{}", bad.out);
        office.import("坏.csv", &["--leave-out-refused"]).await.expect(DONE);
        before.assert_unchanged(&office.school.app.db, "a dry run").await;
    }
}

on_both_engines! {
    async fn a_committed_ledger_is_in_the_register_with_its_sums_places_and_history(engine) {
        let office = Office::open(engine).await;
        office.file("台账.csv", THREE);
        let done = office.import("台账.csv", &["--commit"]).await.expect(DONE);
        assert!(done.out.contains("已导入 3 张卡片"), "{}", done.out);
        assert_eq!(office.totals().await, (3, "53".into(), "18380.01".into()));

        let import = office.custodian.get("/imports").await.expect(200)["items"][0].clone();
        assert_eq!((import["cards"].as_i64(), import["source_rows"].as_i64()), (Some(3), Some(3)));
        assert_eq!((&import["file_name"], &import["quantity_mode"]), (&json!("台账.csv"), &json!("keep")));
        assert_eq!((&import["original_value"], &import["imported_by"]["name"]), (&json!("18380.01"), &json!("吴保管")));
        assert!(done.out.contains(import["id"].as_str().unwrap()), "the command names the import: {}", done.out);

        let desk = only(&office, "q=课桌").await;
        assert_eq!((&desk["asset_no"], &desk["quantity"], &desk["original_value"]), (&json!("QH-002"), &json!("50"), &json!("5000.01")));
        let desk = office.custodian.get(&format!("/assets/{}", desk["id"].as_str().unwrap())).await.expect(200);
        assert_eq!((&desk["accumulated_depreciation"], &desk["source_row"]), (&json!("1000.50"), &json!(3)));
        assert_eq!((&desk["import_id"], &desk["acquired_on"], &desk["status"]), (&import["id"], &json!("2020-08-15"), &json!("in_use")));
        let history = office.custodian.get(&format!("/assets/{}/timeline", desk["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(history["items"].as_array().unwrap().len(), 1);
        assert_eq!((&history["items"][0]["action"], &history["items"][0]["actor_name"]), (&json!("asset.imported"), &json!("吴保管")));

        let rooms = office.school.admin.get("/locations?kind=room&limit=200").await.expect(200);
        let room = |path: &str| rooms["items"].as_array().unwrap().iter().find(|r| r["path"] == path).unwrap()["id"].as_str().unwrap().to_owned();
        let projector = only(&office, &format!("location_id={}", room("致远楼 / 2层 / 203"))).await;
        assert_eq!((&projector["asset_no"], &projector["custodian"]["name"]), (&json!("QH-001"), &json!("王老师")));
        let computers = only(&office, &format!("location_id={}", room("科技楼 / 3层 / 301"))).await;
        assert_eq!(computers["asset_no"], "QH-003", "a place that the school did not have was made with its floor");
    }
}

/// The one card that a query finds.
async fn only(office: &Office, query: &str) -> Value {
    let found = office.custodian.get(&format!("/assets?{query}")).await.expect(200);
    assert_eq!(found["items"].as_array().unwrap().len(), 1, "{query}: {found:#}");
    found["items"][0].clone()
}

on_both_engines! {
    async fn an_import_is_one_event_of_who_was_named_and_card_value_place_and_index_agree(engine) {
        let office = Office::open(engine).await;
        office.file("台账.csv", THREE);
        office.import("台账.csv", &["--commit"]).await.expect(DONE);
        let events = office.school.principal.get("/audit-events?action=asset.imported").await.expect(200);
        let [event] = events["items"].as_array().unwrap().as_slice() else { panic!("{events:#}") };
        assert_eq!((&event["actor_kind"], &event["actor_name"]), (&json!("cli"), &json!("吴保管")));
        assert_eq!((&event["acting_role"], &event["permission"]), (&json!("head_custodian"), &json!("assets.import")));
        let subjects = |kind: &str| event["subjects"].as_array().unwrap().iter().filter(|s| s["kind"] == kind).count();
        let touched = ["asset_import", "asset", "person", "department", "location"].map(subjects);
        assert_eq!(touched, [1, 3, 1, 1, 3], "building, floor and room were made");

        let school = office.school.admin.get("/me").await.expect(200)["school"]["id"].as_str().unwrap().parse::<Uuid>().unwrap();
        let import = event["subjects"].as_array().unwrap().iter().find(|s| s["kind"] == "asset_import").unwrap();
        let raw = office.school.app.db.raw().await;
        let proof = registers::import::proof::proof(&raw, school, import["id"].as_str().unwrap().parse().unwrap()).await.unwrap();
        assert!(proof.agrees(), "{proof:?}");
        assert_eq!((proof.cards, proof.opening_value, proof.opening_depreciation), (3, 1_838_001, 100_050));
    }
}

on_both_engines! {
    async fn one_bad_row_changes_nothing_is_named_and_can_be_left_out(engine) {
        let office = Office::open(engine).await;
        office.file("坏.csv", ONE_BAD);
        let before = Digest::of(&office.school.app.db).await;
        let refused = office.import("坏.csv", &["--commit"]).await.expect(REFUSED);
        for line in ["第 3 行：数量不是正整数。 [0]", "第 3 行：原值无法识别为金额，或小数超过两位。 [面议]"] {
            assert!(refused.out.contains(line), "{line} is not in\n{}", refused.out);
        }
        assert!(refused.err.contains("有 1 行不能导入，没有保存任何内容。"), "{}", refused.err);
        before.assert_unchanged(&office.school.app.db, "a file with a bad row").await;

        office.import("坏.csv", &["--commit", "--leave-out-refused"]).await.expect(DONE);
        assert_eq!(office.totals().await, (2, "2".into(), "9180.00".into()));
        let import = office.custodian.get("/imports").await.expect(200)["items"][0].clone();
        assert_eq!((import["source_rows"].as_i64(), import["cards"].as_i64()), (Some(3), Some(2)));
    }
}

on_both_engines! {
    /// The same bytes are the same file, whatever it is called; other bytes with the same numbers are refused row by row.
    async fn a_file_is_imported_once_and_its_numbers_are_taken(engine) {
        let office = Office::open(engine).await;
        office.file("台账.csv", THREE);
        office.file("改名.csv", THREE);
        office.file("另存.csv", THREE.replace("QH-003,台式计算机", "QH-004,台式计算机"));
        office.import("台账.csv", &["--commit"]).await.expect(DONE);
        let before = Digest::of(&office.school.app.db).await;
        for (file, mode) in [("台账.csv", "--commit"), ("改名.csv", "--commit"), ("台账.csv", "--explode")] {
            let again = office.import(file, &[mode]).await.expect(REFUSED);
            assert_eq!(again.err.trim(), "这个文件已经导入过了。", "{file} {mode}");
        }
        let taken = office.import("另存.csv", &["--commit"]).await.expect(REFUSED);
        assert!(taken.out.contains("第 2 行：资产编号已在台账中使用。 [QH-001]"), "{}", taken.out);
        before.assert_unchanged(&office.school.app.db, "a second import").await;
        office.import("另存.csv", &["--commit", "--leave-out-refused"]).await.expect(DONE);
        assert_eq!(office.totals().await.0, 4);
    }
}

on_both_engines! {
    /// E11.
    async fn e11_of_two_imports_of_one_file_at_once_one_wins(engine) {
        let office = Office::open(engine).await;
        for round in 1..=3_i64 {
            let name = format!("台账{round}.csv");
            office.file(&name, THREE.replace("QH-", &format!("R{round}-")));
            let (one, other) = tokio::join!(office.import(&name, &["--commit"]), office.import(&name, &["--commit"]));
            let codes = BTreeSet::from([one.code, other.code]);
            assert_eq!(codes, BTreeSet::from([Some(DONE), Some(REFUSED)]), "{one:?} {other:?}");
            let loser = if one.code == Some(REFUSED) { one } else { other };
            assert_eq!(loser.err.trim(), "这个文件已经导入过了。");
            assert_eq!(office.totals().await.0, round * 3);
        }
        assert_eq!(office.custodian.get("/imports").await.expect(200)["items"].as_array().unwrap().len(), 3);
    }
}

on_both_engines! {
    async fn people_go_on_working_while_a_ledger_is_imported(engine) {
        let office = Office::open(engine).await;
        let rows: String = (1..=600).map(|n| format!("课椅{n},A05010304,1,83.00,致远楼102\n")).collect();
        office.file("大.csv", format!("资产名称,分类代码,数量,原值,存放地点\n{rows}"));
        let ended = Cell::new(false);
        let import = async {
            let done = office.import("大.csv", &["--commit"]).await;
            ended.set(true);
            done
        };
        let by_hand = async {
            let mut cards = 0_i64;
            while !ended.get() {
                let card = json!({ "name": "手工登记", "category_code": "A05010304", "original_value": "1.00" });
                office.custodian.post("/assets", card).await.expect(201);
                office.custodian.get("/assets?limit=1").await.expect(200);
                cards += 1;
            }
            cards
        };
        let (done, by_hand) = tokio::join!(import, by_hand);
        done.expect(DONE);
        assert!(by_hand > 1, "nobody worked beside it");
        let cards = 600 + by_hand;
        assert_eq!(office.totals().await, (cards, cards.to_string(), format!("{}.00", 49_800 + by_hand)));
        // Both take numbers of one series: it has no hole and no double.
        let last = office.custodian.get("/assets?sort=-asset_no&limit=1").await.expect(200)["items"][0]["asset_no"].clone();
        assert!(last.as_str().unwrap().ends_with(&format!("-{cards:06}")), "{last}");
    }
}

on_both_engines! {
    async fn quantities_are_kept_or_become_a_card_for_each_piece(engine) {
        let office = Office::open(engine).await;
        let ledger = "资产编号,资产名称,分类代码,数量,计量单位,原值,累计折旧\nW-1,围墙,A01022500,286.5,米,100.00,\nQ-1,课桌,A05010203,3,张,100.00,10.00\n";
        office.file("拆.csv", ledger);
        office.file("留.csv", ledger.replace("W-1", "W-2").replace("Q-1", "Q-2"));
        office.import("拆.csv", &["--commit", "--explode"]).await.expect(DONE);
        office.import("留.csv", &["--commit"]).await.expect(DONE);
        let list = office.custodian.get("/assets?sort=asset_no").await.expect(200);
        let cards: Vec<[&str; 3]> = list["items"].as_array().unwrap().iter()
            .map(|c| ["asset_no", "quantity", "original_value"].map(|field| c[field].as_str().unwrap())).collect();
        assert_eq!(cards, [
            ["Q-1-01", "1", "33.34"], ["Q-1-02", "1", "33.33"], ["Q-1-03", "1", "33.33"], ["Q-2", "3", "100.00"],
            ["W-1", "286.5", "100.00"], ["W-2", "286.5", "100.00"],
        ]);
        assert_eq!(office.totals().await, (6, "579".into(), "400.00".into()), "the sums are the same both ways");
        let imports = office.custodian.get("/imports").await.expect(200);
        let modes: Vec<_> = imports["items"].as_array().unwrap().iter().map(|i| (&i["quantity_mode"], &i["cards"])).collect();
        assert_eq!(modes, [(&json!("keep"), &json!(2)), (&json!("explode"), &json!(4))]);
    }
}

on_both_engines! {
    async fn a_gbk_text_and_a_workbook_give_the_same_cards_as_utf_8(engine) {
        let office = Office::open(engine).await;
        let gbk_rows = THREE.replace("QH-", "G-");
        let (gbk, _, lossy) = encoding_rs::GBK.encode(&gbk_rows);
        assert!(!lossy);
        let kinds: [(&str, Vec<u8>, &str); 3] = [
            ("一.csv", gbk.into_owned(), "G-"),
            ("二.xlsx", workbook(&THREE.replace("QH-", "X-")), "X-"),
            ("三.csv", format!("\u{FEFF}{}", THREE.replace("QH-", "U-")).into_bytes(), "U-"),
        ];
        let mut seen = Vec::new();
        for (name, bytes, prefix) in kinds {
            office.file(name, bytes);
            office.import(name, &["--commit"]).await.expect(DONE);
            let list = office.custodian.get("/assets?sort=asset_no&limit=200").await.expect(200);
            let own = list["items"].as_array().unwrap().iter().filter(|c| c["asset_no"].as_str().unwrap().starts_with(prefix));
            let facts = ["name", "spec_model", "quantity", "unit", "original_value", "acquired_on", "location", "custodian"];
            seen.push(own.map(|c| facts.map(|f| c[f].clone())).collect::<Vec<_>>());
        }
        assert_eq!(seen[0].len(), 3);
        assert_eq!(seen[0], seen[2], "GBK");
        assert_eq!(seen[1], seen[2], "a workbook");
    }
}
