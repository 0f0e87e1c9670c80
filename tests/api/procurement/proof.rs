//! Accepting, entering into the accounts and co-signing ask once more who one is, when the last proof is older than twelve hours.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Digest, PASSWORD, School, text};

use super::{
    goods_receipts::{delivered, make as receive, receipt_step, witnessed},
    orders::{Chain, key, make, order_step},
};
use crate::{identity::sessions::renewed, on_both_engines};

fn used(position: u32, quantity: &str) -> Value {
    json!([{ "position": position, "delivered": quantity, "accepted": quantity, "destination": { "kind": "used" } }])
}

/// The same session half a day later, kept alive by being used.
pub(crate) async fn kept_alive(school: &School, clients: Vec<&Client>) -> Vec<Client> {
    school.app.advance(TimeDelta::hours(11));
    let mut used = Vec::new();
    for client in clients {
        used.push(renewed(school, client).await);
    }
    school.app.advance(TimeDelta::hours(1));
    let mut again = Vec::new();
    for client in &used {
        again.push(renewed(school, client).await);
    }
    again
}

on_both_engines! {
    /// Decision 6: what was read stays open, what is signed for waits for the proof, and one proof is good for all that follows.
    async fn accepting_posting_and_cosigning_wait_for_a_fresh_proof(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        let chairs = school.ordered(&request, &[(0, "50", "30")]).await;
        let waits = receive(&school.keeper, witnessed(delivered(&chairs, used(0, "20")), &school.all.teacher)).await.expect(201);
        let done = receive(&school.keeper, witnessed(delivered(&chairs, used(0, "10")), &school.all.teacher)).await.expect(201);
        let done = receipt_step(&school.all.teacher, &done, "sign", json!({})).await.expect(200);
        let mut alone = school.written(&request, &[(1, "20", "20")]);
        alone["other_buyer_id"] = json!(null);
        alone["exception"] = json!({ "rule": "SD4", "reason": "其他人都在外地培训", "cosigner_id": school.keeper.person_id });
        let excepted = make(&school.custodian, alone).await.expect(201);

        let awake = kept_alive(&school.all.school, vec![&school.all.teacher, &school.keeper, &school.bursar]).await;
        let [teacher, keeper, bursar] = [&awake[0], &awake[1], &awake[2]];
        let voucher = json!({ "mode": "own", "voucher_no": "记-1", "posted_on": "2026-11-24" });
        let before = Digest::of(&school.all.school.app.db).await;
        receipt_step(teacher, &waits, "sign", json!({})).await.expect_problem(403, "step_up_required");
        receipt_step(teacher, &waits, "cancel", json!({ "reason": "点错了" })).await.expect_problem(403, "step_up_required");
        receive(keeper, witnessed(delivered(&chairs, used(0, "5")), teacher)).await.expect_problem(403, "step_up_required");
        order_step(keeper, &excepted, "cosign", json!({})).await.expect_problem(403, "step_up_required");
        receipt_step(bursar, &done, "post", voucher.clone()).await.expect_problem(403, "step_up_required");
        before.assert_unchanged(&school.all.school.app.db, "a signature without a proof").await;
        // Reading asks nobody.
        assert!(!keeper.rows("/goods-receipts").await.is_empty() && !keeper.rows("/purchase-orders").await.is_empty());

        for by in [teacher, keeper, bursar] {
            by.post("/session/step-up", json!({ "password": PASSWORD })).await.expect(204);
        }
        receipt_step(teacher, &waits, "sign", json!({})).await.expect(200);
        order_step(keeper, &excepted, "cosign", json!({})).await.expect(200);
        receipt_step(bursar, &done, "post", voucher).await.expect(200);
    }
}

on_both_engines! {
    /// Whose role does not let him sign is not asked for a proof, and not let in by one.
    async fn a_repair_worker_and_the_bookkeeper_cosign_nothing(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        let mut alone = school.written(&request, &[(0, "50", "30")]);
        alone["other_buyer_id"] = json!(null);
        alone["exception"] = json!({ "rule": "SD4", "reason": "其他人都在外地培训", "cosigner_id": school.keeper.person_id });
        let excepted = make(&school.custodian, alone).await.expect(201);
        let path = format!("/purchase-orders/{}/cosign", text(&excepted["id"]));
        for by in [&school.helper, &school.bursar] {
            let problem = by.seen(1).with("idempotency-key", key()).post(&path, json!({})).await.expect_problem(403, "forbidden");
            assert_eq!(problem["permission"], "exceptions.cosign");
        }
    }
}
