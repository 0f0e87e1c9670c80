//! What a request is judged by: its amount, what else was asked for lately, and who asks. Kept with every submission.

use std::collections::BTreeSet;

use approvals::{Chain, approval::service::raise, ladder};
use campus::school::entity::Model as School;
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Money, Problem, Quantity, Result};
use registers::asset::idle::{IdleThing, idle_like};
use sea_orm::{ConnectionTrait, Statement};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::model::{Content, Request};
use crate::{
    ProcurementError, policy,
    quote::{quotes_needed, rules::Need},
};

/// Other requests that are shown by name; all of them count.
const SHOWN: usize = 10;

/// How a submission was judged.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Judgement {
    /// What the tier follows from: the request and what was asked for of the same things within the window, or the dearest piece.
    pub amount: Money,
    pub chain: Chain,
    /// Other requests for the same things within the window.
    pub splits: Vec<Split>,
    /// How many there are in all.
    pub split_count: i64,
    pub window_days: u32,
    /// Whether the staff congress decides too.
    pub major: bool,
    /// Things that stand idle and bear the same names.
    pub idle: Vec<Idle>,
    /// How many quotes it needs; not kept with what was submitted before there were any.
    #[serde(default)]
    pub quotes: Option<Need>,
}

/// Another request for the same things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = PurchaseSplit)]
pub struct Split {
    pub id: Uuid,
    pub number: String,
    pub requester_id: Uuid,
    /// What of it is the same.
    pub amount: Money,
}

/// A thing that stands idle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = PurchaseIdleThing)]
pub struct Idle {
    pub asset_id: Uuid,
    pub asset_no: String,
    pub name: String,
    pub quantity: Quantity,
    pub unit: String,
    pub place: Option<String>,
}

impl From<IdleThing> for Idle {
    fn from(thing: IdleThing) -> Self {
        let IdleThing { id, asset_no, name, quantity, unit, place } = thing;
        Self { asset_id: id, asset_no, name, quantity, unit, place }
    }
}

/// Judges a request as it is now, by the rules of today.
///
/// # Errors
/// When nobody but the requester could decide about it.
pub async fn judge(db: &impl ConnectionTrait, school: &School, request: &Request, now: DateTime<Utc>) -> Result<Judgement> {
    let today = school.today(now);
    let window_days = policy::SPLIT_WINDOW_DAYS.on(db, school.id, today).await?;
    let (splits, split_count, elsewhere) = splits(db, request, now - TimeDelta::days(window_days.into())).await?;
    let amount = judged(&request.content, elsewhere)?;
    let tiers = policy::tiers(db, school.id, today).await?;
    let major = policy::major_amount(db, school.id, today).await?.is_some_and(|from| amount >= from);
    let beyond: &[approvals::Approver] = if major { &[approvals::Approver::StaffCongress] } else { &[] };
    let chain = raise(db, school, now, &tiers, ladder::tier_of(&tiers, amount), beyond, request.requester_id).await?;
    let idle = idle_like(db, school.id, request.content.lines.iter().map(|line| line.name.as_str())).await?;
    let quotes = Some(quotes_needed(db, school, request, now).await?);
    Ok(Judgement { amount, chain, splits, split_count, window_days, major, idle: idle.into_iter().map(Into::into).collect(), quotes })
}

/// The larger of the whole with what was asked for elsewhere, and of the dearest piece (domain.md D2).
fn judged(content: &Content, elsewhere: Money) -> Result<Money> {
    let whole = content.total.checked_add(elsewhere).ok_or(ProcurementError::TooMuch(0))?;
    Ok(content.lines.iter().map(|line| line.unit_price).fold(whole, Money::max))
}

/// Requests by whomever for things of the same names, submitted since then and neither rejected nor taken back: the newest of them, how
/// many, and what they come to.
async fn splits(db: &impl ConnectionTrait, request: &Request, since: DateTime<Utc>) -> Result<(Vec<Split>, i64, Money)> {
    let keys: BTreeSet<String> = request.content.lines.iter().map(super::Line::item_key).collect();
    let places: Vec<String> = (4..4 + keys.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT r.id, r.number, r.requester_id, CAST(SUM(l.amount) AS bigint) AS amount FROM purchase_request_line l \
         JOIN purchase_request r ON r.school_id = l.school_id AND r.id = l.request_id \
         WHERE l.school_id = $1 AND l.item_key IN ({}) AND r.id <> $2 AND r.submitted_at >= $3 AND r.phase IN ('submitted', 'approved') \
         GROUP BY r.id, r.number, r.requester_id ORDER BY r.id DESC",
        places.join(", ")
    );
    let mut values: Vec<sea_orm::Value> = vec![request.school_id.into(), request.id.0.into(), since.into()];
    values.extend(keys.into_iter().map(sea_orm::Value::from));
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let mut sum = Money::ZERO;
    let mut found = Vec::new();
    for row in &rows {
        let amount = Money::stored(row.try_get("", "amount")?);
        sum = sum.checked_add(amount).ok_or(ProcurementError::TooMuch(0))?;
        if found.len() < SHOWN {
            found.push(Split {
                id: row.try_get("", "id")?,
                number: row.try_get("", "number")?,
                requester_id: row.try_get("", "requester_id")?,
                amount,
            });
        }
    }
    Ok((found, i64::try_from(rows.len()).map_err(Problem::internal)?, sum))
}
