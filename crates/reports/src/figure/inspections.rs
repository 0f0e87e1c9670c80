//! Figures of inspections (domain.md E14): rounds that were due and those of them that were held, what they found and what of it is mended;
//! what is to be held now, and what nobody held.

use chrono::{NaiveDate, TimeDelta};
use kernel::Text;

use super::{
    read::lately,
    source::{Chapter, Measure, Part, Source},
    sql::{Shape, Sql},
};

/// Days for which a round that nobody held is pointed at; it can be entered late.
const POINTED_AT: i64 = 7;

pub(super) const SOURCES: &[Source] = &[
    Source {
        key: "rounds_held",
        chapter: Chapter::Inspections,
        title: Text::fixed("检查完成", "Rounds held"),
        definition: Text::fixed(
            "应检日在本期内、时间已过或已经检查的检查（取消的不算），按大检、小检、抽检、日常；完成的是登记了的，补录的也算。",
            "Rounds due in the period whose time is over or that were held, by kind, without those called off; held is what was written down, also late.",
        ),
        measure: Measure::Share,
        part: Part::CheckKind,
        rows: |sql| {
            let days = sql.on_a_day_of_it("r.due_on");
            due(sql, &days, "r.check_kind")
        },
    },
    Source {
        key: "faults_mended",
        chapter: Chapter::Inspections,
        title: Text::fixed("发现的问题和整改", "What was found, and mended"),
        definition: Text::fixed(
            "本期检查发现的问题，按检查类别；整改完成的是报修已经验收办结的，没有报修的不算整改。",
            "What rounds found in the period, by kind of round; mended is what became a repair that is closed, and nothing else.",
        ),
        measure: Measure::Share,
        part: Part::CheckKind,
        rows: faults,
    },
    Source {
        key: "rounds_kept",
        chapter: Chapter::Home,
        title: Text::fixed("近 7 天检查完成", "Rounds held in 7 days"),
        definition: Text::fixed(
            "今天以前 7 天应检的检查（取消的不算），登记了的算完成。",
            "Rounds due on the seven days before today, without those called off; held is what was written down.",
        ),
        measure: Measure::Share,
        part: Part::Whole,
        rows: |sql| {
            let days = days_before_today(sql, "r.due_on");
            due(sql, &days, "r.check_kind")
        },
    },
    Source {
        key: "open_rounds",
        chapter: Chapter::Open,
        title: Text::fixed("检查", "Rounds"),
        definition: Text::fixed(
            "时间已到、还没有登记的检查，和近 7 天漏检的。",
            "Rounds whose time has come and that were not written down, and those missed in the last seven days.",
        ),
        measure: Measure::Count,
        part: Part::Seat,
        rows: open,
    },
    Source {
        key: "late_rounds",
        chapter: Chapter::Late,
        title: Text::fixed("漏检", "Rounds that nobody held"),
        definition: Text::fixed(
            "近 7 天过了时间没有人检查、也没有补录的检查。",
            "Rounds of the last seven days whose time is over, that nobody held and nobody entered late.",
        ),
        measure: Measure::Count,
        part: Part::Seat,
        rows: missed,
    },
];

/// A day of the seven before today: today is not over.
fn days_before_today(sql: &mut Sql, column: &str) -> String {
    let today = sql.ask.today;
    let (from, to) = (sql.place(lately(today)), sql.place(today - TimeDelta::days(1)));
    format!("{column} >= {from} AND {column} <= {to}")
}

/// A round, called by its checklist.
fn round<'a>() -> Shape<'a> {
    Shape { kind: "'inspection_round'", id: "r.id", number: "r.number", title: "k.name", on: "r.due_on", ..Shape::default() }
}

const ROUNDS: &str = "FROM inspection_round r JOIN checklist k ON k.school_id = r.school_id AND k.id = r.checklist_id";

const HELD: &str = "CASE WHEN r.phase IN ('submitted', 'reviewed') THEN 1 ELSE 0 END";

/// Rounds whose time is over or that were held, of these days.
pub(super) fn due(sql: &mut Sql, days: &str, part: &str) -> String {
    let (school, now) = (sql.school(), sql.ask.now);
    let now = sql.place(now);
    let shape = Shape { part, met: HELD, ..round() };
    shape.select(&format!(
        "{ROUNDS} WHERE r.school_id = {school} AND {days} AND r.phase <> 'cancelled' \
         AND (r.phase IN ('submitted', 'reviewed') OR r.due_until < {now})"
    ))
}

fn faults(sql: &mut Sql) -> String {
    let (school, days) = (sql.school(), sql.on_a_day_of_it("f.found_on"));
    let shape = Shape {
        part: "r.check_kind",
        kind: "'inspection_round'",
        id: "f.round_id",
        row: "f.id",
        number: "r.number",
        title: "f.said",
        on: "f.found_on",
        met: "CASE WHEN c.phase = 'closed' THEN 1 ELSE 0 END",
        ..Shape::default()
    };
    shape.select(&format!(
        "FROM inspection_finding f JOIN inspection_round r ON r.school_id = f.school_id AND r.id = f.round_id \
         LEFT JOIN repair_case c ON c.school_id = f.school_id AND c.id = f.case_id WHERE f.school_id = {school} AND {days}"
    ))
}

/// Whoever is named for it, else the role.
fn to_be_held<'a>() -> Shape<'a> {
    Shape { part: "COALESCE(r.performer_role, '')", holder: "r.performer_id", ..round() }
}

/// The first day of which a missed round is pointed at.
fn since(sql: &Sql) -> NaiveDate {
    sql.ask.today - TimeDelta::days(POINTED_AT)
}

fn open(sql: &mut Sql) -> String {
    let (school, now, since) = (sql.school(), sql.ask.now, since(sql));
    let (now, since) = (sql.place(now), sql.place(since));
    to_be_held().select(&format!(
        "{ROUNDS} WHERE r.school_id = {school} AND ((r.phase IN ('scheduled', 'in_progress') AND r.due_from <= {now}) \
         OR (r.phase = 'missed' AND r.due_on >= {since}))"
    ))
}

fn missed(sql: &mut Sql) -> String {
    let (school, since) = (sql.school(), since(sql));
    let since = sql.place(since);
    to_be_held().select(&format!("{ROUNDS} WHERE r.school_id = {school} AND r.phase = 'missed' AND r.due_on >= {since}"))
}
