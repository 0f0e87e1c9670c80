//! What requests and petty purchases say of themselves: that they could not wait, and that they are one purchase in several pieces. One
//! question for both, with the numbers of what was ordered of an emergency before it was approved.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
};

use chrono::{DateTime, Utc};
use kernel::{Lang, Result, Text};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use super::{
    dto::Kind,
    find::{Found, Row, Span, fetch},
};
use crate::{
    petty::{self, phase::State as PettyState},
    request::{self, EmergencyState, phase::State as RequestState},
};

#[derive(Debug, FromQueryResult)]
struct Noted {
    is_petty: i64,
    id: Uuid,
    number: String,
    moment: DateTime<Utc>,
    who: Uuid,
    purpose: String,
    phase: String,
    total: i64,
    /// With others of the same things.
    judged: i64,
    /// How many others there are, where it is one purchase in pieces with them.
    pieces: i64,
    decided_at: Option<DateTime<Utc>>,
    emergency_reason: Option<String>,
    emergency_due_at: Option<DateTime<Utc>>,
    shop: String,
    /// How many others of the shop it looks like one purchase with, and what all of them come to.
    shop_count: i64,
    shop_amount: i64,
    /// What was ordered of it before it was approved: a row for each.
    ordered: Option<String>,
}

/// Numbers of the orders of each request.
type Ordered = HashMap<Uuid, BTreeSet<String>>;

pub(super) async fn find(db: &impl ConnectionTrait, span: Span, kind: Option<Kind>, found: &mut Found) -> Result<()> {
    let values: [sea_orm::Value; 3] = [span.school.into(), span.from.into(), span.until.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql(kind), values)).await?;
    let rows = rows.iter().map(|row| Noted::from_query_result(row, "")).collect::<std::result::Result<Vec<_>, _>>()?;
    let (rows, ordered) = gathered(rows);
    let (slips, requests): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.is_petty > 0);
    for row in found.kept(requests) {
        if kind != Some(Kind::EmergencyPurchase) && row.pieces > 0 {
            found.rows.push(in_pieces(&row));
        }
        if kind != Some(Kind::SplitOrder) {
            found.rows.extend(could_not_wait(&row, &ordered, span.now));
        }
    }
    let slips = found.kept(slips);
    found.rows.extend(slips.into_iter().map(slip_in_pieces));
    Ok(())
}

/// Both arms have the same columns; what one of them does not know has its type all the same.
fn sql(kind: Option<Kind>) -> String {
    let most = fetch();
    let (emergency, pieces) = ("q.emergency_reason IS NOT NULL", "q.in_pieces");
    let requests = if kind == Some(Kind::EmergencyPurchase) {
        emergency.to_owned()
    } else if kind == Some(Kind::SplitOrder) {
        pieces.to_owned()
    } else {
        format!("{emergency} OR {pieces}")
    };
    let slips = if kind == Some(Kind::EmergencyPurchase) { "1 = 0" } else { "p.in_pieces OR p.shop_count > 0" };
    let standing = [RequestState::Submitted, RequestState::Returned, RequestState::Approved, RequestState::Rejected];
    let of_requests = keys(standing.map(RequestState::key));
    let standing = [PettyState::Submitted, PettyState::Returned, PettyState::Approved, PettyState::Rejected];
    let of_slips = keys(standing.map(PettyState::key));
    format!(
        "SELECT r.*, o.number AS ordered FROM (SELECT CAST(0 AS bigint) AS is_petty, q.id AS id, q.number AS number, \
         q.submitted_at AS moment, q.requester_id AS who, q.purpose AS purpose, q.phase AS phase, q.total AS total, \
         COALESCE(q.judged_amount, q.total) AS judged, CAST(CASE WHEN q.in_pieces THEN q.split_count ELSE 0 END AS bigint) AS pieces, \
         q.decided_at AS decided_at, q.emergency_reason AS emergency_reason, q.emergency_due_at AS emergency_due_at, \
         CAST('' AS text) AS shop, CAST(0 AS bigint) AS shop_count, CAST(0 AS bigint) AS shop_amount FROM purchase_request q \
         WHERE q.school_id = $1 AND q.submitted_at >= $2 AND q.submitted_at < $3 AND q.phase IN ({of_requests}) AND ({requests}) \
         ORDER BY q.submitted_at DESC LIMIT {most}) AS r \
         LEFT JOIN purchase_order o ON o.school_id = $1 AND o.request_id = r.id AND o.emergency AND o.phase <> 'cancelled' \
         UNION ALL \
         SELECT * FROM (SELECT CAST(1 AS bigint) AS is_petty, p.id AS id, p.number AS number, p.submitted_at AS moment, \
         p.handler_id AS who, p.purpose AS purpose, p.phase AS phase, p.total AS total, p.judged_amount AS judged, \
         CAST(CASE WHEN p.in_pieces THEN p.split_count ELSE 0 END AS bigint) AS pieces, p.decided_at AS decided_at, \
         CAST(NULL AS text) AS emergency_reason, CASE WHEN 1 = 0 THEN p.decided_at END AS emergency_due_at, \
         p.shop AS shop, p.shop_count AS shop_count, p.shop_amount AS shop_amount, CAST(NULL AS text) AS ordered FROM petty_purchase p \
         WHERE p.school_id = $1 AND p.submitted_at >= $2 AND p.submitted_at < $3 AND p.phase IN ({of_slips}) AND ({slips}) \
         ORDER BY p.submitted_at DESC LIMIT {most}) AS s"
    )
}

fn keys<const N: usize>(states: [&str; N]) -> String {
    states.map(|state| format!("'{state}'")).join(", ")
}

/// Each once, newest first, and what was ordered of it.
fn gathered(rows: Vec<Noted>) -> (Vec<Noted>, Ordered) {
    let mut ordered = Ordered::new();
    let mut each: Vec<Noted> = Vec::new();
    for mut row in rows {
        let known = ordered.contains_key(&row.id);
        ordered.entry(row.id).or_default().extend(row.ordered.take());
        if !known {
            each.push(row);
        }
    }
    each.sort_by_key(|row| Reverse((row.moment, row.id)));
    (each, ordered)
}

fn in_pieces(row: &Noted) -> Row {
    let count = row.pieces;
    Row {
        kind: Kind::SplitOrder,
        at: row.moment,
        record_kind: request::KIND,
        record_id: row.id,
        number: row.number.clone(),
        who: row.who,
        cosigner: None,
        text: Text::new(
            format!("观察期内另有 {count} 份单子要买同样的东西，已按合计审批"),
            format!("Within the window {count} others ask for the same; judged by what all come to"),
        ),
        reason: Some(row.purpose.clone()),
        serious: false,
        amount: Some(row.judged),
    }
}

/// Of the same things as others, or of one shop as if cut to measure.
fn slip_in_pieces(row: Noted) -> Row {
    Row {
        kind: Kind::SplitOrder,
        at: row.moment,
        record_kind: petty::KIND,
        record_id: row.id,
        text: slip_text(&row),
        number: row.number,
        who: row.who,
        cosigner: None,
        reason: Some(row.purpose),
        serious: false,
        amount: Some(if row.pieces > 0 { row.judged } else { row.shop_amount }),
    }
}

/// Without what it comes to: that is for those who may see what things cost.
fn slip_text(row: &Noted) -> Text {
    let (same, of_shop) = (row.pieces, row.shop_count);
    let things = (same > 0).then(|| {
        Text::new(
            format!("零星采购：观察期内另有 {same} 份单子买了同样的东西，已按合计审批"),
            format!("A petty purchase: within the window {same} others are of the same things; judged by what all come to"),
        )
    });
    let shop = &row.shop;
    let slips = (of_shop > 0).then(|| {
        Text::new(
            format!("零星采购：在“{shop}”另有 {of_shop} 笔，像是一次采购分成了几张单"),
            format!("A petty purchase: with {of_shop} others of “{shop}” it looks like one purchase in pieces"),
        )
    });
    let parts: Vec<Text> = [things, slips].into_iter().flatten().collect();
    let join = |lang: Lang, between: &str| parts.iter().map(|part| part.pick(lang)).collect::<Vec<_>>().join(between);
    Text::new(join(Lang::Zh, "；"), join(Lang::En, "; "))
}

/// Nothing of what was refused before anything was bought: then the rule was kept.
fn could_not_wait(row: &Noted, ordered: &Ordered, now: DateTime<Utc>) -> Option<Row> {
    let emergency = request::repo::emergency_of(row.emergency_reason.clone(), row.emergency_due_at)?;
    let (state, late) = emergency.stands(RequestState::of(&row.phase)?, row.decided_at, now)?;
    let orders: Vec<&str> = ordered.get(&row.id).into_iter().flatten().map(String::as_str).collect();
    if state == EmergencyState::Refused && orders.is_empty() {
        return None;
    }
    let said = state.text(late, !orders.is_empty());
    let (zh, en) = if orders.is_empty() {
        ("没有先下单".to_owned(), "nothing was ordered before".to_owned())
    } else {
        (format!("先下单 {}", orders.join("、")), format!("ordered before: {}", orders.join(", ")))
    };
    Some(Row {
        kind: Kind::EmergencyPurchase,
        at: row.moment,
        record_kind: request::KIND,
        record_id: row.id,
        number: row.number.clone(),
        who: row.who,
        cosigner: None,
        text: Text::new(format!("{}；{zh}", said.zh), format!("{}; {en}", said.en)),
        reason: Some(emergency.reason),
        serious: late || state == EmergencyState::Refused,
        amount: Some(row.total),
    })
}
