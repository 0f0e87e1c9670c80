//! What is not finished, by kind.

use kernel::Text;

use super::{
    repair,
    source::{Chapter, Measure, Part, Source},
    sql::{Shape, Sql},
};

const fn source(key: &'static str, measure: Measure, title: Text, definition: Text, rows: fn(&mut Sql) -> String) -> Source {
    Source { key, chapter: Chapter::Open, title, definition, measure, part: Part::Seat, rows }
}

pub(super) const SOURCES: &[Source] = &[
    source(
        "open_repairs",
        Measure::Count,
        Text::fixed("报修", "Repairs"),
        Text::fixed(
            "还没有办结的报修，修好了等验收的也算。",
            "Repairs that are not over, also those that are fixed and wait to be accepted.",
        ),
        repairs,
    ),
    source(
        "open_approvals",
        Measure::Count,
        Text::fixed("审批", "Approvals"),
        Text::fixed("正在等人签字的审批。", "Approvals that wait for somebody's signature."),
        approvals,
    ),
    source(
        "open_requests",
        Measure::Amount,
        Text::fixed("采购申请", "Purchase requests"),
        Text::fixed(
            "已提交、退回或批准了还没有结束的采购申请。",
            "Purchase requests that were handed in, sent back, or approved and not closed.",
        ),
        requests,
    ),
    source(
        "open_orders",
        Measure::Amount,
        Text::fixed("采购单", "Orders"),
        Text::fixed("还没有到齐的采购单。", "Orders that have not come whole."),
        orders,
    ),
    source(
        "open_receipts",
        Measure::Amount,
        Text::fixed("验收单", "Goods receipts"),
        Text::fixed("正在验收，或者验收了还没有入账的。", "Being inspected, or accepted and in no accounts yet."),
        receipts,
    ),
    source(
        "open_petty",
        Measure::Amount,
        Text::fixed("零星采购", "Petty purchases"),
        Text::fixed(
            "等批准，或者批准了还没有入账的零星采购。",
            "Petty purchases that wait for approval, or are approved and in no accounts yet.",
        ),
        petty,
    ),
    source(
        "open_requisitions",
        Measure::Count,
        Text::fixed("领用", "Requisitions"),
        Text::fixed("等审批或等来领的领用单。", "Requisitions that wait to be approved or collected."),
        requisitions,
    ),
    source(
        "open_publications",
        Measure::Count,
        Text::fixed("公示", "Publication notices"),
        Text::fixed("拟好了还没有张贴的公示。", "Notices that were drafted and hang nowhere yet."),
        publications,
    ),
];

fn repairs(sql: &mut Sql) -> String {
    let school = sql.school();
    let shape = Shape { holder: "c.owner_id", at: "c.reported_at", ..repair::case() };
    shape.select(&format!("FROM repair_case c WHERE c.school_id = {school} AND c.is_open"))
}

fn approvals(sql: &mut Sql) -> String {
    let school = sql.school();
    let shape = Shape {
        part: "COALESCE(a.waits_for, '')",
        kind: "'approval'",
        id: "a.id",
        number: "a.subject_number",
        title: "a.title",
        at: "a.waiting_since",
        amount: "COALESCE(a.amount, 0)",
        ..Shape::default()
    };
    shape.select(&format!("FROM approval a WHERE a.school_id = {school} AND a.phase = 'deciding'"))
}

fn requests(sql: &mut Sql) -> String {
    let school = sql.school();
    let shape = Shape {
        holder: "q.requester_id",
        kind: "'purchase_request'",
        id: "q.id",
        number: "q.number",
        title: "q.purpose",
        at: "COALESCE(q.submitted_at, q.created_at)",
        amount: "q.total",
        ..Shape::default()
    };
    let states = Sql::keys(["submitted", "returned", "approved"]);
    shape.select(&format!("FROM purchase_request q WHERE q.school_id = {school} AND q.phase IN ({states})"))
}

fn orders(sql: &mut Sql) -> String {
    let school = sql.school();
    let shape = Shape {
        holder: "o.made_by",
        kind: "'purchase_order'",
        id: "o.id",
        number: "o.number",
        title: "o.supplier_name",
        at: "o.made_at",
        amount: "o.total",
        ..Shape::default()
    };
    let states = Sql::keys(["proposed", "ordered", "partially_received"]);
    shape.select(&format!("FROM purchase_order o WHERE o.school_id = {school} AND o.phase IN ({states})"))
}

fn receipts(sql: &mut Sql) -> String {
    let school = sql.school();
    let shape = Shape {
        holder: "r.made_by",
        kind: "'goods_receipt'",
        id: "r.id",
        number: "r.number",
        title: "r.order_number",
        on: "r.delivered_on",
        amount: "r.total",
        ..Shape::default()
    };
    // What was refused whole is worth nothing and has no voucher: nothing of it is left to do.
    shape.select(&format!(
        "FROM goods_receipt r WHERE r.school_id = {school} AND (r.phase = 'inspecting' OR (r.phase = 'accepted' AND r.total > 0))"
    ))
}

fn petty(sql: &mut Sql) -> String {
    let school = sql.school();
    let shape = Shape {
        holder: "p.handler_id",
        kind: "'petty_purchase'",
        id: "p.id",
        number: "p.number",
        title: "p.shop",
        on: "p.bought_on",
        amount: "p.total",
        ..Shape::default()
    };
    let waiting = Sql::keys(["submitted", "returned"]);
    shape.select(&format!(
        "FROM petty_purchase p WHERE p.school_id = {school} \
         AND (p.phase IN ({waiting}) OR (p.phase = 'approved' AND p.posted_at IS NULL AND NOT p.before_vouchers))"
    ))
}

fn requisitions(sql: &mut Sql) -> String {
    let school = sql.school();
    let shape = Shape {
        holder: "r.requester_id",
        kind: "'requisition'",
        id: "r.id",
        number: "r.number",
        title: "r.purpose",
        at: "r.submitted_at",
        ..Shape::default()
    };
    let states = Sql::keys(["submitted", "returned", "approved"]);
    shape.select(&format!("FROM requisition r WHERE r.school_id = {school} AND r.phase IN ({states})"))
}

fn publications(sql: &mut Sql) -> String {
    let school = sql.school();
    let shape = Shape {
        holder: "p.made_by",
        kind: "'publication'",
        id: "p.id",
        number: "p.number",
        title: "p.title",
        on: "p.due_on",
        ..Shape::default()
    };
    shape.select(&format!("FROM publication p WHERE p.school_id = {school} AND p.phase = 'draft'"))
}
