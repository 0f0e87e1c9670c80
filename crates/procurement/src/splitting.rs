//! One purchase in several pieces (D04): what else was asked for or bought of the same things within the school's window, by whomever and
//! on whatever form.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use kernel::{Money, Problem, Result, Tx};
use sea_orm::{ConnectionTrait, Statement};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{ProcurementError, order::phase::State as OrderState};

/// Others that are shown by name; all of them count.
const SHOWN: usize = 10;

/// The lock under which a school's purchases are judged, one after another.
const LOCK: i64 = 0x5052_4f43;

/// Another request, or a petty purchase, of the same things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = PurchaseSplit)]
pub struct Split {
    pub id: Uuid,
    pub number: String,
    pub requester_id: Uuid,
    /// What of it is the same.
    pub amount: Money,
}

/// What was found.
#[derive(Debug)]
pub(crate) struct Splits {
    /// The newest of them.
    pub shown: Vec<Split>,
    pub count: i64,
    /// What all of them come to, as far as it is the same.
    pub amount: Money,
}

/// Two halves of one purchase, handed in at the same moment, must see each other.
pub(crate) async fn one_after_another(tx: &Tx, school: Uuid) -> Result<()> {
    tx.alone(LOCK ^ school.as_u64_pair().1.cast_signed()).await
}

/// Whatever was handed in since then for things of these names, and neither rejected nor taken back; and what could not wait and was
/// bought, whatever was said of it afterwards.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    school: Uuid,
    itself: Uuid,
    keys: BTreeSet<String>,
    since: DateTime<Utc>,
) -> Result<Splits> {
    let places: Vec<String> = (4..4 + keys.len()).map(|n| format!("${n}")).collect();
    let counts = "p.phase IN ('submitted', 'approved')";
    let standing: Vec<String> = OrderState::STANDING.iter().map(|state| format!("'{}'", state.key())).collect();
    let bought = format!(
        "p.emergency_reason IS NOT NULL AND EXISTS (SELECT 1 FROM purchase_order o WHERE o.school_id = p.school_id AND o.request_id = p.id \
         AND o.phase IN ({}))",
        standing.join(", ")
    );
    let of = |table: &str, lines: &str, key: &str, who: &str, which: &str| {
        format!(
            "SELECT p.id, p.number, p.{who} AS requester_id, CAST(SUM(l.amount) AS bigint) AS amount FROM {lines} l \
             JOIN {table} p ON p.school_id = l.school_id AND p.id = l.{key} \
             WHERE l.school_id = $1 AND l.item_key IN ({}) AND p.id <> $2 AND p.submitted_at >= $3 AND ({which}) \
             GROUP BY p.id, p.number, p.{who}",
            places.join(", ")
        )
    };
    let requests = of("purchase_request", "purchase_request_line", "request_id", "requester_id", &format!("{counts} OR ({bought})"));
    let petty = of("petty_purchase", "petty_purchase_line", "petty_id", "handler_id", counts);
    let sql = format!("{requests} UNION ALL {petty} ORDER BY 1 DESC");
    let mut values: Vec<sea_orm::Value> = vec![school.into(), itself.into(), since.into()];
    values.extend(keys.into_iter().map(sea_orm::Value::from));
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let mut amount = Money::ZERO;
    let mut shown = Vec::new();
    for row in &rows {
        let same = Money::stored(row.try_get("", "amount")?);
        amount = amount.checked_add(same).ok_or(ProcurementError::TooMuch(0))?;
        if shown.len() < SHOWN {
            shown.push(Split {
                id: row.try_get("", "id")?,
                number: row.try_get("", "number")?,
                requester_id: row.try_get("", "requester_id")?,
                amount: same,
            });
        }
    }
    Ok(Splits { shown, count: i64::try_from(rows.len()).map_err(Problem::internal)?, amount })
}
