//! Orders and goods of suppliers whose licence was over in the moment in which somebody bought or accepted: the licence that the school had
//! on record then, whatever was entered later.

use std::collections::HashSet;

use campus::school_days::date_at;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Result, Text};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use super::{
    dto::Kind,
    find::{Found, Row, Span, fetch},
};
use crate::{order, receipt, supplier::LicenceKind};

#[derive(Debug, FromQueryResult)]
struct Bought {
    is_receipt: i64,
    id: Uuid,
    number: String,
    moment: DateTime<Utc>,
    who: Uuid,
    total: i64,
    licence: String,
    licence_number: String,
    expires_on: NaiveDate,
}

/// A licence that was on record then, and was over: a day is compared with a moment, so that the last day itself is found as well and left
/// out afterwards, by the school's own day.
fn on_record(moment: &str) -> String {
    format!("l.added_at <= {moment} AND (l.replaced_at IS NULL OR l.replaced_at > {moment}) AND l.expires_on < {moment}")
}

pub(super) async fn find(db: &impl ConnectionTrait, span: Span, found: &mut Found) -> Result<()> {
    let (ordered, accepted, most) = (on_record("o.ordered_at"), on_record("r.accepted_at"), fetch());
    let sql = format!(
        "SELECT CAST(0 AS bigint) AS is_receipt, o.id AS id, o.number AS number, o.ordered_at AS moment, o.made_by AS who, \
         o.total AS total, l.kind AS licence, l.number AS licence_number, l.expires_on AS expires_on FROM purchase_order o \
         JOIN supplier_licence l ON l.school_id = o.school_id AND l.supplier_id = o.supplier_id AND {ordered} \
         WHERE o.school_id = $1 AND o.phase <> 'cancelled' AND o.ordered_at >= $2 AND o.ordered_at < $3 \
         UNION ALL \
         SELECT CAST(1 AS bigint), r.id, r.number, r.accepted_at, r.made_by, r.total, l.kind, l.number, l.expires_on FROM goods_receipt r \
         JOIN purchase_order o ON o.school_id = r.school_id AND o.id = r.order_id \
         JOIN supplier_licence l ON l.school_id = o.school_id AND l.supplier_id = o.supplier_id AND {accepted} \
         WHERE r.school_id = $1 AND r.accepted_at >= $2 AND r.accepted_at < $3 AND r.total > 0 \
         ORDER BY 4 DESC, 9 LIMIT {most}"
    );
    let values: [sea_orm::Value; 3] = [span.school.into(), span.from.into(), span.until.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let rows = rows.iter().map(|row| Bought::from_query_result(row, "")).collect::<std::result::Result<Vec<_>, _>>()?;
    let mut seen = HashSet::new();
    for row in found.kept(rows) {
        // Of several licences the one that was over first is named.
        if row.expires_on < date_at(span.zone, row.moment) && seen.insert(row.id) {
            found.rows.push(of(row));
        }
    }
    Ok(())
}

fn of(row: Bought) -> Row {
    let licence = LicenceKind::of(&row.licence).unwrap_or(LicenceKind::Other).title();
    let (number, since) = (&row.licence_number, row.expires_on);
    let (zh, en) = if row.is_receipt > 0 { ("验收时", "When it was accepted") } else { ("下单时", "When it was ordered") };
    Row {
        kind: Kind::ExpiredLicence,
        at: row.moment,
        record_kind: if row.is_receipt > 0 { receipt::KIND } else { order::KIND },
        record_id: row.id,
        text: Text::new(
            format!("{zh}供应商的“{}”（{number}）已于 {since} 到期", licence.zh),
            format!("{en} the supplier's {} ({number}) was over since {since}", licence.en),
        ),
        number: row.number,
        who: row.who,
        cosigner: None,
        reason: None,
        serious: false,
        amount: Some(row.total),
    }
}
