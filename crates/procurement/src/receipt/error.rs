//! What is refused about goods receipts, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};
use stores::OnHand;

use super::{food::AtFood, phase::Refusal};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error("delivered on a day that is to come")]
    DeliveredLater,
    #[error("line {0}: {1:?}")]
    Line(usize, AtLine),
    #[error("pieces in fractions")]
    BrokenPieces,
    #[error("more cards than one act makes")]
    TooManyCards,
    #[error("as many serial numbers as cards")]
    SerialCount,
    #[error("a store that the caller does not keep")]
    NotYourStore,
    #[error("two people have to accept")]
    TwoAcceptors,
    #[error("a person twice among the acceptors, or with a stand-in")]
    AcceptorTwice(usize),
    #[error("a buyer, or a stand-in of one, among the acceptors")]
    BuyerAccepts(Option<usize>),
    #[error("nobody of the using side")]
    UsingSideMissing,
    #[error("somebody who will not use it")]
    NotUsingSide,
    #[error("not the number of an invoice")]
    NoInvoiceNumber(usize),
    #[error("food: {0:?}")]
    Food(WhoSigns),
    #[error("neither a picture nor an electronic invoice")]
    NoInvoiceFile(usize),
    #[error("an invoice that was handed in before, with {number}")]
    InvoiceTwice { index: usize, number: String },
    #[error("posted on a day that is to come")]
    PostedLater,
    #[error("handed in to a centre that does not keep the accounts")]
    NotSubmitted,
}

/// Whose name is missing under a receipt of food.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhoSigns {
    SecondAcceptor,
    Supplier,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtLine {
    NoSuchLine,
    Twice,
    MoreThanDelivered,
    /// More than is ordered and did not come yet.
    BeyondOrder {
        open: OnHand,
    },
    ReasonMissing,
    PhotoMissing,
    /// Food that is to become anything else than food in a store.
    FoodNeedsStore,
    RefusedGoodsMissing,
    Food(AtFood),
}

impl From<ReceiptError> for Problem {
    fn from(error: ReceiptError) -> Self {
        use ReceiptError as E;
        match error {
            E::Refused(refusal) => refused(refusal),
            E::DeliveredLater => {
                Self::invalid("/delivered_on", "in_the_future", "到货日期不能晚于今天。", "It cannot have been delivered later than today.")
            }
            E::PostedLater => {
                Self::invalid("/posted_on", "in_the_future", "入账日期不能晚于今天。", "It cannot have been entered later than today.")
            }
            E::NotSubmitted => Self::invalid(
                "/submitted_on",
                "not_for_own_accounts",
                "学校自己记账的，不用填报送日期。",
                "Where the school keeps the accounts itself nothing is handed in.",
            ),
            E::BuyerAccepts(None) => Self::new(StatusCode::FORBIDDEN, "buyer_accepts", buyer_accepts()),
            E::BuyerAccepts(Some(index)) => field(format!("/acceptor_ids/{index}"), "buyer_accepts", buyer_accepts()),
            E::TwoAcceptors => Self::invalid(
                "/acceptor_ids",
                "two_acceptors",
                "按规定这张采购单要两个人验收，请再选一位。",
                "By the rules two people at least accept this order: name another one.",
            ),
            E::Food(who) => who_signs(who),
            E::AcceptorTwice(index) => Self::invalid(
                format!("/acceptor_ids/{index}"),
                "same_person",
                "验收人不能是同一人，也不能互为代理人。",
                "The acceptors cannot be one person, nor one who stands in for another.",
            ),
            E::UsingSideMissing => Self::invalid(
                "/using_side_id",
                "using_side_needed",
                "请从验收人里选一位使用方代表。",
                "Choose from the acceptors who is there for those who will use it.",
            ),
            E::NotUsingSide => Self::invalid(
                "/using_side_id",
                "not_using_side",
                "使用方代表应是申请人本人，或申请人同部门的人；确实没有的，写明原因请人会签。",
                "Who is there for the users asked for it or is of the same department; where nobody can be, say why and who co-signs.",
            ),
            E::BrokenPieces => Self::invalid(
                "/quantity",
                "not_whole",
                "这种东西按件数，验收数量应是整数。",
                "These are counted in pieces; the accepted quantity must be whole.",
            ),
            E::TooManyCards => Self::invalid(
                "/single",
                "too_many_cards",
                "一次最多建 500 张卡片，请分几次验收或合建一张。",
                "One act makes 500 cards at most: accept it in parts, or as one card.",
            ),
            E::SerialCount => Self::invalid(
                "/serial_numbers",
                "count_differs",
                "序列号的个数要和卡片张数一样。",
                "There must be as many serial numbers as cards.",
            ),
            E::NotYourStore => {
                Self::invalid("/store_id", "not_your_store", "只有保管员能收进库房。", "Only those who keep a store receive into it.")
            }
            E::NoInvoiceNumber(index) => Self::invalid(
                format!("/invoice_nos/{index}"),
                "no_invoice_number",
                "发票号码是 20 位或 8 位数字。",
                "The number of an invoice has 20 digits or 8.",
            ),
            E::NoInvoiceFile(index) => Self::invalid(
                format!("/invoice_upload_ids/{index}"),
                "no_invoice",
                "发票可以是照片、PDF 或 OFD。",
                "An invoice is a photo, a PDF or an OFD.",
            ),
            E::InvoiceTwice { index, number } => invoice_twice(index, &number),
            E::Line(line, what) => refused_line(line, what),
        }
    }
}

fn invoice_twice(index: usize, number: &str) -> Problem {
    let detail = Text::new(format!("这张发票已经报过：{number}。"), format!("This invoice was handed in before: {number}."));
    Problem::conflict("invoice_twice", detail.clone()).field(format!("/invoice_nos/{index}"), "invoice_twice", detail)
}

fn who_signs(missing: WhoSigns) -> Problem {
    match missing {
        WhoSigns::SecondAcceptor => Problem::invalid(
            "/acceptor_ids",
            "food_two_acceptors",
            "食品要学校两个人验收签字，请再选一位；这一条没有例外。",
            "Two of the school sign for food: name another one. There is no exception of that.",
        ),
        WhoSigns::Supplier => Problem::invalid(
            "/supplier_signer",
            "supplier_signer_needed",
            "食品要有供货方签字人，请填送货人姓名。",
            "Somebody signs for the supplier of food: enter the name of whoever delivered it.",
        ),
    }
}

fn buyer_accepts() -> Text {
    Text::fixed("采购人和他的代理人不能验收。", "Neither a buyer nor his stand-in accepts what he bought.")
}

fn field(pointer: impl Into<String>, code: &'static str, text: Text) -> Problem {
    Problem::refused("validation_failed", text.clone()).field(pointer, code, text)
}

fn refused_line(line: usize, what: AtLine) -> Problem {
    let at = |field: &str| format!("/lines/{line}/{field}");
    match what {
        AtLine::NoSuchLine => Problem::invalid(
            at("position"),
            "no_such_line",
            "采购单里没有这一行，请刷新页面。",
            "The order has no such line; reload the page.",
        ),
        AtLine::Twice => Problem::invalid(at("position"), "duplicate", "同一行只能写一次。", "A line of the order is named once."),
        AtLine::MoreThanDelivered => {
            Problem::invalid(at("accepted"), "more_than_delivered", "验收数量不能多于到货数量。", "No more is accepted than was delivered.")
        }
        AtLine::BeyondOrder { open } => {
            let text = Text::new(
                format!("采购单上这一行只剩 {open} 没到，多到的请写成拒收。"),
                format!("Only {open} of this line are still to come: refuse what is more."),
            );
            Problem::conflict("beyond_order", text.clone()).field(at("accepted"), "beyond_order", text)
        }
        AtLine::ReasonMissing => {
            Problem::invalid(at("refusal_reason"), "reason_required", "有拒收的，请写明原因。", "Say why it is refused.")
        }
        AtLine::FoodNeedsStore => Problem::invalid(
            at("destination/item_id"),
            "food_needs_store",
            "食品要收进库房（当天用的也先入库再出库），请选库房和一种食品。",
            "Food comes into a store, also when it is used the same day: choose the store and an item that is food.",
        ),
        AtLine::RefusedGoodsMissing => Problem::invalid(
            at("refused_goods"),
            "required",
            "拒收的食品要退回或当场销毁，请选一种。",
            "Refused food is returned or destroyed on the spot: say which.",
        ),
        AtLine::Food(what) => refused_food(&at("food"), what),
        AtLine::PhotoMissing => {
            Problem::invalid(at("refusal_upload_ids"), "no_photo", "有拒收的，请拍一张照片。", "A photo of what is refused is needed.")
        }
    }
}

fn refused_food(food: &str, what: AtFood) -> Problem {
    let at = |field: &str| format!("{food}/{field}");
    let missing = |field, zh, en| Problem::invalid(at(field), "required", zh, en);
    match what {
        AtFood::DetailsMissing => Problem::invalid(
            food,
            "required",
            "这是食品，请填批号或生产日期、保质期和证明编号。",
            "This is food: enter its lot or day of production, how long it keeps, and its certificates.",
        ),
        AtFood::LotMissing => missing("lot_no", "请填批号或生产日期。", "Enter the number of the lot or the day of production."),
        AtFood::ProducedLater => Problem::invalid(
            at("produced_on"),
            "produced_later",
            "生产日期不能晚于到货日期。",
            "It cannot have been made after it was delivered.",
        ),
        AtFood::LastDayMissing => missing(
            "expires_on",
            "请填到期日，或填生产日期和保质期天数。",
            "Enter its last day, or the day of production and for how many days it keeps.",
        ),
        AtFood::EndsBeforeItWasMade => {
            Problem::invalid(at("expires_on"), "expires_before_made", "到期日不能早于生产日期。", "It cannot be over before it was made.")
        }
        AtFood::Expired(last) => field(
            at("expires_on"),
            "expired_food",
            Text::new(
                format!("这批食品已于 {last} 过期，不能验收，请写成拒收。"),
                format!("This food was over on {last}: it is not accepted, refuse it."),
            ),
        ),
        AtFood::QuarantineMissing => {
            missing("quarantine_no", "肉类要有动物检疫合格证明编号。", "Meat needs the number of its quarantine certificate.")
        }
        AtFood::MeatQualityMissing => {
            missing("meat_quality_no", "肉类要有肉品品质检验合格证编号。", "Meat needs the number of its quality certificate.")
        }
        AtFood::TemperatureMissing => missing(
            "temperature_c",
            "冷藏、冷冻的食品要填到货温度。",
            "What is kept cold is measured when it comes: enter the temperature.",
        ),
    }
}

fn refused(refusal: Refusal) -> Problem {
    let text = refusal.text();
    match refusal {
        Refusal::WrongPhase(_) | Refusal::Signed => Problem::conflict("illegal_transition", text),
        Refusal::Undecided => Problem::conflict("approvals_not_complete", text),
        Refusal::NotAnAcceptor | Refusal::NotTheCosigner | Refusal::DoesNotPost => Problem::new(StatusCode::FORBIDDEN, "not_yours", text),
        Refusal::TookPart => Problem::new(StatusCode::FORBIDDEN, "took_part", text),
    }
}
