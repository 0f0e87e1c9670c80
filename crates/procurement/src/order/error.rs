//! What is refused about orders, in words.

use axum::http::StatusCode;
use chrono::NaiveDate;
use kernel::{Money, Problem, Text};

use super::{phase::Refusal, rules::Against};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OrderError {
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error("cannot be ordered: {0:?}")]
    Against(Against),
    #[error("an order of what is not approved")]
    NotApproved,
    #[error("an order before the quotes that it needs are settled")]
    QuotesNeeded,
    #[error("another supplier than the quote that was taken")]
    OtherSupplier(String),
    #[error("an order of a suspended supplier")]
    Suspended { reason: Option<String> },
    #[error("an order of a supplier whose licence {number} is over since {since}")]
    LicenceExpired { licence: Text, number: String, since: NaiveDate },
    #[error("two people have to buy from {0} on")]
    TwoBuyers(Money),
    #[error("one person as both buyers")]
    SamePerson,
    #[error("an approver as a buyer")]
    ApproverBuys(&'static str),
    #[error("a buyer who is still to approve")]
    WillApprove(&'static str),
    #[error("expected on a day that is over")]
    DayIsOver,
}

impl From<OrderError> for Problem {
    fn from(error: OrderError) -> Self {
        use OrderError as E;
        match error {
            E::Refused(refusal) => refused(refusal),
            E::Against(against) => refused_line(against),
            E::NotApproved => Self::conflict(
                "request_not_approved",
                Text::fixed(
                    "采购申请批准以后才能下单；已取消、已办结的申请不再下单。",
                    "Only what is approved, and neither cancelled nor closed, is ordered.",
                ),
            ),
            E::QuotesNeeded => Self::conflict(
                "quotes_needed",
                Text::fixed("这份申请要先比价、选定供应商，才能下单。", "Its quotes have to be compared and settled before it is ordered."),
            ),
            E::OtherSupplier(name) => field(
                "/supplier_id",
                "not_the_settled_supplier",
                Text::new(
                    format!("询价选定的是“{name}”。要换一家，请先重新询价。"),
                    format!("The quote of “{name}” was taken. Open the quotes again to take another one."),
                ),
            ),
            E::Suspended { reason } => {
                let reason = reason.unwrap_or_default();
                let (zh, en) =
                    if reason.is_empty() { (String::new(), String::new()) } else { (format!("（{reason}）"), format!(" ({reason})")) };
                field(
                    "/supplier_id",
                    "supplier_suspended",
                    Text::new(
                        format!("这个供应商已暂停供货{zh}，不能下单。"),
                        format!("This supplier is suspended{en}: nothing is ordered of it."),
                    ),
                )
            }
            E::LicenceExpired { licence, number, since } => Self::conflict(
                "licence_expired",
                Text::new(
                    format!("这个供应商的“{}”（{number}）已于 {since} 到期，请先登记新的。", licence.zh),
                    format!("The {} ({number}) of this supplier expired on {since}: enter the new one first.", licence.en),
                ),
            ),
            E::TwoBuyers(limit) => field(
                "/other_buyer_id",
                "two_buyers",
                Text::new(
                    format!("同一申请的采购单合计 {limit} 元起要两个人去买，请再选一位采购人；确实只有一个人的，写明原因请人会签。"),
                    format!(
                        "From {limit} on for all orders of a request two people buy: name the other one, or say why not and who co-signs."
                    ),
                ),
            ),
            E::SamePerson => field(
                "/other_buyer_id",
                "same_person",
                Text::fixed(
                    "两位采购人不能是同一人，也不能互为代理人。",
                    "The two buyers cannot be one person, nor one who stands in for the other.",
                ),
            ),
            E::ApproverBuys("") => Self::new(StatusCode::FORBIDDEN, "approver_buys", approver_buys()),
            E::ApproverBuys(pointer) => field(pointer, "approver_buys", approver_buys()),
            E::WillApprove("") => Self::new(StatusCode::FORBIDDEN, "approver_buys", will_approve()),
            E::WillApprove(pointer) => field(pointer, "approver_buys", will_approve()),
            E::DayIsOver => {
                Self::invalid("/expected_on", "in_the_past", "到货日期不能早于今天。", "The day of delivery cannot be before today.")
            }
        }
    }
}

fn will_approve() -> Text {
    Text::fixed("这份申请还要由他审批，不能由他采购。", "Who is still to approve the request does not buy.")
}

fn approver_buys() -> Text {
    Text::fixed("批准这份申请的人不能采购。", "Who approved the request does not buy.")
}

fn field(pointer: impl Into<String>, code: &'static str, text: Text) -> Problem {
    Problem::refused("validation_failed", text.clone()).field(pointer, code, text)
}

fn refused(refusal: Refusal) -> Problem {
    let text = refusal.text();
    match refusal {
        Refusal::WrongPhase(_) | Refusal::Confirmed | Refusal::Cosigned => Problem::conflict("illegal_transition", text),
        Refusal::Inspected => Problem::conflict("being_inspected", text),
        Refusal::BoughtIt => Problem::new(StatusCode::FORBIDDEN, "buyer_accepts", text),
        Refusal::NotABuyer | Refusal::NotTheCosigner | Refusal::DoesNotOrder | Refusal::DoesNotAccept => {
            Problem::new(StatusCode::FORBIDDEN, "not_yours", text)
        }
    }
}

fn refused_line(against: Against) -> Problem {
    let at = |line: usize, field: &str| format!("/lines/{line}/{field}");
    match against {
        Against::NoSuchLine(line) => Problem::invalid(
            at(line, "position"),
            "no_such_line",
            "申请里没有这一行，请刷新页面。",
            "The request has no such line; reload the page.",
        ),
        Against::LineTwice(line) => {
            Problem::invalid(at(line, "position"), "duplicate", "同一行只能写一次。", "A line of the request is named once.")
        }
        Against::NothingToPay(line) => {
            Problem::invalid(at(line, "unit_price"), "nothing_to_pay", "金额应大于 0。", "The amount must be more than nothing.")
        }
        Against::TooMuch(line) => Problem::invalid(
            at(line, "quantity"),
            "too_much",
            "金额太大，请检查数量和单价。",
            "The amount is too large; check quantity and price.",
        ),
        Against::BeyondQuantity { line, left } => field(
            at(line, "quantity"),
            "beyond_approval",
            Text::new(format!("批准的数量里只剩 {left} 还没下单。"), format!("Of the approved quantity only {left} are not ordered yet.")),
        ),
        Against::BeyondQuote { line, quoted } => field(
            at(line, "unit_price"),
            "beyond_quote",
            Text::new(
                format!("选定的报价是 {quoted} 元，不能更贵。"),
                format!("The quote that was taken is {quoted}: it cannot be dearer."),
            ),
        ),
        Against::BeyondApproval { approved, ordered } => {
            let text = Text::new(
                format!("连同已下的单合计 {ordered} 元，超过已批准的 {approved} 元。"),
                format!("With what is ordered already it comes to {ordered}, more than the {approved} that were approved."),
            );
            Problem::conflict("beyond_approval", text)
        }
    }
}
