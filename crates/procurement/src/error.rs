//! What procurement refuses, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};

use crate::request::phase::Refusal;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProcurementError {
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error("a line of nothing")]
    NothingToPay(usize),
    #[error("an amount beyond what the product counts")]
    TooMuch(usize),
    #[error("needed by a day that is over")]
    DayIsOver,
    #[error("idle things or stock were found and not answered for")]
    ReuseUnanswered,
    #[error("an emergency without a word why")]
    EmergencyUnexplained,
    #[error("a request that {0} orders")]
    Ordered(String),
    #[error("a request of which {0} bought something")]
    Bought(String),
    #[error("a request that is not approved and of which {0} bought something")]
    BoughtUnapproved(String),
}

impl From<ProcurementError> for Problem {
    fn from(error: ProcurementError) -> Self {
        match error {
            ProcurementError::Refused(refusal) => refused(refusal),
            ProcurementError::NothingToPay(line) => Self::invalid(
                format!("/lines/{line}/unit_price"),
                "nothing_to_pay",
                "金额应大于 0。",
                "The amount must be more than nothing.",
            ),
            ProcurementError::TooMuch(line) => {
                Self::invalid(format!("/lines/{line}/quantity"), "too_much", "金额太大，请检查数量和单价。", "The amount is too large.")
            }
            ProcurementError::DayIsOver => {
                Self::invalid("/needed_by", "in_the_past", "需要日期不能早于今天。", "The day cannot be before today.")
            }
            ProcurementError::ReuseUnanswered => Self::invalid(
                "/reuse",
                "reuse_unanswered",
                "学校里有闲置的或库存的同类物品，请说明为什么还要买。",
                "Things of this kind stand idle or lie in the stores here: say why they will not do.",
            ),
            ProcurementError::EmergencyUnexplained => Self::invalid(
                "/emergency",
                "reason_too_short",
                "请写明为什么等不及审批。",
                "Say in a few words why it cannot wait for the approvals.",
            ),
            ProcurementError::Ordered(number) => Self::conflict(
                "already_ordered",
                Text::new(
                    format!("已经按这份申请下单：{number}。请先取消采购单。"),
                    format!("It is ordered already: {number}. Cancel the order first."),
                ),
            ),
            ProcurementError::Bought(number) => Self::conflict(
                "already_ordered",
                Text::new(
                    format!("已经按这份申请买了东西：{number}。余下的不买了，就结束申请。"),
                    format!("Something of it is bought already: {number}. If the rest is not bought, close the request."),
                ),
            ),
            ProcurementError::BoughtUnapproved(number) => Self::conflict(
                "already_ordered",
                Text::new(
                    format!("已经按这份申请买了东西：{number}，不能撤回、取消或改内容。"),
                    format!("Something was bought of it already: {number}. It is neither taken back, cancelled nor revised."),
                ),
            ),
        }
    }
}

fn refused(refusal: Refusal) -> Problem {
    let text = refusal.text();
    match refusal {
        Refusal::WrongPhase(_) => Problem::conflict("illegal_transition", text),
        Refusal::NotYours | Refusal::DoesNotBuy => Problem::new(StatusCode::FORBIDDEN, "not_yours", Text::clone(&text)),
        Refusal::Ordered => Problem::conflict("already_ordered", text),
        Refusal::StillOpen => Problem::conflict("order_open", text),
        Refusal::NothingBought => Problem::conflict("nothing_bought", text),
    }
}
