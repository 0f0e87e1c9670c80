//! Figures of repairs (domain.md E9): received, closed, on time, by whom, left over. What parts cost is a figure of the stores.

use kernel::Text;
use repairs::case::service::ALLOWED_DAYS;

use super::{
    source::{Chapter, Measure, Part, Source},
    sql::{Shape, Sql},
};

const fn source(key: &'static str, measure: Measure, title: Text, definition: Text, rows: fn(&mut Sql) -> String) -> Source {
    Source { key, chapter: Chapter::Repairs, title, definition, measure, part: Part::RepairCategory, rows }
}

pub(super) const SOURCES: &[Source] = &[
    source(
        "repairs_received",
        Measure::Count,
        Text::fixed("收到报修", "Repairs received"),
        Text::fixed(
            "本期报的所有报修，按类别，退回和撤回的也算。",
            "Everything reported in the period, by kind, also what was sent back or withdrawn.",
        ),
        received,
    ),
    source(
        "repairs_closed",
        Measure::Count,
        Text::fixed("修好完成", "Repairs finished"),
        Text::fixed(
            "本期验收完成的报修（包括到期没有异议的），按类别，不论哪天报的。",
            "Repairs accepted in the period, by a person or by silence, by kind, whenever they were reported.",
        ),
        |sql| closed(sql, "0"),
    ),
    source(
        "repairs_on_time",
        Measure::Share,
        Text::fixed("及时修好", "Finished in time"),
        Text::fixed(
            "本期完成的报修里，从报修到修好没有超过时限的：有危险的 1 天，影响上课的 2 天，一般的 4 天，不急的 60 天。",
            "Of the repairs finished in the period, those fixed within what their priority allows from the report on: danger one day, lessons two, usual four, no hurry sixty.",
        ),
        |sql| {
            let met = in_time(sql);
            closed(sql, &met)
        },
    ),
    source(
        "repairs_self_done",
        Measure::Share,
        Text::fixed("自己修好", "Done by the school itself"),
        Text::fixed(
            "本期完成的报修里，由本校人员修好的。外修单位现在不单独登记，登记了修好人的都算自修。",
            "Of the repairs finished in the period, those that somebody of the school finished. Contractors are not recorded apart yet: whatever names its finisher counts.",
        ),
        |sql| closed(sql, "CASE WHEN c.done_by IS NOT NULL THEN 1 ELSE 0 END"),
    ),
    source(
        "repairs_human_damage",
        Measure::Count,
        Text::fixed("人为损坏", "Damaged by people"),
        Text::fixed(
            "本期完成的报修里，写明是人为损坏的，按类别。",
            "Of the repairs finished in the period, those that people had damaged, by kind.",
        ),
        |sql| format!("{} AND c.damage = 'human_damage'", closed(sql, "0")),
    ),
    source(
        "repairs_left",
        Measure::Count,
        Text::fixed("期末没修完", "Not finished at the end"),
        Text::fixed(
            "期末那天还没有办结的报修，按类别；期末没到的算今天。",
            "Repairs that were not over on the last day, by kind; today while the term runs.",
        ),
        left,
    ),
];

/// A case with its kind, and the name of its kind where nothing was said.
pub(super) fn case<'a>() -> Shape<'a> {
    Shape { part: "c.category", kind: "'repair_case'", id: "c.id", number: "c.number", title: "c.description", ..Shape::default() }
}

fn received(sql: &mut Sql) -> String {
    let (school, within) = (sql.school(), sql.within_it("c.reported_at"));
    let shape = Shape { at: "c.reported_at", ..case() };
    shape.select(&format!("FROM repair_case c WHERE c.school_id = {school} AND {within}"))
}

fn closed(sql: &mut Sql, met: &str) -> String {
    let (school, within) = (sql.school(), sql.within_it("c.closed_at"));
    let shape = Shape { at: "c.closed_at", met, ..case() };
    shape.select(&format!("FROM repair_case c WHERE c.school_id = {school} AND c.phase = 'closed' AND {within}"))
}

/// Fixed within the days that its priority allows: the rule by which an open one becomes late.
fn in_time(sql: &Sql) -> String {
    let took = format!("{} - {}", sql.seconds("c.done_at"), sql.seconds("c.reported_at"));
    let allowed = ALLOWED_DAYS.iter().map(|(priority, days)| format!("WHEN {priority} THEN {}", days * 86_400)).collect::<Vec<_>>();
    format!("CASE WHEN {took} <= CASE c.priority {} ELSE 0 END THEN 1 ELSE 0 END", allowed.join(" "))
}

fn left(sql: &mut Sql) -> String {
    let (school, ends) = (sql.school(), sql.ask.ends());
    let until = sql.place(ends);
    let shape = Shape { holder: "c.owner_id", at: "c.reported_at", ..case() };
    shape.select(&format!(
        "FROM repair_case c WHERE c.school_id = {school} AND c.reported_at < {until} \
         AND (c.is_open OR COALESCE(c.closed_at, c.updated_at) >= {until})"
    ))
}
