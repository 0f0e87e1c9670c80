//! What an upgrade makes of rows that were kept by the rules of an earlier version.

use migrations::Migrator;
use sea_orm::ConnectionTrait;
use sea_orm_migration::MigratorTrait;
use test_support::{TestDb, TestEngine};

use super::upgrade::{migrate, open, texts};
use crate::on_both_engines;

/// The last migration of the version that knew neither vouchers of petty purchases nor minutes apart from approvals.
const BEFORE: &str = "m20261127_000098_publications";

const AT: &str = "'2026-09-01 00:00:00+00:00'";

const SCHOOL: u16 = 1;
const ASKS: u16 = 2;
const VICE: u16 = 3;
/// He writes the minutes of the meeting down.
const RECORDS: u16 = 4;
/// For him the vice-principal stands in.
const AWAY: u16 = 5;

/// An id as the product keeps it: 16 bytes on `SQLite`.
fn id(engine: TestEngine, n: u16) -> String {
    match engine {
        TestEngine::Sqlite => format!("X'0190000000007000800000000000{n:04}'"),
        TestEngine::Postgres => format!("'{}'", plain(n)),
    }
}

fn plain(n: u16) -> String {
    format!("01900000-0000-7000-8000-00000000{n:04}")
}

fn people_and_rules(engine: TestEngine) -> Vec<String> {
    let (id, mut rows) = (|n| id(engine, n), Vec::new());
    let school = id(SCHOOL);
    rows.push(format!(
        "INSERT INTO school (id, kind, name, time_zone, created_at) VALUES ({school}, 'school', '青禾小学', 'Asia/Shanghai', {AT})"
    ));
    rows.extend([ASKS, VICE, RECORDS, AWAY].map(|person| {
        format!("INSERT INTO person (school_id, id, name, name_key, created_at) VALUES ({school}, {}, 'x', 'x', {AT})", id(person))
    }));
    let said = [
        ("budget.period", "2026-01-01", "school_year"),
        ("budget.period", "2026-02-01", "calendar_year"),
        ("invoice.duplicates", "2026-01-01", "refuse"),
        ("invoice.duplicates", "2026-02-01", "warn"),
        ("publication.form", "2026-01-01", "public_page"),
    ];
    rows.extend(said.map(|(key, day, value)| {
        format!(
            "INSERT INTO policy_value (school_id, key, valid_from, value_json, source, reason) \
             VALUES ({school}, '{key}', '{day}', '\"{value}\"', 'x', 'x')"
        )
    }));
    rows
}

/// One that a vice-principal and a meeting approved and that is ordered; two that are under way, one of them raised when it came back.
fn requests(engine: TestEngine) -> Vec<String> {
    let (id, mut rows) = (|n| id(engine, n), Vec::new());
    let (school, asks) = (id(SCHOOL), id(ASKS));
    for (n, state, raised) in [(10, "approved", [false, false]), (11, "deciding", [false, true]), (12, "deciding", [true, false])] {
        let (request, approval, phase) = (id(n), id(n + 10), if state == "approved" { "approved" } else { "submitted" });
        rows.push(format!(
            "INSERT INTO purchase_request (school_id, id, number, requester_id, purpose, fund, phase, total, judged_amount, round, \
             created_at, submitted_at, decided_at, updated_at) \
             VALUES ({school}, {request}, 'CG{n}', {asks}, 'x', 'public', '{phase}', 90000, 90000, 2, {AT}, {AT}, {AT}, {AT})"
        ));
        rows.extend((1..).zip(raised).map(|(round, raised)| {
            let content = format!("{{\"judgement\": {{\"chain\": {{\"steps\": [\"vice_principal\"], \"raised\": {raised}}}}}}}");
            format!(
                "INSERT INTO purchase_request_version (school_id, request_id, round, total, content, submitted_at) \
                 VALUES ({school}, {request}, {round}, 90000, '{content}', {AT})"
            )
        }));
        let waits = if state == "deciding" { "0, 'vice_principal'" } else { "NULL, NULL" };
        rows.push(format!(
            "INSERT INTO approval (school_id, id, subject_kind, subject_id, subject_number, title, requester_id, phase, round, step, \
             waits_for, asked_at, waiting_since) \
             VALUES ({school}, {approval}, 'purchase_request', {request}, 'CG{n}', 'x', {asks}, '{state}', 2, {waits}, {AT}, {AT})"
        ));
    }
    let (approval, vice, records, away) = (id(20), id(VICE), id(RECORDS), id(AWAY));
    rows.push(format!(
        "INSERT INTO approval_step (school_id, id, approval_id, round, position, approver, outcome, decided_by, on_behalf_of, \
         decided_at, held_on, present, votes_for, votes_against, votes_abstained, minutes) \
         VALUES ({school}, {}, {approval}, 2, 0, 'vice_principal', 'approved', {vice}, {away}, {AT}, NULL, NULL, NULL, NULL, NULL, NULL), \
         ({school}, {}, {approval}, 2, 1, 'office_meeting', 'approved', {records}, NULL, {AT}, '2026-09-01', 7, 6, 0, 1, '同意')",
        id(30),
        id(31),
    ));
    rows
}

/// A request of one thing that was ordered and came.
fn came_whole(engine: TestEngine) -> [String; 4] {
    let id = |n| id(engine, n);
    let (school, asks, request, order) = (id(SCHOOL), id(ASKS), id(60), id(62));
    [
        format!(
            "INSERT INTO purchase_request (school_id, id, number, requester_id, purpose, fund, phase, total, judged_amount, round, \
             created_at, submitted_at, decided_at, updated_at) \
             VALUES ({school}, {request}, 'CG60', {asks}, 'x', 'public', 'approved', 1000, 1000, 1, {AT}, {AT}, {AT}, {AT})"
        ),
        format!(
            "INSERT INTO purchase_request_line (school_id, id, request_id, position, name, item_key, unit, quantity, unit_price, amount) \
             VALUES ({school}, {}, {request}, 0, 'x', 'x', 'x', 2000, 500, 1000)",
            id(61)
        ),
        format!(
            "INSERT INTO purchase_order (school_id, id, number, request_id, request_number, requester_id, supplier_id, supplier_name, \
             phase, total, buyers_needed, approver_ids, made_by, made_at, ordered_at, updated_at) \
             VALUES ({school}, {order}, 'DG2', {request}, 'CG60', {asks}, {}, 'x', 'received', 1000, 1, '[]', {asks}, {AT}, {AT}, {AT})",
            id(40)
        ),
        format!(
            "INSERT INTO purchase_order_line (school_id, order_id, position, request_position, name, unit, quantity, unit_price, amount, \
             accepted, accepted_value) VALUES ({school}, {order}, 0, 0, 'x', 'x', 2000, 500, 1000, 2000, 1000)"
        ),
    ]
}

/// Requests of fifty pieces: 48 of them came, and two by another order; 48 came, and that was all; all came, before it was approved.
fn came_in_parts(engine: TestEngine) -> Vec<String> {
    let (id, mut rows) = (|n| id(engine, n), Vec::new());
    let (school, asks, shop) = (id(SCHOOL), id(ASKS), id(40));
    let short = ("closed", 50_000, 48_000);
    for (n, phase, orders) in [
        (610, "approved", vec![short, ("received", 2_000, 2_000)]),
        (620, "approved", vec![short]),
        (630, "submitted", vec![("received", 50_000, 50_000)]),
    ] {
        let (request, urgent) = (id(n), phase == "submitted");
        let (decided_at, why, due_at) = if urgent { ("NULL", "'x'", AT) } else { (AT, "NULL", "NULL") };
        rows.push(format!(
            "INSERT INTO purchase_request (school_id, id, number, requester_id, purpose, fund, phase, total, judged_amount, round, \
             created_at, submitted_at, decided_at, updated_at, emergency_reason, emergency_due_at) \
             VALUES ({school}, {request}, 'CG{n}', {asks}, 'x', 'public', '{phase}', 50000, 50000, 1, {AT}, {AT}, {decided_at}, {AT}, \
             {why}, {due_at})"
        ));
        rows.push(format!(
            "INSERT INTO purchase_request_line (school_id, id, request_id, position, name, item_key, unit, quantity, unit_price, amount) \
             VALUES ({school}, {}, {request}, 0, 'x', 'x', 'x', 50000, 1000, 50000)",
            id(n + 1)
        ));
        // At ten a piece, thousandths and fen are the same.
        for (place, (state, quantity, accepted)) in (n + 2..).zip(orders) {
            let (order, (reason, closed_at)) = (id(place), if state == "closed" { ("'x'", AT) } else { ("NULL", "NULL") });
            rows.push(format!(
                "INSERT INTO purchase_order (school_id, id, number, request_id, request_number, requester_id, supplier_id, supplier_name, \
                 phase, total, buyers_needed, emergency, approver_ids, made_by, made_at, ordered_at, reason, closed_at, updated_at) \
                 VALUES ({school}, {order}, 'DG{place}', {request}, 'CG{n}', {asks}, {shop}, 'x', '{state}', {quantity}, 1, {urgent}, '[]', \
                 {asks}, {AT}, {AT}, {reason}, {closed_at}, {AT})"
            ));
            rows.push(format!(
                "INSERT INTO purchase_order_line (school_id, order_id, position, request_position, name, unit, quantity, unit_price, \
                 amount, accepted, accepted_value) \
                 VALUES ({school}, {order}, 0, 0, 'x', 'x', {quantity}, 1000, {quantity}, {accepted}, {accepted})"
            ));
        }
    }
    rows
}

fn bought(engine: TestEngine) -> Vec<String> {
    let (id, mut rows) = (|n| id(engine, n), Vec::new());
    let (school, asks, vice, shop) = (id(SCHOOL), id(ASKS), id(VICE), id(40));
    rows.push(format!(
        "INSERT INTO supplier (school_id, id, name, name_key, status, created_at, updated_at) \
         VALUES ({school}, {shop}, 'x', 'x', 'active', {AT}, {AT})"
    ));
    let all = [AWAY, RECORDS, VICE].map(|person| format!("\"{}\"", plain(person))).join(", ");
    rows.push(format!(
        "INSERT INTO purchase_order (school_id, id, number, request_id, request_number, requester_id, supplier_id, supplier_name, \
         phase, total, buyers_needed, approver_ids, made_by, made_at, updated_at) \
         VALUES ({school}, {}, 'DG1', {}, 'CG10', {asks}, {shop}, 'x', 'proposed', 90000, 1, '[{all}]', {asks}, {AT}, {AT})",
        id(41),
        id(10),
    ));
    rows.extend(came_whole(engine));
    rows.extend(came_in_parts(engine));
    rows.extend([(50, "approved"), (51, "submitted")].map(|(n, phase)| {
        format!(
            "INSERT INTO petty_purchase (school_id, id, number, handler_id, witness_id, shop, shop_key, bought_on, purpose, fund, phase, \
             total, judged_amount, recorded_at, recorded_on, submitted_at, decided_at, updated_at) \
             VALUES ({school}, {}, 'LX{n}', {asks}, {vice}, 'x', 'x', '2026-09-01', 'x', 'public', '{phase}', 3800, 3800, {AT}, \
             '2026-09-01', {AT}, {AT}, {AT})",
            id(n)
        )
    }));
    rows
}

/// A requisition that waits to be collected, with its line.
fn asked_for(engine: TestEngine) -> [String; 3] {
    let id = |n| id(engine, n);
    let (school, asks, item, requisition) = (id(SCHOOL), id(ASKS), id(70), id(71));
    [
        format!(
            "INSERT INTO stock_item (school_id, id, name, item_key, unit, category, created_at) \
             VALUES ({school}, {item}, 'x', 'x', 'x', 'x', {AT})"
        ),
        format!(
            "INSERT INTO requisition (school_id, id, number, requester_id, purpose, phase, created_at, submitted_at, decided_at, updated_at) \
             VALUES ({school}, {requisition}, 'SL71', {asks}, 'x', 'approved', {AT}, {AT}, {AT}, {AT})"
        ),
        format!(
            "INSERT INTO requisition_line (school_id, id, requisition_id, position, item_id, quantity) \
             VALUES ({school}, {}, {requisition}, 0, {item}, 1000)",
            id(72)
        ),
    ]
}

/// A signed paper of a request that came back twice: the second replaces the first.
fn signed(engine: TestEngine) -> [String; 2] {
    [scan(engine, (80, None), "purchase_request"), scan(engine, (81, Some(80)), "purchase_request")]
}

/// One scan, and which one it replaces.
fn scan(engine: TestEngine, (n, replaces): (u16, Option<u16>), kind: &str) -> String {
    let (school, scanned, record, asks) = (id(engine, SCHOOL), id(engine, n), id(engine, 10), id(engine, ASKS));
    let (replaces, reason) = replaces.map_or_else(|| ("NULL".to_owned(), "NULL"), |before| (id(engine, before), "'x'"));
    format!(
        "INSERT INTO signed_scan (school_id, id, subject_kind, subject_id, subject_number, pages, replaces, reason, added_by, added_at) \
         VALUES ({school}, {scanned}, '{kind}', {record}, 'CG10', '[\"{n}\"]', {replaces}, {reason}, {asks}, {AT})"
    )
}

on_both_engines! {
    /// Its table was made anew twice on SQLite: its rows, triggers and indexes are those of before, and it takes kinds that are new.
    async fn signed_scans_survive_what_their_table_went_through(engine) {
        let db = TestDb::empty(engine).await;
        let raw = open(&db).await;
        let before = Migrator::migrations().iter().position(|one| one.name() == BEFORE).unwrap() + 1;
        Migrator::up(&raw, Some(u32::try_from(before).unwrap())).await.unwrap();
        for sql in [people_and_rules(engine), requests(engine), signed(engine).to_vec()].concat() {
            raw.execute_unprepared(&sql).await.unwrap();
        }
        raw.execute_unprepared(&scan(engine, (82, None), "budget")).await.unwrap_err();
        raw.close().await.unwrap();
        migrate(&db).await;
        let raw = open(&db).await;
        let pages = "SELECT CAST(pages AS text) FROM signed_scan ORDER BY id";
        assert_eq!(texts(&raw, pages).await, ["[\"80\"]", "[\"81\"]"]);
        for sql in ["UPDATE signed_scan SET reason = 'y' WHERE replaces IS NOT NULL", "DELETE FROM signed_scan"] {
            let refused = raw.execute_unprepared(sql).await.unwrap_err().to_string();
            assert!(refused.contains("append-only"), "{sql}: {refused}");
        }
        // Each is replaced once.
        raw.execute_unprepared(&scan(engine, (82, Some(80)), "purchase_request")).await.unwrap_err();
        raw.execute_unprepared(&scan(engine, (82, None), "nothing")).await.unwrap_err();
        for (n, kind) in [(82, "budget"), (83, "supplier_bank_account"), (84, "requisition"), (85, "shop_statement")] {
            raw.execute_unprepared(&scan(engine, (n, None), kind)).await.unwrap();
        }
        raw.execute_unprepared(&scan(engine, (86, Some(81)), "purchase_request")).await.unwrap();
        assert_eq!(texts(&raw, pages).await.len(), 7);
        raw.close().await.unwrap();
    }
}

on_both_engines! {
    async fn what_was_kept_by_earlier_rules_is_brought_to_those_of_today(engine) {
        let db = TestDb::empty(engine).await;
        let raw = open(&db).await;
        let before = Migrator::migrations().iter().position(|one| one.name() == BEFORE).unwrap() + 1;
        Migrator::up(&raw, Some(u32::try_from(before).unwrap())).await.unwrap();
        for sql in [people_and_rules(engine), requests(engine), bought(engine), asked_for(engine).to_vec()].concat() {
            raw.execute_unprepared(&sql).await.unwrap();
        }
        raw.close().await.unwrap();
        migrate(&db).await;
        let raw = open(&db).await;
        // Whoever wrote the minutes down approved nothing.
        let approvers = texts(&raw, "SELECT CAST(approver_ids AS text) FROM purchase_order WHERE number = 'DG1'").await;
        assert_eq!(approvers[0].replace(' ', ""), format!("[\"{}\",\"{}\"]", plain(VICE), plain(AWAY)));
        // As its last version was judged.
        assert_eq!(texts(&raw, "SELECT subject_number FROM approval WHERE raised").await, ["CG11"]);
        // Of what came whole nothing is ordered any more, in however many orders; what is open or not approved yet stays so.
        let closed = texts(&raw, "SELECT number FROM purchase_request WHERE closed_at IS NOT NULL ORDER BY number").await;
        assert_eq!(closed, ["CG60", "CG610"]);
        let stay = "SELECT number FROM purchase_request WHERE closed_at IS NULL AND number LIKE 'CG6%' ORDER BY number";
        assert_eq!(texts(&raw, stay).await, ["CG620", "CG630"]);
        // What is decided from now on is to be entered into the accounts.
        assert_eq!(texts(&raw, "SELECT number FROM petty_purchase WHERE before_vouchers").await, ["LX50"]);
        // What was said and obeyed by nothing is not said any more.
        let said = texts(&raw, "SELECT CAST(value_json AS text) FROM policy_value ORDER BY key").await;
        assert_eq!(said, ["\"calendar_year\"", "\"refuse\""]);
        // Nobody was told a day until which to collect it: the first round of the jobs says one.
        let waits = "SELECT r.number FROM requisition r JOIN requisition_line l ON l.school_id = r.school_id AND l.requisition_id = r.id \
            WHERE r.phase = 'approved' AND r.collect_by IS NULL";
        assert_eq!(texts(&raw, waits).await, ["SL71"]);
        raw.close().await.unwrap();
    }
}
