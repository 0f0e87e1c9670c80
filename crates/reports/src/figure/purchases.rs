//! Figures of purchases. What is spent is what `procurement::spending` says: accepted receipts by the day of delivery and approved petty
//! purchases by the day they were bought; a test holds the two together.

use kernel::Text;

use super::{
    source::{Chapter, Measure, Part, Source},
    sql::{Shape, Sql},
};

pub(super) const SOURCES: &[Source] = &[
    Source {
        key: "purchases_spent",
        chapter: Chapter::Purchases,
        title: Text::fixed("采购支出", "Spent on purchases"),
        definition: Text::fixed(
            "本期到货并验收的金额，加本期买的、已批准的零星采购，按经费来源。",
            "What was delivered in the period and accepted, and petty purchases bought in it and approved, by fund.",
        ),
        measure: Measure::Amount,
        part: Part::Fund,
        rows: spent,
    },
    Source {
        key: "purchases_petty",
        chapter: Chapter::Purchases,
        title: Text::fixed("其中零星采购", "Of that, petty purchases"),
        definition: Text::fixed("本期买的、已批准的零星采购，按经费来源。", "Petty purchases bought in the period and approved, by fund."),
        measure: Measure::Amount,
        part: Part::Fund,
        rows: petty,
    },
    Source {
        key: "purchases_approved",
        chapter: Chapter::Purchases,
        title: Text::fixed("批准的采购申请", "Purchase requests approved"),
        definition: Text::fixed(
            "本期批准的采购申请，金额是批准时的预计金额，按经费来源。",
            "Purchase requests approved in the period; the amount is what was expected then, by fund.",
        ),
        measure: Measure::Amount,
        part: Part::Fund,
        rows: approved,
    },
    Source {
        key: "publications_on_time",
        chapter: Chapter::Publications,
        title: Text::fixed("按时公示", "Published on time"),
        definition: Text::fixed(
            "应公示日在本期内、已经到期的公示，其中在应公示日当天或之前张贴的。",
            "Notices whose due day lies in the period and has come, and those of them that hung on the board by that day.",
        ),
        measure: Measure::Share,
        part: Part::Whole,
        rows: published,
    },
];

fn spent(sql: &mut Sql) -> String {
    format!("{} UNION ALL {}", received(sql), petty(sql))
}

fn received(sql: &mut Sql) -> String {
    let (school, days) = (sql.school(), sql.on_a_day_of_it("r.delivered_on"));
    let shape = Shape {
        part: "q.fund",
        kind: "'goods_receipt'",
        id: "r.id",
        number: "r.number",
        title: "o.supplier_name",
        on: "r.delivered_on",
        amount: "r.total",
        ..Shape::default()
    };
    shape.select(&format!(
        "FROM goods_receipt r JOIN purchase_order o ON o.school_id = r.school_id AND o.id = r.order_id \
         JOIN purchase_request q ON q.school_id = o.school_id AND q.id = o.request_id \
         WHERE r.school_id = {school} AND r.accepted_at IS NOT NULL AND r.phase IN ({}) AND r.total > 0 AND {days}",
        Sql::keys(["accepted", "posted"])
    ))
}

fn petty(sql: &mut Sql) -> String {
    let (school, days) = (sql.school(), sql.on_a_day_of_it("p.bought_on"));
    let shape = Shape {
        part: "p.fund",
        kind: "'petty_purchase'",
        id: "p.id",
        number: "p.number",
        title: "p.shop",
        on: "p.bought_on",
        amount: "p.total",
        ..Shape::default()
    };
    shape.select(&format!("FROM petty_purchase p WHERE p.school_id = {school} AND p.phase = 'approved' AND {days}"))
}

fn approved(sql: &mut Sql) -> String {
    let (school, within) = (sql.school(), sql.within_it("q.decided_at"));
    let shape = Shape {
        part: "q.fund",
        kind: "'purchase_request'",
        id: "q.id",
        number: "q.number",
        title: "q.purpose",
        at: "q.decided_at",
        amount: "q.total",
        ..Shape::default()
    };
    let states = Sql::keys(["approved", "closed"]);
    shape.select(&format!("FROM purchase_request q WHERE q.school_id = {school} AND q.phase IN ({states}) AND {within}"))
}

fn published(sql: &mut Sql) -> String {
    let (school, days) = (sql.school(), sql.on_a_day_of_it("p.due_on"));
    let shape = Shape {
        kind: "'publication'",
        id: "p.id",
        number: "p.number",
        title: "p.title",
        on: "p.due_on",
        met: "CASE WHEN p.phase = 'posted' AND p.published_on <= p.due_on THEN 1 ELSE 0 END",
        ..Shape::default()
    };
    shape.select(&format!("FROM publication p WHERE p.school_id = {school} AND p.phase <> 'cancelled' AND {days}"))
}
