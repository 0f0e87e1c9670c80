//! What is refused about quotes, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};
use uuid::Uuid;

use super::{phase::Refusal, rules::Against};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuoteError {
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error("there is a sheet already")]
    SheetExists(Option<Uuid>),
    #[error("cannot be taken: {0:?}")]
    Against(Against),
    #[error("a quote of a suspended supplier")]
    Suspended { reason: Option<String> },
    #[error("a quote by a price list that does not hold")]
    NoPriceList,
    #[error("a picture or paper is missing")]
    DocumentMissing,
    #[error("quoted on a day that is to come")]
    QuotedLater,
    #[error("a line that the request does not have")]
    NoSuchLine(usize),
    #[error("a line twice")]
    LineTwice(usize),
    #[error("a price of nothing")]
    NothingToPay(usize),
    #[error("an amount beyond what the product counts")]
    TooMuch(usize),
    #[error("ordered already, by {0}")]
    Ordered(String),
}

impl From<QuoteError> for Problem {
    fn from(error: QuoteError) -> Self {
        match error {
            QuoteError::Refused(refusal) => refused(refusal),
            QuoteError::SheetExists(id) => {
                let text =
                    Text::fixed("这份申请已经有询价记录单，请在那一份上登记。", "This request has its sheet of quotes: use that one.");
                let problem = Self::conflict("quote_sheet_exists", text);
                match id {
                    Some(id) => problem.member("quote_sheet_id", id.to_string().into()),
                    None => problem,
                }
            }
            QuoteError::Against(against) => refused_choice(against),
            QuoteError::Ordered(number) => Self::conflict(
                "already_ordered",
                Text::new(
                    format!("已经按选定的报价下单：{number}。请先取消或结束采购单。"),
                    format!("It is ordered by the quote that was taken: {number}. Cancel or close the order first."),
                ),
            ),
            QuoteError::Suspended { reason } => suspended(reason.as_deref().unwrap_or_default()),
            QuoteError::NoPriceList => Self::invalid(
                "/channel",
                "no_price_list",
                "这个供应商在报价那天没有有效的价目表，请先登记价目表的有效期，或改选别的询价方式。",
                "This supplier had no price list in force on that day: enter when its list holds, or choose another channel.",
            ),
            QuoteError::DocumentMissing => Self::invalid(
                "/upload_id",
                "document_missing",
                "这种报价要附上截图或书面报价。",
                "A quote of this kind comes with its screenshot or paper.",
            ),
            QuoteError::QuotedLater => {
                Self::invalid("/quoted_on", "in_the_future", "询价日期不能晚于今天。", "The day of the quote cannot be after today.")
            }
            QuoteError::NoSuchLine(index) => Self::invalid(
                format!("/lines/{index}/position"),
                "no_such_line",
                "申请里没有这一行，请刷新页面。",
                "The request has no such line; reload the page.",
            ),
            QuoteError::LineTwice(index) => {
                Self::invalid(format!("/lines/{index}/position"), "duplicate", "同一行只能报一个价。", "A line has one price.")
            }
            QuoteError::NothingToPay(index) => Self::invalid(
                format!("/lines/{index}/unit_price"),
                "nothing_to_pay",
                "金额应大于 0。",
                "The amount must be more than nothing.",
            ),
            QuoteError::TooMuch(index) => Self::invalid(
                format!("/lines/{index}/unit_price"),
                "too_much",
                "金额太大，请检查单价。",
                "The amount is too large; check the price.",
            ),
        }
    }
}

fn refused(refusal: Refusal) -> Problem {
    let text = refusal.text();
    match refusal {
        Refusal::WrongPhase(_) => Problem::conflict("illegal_transition", text),
        Refusal::NotSubmitted => Problem::conflict("request_not_submitted", text),
        Refusal::NotApproved => Problem::conflict("request_not_approved", text),
        Refusal::Over => Problem::conflict("request_over", text),
        Refusal::DoesNotCollect | Refusal::DoesNotSettle => Problem::new(StatusCode::FORBIDDEN, "not_yours", text),
    }
}

fn refused_choice(against: Against) -> Problem {
    match against {
        Against::NotQuoted => Problem::reference("/supplier_id"),
        Against::Suspended => suspended(""),
        Against::Incomplete => Problem::invalid(
            "/supplier_id",
            "quote_incomplete",
            "这家的报价还缺几行，补齐每一行的单价后才能选定。",
            "This quote lacks the price of some lines: fill in every line before it is taken.",
        ),
        Against::BeyondApproval { approved, total } => {
            let text = Text::new(
                format!("这家报价合计 {total} 元，超过已批准的 {approved} 元。请另选一家，或取消申请、按新的金额重新申请。"),
                format!(
                    "This quote comes to {total}, more than the {approved} that were approved: take another one, or ask anew for that amount."
                ),
            );
            Problem::conflict("beyond_approval", text)
        }
        Against::TooFew { needed, complete, incomplete } => {
            let text = Text::new(
                format!(
                    "须比较 {needed} 家报价，现在报价齐全的有 {complete} 家，另有 {incomplete} 家缺行、不能比较。请补齐，或说明单一来源的理由。"
                ),
                format!(
                    "{needed} quotes are needed; {complete} are complete, {incomplete} lack lines and cannot be compared. Collect more, or say why there is one source only."
                ),
            );
            Problem::refused("validation_failed", text.clone()).field("/single_source", "too_few_quotes", text)
        }
        Against::NotLowest { lowest, total } => {
            let text = Text::new(
                format!("最低报价是 {lowest} 元，这家是 {total} 元：请说明为什么不选最低价。"),
                format!("The lowest quote is {lowest}, this one {total}: say why it is not the lowest."),
            );
            Problem::refused("validation_failed", text.clone()).field("/not_lowest", "reason_required", text)
        }
    }
}

fn suspended(reason: &str) -> Problem {
    let (zh, en) = if reason.is_empty() { (String::new(), String::new()) } else { (format!("（{reason}）"), format!(" ({reason})")) };
    let text = Text::new(
        format!("这个供应商已暂停供货{zh}，不能询价或选定；请另找一家，或先恢复供货。"),
        format!("This supplier is suspended{en}: ask another one, or take it up again first."),
    );
    Problem::refused("validation_failed", text.clone()).field("/supplier_id", "supplier_suspended", text)
}
