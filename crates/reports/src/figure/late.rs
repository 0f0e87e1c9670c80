//! What is past its day, and who holds it. Each is late by the rule of the feature it belongs to.

use campus::Role;
use chrono::{Datelike, TimeDelta};
use kernel::Text;
use repairs::case::service::ALLOWED_DAYS;

use super::{
    repair,
    source::{Chapter, Measure, Part, Source},
    sql::{Shape, Sql},
};

const fn source(key: &'static str, title: Text, definition: Text, rows: fn(&mut Sql) -> String) -> Source {
    Source { key, chapter: Chapter::Late, title, definition, measure: Measure::Count, part: Part::Seat, rows }
}

pub(super) const SOURCES: &[Source] = &[
    source(
        "late_repairs",
        Text::fixed("报修超时", "Repairs past their days"),
        Text::fixed(
            "没修好、也没有说好更晚日子的报修：有危险的超过 1 天，影响上课的 2 天，一般的 4 天，不急的 60 天。",
            "Not fixed, and no later day was promised: open longer than danger's one day, lessons' two, the usual four, or sixty where there is no hurry.",
        ),
        repairs,
    ),
    source(
        "late_approvals",
        Text::fixed("审批久等", "Approvals that wait too long"),
        Text::fixed(
            "等得超过学校规定的天数、已经提醒过的审批。",
            "Approvals that have waited longer than the school's rule and were reminded of.",
        ),
        approvals,
    ),
    source(
        "late_orders",
        Text::fixed("到货超期", "Orders past their day"),
        Text::fixed("约定的到货日过了、还没有到齐的采购单。", "Orders whose day of delivery is over and that have not come whole."),
        orders,
    ),
    source(
        "late_receipts",
        Text::fixed("验收未入账", "Accepted, in no accounts"),
        Text::fixed("上月及以前验收、还没有入账的验收单。", "Goods receipts accepted in a month that is over, and in no accounts."),
        receipts,
    ),
    source(
        "late_petty",
        Text::fixed("零星采购未入账", "Petty purchases in no accounts"),
        Text::fixed("上月及以前批准、还没有入账的零星采购。", "Petty purchases approved in a month that is over, and in no accounts."),
        petty,
    ),
    source(
        "late_publications",
        Text::fixed("公示超期", "Notices past their day"),
        Text::fixed("应公示日过了、还没有张贴的公示。", "Publication notices whose due day is over and that hang nowhere."),
        publications,
    ),
];

fn repairs(sql: &mut Sql) -> String {
    let (school, now, today) = (sql.school(), sql.ask.now, sql.ask.today);
    let today = sql.place(today);
    let overdue = ALLOWED_DAYS.map(|(priority, days)| {
        let before = sql.place(now - TimeDelta::days(days));
        format!("(c.priority = {priority} AND c.reported_at < {before})")
    });
    let shape = Shape { part: seat(Role::LogisticsDirector), holder: "c.owner_id", at: "c.reported_at", ..repair::case() };
    shape.select(&format!(
        "FROM repair_case c WHERE c.school_id = {school} AND c.is_open AND c.phase <> 'done' \
         AND (c.expected_on IS NULL OR c.expected_on < {today}) AND ({})",
        overdue.join(" OR ")
    ))
}

/// The role that has to act where no person is named, as an expression. A test below holds it to the codes of the roles.
const fn seat(role: Role) -> &'static str {
    if matches!(role, Role::Bookkeeper) { "'finance'" } else { "'logistics_director'" }
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
    shape.select(&format!("FROM approval a WHERE a.school_id = {school} AND a.phase = 'deciding' AND a.reminded_at IS NOT NULL"))
}

fn orders(sql: &mut Sql) -> String {
    let (school, today) = (sql.school(), sql.ask.today);
    let today = sql.place(today);
    let shape = Shape {
        part: seat(Role::LogisticsDirector),
        holder: "o.made_by",
        kind: "'purchase_order'",
        id: "o.id",
        number: "o.number",
        title: "o.supplier_name",
        on: "o.expected_on",
        amount: "o.total",
        ..Shape::default()
    };
    let states = Sql::keys(["ordered", "partially_received"]);
    shape.select(&format!("FROM purchase_order o WHERE o.school_id = {school} AND o.phase IN ({states}) AND o.expected_on < {today}"))
}

/// When this month began at the school.
fn this_month(sql: &mut Sql) -> String {
    let first = sql.ask.today.with_day(1).unwrap_or(sql.ask.today);
    let began = sql.ask.begins(first);
    sql.place(began)
}

fn receipts(sql: &mut Sql) -> String {
    let (school, month) = (sql.school(), this_month(sql));
    let shape = Shape {
        part: seat(Role::Bookkeeper),
        kind: "'goods_receipt'",
        id: "r.id",
        number: "r.number",
        title: "r.order_number",
        at: "r.accepted_at",
        amount: "r.total",
        ..Shape::default()
    };
    shape.select(&format!(
        "FROM goods_receipt r WHERE r.school_id = {school} AND r.phase = 'accepted' AND r.accepted_at < {month} AND r.total > 0"
    ))
}

fn petty(sql: &mut Sql) -> String {
    let (school, month) = (sql.school(), this_month(sql));
    let shape = Shape {
        part: seat(Role::Bookkeeper),
        kind: "'petty_purchase'",
        id: "p.id",
        number: "p.number",
        title: "p.shop",
        at: "p.decided_at",
        amount: "p.total",
        ..Shape::default()
    };
    shape.select(&format!(
        "FROM petty_purchase p WHERE p.school_id = {school} AND p.phase = 'approved' AND p.posted_at IS NULL AND NOT p.before_vouchers \
         AND p.decided_at < {month}"
    ))
}

fn publications(sql: &mut Sql) -> String {
    let (school, today) = (sql.school(), sql.ask.today);
    let today = sql.place(today);
    let shape = Shape {
        part: seat(Role::LogisticsDirector),
        holder: "p.made_by",
        kind: "'publication'",
        id: "p.id",
        number: "p.number",
        title: "p.title",
        on: "p.due_on",
        ..Shape::default()
    };
    shape.select(&format!("FROM publication p WHERE p.school_id = {school} AND p.phase = 'draft' AND p.due_on < {today}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_is_the_code_of_its_role() {
        for role in [Role::LogisticsDirector, Role::Bookkeeper] {
            assert_eq!(seat(role), format!("'{}'", role.code()));
        }
    }
}
