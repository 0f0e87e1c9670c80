//! What is decided and what comes at the same moment: nobody waits for somebody who waits for him, whoever is first.

use serde_json::{Value, json};
use test_support::{Client, Response, text};

use super::{
    approval, approve, ask_for,
    budgets::{allot, budgets_agree, stands},
    draft,
    goods_receipts::{delivered, make as receive, witnessed},
    look,
    orders::{Chain, key},
    step, wish,
};
use crate::on_both_engines;

/// Each of the two may be first; once is no race.
const TIMES: usize = 10;

/// What could not wait, ordered by two while it is decided, all of it here and signed for by the first of two; with its receipt.
async fn here_already(school: &Chain, name: &str, quantity: &str, price: &str) -> (Value, Value) {
    let teacher = &school.all.teacher;
    let drafted = draft(teacher, wish(name, quantity, price)).await;
    let asked = step(teacher, &drafted, "submit", json!({ "emergency": "水管爆裂，厨房停水" })).await.expect(200);
    let order = school.ordered(&asked, &[(0, quantity, price)]).await;
    let line = json!({ "position": 0, "delivered": quantity, "accepted": quantity, "destination": { "kind": "used" } });
    let receipt = receive(&school.keeper, witnessed(delivered(&order, json!([line])), teacher)).await.expect(201);
    (asked, receipt)
}

/// The last signature, without looking first.
async fn sign(by: &Client, receipt: &Value) -> Response {
    let path = format!("/goods-receipts/{}/sign", text(&receipt["id"]));
    by.seen(receipt["version"].as_i64().unwrap()).with("idempotency-key", key()).post(&path, json!({})).await
}

on_both_engines! {
    /// Of several approvals the first takes the budget, which the goods wait for; the second wants the order, which the goods hold.
    async fn several_are_approved_while_goods_of_one_of_them_are_accepted(engine) {
        let school = Chain::open(engine).await;
        let (teacher, director) = (&school.all.teacher, &school.all.director);
        allot(school.all.principal(), "public", "2000.00").await.expect(201);
        for n in 0..TIMES {
            let plain = ask_for(teacher, &format!("拖把{n}"), "30").await;
            let (urgent, receipt) = here_already(&school, &format!("水泵{n}"), "1", "90").await;
            let items = [&plain, &urgent].map(|request| json!({ "id": request["approval_id"], "version": 1 }));
            let many = director.with("idempotency-key", key());
            let approved = async { many.post("/approvals/approve", json!({ "items": items })).await.expect(200) };
            let (fates, _) = tokio::join!(approved, async { sign(teacher, &receipt).await.expect(200) });
            assert!(fates["items"].as_array().unwrap().iter().all(|fate| fate["approved"] == true), "{fates}");
            let states = [look(teacher, &plain).await, look(teacher, &urgent).await].map(|request| text(&request["state"]).to_owned());
            assert_eq!(states, ["approved", "closed"], "round {n}");
        }
        stands(director, ["300.00", "0.00", "900.00", "800.00"]).await;
        budgets_agree(&school.all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    /// The last goods and the last approval: whichever comes second closes it.
    async fn an_emergency_is_closed_by_its_last_approval_or_its_last_goods(engine) {
        let school = Chain::open(engine).await;
        let (teacher, director, principal) = (&school.all.teacher, &school.all.director, school.all.principal());
        allot(principal, "public", "30000.00").await.expect(201);
        for n in 0..TIMES {
            let (urgent, receipt) = here_already(&school, &format!("水泵{n}"), "3", "900").await;
            for by in [director, &school.all.vice] {
                approve(by, &urgent).await;
            }
            let seen = principal.seen(approval(principal, &urgent).await["version"].as_i64().unwrap());
            let path = format!("/approvals/{}/approve", text(&urgent["approval_id"]));
            let decided = async { seen.post(&path, json!({})).await.expect(200) };
            tokio::join!(decided, async { sign(teacher, &receipt).await.expect(200) });
            let ended = look(teacher, &urgent).await;
            assert_eq!((text(&ended["state"]), &ended["reason"], text(&ended["ordered"])), ("closed", &json!(null), "bought"), "round {n}");
        }
        stands(director, ["0.00", "0.00", "27000.00", "3000.00"]).await;
        budgets_agree(&school.all.school.app.db.raw().await).await;
    }
}
