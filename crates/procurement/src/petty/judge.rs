//! Who decides about a petty purchase: the tier of what it comes to, with what else was bought of the same things within the window.
//! What was bought of the same shop is pointed at beside it.

use std::collections::BTreeSet;

use approvals::{Chain, approval::service::raise, ladder};
use campus::{policy::Values, school::entity::Model as School};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Money, Result};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    PettyId,
    error::PettyError,
    model::Content,
    repo,
    shop::{SameShop, Slip, same_shop},
};
use crate::{
    ProcurementError,
    limits::Purchase,
    policy, raises,
    request::Line,
    splitting::{self, Splits},
};

pub(super) struct Judgement {
    pub amount: Money,
    pub chain: Chain,
    pub splits: Splits,
    /// Whether something else follows from all of them together than from this one alone.
    pub in_pieces: bool,
    pub same_shop: SameShop,
}

/// # Errors
/// 422 from the amount on at which two people buy; 409 when nobody but those who took part could decide.
pub(super) async fn judge(
    db: &impl ConnectionTrait,
    school: &School,
    id: PettyId,
    handler: Uuid,
    content: &Content,
    now: DateTime<Utc>,
) -> Result<Judgement> {
    let values = Values::on(db, school.id, school.today(now)).await?;
    let limits = policy::limits(&values)?;
    if content.total >= limits.two_buyers_from {
        return Err(PettyError::TwoBuyers(limits.two_buyers_from).into());
    }
    let window = values.of(&policy::SPLIT_WINDOW_DAYS)?;
    let keys: BTreeSet<String> = content.lines.iter().map(Line::item_key).collect();
    let since = now - TimeDelta::days(window.into());
    let splits = splitting::find(db, school.id, id.0, keys, since).await?;
    let others = repo::of_shop(db, school.id, id, &content.shop_key(), since).await?;
    let same_shop = same_shop(Slip { bought_on: content.bought_on, total: content.total }, &others, limits.two_buyers_from);
    let amount = content.total.checked_add(splits.amount).ok_or(ProcurementError::TooMuch(0))?;
    let held = raises::holding(policy::raises_of(&values)?, content.fund, &content.lines);
    let in_pieces = limits.in_pieces(Purchase::of(&content.lines, &held, false), content.total, amount);
    let (upper, beyond) = raises::lifted(&limits.tiers, ladder::tier_of(&limits.tiers, amount), &held);
    let chain = raise(db, school, now, &limits.tiers, upper, &beyond, &[handler, content.witness_id]).await?;
    Ok(Judgement { amount, chain, splits, in_pieces, same_shop })
}
