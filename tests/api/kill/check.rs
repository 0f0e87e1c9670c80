//! What must hold after a kill, read from the tables and not through the product.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use test_support::TestDb;

use super::{
    day,
    purchase::{ORDERED, PHASES, Purchase, RECEIVED},
    writer::{STEPS, Story, Writer},
};
use crate::{daily::promises, procurement::books};

/// A case as it stands in the table, with its acts in order.
#[derive(Debug, Default)]
struct Found {
    phase: String,
    version: i64,
    acts: Vec<String>,
}

/// Everything that is wrong; each sentence begins with its kind.
pub async fn violations(db: &TestDb, writers: &[Writer]) -> Vec<String> {
    violations_beside(db, writers, "").await
}

/// The same where somebody else reports as well, under a text of his own; his cases are his to count.
pub async fn violations_beside(db: &TestDb, writers: &[Writer], other: &str) -> Vec<String> {
    let raw = db.raw().await;
    let mut wrong: Vec<String> = writers.iter().flat_map(|w| w.complaints.clone()).collect();
    let mut found = cases(&raw).await;
    wrong.extend(numbers(&raw).await);
    for story in writers.iter().flat_map(|w| &w.stories) {
        wrong.extend(compare(story, &found.remove(&story.marker).unwrap_or_default()));
    }
    let unasked = found.keys().filter(|marker| other.is_empty() || *marker != other);
    wrong.extend(unasked.map(|marker| format!("unasked: cases of {marker:?}")));
    let mut bought = purchases(&raw).await;
    for purchase in writers.iter().flat_map(|w| &w.purchases) {
        wrong.extend(compare_purchase(purchase, &bought.remove(&purchase.marker).unwrap_or_default()));
    }
    wrong.extend(bought.keys().map(|marker| format!("unasked: purchases of {marker:?}")));
    wrong.extend(books::broken(&raw).await.into_iter().map(|promise| format!("sums: {promise}")));
    wrong.extend(day::violations(&raw, writers.iter().flat_map(|w| &w.days)).await);
    wrong.extend(promises::broken(&raw).await.into_iter().map(|promise| format!("book: {promise}")));
    wrong.extend(whole(&raw).await);
    raw.close().await.unwrap();
    wrong
}

fn compare(story: &Story, cases: &BTreeMap<String, Found>) -> Vec<String> {
    let Story { marker, faults, .. } = story;
    if !story.reported {
        return if cases.is_empty() { Vec::new() } else { vec![format!("unsettled: {marker} was never acknowledged, yet is there")] };
    }
    if cases.is_empty() {
        return vec![format!("lost: {marker} was acknowledged")];
    }
    let mut wrong = Vec::new();
    if cases.len() != *faults {
        let kind = if cases.len() < *faults { "half" } else { "double" };
        wrong.push(format!("{kind}: {marker} has {faults} faults and {} cases", cases.len()));
    }
    let told: BTreeSet<&String> = story.numbers.iter().collect();
    if !told.is_empty() && told != cases.keys().collect() {
        wrong.push(format!("changed: {marker} was told {told:?}, there are {:?}", cases.keys()));
    }
    for (number, case) in cases {
        let steps = if story.numbers.first() == Some(number) { story.steps } else { 0 };
        let acts: Vec<&str> = ["repair_case.reported"].into_iter().chain(STEPS.iter().take(steps).map(|s| s.act)).collect();
        let phase = STEPS.iter().take(steps).next_back().map_or("submitted", |s| s.phase);
        if case.acts != acts {
            let kind = if case.acts.len() < acts.len() { "lost" } else { "double" };
            wrong.push(format!("{kind}: {number} was acknowledged {acts:?}, its trail has {:?}", case.acts));
        }
        if case.phase != phase || usize::try_from(case.version).unwrap() != steps + 1 {
            wrong.push(format!("half: {number} is {} at version {} after {steps} steps", case.phase, case.version));
        }
    }
    wrong
}

/// Marker → number → case.
async fn cases(raw: &DatabaseConnection) -> BTreeMap<String, BTreeMap<String, Found>> {
    let sql = "SELECT c.description, c.number, c.phase, c.version, e.action FROM repair_case c \
         LEFT JOIN audit_subject s ON s.school_id = c.school_id AND s.subject_id = c.id \
         LEFT JOIN audit_event e ON e.school_id = s.school_id AND e.id = s.event_id ORDER BY c.number, e.id";
    let mut all: BTreeMap<String, BTreeMap<String, Found>> = BTreeMap::new();
    for row in raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap() {
        let text = |column: &str| row.try_get::<Option<String>>("", column).unwrap().unwrap_or_default();
        let case = all.entry(text("description")).or_default().entry(text("number")).or_default();
        case.phase = text("phase");
        case.version = row.try_get("", "version").unwrap();
        case.acts.push(text("action"));
    }
    all
}

/// A request as it stands in the tables: its phase, its orders, and what was accepted of them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Bought {
    phase: String,
    orders: i64,
    receipts: i64,
}

fn compare_purchase(purchase: &Purchase, found: &[Bought]) -> Option<String> {
    let Purchase { marker, steps, .. } = purchase;
    let Some(phase) = steps.checked_sub(1).map(|last| PHASES[last]) else {
        return (!found.is_empty()).then(|| format!("unsettled: {marker} was never acknowledged, yet is there"));
    };
    let expected = Bought { phase: phase.into(), orders: i64::from(*steps >= ORDERED), receipts: i64::from(*steps >= RECEIVED) };
    match found {
        [] => Some(format!("lost: {marker} was acknowledged")),
        [one] if *one == expected => None,
        [one] => {
            let less = one.orders < expected.orders || one.receipts < expected.receipts || one.phase != expected.phase;
            let kind = if less { "lost" } else { "double" };
            Some(format!("{kind}: {marker} was acknowledged {steps} steps, and is {one:?}"))
        }
        many => Some(format!("double: {marker} is there {} times", many.len())),
    }
}

/// Marker → requests.
async fn purchases(raw: &DatabaseConnection) -> BTreeMap<String, Vec<Bought>> {
    let sql = "SELECT r.purpose, r.phase, \
         (SELECT COUNT(*) FROM purchase_order o WHERE o.school_id = r.school_id AND o.request_id = r.id) AS orders, \
         (SELECT COUNT(*) FROM goods_receipt g JOIN purchase_order o ON o.school_id = g.school_id AND o.id = g.order_id \
         WHERE o.school_id = r.school_id AND o.request_id = r.id AND g.phase = 'accepted') AS receipts FROM purchase_request r";
    let mut all: BTreeMap<String, Vec<Bought>> = BTreeMap::new();
    for row in raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap() {
        let (phase, orders) = (row.try_get("", "phase").unwrap(), row.try_get("", "orders").unwrap());
        let one = Bought { phase, orders, receipts: row.try_get("", "receipts").unwrap() };
        all.entry(row.try_get("", "purpose").unwrap()).or_default().push(one);
    }
    all
}

/// Numbers of a day run from 1 without a gap, and the sequence stands at the last.
async fn numbers(raw: &DatabaseConnection) -> Vec<String> {
    let sql = "SELECT number FROM repair_case UNION ALL SELECT number FROM purchase_request UNION ALL SELECT number FROM purchase_order \
         UNION ALL SELECT number FROM goods_receipt UNION ALL SELECT number FROM inspection_round ORDER BY number";
    let rows = raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
    let mut days: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for row in rows {
        let number: String = row.try_get("", "number").unwrap();
        let (day, n) = number.rsplit_once('-').unwrap();
        days.entry(day.to_owned()).or_default().push(n.parse().unwrap());
    }
    let gaps = days.iter().filter(|(_, given)| **given != (1..=i64::try_from(given.len()).unwrap()).collect::<Vec<_>>());
    gaps.map(|(day, given)| format!("numbers: {day} has {given:?}")).collect()
}

/// What no kill may leave behind, counted; and the file itself.
pub async fn whole(raw: &DatabaseConnection) -> Vec<String> {
    let none = [
        (
            "half: audit events without a subject",
            "SELECT count(*) AS n FROM audit_event e WHERE NOT EXISTS \
             (SELECT 1 FROM audit_subject s WHERE s.school_id = e.school_id AND s.event_id = e.id)",
        ),
        (
            "half: audit subjects without an event",
            "SELECT count(*) AS n FROM audit_subject s WHERE NOT EXISTS \
             (SELECT 1 FROM audit_event e WHERE s.school_id = e.school_id AND s.event_id = e.id)",
        ),
        ("half: idempotency keys without an answer", "SELECT count(*) AS n FROM idempotency_key WHERE status IS NULL OR body IS NULL"),
        ("half: sequences behind their numbers", "SELECT count(*) AS n FROM number_sequence WHERE last < 1"),
    ];
    let mut wrong = Vec::new();
    for (what, sql) in none {
        let row = raw.query_one_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap().unwrap();
        let n: i64 = row.try_get("", "n").unwrap();
        if n != 0 {
            wrong.push(format!("{what}: {n}"));
        }
    }
    if raw.get_database_backend() == DbBackend::Sqlite {
        let row = raw.query_one_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check")).await.unwrap().unwrap();
        let said: String = row.try_get("", "integrity_check").unwrap();
        if said != "ok" {
            wrong.push(format!("corrupt: {said}"));
        }
        let orphans = raw.query_all_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA foreign_key_check")).await.unwrap();
        if !orphans.is_empty() {
            wrong.push(format!("half: {} rows point at nothing", orphans.len()));
        }
    }
    wrong
}

/// The first word of what the checker says about a story of two faults and one step, told the numbers 1 and 2.
fn kinds(cases: &[(&str, &str, i64, &[&str])]) -> Vec<String> {
    let numbers = vec!["1".to_owned(), "2".to_owned()];
    let story = Story { marker: "m".into(), faults: 2, reported: true, numbers, steps: 1, ..Story::default() };
    let found = |(number, phase, version, acts): &(&str, &str, i64, &[&str])| {
        let acts = acts.iter().map(|a| format!("repair_case.{a}")).collect();
        ((*number).to_owned(), Found { phase: (*phase).to_owned(), version: *version, acts })
    };
    compare(&story, &cases.iter().map(found).collect()).iter().map(|v| v.split(':').next().unwrap().to_owned()).collect()
}

#[test]
fn k01_the_checker_names_what_is_lost_half_and_double() {
    let (first, second): (&[&str], &[&str]) = (&["reported", "taken"], &["reported"]);
    assert_eq!(kinds(&[("1", "assigned", 2, first), ("2", "submitted", 1, second)]), Vec::<String>::new());
    assert_eq!(kinds(&[]), ["lost"]);
    assert_eq!(kinds(&[("1", "assigned", 2, first)]), ["half", "changed"]);
    assert_eq!(kinds(&[("1", "assigned", 2, first), ("2", "submitted", 1, second), ("3", "submitted", 1, second)]), ["double", "changed"]);
    assert_eq!(kinds(&[("1", "submitted", 1, second), ("2", "submitted", 1, second)]), ["lost", "half"]);
    assert_eq!(kinds(&[("1", "assigned", 2, &["reported", "taken", "taken"]), ("2", "submitted", 1, second)]), ["double"]);
    assert_eq!(kinds(&[("1", "assigned", 2, first), ("2", "submitted", 1, &[])]), ["lost"], "a case without its REPORTED event");
}

#[test]
fn k01_the_checker_names_purchases_that_are_lost_half_and_double() {
    let found = |phase: &str, orders: i64, receipts: i64| Bought { phase: phase.into(), orders, receipts };
    let said = |steps: usize, found: &[Bought]| {
        let mut purchase = Purchase::new("m".into());
        purchase.steps = steps;
        compare_purchase(&purchase, found).map(|said| said.split(':').next().unwrap().to_owned())
    };
    assert_eq!(said(0, &[]), None);
    assert_eq!(said(0, &[found("draft", 0, 0)]).as_deref(), Some("unsettled"));
    assert_eq!(said(1, &[]).as_deref(), Some("lost"));
    assert_eq!(said(1, &[found("draft", 0, 0)]), None);
    assert_eq!(said(3, &[found("submitted", 0, 0)]).as_deref(), Some("lost"));
    assert_eq!(said(5, &[found("approved", 1, 1)]), None);
    assert_eq!(said(5, &[found("approved", 1, 0)]).as_deref(), Some("lost"));
    assert_eq!(said(5, &[found("approved", 2, 1)]).as_deref(), Some("double"));
    assert_eq!(said(1, &[found("draft", 0, 0), found("draft", 0, 0)]).as_deref(), Some("double"));
}
