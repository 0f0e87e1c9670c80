//! What is refused of petty purchases, in words.

use axum::http::StatusCode;
use kernel::{Money, Problem, Text};

use super::phase::Refusal;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PettyError {
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error("two people have to buy from {0} on")]
    TwoBuyers(Money),
    #[error("bought on a day that is still to come")]
    BoughtLater,
    #[error("one person as handler and witness")]
    OwnWitness,
    #[error("no photo of the invoice")]
    NoPhoto,
    #[error("neither a picture nor an electronic invoice")]
    NoInvoice(usize),
    #[error("not the number of an invoice")]
    NoInvoiceNumber,
    #[error("an invoice that was handed in before, with {0}")]
    InvoiceTwice(String),
    #[error("one of several refused, {number}: {refusal:?}")]
    OneRefused { index: usize, number: String, refusal: Refusal },
    #[error("one of several changed meanwhile, {number}")]
    OneStale { index: usize, number: String, current: i64 },
}

impl From<PettyError> for Problem {
    fn from(error: PettyError) -> Self {
        match error {
            PettyError::Refused(refusal) => refused(refusal),
            PettyError::TwoBuyers(limit) => {
                let detail = Text::new(
                    format!("{limit} 元起要先申请、两个人去买，请用“采购申请”。"),
                    format!("From {limit} on it is asked for first and two people buy: use a purchase request."),
                );
                Self::refused("validation_failed", detail.clone()).field("/lines", "two_buyers", detail)
            }
            PettyError::BoughtLater => {
                Self::invalid("/bought_on", "in_the_future", "购买日期不能晚于今天。", "It cannot have been bought later than today.")
            }
            PettyError::OwnWitness => Self::invalid(
                "/witness_id",
                "own_witness",
                "证明人不能是经手人自己，请另选一位。",
                "Nobody is his own witness: choose somebody else.",
            ),
            PettyError::NoPhoto => {
                Self::invalid("/upload_ids", "no_photo", "请拍一张发票或收据的照片。", "A photo of the invoice or receipt is needed.")
            }
            PettyError::NoInvoice(index) => Self::invalid(
                format!("/upload_ids/{index}"),
                "no_invoice",
                "发票可以是照片、PDF 或 OFD。",
                "An invoice is a photo, a PDF or an OFD.",
            ),
            PettyError::NoInvoiceNumber => Self::invalid(
                "/invoice_no",
                "no_invoice_number",
                "发票号码是 20 位或 8 位数字；只有收据的，空着就行。",
                "The number of an invoice has 20 digits or 8; leave it empty where there is a receipt only.",
            ),
            PettyError::InvoiceTwice(number) => {
                let detail = Text::new(format!("这张发票已经报过：{number}。"), format!("This invoice was handed in before: {number}."));
                Self::conflict("invoice_twice", detail.clone()).field("/invoice_no", "invoice_twice", detail)
            }
            PettyError::OneRefused { index, number, refusal } => {
                let text = of(&number, &refusal.text());
                let (status, code) = kind_of(refusal);
                Self::new(status, code, text.clone()).field(format!("/items/{index}/id"), code, text)
            }
            PettyError::OneStale { index, number, current } => {
                let stale = Self::stale(current);
                let (text, code) = (of(&number, stale.detail()), stale.code());
                let named = Self::new(stale.status(), code, text.clone()).field(format!("/items/{index}"), code, text);
                named.member("current_version", current.into())
            }
        }
    }
}

/// With the number of the one of several that it is said of.
fn of(number: &str, why: &Text) -> Text {
    Text::new(format!("{number}：{}", why.zh), format!("{number}: {}", why.en))
}

fn refused(refusal: Refusal) -> Problem {
    let (status, code) = kind_of(refusal);
    Problem::new(status, code, refusal.text())
}

const fn kind_of(refusal: Refusal) -> (StatusCode, &'static str) {
    match refusal {
        Refusal::WrongPhase(_) => (StatusCode::CONFLICT, "illegal_transition"),
        Refusal::NotYours | Refusal::DoesNotPost => (StatusCode::FORBIDDEN, "not_yours"),
        Refusal::TookPart => (StatusCode::FORBIDDEN, "took_part"),
    }
}
