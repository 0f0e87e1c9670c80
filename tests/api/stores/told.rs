//! Whoever something goes out to hears of it and sees what it was; nothing goes out in somebody's name unheard.

use serde_json::{Value, json};
use test_support::{Client, text};

use super::{Storing, act, issue};
use crate::{on_both_engines, procurement::decide};

/// What somebody was told under a topic, the newest first.
async fn told(all: &Storing, client: &Client, topic: &str) -> Vec<Value> {
    all.school.app.deliver().await;
    client.rows("/notices").await.into_iter().filter(|notice| notice["topic"] == topic).collect()
}

const ISSUED: &str = "stock_document.issued";
const COLLECTED: &str = "requisition.collected";

on_both_engines! {
    async fn whoever_receives_over_the_counter_hears_of_it_and_opens_it_by_the_link(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "30", "90.00").await;
        let out = all.issue(&chalk, "3").await.expect(201);
        let (id, number) = (text(&out["id"]), text(&out["number"]));
        let news = told(&all, &all.teacher, ISSUED).await;
        assert_eq!(news.len(), 1);
        assert_eq!(text(&news[0]["text"]), format!("您领用了 粉笔 3 盒（{number}，经手 吴保管）。不是您领的，请告诉总务主任。"));
        assert_eq!(text(&news[0]["link"]), format!("/requisitions/received/{id}"));
        assert_eq!(told(&all, &all.custodian, ISSUED).await.len(), 0, "who handed it out knows");
        // What the link shows is his, without what it cost; the store's own page is not.
        let mine = all.teacher.get(&format!("/me/stock-issues/{id}")).await.expect(200);
        assert_eq!((&mine["number"], &mine["lines"][0]["quantity"], &mine["recorded_by"]["name"]), (&out["number"], &json!("3"), &json!("吴保管")));
        assert!(!mine.to_string().contains("value"), "{mine}");
        all.teacher.get(&format!("/stock-documents/{id}")).await.expect_problem(403, "forbidden");
        assert_eq!(all.teacher.column("/me/stock-issues", "number").await, [number]);
        // It is nobody else's, whatever he may see of stores.
        for other in [&all.director, &all.custodian, &all.keeper] {
            other.get(&format!("/me/stock-issues/{id}")).await.expect_problem(404, "not_found");
            assert_eq!(other.rows("/me/stock-issues").await, Vec::<Value>::new());
        }
    }
}

on_both_engines! {
    async fn many_things_are_named_by_the_first_and_who_does_not_want_to_hear_is_not_told(engine) {
        let all = Storing::open(engine).await;
        let mut lines = Vec::new();
        for name in ["粉笔", "红笔", "订书机", "胶水"] {
            let item = all.stocked(name, "30", "90.00").await;
            lines.push(json!({ "item_id": item, "quantity": "1.5" }));
        }
        let mut body = issue(&all.store, &all.teacher, "", "");
        body["lines"] = json!(lines);
        let out = act(&all.custodian, "/stock-issues", body.clone()).await.expect(201);
        let english = all.teacher.with("accept-language", "en");
        let news = told(&all, &english, ISSUED).await;
        let said = format!(
            "You received 粉笔 1.5 盒, 红笔 1.5 盒, 订书机 1.5 盒 and 1 more ({}, handed out by 吴保管). If you did not, tell: Logistics director.",
            text(&out["number"])
        );
        assert_eq!(text(&news[0]["text"]).to_lowercase(), said.to_lowercase());
        let muted = json!({ "mail": "off", "muted": [ISSUED] });
        all.teacher.seen(0).put("/me/notice-preferences", muted).await.expect(200);
        act(&all.custodian, "/stock-issues", body).await.expect(201);
        assert_eq!(told(&all, &all.teacher, ISSUED).await.len(), 1);
        assert_eq!(all.teacher.pages("/me/stock-issues", 1).await.len(), 2);
    }
}

on_both_engines! {
    /// Of a requisition that another collects both hear: he who received, and he who asked.
    async fn whoever_asked_hears_who_collected_it(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "30", "90.00").await;
        for (receiver, collected) in [(&all.teacher, 0), (&all.keeper, 1)] {
            let wish = json!({ "purpose": "期末", "lines": [{ "item_id": chalk, "quantity": "8" }] });
            let asked = all.teacher.post("/requisitions", wish).await.expect(201);
            decide(&all.director, &asked, "approve", json!({})).await.expect(200);
            let path = format!("/requisitions/{}", text(&asked["id"]));
            let version = all.custodian.get(&path).await.expect(200)["version"].as_i64().unwrap();
            let handed = json!({ "store_id": all.store, "confirmation": "on_device", "receiver_id": receiver.person_id });
            let done = act(&all.custodian.seen(version), &format!("{path}/issue"), handed).await.expect(200);
            assert_eq!(told(&all, receiver, ISSUED).await.len(), 1);
            let news = told(&all, &all.teacher, COLLECTED).await;
            assert_eq!(news.len(), collected);
            if let Some(news) = news.first() {
                let number = text(&done["document"]["number"]);
                assert_eq!(text(&news["text"]), format!("您申领的由 孙保管 领走了：粉笔 8 盒（{number}，经手 吴保管）。"));
                assert_eq!(text(&news["link"]), path);
            }
        }
    }
}

on_both_engines! {
    /// Two classes of one teacher on one day are one message; a class that got nothing is none.
    async fn a_class_teacher_hears_once_of_all_sheets_of_an_act(engine) {
        let all = Storing::open(engine).await;
        let mut classes = Vec::new();
        for (number, teacher) in [(1, &all.teacher), (2, &all.teacher), (3, &all.director)] {
            let class = json!({ "grade": 1, "number": number, "size": 40, "class_teacher_id": teacher.person_id });
            classes.push(all.school.admin.post("/classes", class).await.expect(201)["id"].clone());
        }
        let broom = all.stocked("扫把", "3", "35.00").await;
        let book = all.stocked("练习本", "78", "50.00").await;
        let lines = json!([
            { "item_id": broom, "quantities": ["2", "1", "1"] },
            { "item_id": book, "quantities": ["40", "38", "40"] },
        ]);
        let body = json!({ "store_id": all.store, "purpose": "开学发放", "class_ids": classes, "lines": lines });
        act(&all.custodian, "/stock-distributions", body).await.expect(201);
        let news = told(&all, &all.teacher, ISSUED).await;
        assert_eq!(news.len(), 1);
        assert!(text(&news[0]["text"]).starts_with("您领用了 扫把 3 盒、练习本 78 盒（LY20261124-000"), "{}", news[0]);
        assert!(text(&news[0]["text"]).contains("等 2 张"), "{}", news[0]);
        assert_eq!(text(&news[0]["link"]), "/requisitions/received");
        assert_eq!(all.teacher.rows("/me/stock-issues").await.len(), 2);
        assert_eq!(told(&all, &all.director, ISSUED).await.len(), 0, "nothing was left for that class");
        assert_eq!(all.director.rows("/me/stock-issues").await, Vec::<Value>::new(), "and nothing was received for it");
    }
}
