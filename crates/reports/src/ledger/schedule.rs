//! E4 as of any day, a page of cards at a time. What every card takes is the register's matter ([`registers::depreciation::Schedule`]).

use kernel::{Cursor, Lang, PageLimit, Result};
use registers::depreciation::Schedule;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    as_of::AsOf,
    dto::{DepreciationSchedule, LedgerHead, ScheduleLine, ScheduleSum},
};

/// The order of cards, in cursors.
const ORDER: &str = "category_code";

/// A page, and the sum of all with the first one.
pub(super) async fn read(
    db: &impl ConnectionTrait,
    as_of: &AsOf,
    (cursor, limit): (Option<&str>, PageLimit),
    lang: Lang,
    values: bool,
) -> Result<DepreciationSchedule> {
    let after = cursor.map(|cursor| Cursor::decode_of::<(String, Uuid)>(ORDER, cursor)).transpose()?;
    let schedule = Schedule::of(db, as_of.school.id, as_of.on, as_of.today).await?;
    let total = match after {
        None => Some(ScheduleSum::of(schedule.total(db).await?, values)),
        Some(_) => None,
    };
    let (class, card) = after.unwrap_or_default();
    let mut cards = schedule.page(db, (class.as_str(), card), limit.fetch()).await?;
    let more = cards.len() > limit.rows();
    cards.truncate(limit.rows());
    let next = cards.last().filter(|_| more).map(|card| (card.category_code.clone(), card.asset_id));
    Ok(DepreciationSchedule {
        head: LedgerHead::of(as_of, lang, values),
        month: schedule.month,
        items: cards.into_iter().map(|card| ScheduleLine::of(card, lang, values)).collect(),
        total,
        next_cursor: next.map(|next| Cursor::encode(&(ORDER, next))).transpose()?,
    })
}
