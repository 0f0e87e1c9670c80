//! What a packet is not whole without: pure.

use kernel::Text;
use serde::Serialize;

use crate::{order::phase::State as OrderState, receipt::phase::State as ReceiptState, request::phase::State as RequestState};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ClaimPacketMissingCode)]
pub enum MissingCode {
    Approval,
    Quotes,
    Order,
    Delivery,
    Acceptance,
    Invoice,
    /// A number is entered, the invoice itself is not there.
    InvoiceFile,
    Voucher,
    SignedScan,
}

/// What is known of the papers.
#[derive(Debug, Clone)]
pub struct Papers {
    pub request: RequestState,
    /// How many quotes it needs, and whether its sheet is settled.
    pub quotes_needed: u32,
    pub quotes_settled: bool,
    pub orders: Vec<(String, OrderState)>,
    pub receipts: Vec<ReceiptPaper>,
    /// The signed packet came back.
    pub scanned: bool,
}

#[derive(Debug, Clone)]
pub struct ReceiptPaper {
    pub number: String,
    pub state: ReceiptState,
    /// It accepted something.
    pub worth: bool,
    pub invoice_nos: u64,
    /// Invoices themselves: photos, PDF or OFD.
    pub invoice_files: u64,
}

/// In the order in which somebody would see to it.
pub fn missing(papers: &Papers) -> Vec<(MissingCode, Text)> {
    let mut missing = Vec::new();
    if !matches!(papers.request, RequestState::Approved | RequestState::Closed) {
        missing.push((MissingCode::Approval, Text::fixed("审批缺：这份申请还没有批准。", "Approval: this request is not approved.")));
    }
    if papers.quotes_needed > 1 && !papers.quotes_settled {
        let count = papers.quotes_needed;
        let text = Text::new(
            format!("报价缺：需要 {count} 家报价，询价记录还没有选定供应商。"),
            format!("Quotes: {count} are needed, and no supplier is settled on."),
        );
        missing.push((MissingCode::Quotes, text));
    }
    orders(papers, &mut missing);
    receipts(papers, &mut missing);
    if !papers.scanned {
        let text = Text::fixed("签字缺：签字盖章的报账包还没有传回。", "Signatures: the signed packet has not been returned.");
        missing.push((MissingCode::SignedScan, text));
    }
    missing
}

fn orders(papers: &Papers, missing: &mut Vec<(MissingCode, Text)>) {
    let standing = |state: &OrderState| *state != OrderState::Cancelled;
    if !papers.orders.iter().any(|(_, state)| standing(state)) {
        missing.push((MissingCode::Order, Text::fixed("采购单缺：还没有下单。", "Order: nothing is ordered yet.")));
    }
    for (number, state) in &papers.orders {
        if matches!(state, OrderState::Proposed | OrderState::Ordered | OrderState::PartiallyReceived) {
            let text = Text::new(format!("货没到齐：采购单 {number}。"), format!("Delivery: not everything of order {number} came."));
            missing.push((MissingCode::Delivery, text));
        }
    }
}

fn receipts(papers: &Papers, missing: &mut Vec<(MissingCode, Text)>) {
    for receipt in &papers.receipts {
        let number = &receipt.number;
        if receipt.state == ReceiptState::Inspecting {
            let text =
                Text::new(format!("验收缺：验收单 {number} 还没有签完字。"), format!("Acceptance: receipt {number} is not signed by all."));
            missing.push((MissingCode::Acceptance, text));
        }
        // What was refused whole has neither an invoice nor a voucher.
        if !matches!(receipt.state, ReceiptState::Accepted | ReceiptState::Posted) || !receipt.worth {
            continue;
        }
        missing.extend(invoices(receipt));
        if receipt.state == ReceiptState::Accepted {
            let text =
                Text::new(format!("凭证缺：验收单 {number} 还没有入账。"), format!("Voucher: receipt {number} is not in the accounts."));
            missing.push((MissingCode::Voucher, text));
        }
    }
}

/// No number, or more numbers than invoices: which file is of which number is for whoever looks at them.
fn invoices(receipt: &ReceiptPaper) -> Option<(MissingCode, Text)> {
    let (number, entered, there) = (&receipt.number, receipt.invoice_nos, receipt.invoice_files);
    if entered == 0 {
        let text = Text::new(format!("发票缺：验收单 {number} 没有登记发票号码。"), format!("Invoice: receipt {number} names no invoice."));
        return Some((MissingCode::Invoice, text));
    }
    if there >= entered {
        return None;
    }
    let text = Text::new(
        format!("发票文件缺：验收单 {number} 登记了 {entered} 张发票，附了 {there} 份。"),
        format!("Invoice files: receipt {number} names invoices: {entered}, files of them: {there}."),
    );
    Some((MissingCode::InvoiceFile, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(papers: &Papers) -> Vec<MissingCode> {
        missing(papers).into_iter().map(|(code, _)| code).collect()
    }

    fn whole() -> Papers {
        Papers {
            request: RequestState::Approved,
            quotes_needed: 3,
            quotes_settled: true,
            orders: vec![("CD1".into(), OrderState::Received), ("CD2".into(), OrderState::Cancelled)],
            receipts: vec![ReceiptPaper {
                number: "YS1".into(),
                state: ReceiptState::Posted,
                worth: true,
                invoice_nos: 1,
                invoice_files: 1,
            }],
            scanned: true,
        }
    }

    #[test]
    fn a_whole_packet_misses_nothing() {
        assert_eq!(codes(&whole()), []);
    }

    #[test]
    fn each_paper_is_missed_by_itself_and_in_order() {
        use MissingCode as M;
        assert_eq!(codes(&Papers { request: RequestState::Submitted, ..whole() }), [M::Approval]);
        assert_eq!(codes(&Papers { request: RequestState::Closed, ..whole() }), [] as [M; 0], "what is closed was approved");
        assert_eq!(codes(&Papers { quotes_settled: false, ..whole() }), [M::Quotes]);
        assert_eq!(codes(&Papers { quotes_settled: false, quotes_needed: 1, ..whole() }), []);
        assert_eq!(codes(&Papers { orders: vec![], receipts: vec![], ..whole() }), [M::Order]);
        assert_eq!(codes(&Papers { orders: vec![("CD1".into(), OrderState::PartiallyReceived)], ..whole() }), [M::Delivery]);
        let receipt = |state, worth, (invoice_nos, invoice_files)| Papers {
            receipts: vec![ReceiptPaper { number: "YS1".into(), state, worth, invoice_nos, invoice_files }],
            scanned: false,
            ..whole()
        };
        assert_eq!(codes(&receipt(ReceiptState::Inspecting, false, (0, 0))), [M::Acceptance, M::SignedScan]);
        assert_eq!(codes(&receipt(ReceiptState::Accepted, true, (0, 0))), [M::Invoice, M::Voucher, M::SignedScan]);
        assert_eq!(codes(&receipt(ReceiptState::Accepted, false, (0, 0))), [M::SignedScan]);
        assert_eq!(codes(&receipt(ReceiptState::Cancelled, true, (0, 0))), [M::SignedScan]);
        assert_eq!(codes(&receipt(ReceiptState::Posted, true, (2, 1))), [M::InvoiceFile, M::SignedScan]);
        assert_eq!(codes(&receipt(ReceiptState::Posted, true, (2, 3))), [M::SignedScan]);
    }
}
