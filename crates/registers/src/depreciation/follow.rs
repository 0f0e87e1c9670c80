//! A month that is closed late is written before what happened since: whatever moved or took away a card or pieces of it takes along what it
//! wore down in the month, on its own day and paper.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use kernel::{Problem, Result, Tx, db::ROWS_PER_STATEMENT};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, FromQueryResult, Statement};
use uuid::Uuid;

use super::{error::DepreciationError, model::Run};
use crate::asset::{RECLASSIFIED, entity::value_event, part};

/// What happened after the month to cards of a run, and to those that came off others: in the order of the days.
const SINCE: &str = "
    SELECT e.asset_id, e.kind, e.effective_on, e.document_kind, e.document_id, e.category_code, e.quantity, a.split_from_id,
        COALESCE(l.posted, 0) AS posted,
        CAST(CASE WHEN a.voided_at IS NULL AND a.status NOT IN ('disposed', 'transferred_out') THEN 0 ELSE 1 END AS bigint) AS gone,
        (SELECT CAST(COALESCE(SUM(q.quantity), 0) AS bigint) FROM asset_value_event q
            WHERE q.school_id = $1 AND q.asset_id = e.asset_id AND q.effective_on <= $3) AS pieces
    FROM asset_value_event e
    JOIN asset a ON a.school_id = $1 AND a.id = e.asset_id
    LEFT JOIN depreciation_line l ON l.school_id = $1 AND l.run_id = $2 AND l.asset_id = e.asset_id
    WHERE e.school_id = $1 AND e.effective_on > $3 AND e.quantity <> 0 AND (l.posted <> 0 OR a.split_from_id IS NOT NULL)
    ORDER BY e.effective_on, e.id";

#[derive(Debug, Clone, FromQueryResult)]
struct Since {
    asset_id: Uuid,
    kind: String,
    effective_on: NaiveDate,
    document_kind: String,
    document_id: Option<Uuid>,
    category_code: String,
    quantity: i64,
    split_from_id: Option<Uuid>,
    /// What the run wrote into the card.
    posted: i64,
    gone: i64,
    /// At the end of the month.
    pieces: i64,
}

/// A card on its way from the end of the month to today.
#[derive(Debug, Clone, Copy)]
struct Carried {
    pieces: i64,
    posted: i64,
    /// What of the month is on it.
    worn: i64,
    gone: bool,
}

/// What an event takes off a card, or brings onto it.
#[derive(Debug)]
struct Along<'a> {
    asset_id: Uuid,
    kind: &'a str,
    worn: i64,
    by: &'a Since,
}

/// What every event takes along, and where the month is in the end.
fn walked(since: &[Since]) -> (Vec<Along<'_>>, BTreeMap<Uuid, Carried>) {
    let mut cards = BTreeMap::new();
    let mut onto = HashMap::new();
    for event in since {
        let carried = Carried { pieces: event.pieces, posted: event.posted, worn: event.posted, gone: event.gone != 0 };
        cards.entry(event.asset_id).or_insert(carried);
        if let Some(whole) = event.split_from_id.filter(|_| event.kind == "opening") {
            onto.insert((whole, event.document_id), event.asset_id);
        }
    }
    let mut along = Vec::new();
    for event in since {
        let Some(card) = cards.get_mut(&event.asset_id) else { continue };
        let mut take = |asset_id, kind, worn| along.push(Along { asset_id, kind, worn, by: event });
        if event.kind == RECLASSIFIED {
            take(event.asset_id, event.kind.as_str(), if event.quantity < 0 { -card.worn } else { card.worn });
            continue;
        }
        let (left, pieces) = (-event.quantity, card.pieces);
        let share = if left <= 0 {
            0
        } else if left >= pieces {
            card.worn
        } else {
            part(card.worn, left, pieces)
        };
        card.pieces -= left;
        card.worn -= share;
        take(event.asset_id, event.kind.as_str(), -share);
        if let Some(other) = onto.get(&(event.asset_id, event.document_id)).copied()
            && let Some(taken) = cards.get_mut(&other)
        {
            taken.worn += share;
            take(other, "opening", share);
        }
    }
    along.retain(|one| one.worn != 0);
    (along, cards)
}

/// Writes what happened since the month after it. Answers how many cards of the run are not there any more.
pub(super) async fn follow(tx: &Tx, run: &Run) -> Result<u64> {
    let values: [sea_orm::Value; 3] = [run.school_id.into(), run.id.0.into(), run.month.last_day().into()];
    let since = Since::find_by_statement(Statement::from_sql_and_values(tx.get_database_backend(), SINCE, values)).all(tx).await?;
    let (along, cards) = walked(&since);
    if cards.values().any(|card| card.gone && card.worn != 0) {
        return Err(DepreciationError::InputsChanged.into());
    }
    for chunk in along.chunks(ROWS_PER_STATEMENT) {
        let events = chunk.iter().map(|Along { asset_id, kind, worn, by }| value_event::ActiveModel {
            school_id: Set(run.school_id),
            id: Set(tx.new_id()),
            asset_id: Set(*asset_id),
            kind: Set((*kind).to_owned()),
            original_value: Set(0),
            accumulated_depreciation: Set(*worn),
            quantity: Set(0),
            effective_on: Set(by.effective_on),
            recorded_at: Set(tx.now()),
            document_kind: Set(by.document_kind.clone()),
            document_id: Set(by.document_id),
            category_code: Set(by.category_code.clone()),
            ..Default::default()
        });
        value_event::Entity::insert_many(events).exec_without_returning(tx).await?;
    }
    for (card, carried) in cards.iter().filter(|(_, card)| !card.gone && card.worn != card.posted) {
        correct(tx, run.school_id, *card, carried.worn - carried.posted).await?;
    }
    let gone = cards.values().filter(|card| card.gone && card.posted != 0).count();
    u64::try_from(gone).map_err(Problem::internal)
}

/// What pieces took along is not on the card that had the month, and is on the one that has the pieces.
async fn correct(tx: &Tx, school: Uuid, card: Uuid, fen: i64) -> Result<()> {
    let sql = "UPDATE asset SET accumulated_depreciation = COALESCE(accumulated_depreciation, 0) + $3, version = version + 1 \
        WHERE school_id = $1 AND id = $2";
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, [school.into(), card.into(), fen.into()])).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn card(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    /// The first card had ten pieces and a month of ten fen at the end of November; every event is of its own paper, but for splits.
    fn event(n: u128, kind: &str, quantity: i64, paper: u128) -> Since {
        Since {
            asset_id: card(n),
            kind: kind.into(),
            effective_on: "2026-12-03".parse().unwrap(),
            document_kind: "test".into(),
            document_id: Some(Uuid::from_u128(paper)),
            category_code: "A05010203".into(),
            quantity,
            split_from_id: None,
            posted: if n == 1 { 10 } else { 0 },
            gone: 0,
            pieces: if n == 1 { 10 } else { 0 },
        }
    }

    fn split(of: u128, onto: u128, pieces: i64, paper: u128) -> [Since; 2] {
        let opening = Since { split_from_id: Some(card(of)), ..event(onto, "opening", pieces, paper) };
        let from = (of > 1).then(|| card(of - 1));
        [opening, Since { split_from_id: from, ..event(of, "reversal", -pieces, paper) }]
    }

    fn worn(cards: &BTreeMap<Uuid, Carried>) -> Vec<i64> {
        cards.values().map(|card| card.worn).collect()
    }

    #[test]
    fn pieces_take_their_share_and_pass_it_on() {
        let since = [split(1, 2, 4, 1), split(2, 3, 1, 2)].concat();
        let (along, cards) = walked(&since);
        assert_eq!(worn(&cards), [6, 3, 1]);
        let said: Vec<_> = along.iter().map(|one| (one.asset_id.as_u128(), one.kind, one.worn)).collect();
        assert_eq!(said, [(1, "reversal", -4), (2, "opening", 4), (2, "reversal", -1), (3, "opening", 1)]);
    }

    #[test]
    fn what_goes_or_enters_another_class_takes_what_is_left_on_it() {
        let class = [event(1, RECLASSIFIED, -6, 2), event(1, RECLASSIFIED, 6, 2)];
        // Taken back on the day of its class, which is before the pieces left it.
        let since = [class.to_vec(), vec![event(1, "reversal", -6, 3)], split(1, 2, 4, 1).to_vec()].concat();
        let (along, cards) = walked(&since);
        assert_eq!(worn(&cards), [0, 4]);
        let said: Vec<_> = along.iter().map(|one| (one.kind, one.worn)).collect();
        assert_eq!(said, [(RECLASSIFIED, -10), (RECLASSIFIED, 10), ("reversal", -6), ("reversal", -4), ("opening", 4)]);
    }
}
