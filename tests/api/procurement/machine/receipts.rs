//! Goods receipts: by one, by two, or by a buyer for whom somebody signs; accepted, cancelled, entered into the accounts.

use serde_json::{Value, json};
use test_support::{Client, Response};

use super::{
    Act,
    shelf::Holding,
    world::{World, exception, pick, pieces},
};
use crate::{
    files::samples,
    procurement::goods_receipts::{delivered, make, receipt_step, witnessed},
};

/// What came of one line of an order.
pub(super) struct Delivery {
    view: Value,
    order: usize,
    line: usize,
    /// Halves.
    accepted: i64,
    /// Of which item it comes to lie in the main store.
    item: Option<usize>,
    witnessed: bool,
    /// A buyer accepts it, and somebody signs for that.
    alone: bool,
}

impl World {
    /// Something of one line, half a piece of it refused or not, as a card, a lot or used up; by one, by two, or by the buyer.
    pub(super) async fn receive(&mut self, act: Act, alone: bool) -> Option<Response> {
        let order = act.which.checked_rem(self.orders.len())?;
        let ordered = &self.orders[order];
        let line = usize::try_from(act.fen).unwrap() % ordered.lines.len();
        let refused = i64::from(act.other && act.halves > 0);
        let (accepted, item) = (act.halves - refused, act.which % 2);
        let destination = match act.fen % 3 {
            0 => json!({ "kind": "cards", "category_code": "A05010304", "single": act.which.is_multiple_of(2) }),
            1 => json!({ "kind": "stock", "store_id": self.stores[0], "item_id": self.items[item] }),
            _ => json!({ "kind": "used" }),
        };
        let mut came = json!({
            "position": line, "delivered": pieces(act.halves), "accepted": pieces(accepted), "destination": destination,
        });
        let by = if alone { &self.school.custodian } else { &self.school.keeper };
        if refused > 0 {
            let photo = by.upload("破损.jpg", "image/jpeg", samples::jpeg(90, 60)).await.expect(201);
            came["refusal_reason"] = json!("破损");
            came["refusal_upload_ids"] = json!([photo["id"]]);
        }
        let mut body = delivered(&ordered.view, json!([came]));
        let by_two = !alone && act.fen % 4 != 0;
        if by_two {
            body = witnessed(body, &self.school.all.teacher);
        }
        if alone {
            body["exception"] = exception("SD2", &self.school.all.teacher);
        }
        let answer = make(by, body).await;
        if answer.status.is_success() {
            let view = answer.json();
            let whole = view["state"] == "accepted";
            let item = (act.fen % 3 == 1).then_some(item);
            self.receipts.push(Delivery { view, order, line, accepted, item, witnessed: by_two, alone });
            if whole {
                self.arrived(self.receipts.len() - 1);
            }
        }
        Some(answer)
    }

    pub(super) async fn sign(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.receipts.len())?;
        let by = if self.receipts[index].witnessed { &self.school.all.teacher } else { &self.school.keeper };
        let answer = receipt_step(by, &self.receipts[index].view, "sign", json!({})).await;
        self.signed(index, &answer);
        Some(answer)
    }

    /// By the teacher, who was named; of the other receipts nobody was.
    pub(super) async fn cosign_receipt(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.receipts.len())?;
        let by = if self.receipts[index].alone { &self.school.all.teacher } else { &self.school.keeper };
        let answer = receipt_step(by, &self.receipts[index].view, "cosign", json!({})).await;
        self.signed(index, &answer);
        Some(answer)
    }

    pub(super) async fn cancel_receipt(&self, act: Act) -> Option<Response> {
        let receipt = pick(&self.receipts, act.which)?;
        Some(receipt_step(self.maker_of(receipt), &receipt.view, "cancel", json!({ "reason": "用不着了" })).await)
    }

    pub(super) async fn post_receipt(&self, act: Act) -> Option<Response> {
        let voucher = json!({ "mode": "own", "voucher_no": "记-11-32", "posted_on": "2026-11-24" });
        Some(receipt_step(&self.school.bursar, &pick(&self.receipts, act.which)?.view, "post", voucher).await)
    }

    const fn maker_of(&self, receipt: &Delivery) -> &Client {
        if receipt.alone { &self.school.custodian } else { &self.school.keeper }
    }

    /// A signature that was taken was the last one.
    fn signed(&mut self, index: usize, answer: &Response) {
        if answer.status.is_success() {
            assert_eq!(answer.json()["state"], "accepted");
            self.arrived(index);
        }
    }

    /// The order took it, and what is stock lies on the shelf at what it cost.
    fn arrived(&mut self, receipt: usize) {
        let Delivery { order, line, accepted, item, .. } = self.receipts[receipt];
        let fen = self.orders[order].lines[line].accept(accepted);
        if let Some(item) = item {
            self.shelf.entry((0, item)).or_default().put(Holding { halves: accepted, fen });
        }
    }
}
