//! Meals that a canteen served, and days on which it did: each usual meal of each school day since its first whole day, and any other that has a
//! menu. What was not written down is a row here, so that an empty book is not a whole one.

use canteen::Meal;
use chrono::{NaiveDate, TimeDelta};
use sea_orm::DbBackend;

use super::{
    read::lately,
    sql::{Shape, Sql},
};

/// First and last day that are looked at: today counts tomorrow, because it is not over.
pub(super) type Span = (NaiveDate, NaiveDate);

pub(super) fn of_the_period(sql: &Sql) -> Span {
    let last = sql.ask.last().min(sql.ask.today - TimeDelta::days(1));
    (sql.ask.period.from, last)
}

pub(super) fn of_seven_days(sql: &Sql) -> Span {
    (lately(sql.ask.today), sql.ask.today - TimeDelta::days(1))
}

/// The meals, as a table: `canteen_id`, `name`, `day`, `meal`, and `turn`, its place in the day.
fn meals(sql: &mut Sql, school: &str, days: &str, (from, to): Span) -> String {
    let all = (1..).zip(Meal::ALL).map(|(no, meal): (i32, Meal)| format!("('{}', '{no:02}')", meal.key()));
    let all = format!("(VALUES {})", all.collect::<Vec<_>>().join(", "));
    let (from, to) = (sql.place(from), sql.place(to));
    format!(
        "(SELECT k.id AS canteen_id, k.name AS name, d.column1 AS day, e.column1 AS meal, e.column2 AS turn FROM canteen k \
         JOIN {days} AS d ON k.created_at < d.column2 \
         JOIN {all} AS e ON CAST(k.meals AS text) LIKE '%\"' || e.column1 || '\"%' \
         WHERE k.school_id = {school} AND NOT k.retired \
         UNION SELECT k.id, k.name, m.day, m.meal, e.column2 FROM menu_day m \
         JOIN canteen k ON k.school_id = m.school_id AND k.id = m.canteen_id JOIN {all} AS e ON e.column1 = m.meal \
         WHERE m.school_id = {school} AND m.struck_at IS NULL AND m.day >= {from} AND m.day <= {to})"
    )
}

/// What tells rows apart that are no records: their day and meal, and the canteen. The latest is the greatest.
fn row(sql: &Sql, turn: &str) -> String {
    if sql.backend == DbBackend::Postgres {
        format!("CAST(to_char(t.day, 'YYYYMMDD') || {turn} || '000000' || right(replace(CAST(t.canteen_id AS text), '-', ''), 16) AS uuid)")
    } else {
        format!("unhex(replace(t.day, '-', '') || {turn} || '000000' || substr(hex(t.canteen_id), 17, 16))")
    }
}

/// A meal or a day, called by its canteen and numbered by its day.
fn shape<'a>(row: &'a str, things: &'a str, met: &'a str) -> Shape<'a> {
    Shape { kind: "'canteen'", id: "t.canteen_id", row, number: "t.day", title: "t.name", on: "t.day", things, met, ..Shape::default() }
}

/// Records of a kind that stand of a meal.
fn records(school: &str, kind: &str) -> String {
    format!(
        "(SELECT COUNT(*) FROM canteen_record b WHERE b.school_id = {school} AND b.canteen_id = s.canteen_id AND b.kind = '{kind}' \
         AND b.day = s.day AND b.meal = s.meal AND b.struck_at IS NULL)"
    )
}

/// Dishes of the meals, and those of them that have a sample. A meal without a menu is one dish without one: nobody knows how many there were.
pub(super) fn sampled(sql: &mut Sql, span: Span) -> String {
    let school = sql.school();
    let days = sql.school_days(span.0, span.1);
    let (served, row) = (meals(sql, &school, &days, span), row(sql, "t.turn"));
    let dishes = if sql.backend == DbBackend::Postgres { "jsonb_array_length(m.dishes)" } else { "json_array_length(m.dishes)" };
    // No dish has two samples, and none is of what is not on the menu: the service sees to it.
    let met = "CASE WHEN t.dishes IS NULL THEN 0 WHEN t.samples > t.dishes THEN t.dishes ELSE t.samples END";
    let shape = Shape { part: "t.meal", ..shape(&row, "COALESCE(t.dishes, 1)", met) };
    shape.select(&format!(
        "FROM (SELECT s.*, {dishes} AS dishes, {} AS samples FROM {served} AS s LEFT JOIN menu_day m ON m.school_id = {school} \
         AND m.canteen_id = s.canteen_id AND m.day = s.day AND m.meal = s.meal AND m.struck_at IS NULL) AS t",
        records(&school, "food_sample")
    ))
}

/// The meals, and those of them with a record of a kind.
pub(super) fn recorded(sql: &mut Sql, kind: &str, span: Span) -> String {
    let school = sql.school();
    let days = sql.school_days(span.0, span.1);
    let (served, row) = (meals(sql, &school, &days, span), row(sql, "t.turn"));
    let shape = Shape { part: "t.meal", ..shape(&row, "1", "CASE WHEN t.records > 0 THEN 1 ELSE 0 END") };
    shape.select(&format!("FROM (SELECT s.*, {} AS records FROM {served} AS s) AS t", records(&school, kind)))
}

/// The people of each day, and those of them who were checked in the morning: who works there now and was there before that day, or as many
/// as were checked. A day of nobody is one that was not checked.
pub(super) fn checked(sql: &mut Sql, span: Span) -> String {
    let school = sql.school();
    let days = sql.school_days(span.0, span.1);
    let (served, row) = (meals(sql, &school, &days, span), row(sql, "'00'"));
    let staff = format!(
        "(SELECT COUNT(*) FROM canteen_staff w WHERE w.school_id = {school} AND w.canteen_id = s.canteen_id AND w.active \
         AND (d.column2 IS NULL OR w.created_at < d.column2) AND (w.person_id IS NULL OR EXISTS (SELECT 1 FROM person p \
         WHERE p.school_id = w.school_id AND p.id = w.person_id AND p.active)))"
    );
    let (lines, who) = if sql.backend == DbBackend::Postgres {
        ("jsonb_array_elements(b.content -> 'lines')", "l.value ->> 'staff_id'")
    } else {
        ("json_each(b.content, '$.lines')", "json_extract(l.value, '$.staff_id')")
    };
    let checked = format!(
        "(SELECT COUNT(DISTINCT {who}) FROM canteen_record b CROSS JOIN {lines} AS l WHERE b.school_id = {school} \
         AND b.canteen_id = s.canteen_id AND b.kind = 'morning_check' AND b.day = s.day AND b.struck_at IS NULL)"
    );
    let people = "CASE WHEN t.checked > t.staff THEN t.checked WHEN t.staff > 0 THEN t.staff ELSE 1 END";
    shape(&row, people, "t.checked").select(&format!(
        "FROM (SELECT s.*, {staff} AS staff, {checked} AS checked FROM (SELECT DISTINCT canteen_id, name, day FROM {served} AS a) AS s \
         LEFT JOIN {days} AS d ON d.column1 = s.day) AS t"
    ))
}
