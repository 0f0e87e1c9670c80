//! What was accepted, or approved on a petty form, in a month that is over and is in no accounts 账外. What was refused whole is worth
//! nothing and has no voucher; a petty purchase that was approved before vouchers were kept here is not missed.

use chrono::{DateTime, Utc};
use kernel::{Result, Text};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use super::{
    dto::Kind,
    find::{Found, Row, Span, fetch},
};
use crate::{petty, receipt};

#[derive(Debug, FromQueryResult)]
struct Unposted {
    is_petty: i64,
    id: Uuid,
    number: String,
    moment: DateTime<Utc>,
    who: Uuid,
    total: i64,
}

pub(super) async fn find(db: &impl ConnectionTrait, span: Span, kind: Option<Kind>, found: &mut Found) -> Result<()> {
    let until = span.until.min(span.this_month);
    let most = fetch();
    let sql = format!(
        "SELECT * FROM (SELECT CAST(0 AS bigint) AS is_petty, r.id AS id, r.number AS number, r.accepted_at AS moment, r.made_by AS who, \
         r.total AS total FROM goods_receipt r WHERE r.school_id = $1 AND r.phase = 'accepted' AND r.accepted_at >= $2 \
         AND r.accepted_at < $3 AND r.total > 0 ORDER BY r.accepted_at DESC LIMIT {most}) AS receipts \
         UNION ALL \
         SELECT * FROM (SELECT CAST(1 AS bigint), p.id, p.number, p.decided_at, p.handler_id, p.total FROM petty_purchase p \
         WHERE p.school_id = $1 AND p.phase = 'approved' AND p.posted_at IS NULL AND NOT p.before_vouchers AND p.decided_at >= $2 \
         AND p.decided_at < $3 ORDER BY p.decided_at DESC LIMIT {most}) AS purchases"
    );
    let values: [sea_orm::Value; 3] = [span.school.into(), span.from.into(), until.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let rows = rows.iter().map(|row| Unposted::from_query_result(row, "")).collect::<std::result::Result<Vec<_>, _>>()?;
    let (purchases, receipts): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.is_petty > 0);
    if kind != Some(Kind::UnpostedPetty) {
        let receipts = found.kept(receipts);
        found.rows.extend(receipts.into_iter().map(accepted));
    }
    if kind != Some(Kind::UnpostedReceipt) {
        let purchases = found.kept(purchases);
        found.rows.extend(purchases.into_iter().map(approved));
    }
    Ok(())
}

fn accepted(row: Unposted) -> Row {
    let text = Text::fixed("验收当月没有入账（账外）", "Not entered into the accounts in the month of its acceptance");
    of(row, Kind::UnpostedReceipt, receipt::KIND, text)
}

fn approved(row: Unposted) -> Row {
    let text = Text::fixed("批准当月没有入账（账外）", "Not entered into the accounts in the month of its approval");
    of(row, Kind::UnpostedPetty, petty::KIND, text)
}

fn of(row: Unposted, kind: Kind, record_kind: &'static str, text: Text) -> Row {
    Row {
        kind,
        at: row.moment,
        record_kind,
        record_id: row.id,
        number: row.number,
        who: row.who,
        cosigner: None,
        text,
        reason: None,
        serious: true,
        amount: Some(row.total),
    }
}
