//! The files of purchases: what was asked for, who decided, what was ordered and accepted, and what was bought over the counter.

use std::collections::HashMap;

use kernel::Result;
use procurement::evidence;
use uuid::Uuid;

use super::{
    columns::{Column, File},
    made::{PAGE, Source},
    manifest::FileNote,
    sheet::Cell,
};

pub(super) const REQUESTS: File = File {
    name: "data/purchase_requests.csv",
    zh: "采购申请",
    en: "Purchase requests",
    columns: &[
        Column::new("id", "申请", "Request"),
        Column::new("number", "单号", "Number"),
        Column::new("requester", "申请人", "Requester"),
        Column::new("purpose", "用途", "Purpose"),
        Column::new("fund", "经费来源", "Fund"),
        Column::new("phase", "状态", "State"),
        Column::money("total", "金额", "Total"),
        Column::new("judged_amount", "按此金额定审批", "Judged by this amount"),
        Column::new("in_pieces", "疑似化整为零", "In pieces"),
        Column::new("emergency_reason", "应急原因", "Why it was an emergency"),
        Column::new("round", "第几次提交", "Submission"),
        Column::new("submitted_at", "提交时间", "Submitted at"),
        Column::new("decided_at", "决定时间", "Decided at"),
        Column::new("reason", "原因", "Reason"),
    ],
};

pub(super) async fn requests(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(REQUESTS).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::requests(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        for row in &page {
            sheet.row(&[
                Cell::Id(row.id),
                Cell::Text(&row.number),
                from.person(Some(row.requester_id)),
                Cell::Text(&row.purpose),
                Cell::Text(&row.fund),
                Cell::Text(&row.phase),
                Cell::Money(row.total),
                Cell::money(row.judged_amount),
                Cell::Yes(row.in_pieces),
                Cell::text(row.emergency_reason.as_deref()),
                Cell::Whole(row.round),
                Cell::time(row.submitted_at),
                Cell::time(row.decided_at),
                Cell::text(row.reason.as_deref()),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const REQUEST_LINES: File = File {
    name: "data/purchase_request_lines.csv",
    zh: "采购申请明细",
    en: "Lines of purchase requests",
    columns: &[
        Column::new("id", "明细", "Line"),
        Column::new("request_id", "申请", "Request"),
        Column::new("position", "序号", "Position"),
        Column::new("name", "品名", "Name"),
        Column::new("spec", "规格", "Specification"),
        Column::new("unit", "单位", "Unit"),
        Column::quantity("quantity", "数量", "Quantity"),
        Column::new("unit_price", "单价", "Unit price"),
        Column::money("amount", "金额", "Amount"),
    ],
};

pub(super) async fn request_lines(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(REQUEST_LINES).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::request_lines(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        for row in &page {
            sheet.row(&[
                Cell::Id(row.id),
                Cell::Id(row.request_id),
                Cell::Whole(row.position),
                Cell::Text(&row.name),
                Cell::text(row.spec.as_deref()),
                Cell::Text(&row.unit),
                Cell::Quantity(row.quantity),
                Cell::Money(row.unit_price),
                Cell::Money(row.amount),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const APPROVALS: File = File {
    name: "data/approvals.csv",
    zh: "审批（每一步一行）",
    en: "Approvals, a line for each step",
    columns: &[
        Column::new("id", "步骤", "Step"),
        Column::new("subject_kind", "单据种类", "Kind of record"),
        Column::new("subject_id", "单据", "Record"),
        Column::new("subject_number", "单号", "Number"),
        Column::new("requester", "申请人", "Requester"),
        Column::new("amount", "金额", "Amount"),
        Column::new("round", "第几次提交", "Submission"),
        Column::new("position", "第几步", "Step no"),
        Column::new("approver", "由谁审批", "Approver"),
        Column::new("outcome", "结果", "Outcome"),
        Column::new("decided_by", "审批人", "Decided by"),
        Column::new("on_behalf_of", "代谁审批", "On behalf of"),
        Column::new("decided_at", "审批时间", "Decided at"),
        Column::new("comment", "意见", "Comment"),
        Column::new("meeting_on", "会议日期", "Meeting on"),
        Column::new("present", "到会人数", "Present"),
        Column::new("votes_for", "同意", "For"),
        Column::new("votes_against", "反对", "Against"),
        Column::new("votes_abstained", "弃权", "Abstained"),
        Column::new("minutes", "纪要", "Minutes"),
    ],
};

pub(super) async fn approvals(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(APPROVALS).await?;
    let mut after = Uuid::nil();
    loop {
        let page = approvals::evidence::steps(from.db, from.school, after, PAGE).await?;
        let Some((last, _)) = page.last() else { return sheet.end().await };
        after = last.id;
        for (step, approval) in &page {
            let about = approval.as_ref();
            let whole = |number: Option<i64>| number.map_or(Cell::Empty, Cell::Whole);
            sheet.row(&[
                Cell::Id(step.id),
                Cell::text(about.map(|a| a.subject_kind.as_str())),
                Cell::id(about.map(|a| a.subject_id)),
                Cell::text(about.map(|a| a.subject_number.as_str())),
                from.person(about.map(|a| a.requester_id)),
                Cell::money(about.and_then(|a| a.amount)),
                Cell::Whole(step.round),
                Cell::Whole(step.position),
                Cell::Text(&step.approver),
                Cell::text(step.outcome.as_deref()),
                from.person(step.decided_by),
                from.person(step.on_behalf_of),
                Cell::time(step.decided_at),
                Cell::text(step.comment.as_deref()),
                Cell::day(step.held_on),
                whole(step.present),
                whole(step.votes_for),
                whole(step.votes_against),
                whole(step.votes_abstained),
                Cell::text(step.minutes.as_deref()),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const ORDERS: File = File {
    name: "data/purchase_orders.csv",
    zh: "采购订单",
    en: "Purchase orders",
    columns: &[
        Column::new("id", "订单", "Order"),
        Column::new("number", "单号", "Number"),
        Column::new("request_number", "申请单号", "Number of the request"),
        Column::new("supplier", "供应商", "Supplier"),
        Column::new("phase", "状态", "State"),
        Column::money("total", "金额", "Total"),
        Column::new("buyers", "采购人", "Buyers"),
        Column::new("buyers_needed", "须几人采购", "Buyers needed"),
        Column::new("emergency", "应急", "Emergency"),
        Column::new("excepted", "有内控例外", "Excepted from a rule"),
        Column::new("made_by", "制单人", "Made by"),
        Column::new("made_at", "制单时间", "Made at"),
        Column::new("ordered_at", "下单时间", "Ordered at"),
        Column::new("closed_at", "完结时间", "Closed at"),
    ],
};

pub(super) async fn orders(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(ORDERS).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::orders(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        let buyers = together(evidence::buyers(from.db, from.school, page.iter().map(|row| row.id).collect()).await?);
        for row in &page {
            sheet.row(&[
                Cell::Id(row.id),
                Cell::Text(&row.number),
                Cell::Text(&row.request_number),
                Cell::Text(&row.supplier_name),
                Cell::Text(&row.phase),
                Cell::Money(row.total),
                from.people(buyers.get(&row.id)),
                Cell::Whole(row.buyers_needed),
                Cell::Yes(row.emergency),
                Cell::Yes(row.excepted),
                from.person(Some(row.made_by)),
                Cell::Time(row.made_at),
                Cell::time(row.ordered_at),
                Cell::time(row.closed_at),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const RECEIPTS: File = File {
    name: "data/goods_receipts.csv",
    zh: "验收入库",
    en: "Goods receipts",
    columns: &[
        Column::new("id", "验收", "Receipt"),
        Column::new("number", "单号", "Number"),
        Column::new("order_number", "订单号", "Number of the order"),
        Column::new("phase", "状态", "State"),
        Column::money("total", "金额", "Total"),
        Column::new("acceptors", "验收人", "Acceptors"),
        Column::new("excepted", "有内控例外", "Excepted from a rule"),
        Column::new("delivered_on", "到货日期", "Delivered on"),
        Column::new("accepted_at", "验收时间", "Accepted at"),
        Column::new("invoices", "发票号", "Invoices"),
        Column::new("posted_by", "入账人", "Posted by"),
        Column::new("posted_on", "入账日期", "Posted on"),
        Column::new("voucher_no", "凭证号", "Voucher no"),
    ],
};

pub(super) async fn receipts(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(RECEIPTS).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::receipts(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        let acceptors = together(evidence::acceptors(from.db, from.school, page.iter().map(|row| row.id).collect()).await?);
        for row in &page {
            sheet.row(&[
                Cell::Id(row.id),
                Cell::Text(&row.number),
                Cell::Text(&row.order_number),
                Cell::Text(&row.phase),
                Cell::Money(row.total),
                from.people(acceptors.get(&row.id)),
                Cell::Yes(row.excepted),
                Cell::Day(row.delivered_on),
                Cell::time(row.accepted_at),
                Cell::Written(row.invoice_nos.to_string()),
                from.person(row.posted_by),
                Cell::day(row.posted_on),
                Cell::text(row.voucher_no.as_deref()),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

pub(super) const PETTY: File = File {
    name: "data/petty_purchases.csv",
    zh: "零星采购",
    en: "Petty purchases",
    columns: &[
        Column::new("id", "零星采购", "Petty purchase"),
        Column::new("number", "单号", "Number"),
        Column::new("handler", "经手人", "Handler"),
        Column::new("witness", "证明人", "Witness"),
        Column::new("shop", "商家", "Shop"),
        Column::new("bought_on", "购买日期", "Bought on"),
        Column::new("purpose", "用途", "Purpose"),
        Column::new("fund", "经费来源", "Fund"),
        Column::new("invoice_no", "发票号", "Invoice no"),
        Column::new("phase", "状态", "State"),
        Column::money("total", "金额", "Total"),
        Column::new("late", "补录", "Entered late"),
        Column::new("in_pieces", "疑似化整为零", "In pieces"),
        Column::new("recorded_at", "记录时间", "Recorded at"),
        Column::new("decided_at", "决定时间", "Decided at"),
        Column::new("posted_by", "入账人", "Posted by"),
        Column::new("posted_on", "入账日期", "Posted on"),
        Column::new("voucher_no", "凭证号", "Voucher no"),
    ],
};

pub(super) async fn petty(from: &Source<'_>) -> Result<FileNote> {
    let mut sheet = from.sheet(PETTY).await?;
    let mut after = Uuid::nil();
    loop {
        let page = evidence::petty_purchases(from.db, from.school, after, PAGE).await?;
        let Some(last) = page.last() else { return sheet.end().await };
        after = last.id;
        for row in &page {
            sheet.row(&[
                Cell::Id(row.id),
                Cell::Text(&row.number),
                from.person(Some(row.handler_id)),
                from.person(Some(row.witness_id)),
                Cell::Text(&row.shop),
                Cell::Day(row.bought_on),
                Cell::Text(&row.purpose),
                Cell::Text(&row.fund),
                Cell::text(row.invoice_no.as_deref()),
                Cell::Text(&row.phase),
                Cell::Money(row.total),
                Cell::Yes(row.late),
                Cell::Yes(row.in_pieces),
                Cell::Time(row.recorded_at),
                Cell::time(row.decided_at),
                from.person(row.posted_by),
                Cell::day(row.posted_on),
                Cell::text(row.voucher_no.as_deref()),
            ])?;
        }
        sheet.hand_over().await?;
    }
}

/// The people of each record.
fn together(pairs: Vec<(Uuid, Uuid)>) -> HashMap<Uuid, Vec<Uuid>> {
    let mut people: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for (record, person) in pairs {
        people.entry(record).or_default().push(person);
    }
    people
}
