//! Stores and items: the tree, what is the same, what is below its minimum.

use sea_orm::ConnectionTrait;
use serde_json::json;
use test_support::{Digest, text};

use super::{Storing, act, add_item, issue, receive};
use crate::on_both_engines;

on_both_engines! {
    async fn stores_are_a_tree_without_loops_and_a_name_is_there_once(engine) {
        let all = Storing::open(engine).await;
        let stores = all.director.rows("/stores").await;
        assert_eq!(stores.len(), 2);
        let small = stores.iter().find(|store| store["id"] == all.small.as_str()).unwrap();
        assert_eq!((&small["parent_id"], &small["keepers"][0]["name"]), (&json!(all.store), &json!("孙保管")));
        let path = format!("/stores/{}", all.store);
        let below = json!({ "name": "总保管室", "parent_id": all.small });
        let problem = all.director.seen(1).put(&path, below).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["code"], "below_itself");
        let twice = all.director.post("/stores", json!({ "name": "总 保管室" })).await.expect_problem(422, "validation_failed");
        assert_eq!(twice["errors"][0]["code"], "name_taken");
        let renamed = all.director.seen(1).put(&path, json!({ "name": "中心库", "keeper_ids": [all.custodian.person_id] })).await.expect(200);
        assert_eq!((&renamed["name"], &renamed["version"]), (&json!("中心库"), &json!(2)));
        all.director.seen(1).put(&path, json!({ "name": "别的" })).await.expect_problem(412, "stale");
        let same = json!({ "name": "新库", "keeper_ids": [all.keeper.person_id, all.keeper.person_id] });
        let problem = all.director.post("/stores", same).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/keeper_ids/1");
    }
}

on_both_engines! {
    async fn what_still_holds_something_is_not_retired(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "3", "9.00").await;
        let item = json!({ "name": "粉笔", "unit": "盒", "category": "教学用品", "retired": true });
        let (of_item, of_store) = (format!("/stock-items/{chalk}"), format!("/stores/{}", all.store));
        all.custodian.seen(1).put(&of_item, item.clone()).await.expect_problem(409, "item_on_hand");
        let store = json!({ "name": "总保管室", "retired": true });
        all.director.seen(1).put(&of_store, store.clone()).await.expect_problem(409, "store_not_empty");
        all.issue(&chalk, "3").await.expect(201);
        all.custodian.seen(1).put(&of_item, item).await.expect(200);
        all.director.seen(1).put(&of_store, store).await.expect(200);
        let gone = receive(&all.custodian, &all.store, &chalk, "1", "1.00").await.expect_problem(422, "validation_failed");
        assert_eq!(gone["errors"][0]["pointer"], "/store_id");
        assert_eq!(all.custodian.column("/stock-items?retired=true", "name").await, ["粉笔"]);
        assert_eq!(all.custodian.column("/stock-items", "name").await, Vec::<String>::new());
    }
}

on_both_engines! {
    async fn the_same_item_is_there_once_and_its_unit_stays_once_it_was_moved(engine) {
        let all = Storing::open(engine).await;
        let chalk = json!({ "name": "粉笔", "spec": "白色", "unit": "盒", "category": "教学用品" });
        let id = add_item(&all.custodian, chalk.clone()).await;
        let again = json!({ "name": "粉 笔", "spec": "白 色", "unit": "盒", "category": "别的" });
        let problem = all.custodian.post("/stock-items", again).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["code"], "item_exists");
        let path = format!("/stock-items/{id}");
        let by_piece = json!({ "name": "粉笔", "spec": "白色", "unit": "支", "category": "教学用品" });
        let revised = all.custodian.seen(1).put(&path, by_piece).await.expect(200);
        assert_eq!(revised["unit"], "支");
        receive(&all.custodian, &all.store, &id, "5", "5.00").await.expect(201);
        let problem = all.custodian.seen(2).put(&path, chalk).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["code"], "unit_is_fixed");
    }
}

on_both_engines! {
    async fn items_are_found_by_parts_of_their_names_page_by_page(engine) {
        let all = Storing::open(engine).await;
        for (name, spec) in [("复印纸", "A4 70g"), ("复印纸", "A3"), ("彩色粉笔", "40 支"), ("白粉笔", "100%_钙")] {
            add_item(&all.custodian, json!({ "name": name, "spec": spec, "unit": "包", "category": "纸笔" })).await;
        }
        let specs = async |q: &str| {
            let mut found = all.custodian.column(&format!("/stock-items?q={q}"), "spec").await;
            found.sort();
            found
        };
        assert_eq!(specs("粉笔").await, ["100%_钙", "40 支"]);
        assert_eq!(specs("纸%20a4").await, ["A4 70g"]);
        assert_eq!(specs("100%25").await, ["100%_钙"]);
        assert_eq!(specs("%25").await, ["100%_钙"]);
        assert_eq!(specs("_").await, ["100%_钙"]);
        let pages = all.custodian.pages("/stock-items", 1).await;
        let whole = all.custodian.rows("/stock-items").await;
        assert_eq!(pages.iter().map(|row| &row["id"]).collect::<Vec<_>>(), whole.iter().map(|row| &row["id"]).collect::<Vec<_>>());
        assert_eq!(whole.len(), 4);
        // Staff choose from the same, without a word of what it costs.
        let choices = all.teacher.rows("/stock-choices?q=粉笔").await;
        assert_eq!(choices.len(), 2);
        assert!(choices[0].get("balances").is_none() && !choices[0].to_string().contains("value"), "{}", choices[0]);
    }
}

on_both_engines! {
    /// What is below its minimum in all stores together says what is missing: what to ask for.
    async fn what_is_below_its_minimum_is_listed_with_what_is_missing(engine) {
        let all = Storing::open(engine).await;
        let with = |name: &str, minimum| json!({ "name": name, "unit": "盒", "category": "教学用品", "minimum": minimum });
        let chalk = add_item(&all.custodian, with("粉笔", json!("10"))).await;
        let nothing = add_item(&all.custodian, with("墨盒", json!("2"))).await;
        let unwatched = add_item(&all.custodian, with("图钉", json!(null))).await;
        receive(&all.custodian, &all.store, &chalk, "6", "6.00").await.expect(201);
        receive(&all.keeper, &all.small, &chalk, "4", "4.00").await.expect(201);
        let low = async || {
            let rows = all.custodian.rows("/stock-items?below_minimum=true").await;
            rows.iter().map(|row| (text(&row["id"]).to_owned(), text(&row["missing"]).to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(low().await, [(nothing.clone(), "2".to_owned())]);
        act(&all.custodian, "/stock-issues", issue(&all.store, &all.teacher, &chalk, "0.5")).await.expect(201);
        let mut both = vec![(nothing, "2".to_owned()), (chalk, "0.5".to_owned())];
        let mut found = low().await;
        both.sort();
        found.sort();
        assert_eq!(found, both);
        assert!(all.custodian.rows("/stock-items").await.iter().any(|row| row["id"] == unwatched.as_str() && row["missing"].is_null()));
    }
}

on_both_engines! {
    /// The list of one store holds what is or was there, not what only others have.
    async fn items_are_narrowed_to_a_store(engine) {
        let all = Storing::open(engine).await;
        all.stocked("粉笔", "3", "9.00").await;
        let ball = add_item(&all.custodian, json!({ "name": "足球", "unit": "个", "category": "体育" })).await;
        receive(&all.keeper, &all.small, &ball, "2", "20.00").await.expect(201);
        act(&all.keeper, "/stock-issues", issue(&all.small, &all.teacher, &ball, "2")).await.expect(201);
        add_item(&all.custodian, json!({ "name": "跳绳", "unit": "根", "category": "体育" })).await;
        let of = |store: &str| format!("/stock-items?store_id={store}");
        assert_eq!(all.custodian.column(&of(&all.store), "name").await, ["粉笔"]);
        assert_eq!(all.keeper.column(&of(&all.small), "name").await, ["足球"]);
        all.keeper.get(&of(&all.store)).await.expect_problem(404, "not_found");
    }
}

on_both_engines! {
    /// D15: what is in use is not given up; nothing that others name has a way to be deleted, and the database would refuse it.
    async fn d15_master_data_in_use_stay(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "3", "9.00").await;
        let room = all.school.a_room().await;
        let class = json!({ "grade": 3, "number": 2, "size": 40, "class_teacher_id": all.teacher.person_id, "room_id": room });
        all.school.admin.post("/classes", class).await.expect(201);
        let before = Digest::of(&all.school.app.db).await;
        let item = json!({ "name": "粉笔", "unit": "盒", "category": "教学用品", "retired": true });
        all.custodian.seen(1).put(&format!("/stock-items/{chalk}"), item).await.expect_problem(409, "item_on_hand");
        let store = json!({ "name": "总保管室", "retired": true });
        all.director.seen(1).put(&format!("/stores/{}", all.store), store).await.expect_problem(409, "store_not_empty");
        let version = all.school.admin.get(&format!("/locations/{room}")).await.expect(200)["version"].as_i64().unwrap();
        let close = json!({ "reason": "拆除" });
        all.school.admin.seen(version).post(&format!("/locations/{room}/close"), close).await.expect_problem(409, "place_has_class");
        for (by, path) in [
            (&all.custodian, format!("/stock-items/{chalk}")),
            (&all.director, format!("/stores/{}", all.store)),
            (&all.school.admin, format!("/locations/{room}")),
            (&all.school.admin, format!("/people/{}", all.teacher.person_id)),
        ] {
            by.seen(1).delete(&path).await.expect_problem(405, "method_not_allowed");
        }
        before.assert_unchanged(&all.school.app.db, "what is in use was given up").await;
        let raw = all.school.app.db.raw().await;
        for table in ["stock_item", "store", "location", "person"] {
            assert!(raw.execute_unprepared(&format!("DELETE FROM {table}")).await.is_err(), "{table}");
        }
    }
}
