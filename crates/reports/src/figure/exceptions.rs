//! Figures of what did not go by the rules and was signed for, or could not wait. The whole list of control exceptions is E16's.

use kernel::Text;

use super::{
    source::{Chapter, Measure, Part, Source},
    sql::{Shape, Sql},
};

pub(super) const SOURCES: &[Source] = &[
    Source {
        key: "exceptions_signed",
        chapter: Chapter::Exceptions,
        title: Text::fixed("会签的例外", "Co-signed exceptions"),
        definition: Text::fixed(
            "本期会签的职责分离例外，按规则。",
            "Exceptions of separate duties that were co-signed in the period, by rule.",
        ),
        measure: Measure::Count,
        part: Part::Rule,
        rows: signed,
    },
    Source {
        key: "exceptions_emergency",
        chapter: Chapter::Exceptions,
        title: Text::fixed("应急采购", "Emergency purchases"),
        definition: Text::fixed(
            "本期提交的应急采购，撤回的不算。",
            "Emergency purchases handed in during the period, without those taken back.",
        ),
        measure: Measure::Amount,
        part: Part::Whole,
        rows: emergencies,
    },
];

fn signed(sql: &mut Sql) -> String {
    let (school, within) = (sql.school(), sql.within_it("e.signed_at"));
    let shape = Shape {
        part: "e.rule",
        holder: "e.asked_by",
        kind: "e.subject_kind",
        id: "e.subject_id",
        row: "e.id",
        number: "e.subject_number",
        title: "e.reason",
        at: "e.signed_at",
        ..Shape::default()
    };
    shape.select(&format!("FROM sod_exception e WHERE e.school_id = {school} AND {within}"))
}

fn emergencies(sql: &mut Sql) -> String {
    let (school, within) = (sql.school(), sql.within_it("q.submitted_at"));
    let shape = Shape {
        holder: "q.requester_id",
        kind: "'purchase_request'",
        id: "q.id",
        number: "q.number",
        title: "q.purpose",
        at: "q.submitted_at",
        amount: "q.total",
        ..Shape::default()
    };
    let standing = Sql::keys(["submitted", "returned", "approved", "rejected", "closed"]);
    shape.select(&format!(
        "FROM purchase_request q WHERE q.school_id = {school} AND q.emergency_reason IS NOT NULL AND q.phase IN ({standing}) AND {within}"
    ))
}
