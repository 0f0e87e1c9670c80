//! Menus: one of a meal, written ahead; a change strikes the old one out.

use serde_json::json;
use test_support::text;

use super::{Kitchen, menu, samples};
use crate::on_both_engines;

on_both_engines! {
    async fn a_meal_has_one_menu_and_a_change_is_seen(engine) {
        let all = Kitchen::open(engine).await;
        let first = all.menu("2026-11-24", &["番茄炒蛋", "米饭"]).await;
        assert_eq!(first["late"], false);
        let again = all.manager.post(&all.at("menus"), menu("2026-11-24", "lunch", &["面条"])).await;
        again.expect_problem(409, "menu_there");
        let twice = all.manager.post(&all.at("menus"), menu("2026-11-25", "lunch", &["米饭", "米 饭"])).await;
        assert_eq!(twice.expect_problem(422, "validation_failed")["errors"][0]["pointer"], "/dishes/1/name");
        all.sample(samples(&all.cook, &[("米饭", 130)], None)).await.expect(201);
        let path = format!("/canteen-menus/{}", text(&first["id"]));
        let without = json!({ "reason": "没到货", "dishes": [{ "name": "面条" }] });
        let refused = all.manager.seen(1).post(&format!("{path}/rewrite"), without).await.expect_problem(409, "dish_sampled");
        assert_eq!(refused["detail"], "“米饭”已经留样，不能从食谱里去掉；留样写错的先作废留样。");
        all.manager.seen(1).post(&format!("{path}/strike"), json!({ "reason": "停餐" })).await.expect_problem(409, "dish_sampled");
        let with = json!({ "reason": "鸡蛋没到货", "dishes": [{ "name": "米饭" }, { "name": "红烧豆腐", "quantities": "豆腐 80 g" }] });
        let second = all.manager.seen(1).post(&format!("{path}/rewrite"), with.clone()).await.expect(201);
        assert_eq!((&second["replaces_id"], &second["dishes"][1]["quantities"]), (&first["id"], &json!("豆腐 80 g")));
        all.manager.seen(2).post(&format!("{path}/rewrite"), with).await.expect_problem(409, "struck_already");
        let both = all.manager.rows(&all.at("menus?from=2026-11-24&to=2026-11-24")).await;
        assert_eq!((both.len(), &both[0]["struck"]["reason"], &both[1]["struck"]), (2, &json!("鸡蛋没到货"), &json!(null)));
        assert_eq!(all.day(&all.manager, "2026-11-24").await["meals"][0]["unsampled"], json!(["红烧豆腐"]));
        let late = all.manager.post(&all.at("menus"), menu("2026-11-23", "lunch", &["馒头"])).await.expect(201);
        assert_eq!(late["late"], true);
        // At ten the snack of half past nine is eaten, and dinner is not: what is written when its meal has begun is late.
        let snack = all.manager.post(&all.at("menus"), menu("2026-11-24", "snack", &["牛奶"])).await.expect(201);
        let dinner = all.manager.post(&all.at("menus"), menu("2026-11-24", "dinner", &["面条"])).await.expect(201);
        assert_eq!((&snack["late"], &dinner["late"]), (&json!(true), &json!(false)));
    }
}
