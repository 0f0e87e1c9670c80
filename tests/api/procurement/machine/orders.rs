//! Orders: by two, or by one for whom somebody signs; confirmed, cancelled, closed short.

use serde_json::json;
use test_support::Response;

use super::{
    Act,
    money::{Bought, End, Ordered},
    world::{World, exception, pick, pieces, yuan},
};
use crate::procurement::orders::{make, order_step};

impl World {
    /// One line or both, at the price that was asked or a little beside it: cheaper, the same, or dearer.
    pub(super) async fn order(&mut self, act: Act, alone: bool) -> Option<Response> {
        let request = act.which.checked_rem(self.requests.len())?;
        let asked = &self.requests[request];
        let first = usize::try_from(act.fen).unwrap() % asked.lines.len();
        let chosen = if act.other { 0..asked.lines.len() } else { first..first + 1 };
        let beside = [0, 0, -1, -3, 1][act.which % 5];
        let bought: Vec<(usize, i64)> = chosen.map(|line| (line, (asked.lines[line].1 + beside).max(1))).collect();
        let quantity = pieces(act.halves);
        let prices: Vec<String> = bought.iter().map(|(_, price)| yuan(*price)).collect();
        let position = |line: &usize| u32::try_from(*line).unwrap();
        let lines: Vec<(u32, &str, &str)> =
            bought.iter().zip(&prices).map(|((line, _), price)| (position(line), quantity.as_str(), price.as_str())).collect();
        let mut body = self.school.written(&asked.view, &lines);
        if alone {
            (body["other_buyer_id"], body["exception"]) = (json!(null), exception("SD4", &self.school.keeper));
        }
        let allowed = asked.may_be_ordered();
        let answer = make(&self.school.custodian, body).await;
        if answer.status.is_success() {
            assert!(allowed, "{act:?}: ordered of what is neither approved nor an emergency, or not compared");
            let lines = bought.iter().map(|(of, price)| Bought::new(*of, act.halves, *price)).collect();
            self.orders.push(Ordered { view: answer.json(), request, lines, alone, end: None });
        }
        Some(answer)
    }

    /// Where one buys alone nobody has to confirm: whoever tries is told so, and the helper sees nothing of it.
    pub(super) async fn confirm(&self, act: Act) -> Option<Response> {
        let order = pick(&self.orders, act.which)?;
        let by = if order.alone { &self.school.custodian } else { &self.school.helper };
        Some(order_step(by, &order.view, "confirm", json!({})).await)
    }

    /// By whoever was named; of the other orders nobody was.
    pub(super) async fn cosign_order(&self, act: Act) -> Option<Response> {
        Some(order_step(&self.school.keeper, &pick(&self.orders, act.which)?.view, "cosign", json!({})).await)
    }

    pub(super) async fn end(&mut self, act: Act, name: &str, end: End) -> Option<Response> {
        let index = act.which.checked_rem(self.orders.len())?;
        let answer = order_step(&self.school.custodian, &self.orders[index].view, name, json!({ "reason": "用不着了" })).await;
        if answer.status.is_success() {
            self.orders[index].end = Some(end);
        }
        Some(answer)
    }
}
