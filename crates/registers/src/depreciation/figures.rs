//! What the asset system says of cards: pasted or typed in, found by either number of a card.

use std::collections::HashMap;

use kernel::{Money, Result, Tx, db::ROWS_PER_STATEMENT, text};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{dto::Figure, entity::line, error::DepreciationError, model::Run};
use crate::asset::entity::{Column as Card, Entity as Cards};

/// The figures by card.
///
/// # Errors
/// When a number is of no card of the run, or there twice, or its figure lies beyond the original value.
pub(super) async fn told(tx: &Tx, run: &Run, rows: &[Figure]) -> Result<HashMap<Uuid, i64>> {
    let numbers: Vec<String> = rows.iter().map(|row| text::tidy(&row.asset_no)).collect();
    let (own, others) = numbered(tx, run.school_id, &numbers).await?;
    let values = values(tx, run, own.values().chain(others.values()).copied().collect()).await?;
    let mut told = HashMap::with_capacity(rows.len());
    for (at, (row, number)) in rows.iter().zip(&numbers).enumerate() {
        let card = own.get(number).or_else(|| others.get(number)).copied().filter(|card| values.contains_key(card));
        let card = card.ok_or_else(|| DepreciationError::NotInRun { row: at, number: number.clone() })?;
        let value = values.get(&card).copied().unwrap_or_default();
        if !(0..=value).contains(&row.accumulated.fen()) {
            return Err(DepreciationError::BeyondValue { row: at, number: number.clone(), value: Money::stored(value) }.into());
        }
        if told.insert(card, row.accumulated.fen()).is_some() {
            return Err(DepreciationError::Twice { row: at, number: number.clone() }.into());
        }
    }
    Ok(told)
}

type ByNumber = HashMap<String, Uuid>;

/// Cards by the school's numbers, and by those of the asset system.
async fn numbered(tx: &Tx, school: Uuid, numbers: &[String]) -> Result<(ByNumber, ByNumber)> {
    let (mut own, mut others) = (HashMap::new(), HashMap::new());
    for chunk in numbers.chunks(ROWS_PER_STATEMENT) {
        let either = Condition::any().add(Card::AssetNo.is_in(chunk.iter().cloned())).add(Card::OfficialNo.is_in(chunk.iter().cloned()));
        let found: Vec<(Uuid, String, Option<String>)> = Cards::find()
            .select_only()
            .columns([Card::Id, Card::AssetNo, Card::OfficialNo])
            .filter(Card::SchoolId.eq(school))
            .filter(Card::VoidedAt.is_null())
            .filter(either)
            .into_tuple()
            .all(tx)
            .await?;
        for (id, number, official) in found {
            own.insert(number, id);
            if let Some(official) = official {
                others.insert(official, id);
            }
        }
    }
    Ok((own, others))
}

/// Original values of those that are in the run.
async fn values(tx: &Tx, run: &Run, cards: Vec<Uuid>) -> Result<HashMap<Uuid, i64>> {
    let mut all = HashMap::with_capacity(cards.len());
    for chunk in cards.chunks(ROWS_PER_STATEMENT) {
        let found: Vec<(Uuid, i64)> = line::Entity::find()
            .select_only()
            .columns([line::Column::AssetId, line::Column::OriginalValue])
            .filter(line::Column::SchoolId.eq(run.school_id))
            .filter(line::Column::RunId.eq(run.id.0))
            .filter(line::Column::AssetId.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(tx)
            .await?;
        all.extend(found);
    }
    Ok(all)
}
