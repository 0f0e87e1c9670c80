//! What the tables of rounds, the canteen's book, lots of food and depreciation promise, computed anew: no word of it is taken from the
//! product. For the machine, and for whoever kills the server.

use ::canteen::{book::entity as record, sample::entity as sample};
use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait, Statement};

/// The hours that a sample stays, and the minutes after which an entry is late, where no school has said otherwise.
const KEPT: TimeDelta = TimeDelta::hours(48);
const IN_TIME: TimeDelta = TimeDelta::minutes(120);

/// Promises, each with what finds those that break it.
const PROMISES: [(&str, &str); 14] = [
    (
        "a round is submitted once, and exactly when it was held",
        "inspection_round r WHERE CASE WHEN r.phase IN ('submitted', 'reviewed') THEN 1 ELSE 0 END <> \
         (SELECT COUNT(DISTINCT e.id) FROM audit_subject s JOIN audit_event e ON e.school_id = s.school_id AND e.id = s.event_id \
         WHERE s.school_id = r.school_id AND s.subject_id = r.id AND e.action = 'inspection_round.submitted')",
    ),
    (
        "whoever held a round neither signs it second nor reviews it",
        "inspection_round r WHERE r.second_by = r.performed_by OR r.second_by = r.recorded_by \
         OR r.reviewed_by = r.performed_by OR r.reviewed_by = r.recorded_by",
    ),
    (
        "a round is reviewed when it is signed as its checklist asks",
        "inspection_round r JOIN checklist_version v ON v.school_id = r.school_id AND v.checklist_id = r.checklist_id \
         AND v.number = r.checklist_number WHERE r.phase = 'reviewed' AND v.second_signature AND r.second_by IS NULL",
    ),
    (
        "the faults of a round are those that were written down",
        "inspection_round r WHERE r.faults <> (SELECT COUNT(*) FROM inspection_finding f WHERE f.school_id = r.school_id AND f.round_id = r.id)",
    ),
    (
        "only a round that was held has answers, and it has some",
        "inspection_round r WHERE (r.phase IN ('submitted', 'reviewed')) <> EXISTS (SELECT 1 FROM inspection_answer a \
         WHERE a.school_id = r.school_id AND a.round_id = r.id)",
    ),
    (
        "no sample is discarded before its hours are over",
        "food_sample f WHERE f.phase = 'discarded' AND (f.keep_until IS NULL OR f.discarded_at IS NULL OR f.discarded_at < f.keep_until)",
    ),
    (
        "a sample is a record of its kind, and each of them has one",
        "canteen_record c LEFT JOIN food_sample f ON f.school_id = c.school_id AND f.record_id = c.id \
         WHERE (c.kind = 'food_sample') <> (f.record_id IS NOT NULL)",
    ),
    (
        "a certificate that holds was verified by another than whoever entered it",
        "health_certificate h WHERE h.phase IN ('valid', 'suspended') AND (h.verified_by IS NULL OR h.verified_by = h.entered_by)",
    ),
    (
        "nothing goes out of a lot that is over, or after it was stopped",
        "stock_move m JOIN stock_lot l ON l.school_id = m.school_id AND l.id = m.lot_id \
         JOIN stock_document d ON d.school_id = m.school_id AND d.id = m.document_id \
         WHERE d.kind = 'issue' AND (l.expires_on < d.happened_on OR l.stopped_at < d.recorded_at)",
    ),
    (
        "a lot is the sum of its moves",
        "stock_lot l WHERE l.quantity < 0 OR l.quantity <> (SELECT COALESCE(SUM(m.quantity), 0) FROM stock_move m \
         WHERE m.school_id = l.school_id AND m.lot_id = l.id)",
    ),
    (
        "a month sums up to its lines",
        "depreciation_run r WHERE r.cards <> (SELECT COUNT(*) FROM depreciation_line l WHERE l.school_id = r.school_id AND l.run_id = r.id) \
         OR r.original_value <> (SELECT COALESCE(SUM(l.original_value), 0) FROM depreciation_line l WHERE l.school_id = r.school_id AND l.run_id = r.id) \
         OR r.month_amount <> (SELECT COALESCE(SUM(l.month_amount), 0) FROM depreciation_line l WHERE l.school_id = r.school_id AND l.run_id = r.id) \
         OR r.accumulated <> (SELECT COALESCE(SUM(l.accumulated), 0) FROM depreciation_line l WHERE l.school_id = r.school_id AND l.run_id = r.id) \
         OR r.posted <> (SELECT COALESCE(SUM(l.posted), 0) FROM depreciation_line l WHERE l.school_id = r.school_id AND l.run_id = r.id) \
         OR r.official <> (SELECT COALESCE(SUM(l.booked + l.posted), 0) FROM depreciation_line l WHERE l.school_id = r.school_id AND l.run_id = r.id)",
    ),
    (
        "a line stands in the books once its month is closed, and only then",
        "depreciation_line l JOIN depreciation_run r ON r.school_id = l.school_id AND r.id = l.run_id \
         WHERE CASE WHEN r.state = 'closed' AND l.posted <> 0 THEN 1 ELSE 0 END <> (SELECT COUNT(*) FROM asset_value_event e \
         WHERE e.school_id = l.school_id AND e.document_id = l.run_id AND e.asset_id = l.asset_id AND e.accumulated_depreciation = l.posted)",
    ),
    (
        "nothing is depreciated but by a closed month",
        "asset_value_event e WHERE e.kind = 'depreciation' AND NOT EXISTS (SELECT 1 FROM depreciation_run r \
         WHERE r.school_id = e.school_id AND r.id = e.document_id AND r.state = 'closed')",
    ),
    (
        "a card is worth what its events come to",
        "asset a WHERE a.voided_at IS NULL AND (COALESCE(a.original_value, 0) <> (SELECT COALESCE(SUM(e.original_value), 0) \
         FROM asset_value_event e WHERE e.school_id = a.school_id AND e.asset_id = a.id) \
         OR COALESCE(a.accumulated_depreciation, 0) <> (SELECT COALESCE(SUM(e.accumulated_depreciation), 0) \
         FROM asset_value_event e WHERE e.school_id = a.school_id AND e.asset_id = a.id))",
    ),
];

/// Promises that are broken, by name.
pub(crate) async fn broken(raw: &DatabaseConnection) -> Vec<String> {
    let mut broken = Vec::new();
    for (promise, found) in PROMISES {
        let sql = format!("SELECT COUNT(*) AS wrong FROM {found}");
        let row = raw.query_one_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap().unwrap();
        let wrong: i64 = row.try_get("", "wrong").unwrap();
        if wrong != 0 {
            broken.push(format!("{promise}: not so in {wrong} cases"));
        }
    }
    broken.extend(of_times(raw).await);
    broken
}

/// What no two engines subtract alike: an entry that came late says so, and a sample's hours are whole.
async fn of_times(raw: &DatabaseConnection) -> Vec<String> {
    let mut broken = Vec::new();
    for row in record::Entity::find().all(raw).await.unwrap() {
        if row.late != (row.recorded_at - row.happened_at > IN_TIME) {
            broken.push(format!(
                "what is written down late says so: record {} of {}, written down at {}",
                row.id, row.happened_at, row.recorded_at
            ));
        }
    }
    for row in sample::Entity::find().all(raw).await.unwrap() {
        if row.stored_at.map(|at| at + KEPT) != row.keep_until {
            broken.push(format!("a sample stays for its hours: {} from {:?} until {:?}", row.record_id, row.stored_at, row.keep_until));
        }
    }
    broken
}
