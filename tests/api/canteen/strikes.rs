//! Who strikes out what somebody else wrote down, and that he hears of it.

use serde_json::{Value, json};
use test_support::{Client, text};

use super::{Kitchen, accompanied, disinfection, keyed, meeting, menu};
use crate::on_both_engines;

fn strike(record: &Value) -> String {
    format!("/canteen-records/{}/strike", text(&record["id"]))
}

/// What somebody was told of his records that others struck out.
async fn told(all: &Kitchen, who: &Client) -> Vec<String> {
    all.school.app.deliver().await;
    let notices = who.rows("/notices").await;
    notices.iter().filter(|one| one["topic"] == "canteen_record.struck_out").map(|one| text(&one["text"]).to_owned()).collect()
}

on_both_engines! {
    async fn the_kitchen_does_not_strike_out_what_others_said_of_it(engine) {
        let all = Kitchen::open(engine).await;
        let vice = all.school.person("高校长", &["vice_principal"]).await;
        let parent = all.school.person("家长甲", &["meal_committee"]).await;
        let ate = keyed(&parent).post(&all.at("accompanied-meals"), accompanied(json!([]))).await.expect(201);
        let survey = json!({ "of_whom": "pupils", "asked": 200, "answered": 180, "satisfied": 65 });
        let asked = all.officer.post(&all.at("surveys"), survey).await.expect(201);
        let outside = json!({ "authority": "market", "inspectors": "县市场监管局 张三", "result": "pass" });
        let outside = keyed(&all.director).post(&all.at("outside-inspections"), outside).await.expect(201);
        let met = all.director.post(&all.at("meetings"), meeting("2026-11-20")).await.expect(201);
        let others = [
            strike(&ate),
            strike(&asked),
            format!("/outside-inspections/{}/strike", text(&outside["id"])),
            format!("/canteen-meetings/{}/strike", text(&met["id"])),
        ];
        let reason = json!({ "reason": "同一餐登记了两次" });
        for path in &others {
            all.manager.seen(1).post(path, reason.clone()).await.expect_problem(403, "of_the_kitchen");
        }
        parent.seen(1).post(&others[1], reason.clone()).await.expect_problem(403, "not_yours");
        let seen = all.manager.get(&format!("/canteen-records/{}", text(&ate["id"]))).await.expect(200);
        assert_eq!(seen["may_strike"], false);
        for path in &others {
            vice.seen(1).post(path, reason.clone()).await.expect(200);
        }
        let first = "高校长 作废了您的2026-11-24 午餐陪餐（第一食堂）：同一餐登记了两次。不对的话，请重新登记，并告诉总务主任或校长。";
        assert_eq!(told(&all, &parent).await, [first]);
        assert_eq!((told(&all, &all.officer).await.len(), told(&all, &all.director).await.len(), told(&all, &vice).await.len()), (1, 2, 0));
        // Whoever is of the kitchen and of the office at once is of the kitchen.
        let both = all.school.person("兼职", &["vice_principal", "canteen_manager"]).await;
        let again = keyed(&parent).post(&all.at("accompanied-meals"), accompanied(json!([]))).await.expect(201);
        both.seen(1).post(&strike(&again), reason.clone()).await.expect_problem(403, "of_the_kitchen");
        // His own each strikes out himself, and nobody is told what he did.
        parent.seen(1).post(&strike(&again), reason).await.expect(200);
        assert_eq!(told(&all, &parent).await.len(), 1);
    }
}

on_both_engines! {
    /// The work of the kitchen is put right by the kitchen; whoever wrote it down hears of it, and so does he in whose name it was.
    async fn whoever_wrote_something_down_hears_that_it_was_struck_out(engine) {
        let all = Kitchen::open(engine).await;
        let reason = json!({ "reason": "写错了" });
        let wiped = all.officer.post(&all.at("disinfections"), disinfection(&all.cook)).await.expect(201);
        all.director.seen(1).post(&strike(&wiped), reason.clone()).await.expect_problem(403, "not_yours");
        all.manager.seen(1).post(&strike(&wiped), reason.clone()).await.expect(200);
        let planned = all.officer.post(&all.at("menus"), menu("2026-11-25", "dinner", &["面条"])).await.expect(201);
        let path = format!("/canteen-menus/{}/strike", text(&planned["id"]));
        all.manager.seen(1).post(&path, reason.clone()).await.expect(200);
        let news = told(&all, &all.officer).await;
        assert_eq!(news.len(), 2);
        assert!(news.iter().any(|one| one.contains("2026-11-25 晚餐食谱")), "{news:?}");
        // In the principal's name by the manager: the principal strikes it out as well as the manager, who hears of it.
        let mut named = accompanied(json!([]));
        named["companion_id"] = json!(all.school.principal.person_id);
        let [first, second] = [named.clone(), named];
        let first = keyed(&all.manager).post(&all.at("accompanied-meals"), first).await.expect(201);
        let second = keyed(&all.manager).post(&all.at("accompanied-meals"), second).await.expect(201);
        all.school.principal.seen(1).post(&strike(&first), reason.clone()).await.expect(200);
        all.manager.seen(1).post(&strike(&second), reason).await.expect(200);
        assert_eq!((told(&all, &all.manager).await.len(), told(&all, &all.school.principal).await.len()), (1, 1));
    }
}
