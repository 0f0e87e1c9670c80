//! What was ordered and accepted of suppliers, in one question: while a licence of theirs was over ([`licences`]), and in several orders
//! that are one purchase by their sum ([`one_supplier`]).

use chrono::{DateTime, NaiveDate, Utc};
use kernel::Result;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use super::{
    dto::Kind,
    find::{Found, Span, fetch},
    licences,
    one_supplier::{self, Rules},
};

/// Orders that are looked at together; of more, those that came first are not.
const ORDERS: usize = 5_000;

#[derive(Debug, FromQueryResult)]
pub(super) struct Bought {
    /// Ordered (0) or accepted (1) while a licence was over; an order as such (2).
    what: i64,
    pub id: Uuid,
    pub number: String,
    pub moment: DateTime<Utc>,
    pub who: Uuid,
    /// Of an order as such: as far as it came, where the rest does not.
    pub total: i64,
    pub licence: String,
    pub licence_number: String,
    pub expires_on: Option<NaiveDate>,
    pub supplier_id: Uuid,
    pub supplier_name: String,
    pub request_id: Uuid,
    /// What its request was judged by.
    pub judged: i64,
}

impl Bought {
    pub const fn is_receipt(&self) -> bool {
        self.what == 1
    }
}

pub(super) async fn find(db: &impl ConnectionTrait, span: Span, kind: Option<Kind>, found: &mut Found) -> Result<()> {
    let mut rules = if kind == Some(Kind::ExpiredLicence) { None } else { Some(Rules::of(db, span).await?) };
    let since = rules.as_ref().map_or(Ok(span.from), |rules| rules.first_day(span))?;
    let values: [sea_orm::Value; 4] = [span.school.into(), span.from.into(), span.until.into(), since.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql(), values)).await?;
    let rows = rows.iter().map(|row| Bought::from_query_result(row, "")).collect::<std::result::Result<Vec<_>, _>>()?;
    let (orders, mut licensed): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.what > 1);
    if kind != Some(Kind::OneSupplier) {
        licensed.sort_by_key(|row| (std::cmp::Reverse(row.moment), row.expires_on));
        licences::find(licensed, span, found);
    }
    if let Some(rules) = &mut rules {
        found.cut |= orders.len() > ORDERS;
        one_supplier::find(orders, rules, span, found)?;
    }
    Ok(())
}

/// The arms have the same columns; what one of them does not know has its type all the same. An order that is the only one of its supplier
/// is not looked at.
fn sql() -> String {
    let (ordered, accepted) = (licences::on_record("o.ordered_at", "o.ordered_at"), licences::on_record("r.accepted_at", "r.delivered_on"));
    let (most, orders) = (fetch(), ORDERS + 1);
    format!(
        "SELECT * FROM (SELECT CAST(0 AS bigint) AS what, o.id AS id, o.number AS number, o.ordered_at AS moment, o.made_by AS who, \
         o.total AS total, l.kind AS licence, l.number AS licence_number, l.expires_on AS expires_on, o.supplier_id AS supplier_id, \
         o.supplier_name AS supplier_name, o.request_id AS request_id, CAST(0 AS bigint) AS judged FROM purchase_order o \
         JOIN supplier_licence l ON l.school_id = o.school_id AND l.supplier_id = o.supplier_id AND {ordered} \
         WHERE o.school_id = $1 AND o.phase <> 'cancelled' AND o.ordered_at >= $2 AND o.ordered_at < $3 \
         UNION ALL \
         SELECT CAST(1 AS bigint), r.id, r.number, r.accepted_at, r.made_by, r.total, l.kind, l.number, l.expires_on, o.supplier_id, \
         o.supplier_name, o.request_id, CAST(0 AS bigint) FROM goods_receipt r \
         JOIN purchase_order o ON o.school_id = r.school_id AND o.id = r.order_id \
         JOIN supplier_licence l ON l.school_id = o.school_id AND l.supplier_id = o.supplier_id AND {accepted} \
         WHERE r.school_id = $1 AND r.accepted_at >= $2 AND r.accepted_at < $3 AND r.total > 0 \
         ORDER BY 4 DESC, 9 LIMIT {most}) AS licensed \
         UNION ALL \
         SELECT * FROM (SELECT CAST(2 AS bigint) AS what, o.id AS id, o.number AS number, o.ordered_at AS moment, o.made_by AS who, \
         CASE WHEN o.phase = 'closed' THEN COALESCE((SELECT CAST(SUM(l.accepted_value) AS bigint) FROM purchase_order_line l \
             WHERE l.school_id = o.school_id AND l.order_id = o.id), 0) ELSE o.total END AS total, \
         CAST('' AS text) AS licence, CAST('' AS text) AS licence_number, CASE WHEN 1 = 0 THEN o.expected_on END AS expires_on, \
         o.supplier_id AS supplier_id, o.supplier_name AS supplier_name, o.request_id AS request_id, \
         COALESCE(q.judged_amount, q.total) AS judged FROM purchase_order o \
         JOIN purchase_request q ON q.school_id = o.school_id AND q.id = o.request_id \
         WHERE o.school_id = $1 AND o.phase <> 'cancelled' AND o.ordered_at >= $4 AND o.ordered_at < $3 \
         AND EXISTS (SELECT 1 FROM purchase_order x WHERE x.school_id = o.school_id AND x.supplier_id = o.supplier_id \
             AND x.request_id <> o.request_id AND x.phase <> 'cancelled' AND x.ordered_at >= $4 AND x.ordered_at < $3) \
         ORDER BY o.ordered_at DESC LIMIT {orders}) AS ordered"
    )
}
