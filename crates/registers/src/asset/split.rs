//! Pieces of a card onto a card of their own: quantity and value are shared to the fen, and both cards say where they come from.

use axum::http::StatusCode;
use kernel::{Grant, IfMatch, Problem, Quantity, Reply, Result, Tx, audit::Event};
use sea_orm::{ActiveValue::Set, EntityTrait};
use uuid::Uuid;

use super::{
    Assets,
    dto::{AssetView, SplitBody},
    entity::{Model, value_event},
    repo, series, view,
    write::{self, Document},
};
use crate::{RegisterError, category, event, permissions::MoveAsset, search};

impl Assets {
    /// Answers the new card.
    pub async fn split(&self, grant: &Grant<MoveAsset>, id: Uuid, seen: IfMatch, body: SplitBody) -> Result<Reply<AssetView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        if let Some(why) = view::stands_still(&before) {
            return Err(Problem::conflict("card_stands_still", why));
        }
        let document = Document { kind: "split", id: Some(tx.new_id()) };
        let mut split = Split::of(&tx, before, body.quantity)?;
        write_splits(&tx, &mut [&mut split], document).await?;
        write::assign(&tx, std::slice::from_ref(&split.taken), document, Some(&body.reason)).await?;
        let event = split.recorded(Event::new(event::SPLIT), &body.reason);
        let reply = view::one(&tx, split.taken, grant.actor(), grant.context().lang()).await?;
        tx.commit([event], Reply { status: StatusCode::CREATED, ..reply }).await
    }
}

/// A card, what is left of it, and the card that its pieces go onto.
pub(super) struct Split {
    pub before: Model,
    pub kept: Model,
    pub taken: Model,
}

impl Split {
    /// Takes pieces off a card. Nothing is written: the new card has no number yet, and may still be given another place.
    pub(super) fn of(tx: &Tx, before: Model, pieces: Quantity) -> Result<Self> {
        let whole = pieces.pieces().is_some() || category::is_measured(&before.unit);
        if !whole {
            return Err(RegisterError::BrokenPieces.into());
        }
        if pieces.thousandths() <= 0 || pieces.thousandths() >= before.quantity {
            return Err(RegisterError::TooManyPieces.into());
        }
        let share = |fen: Option<i64>| fen.map(|fen| part(fen, pieces.thousandths(), before.quantity));
        let taken = Model {
            id: tx.new_id(),
            asset_no: String::new(),
            quantity: pieces.thousandths(),
            original_value: share(before.original_value),
            accumulated_depreciation: share(before.accumulated_depreciation),
            fiscal_value: share(before.fiscal_value),
            non_fiscal_value: share(before.non_fiscal_value),
            // What is bound to one thing stays with the card it was bound to.
            barcode: None,
            label_code: None,
            serial_no: None,
            official_no: None,
            official_entered_on: None,
            legacy_no: before.legacy_no.clone().or_else(|| Some(before.asset_no.clone())),
            split_from_id: Some(before.id),
            created_at: tx.now(),
            version: 1,
            ..before.clone()
        };
        let less = |of: Option<i64>, taken: Option<i64>| of.map(|fen| fen - taken.unwrap_or_default());
        let kept = Model {
            quantity: before.quantity - taken.quantity,
            original_value: less(before.original_value, taken.original_value),
            accumulated_depreciation: less(before.accumulated_depreciation, taken.accumulated_depreciation),
            fiscal_value: less(before.fiscal_value, taken.fiscal_value),
            non_fiscal_value: less(before.non_fiscal_value, taken.non_fiscal_value),
            ..before.clone()
        };
        Ok(Self { before, kept, taken })
    }

    /// Both cards in one event.
    pub(super) fn recorded(&self, event: Event, reason: &str) -> Event {
        let Self { before, kept, taken } = self;
        let pieces = |row: &Model| serde_json::json!({ "quantity": Quantity::stored(row.quantity) });
        let of = serde_json::json!({ "quantity": Quantity::stored(kept.quantity), "reason": reason, "split_into": taken.asset_no });
        let mut made = write::recorded(taken);
        if let Some(members) = made.as_object_mut() {
            members.insert("split_from".into(), before.asset_no.clone().into());
            members.insert("reason".into(), reason.into());
        }
        event.changed("asset", kept.id, &kept.asset_no, &pieces(before), &of).created("asset", taken.id, &taken.asset_no, &made)
    }
}

/// Numbers and writes what was split. The new cards get no assignment here: whoever asked knows where they go.
pub(super) async fn write_splits(tx: &Tx, splits: &mut [&mut Split], document: Document) -> Result<()> {
    if splits.is_empty() {
        return Ok(());
    }
    let today = campus::school::find(tx, tx.school()?).await?.today(tx.now());
    for split in &mut *splits {
        split.kept = repo::save(tx, split.kept.clone()).await?;
    }
    let count = i64::try_from(splits.len()).map_err(Problem::internal)?;
    let numbers = series::take(tx, today, count).await?;
    let search_numbers = search::take_places(tx, count).await?..;
    for ((split, asset_no), search_no) in splits.iter_mut().zip(numbers).zip(search_numbers) {
        split.taken.asset_no = asset_no;
        split.taken.search_no = search_no;
    }
    let taken: Vec<Model> = splits.iter().map(|split| split.taken.clone()).collect();
    write::insert_rows(tx, &taken).await?;
    search::index(tx, taken.iter().map(|row| (row.search_no, write::tokens(row)))).await?;
    let events = splits.iter().flat_map(|Split { before, taken, .. }| {
        [value(tx, taken, taken, 1, "opening", today, document), value(tx, before, taken, -1, "reversal", today, document)]
    });
    value_event::Entity::insert_many(events).exec_without_returning(tx).await?;
    Ok(())
}

/// A value event of `card`, under its class, over the amounts of `amounts`, with a sign.
pub(super) fn value(
    tx: &Tx,
    card: &Model,
    amounts: &Model,
    sign: i64,
    kind: &str,
    effective_on: chrono::NaiveDate,
    document: Document,
) -> value_event::ActiveModel {
    value_event::ActiveModel {
        school_id: Set(card.school_id),
        id: Set(tx.new_id()),
        asset_id: Set(card.id),
        kind: Set(kind.into()),
        original_value: Set(sign * amounts.original_value.unwrap_or_default()),
        accumulated_depreciation: Set(sign * amounts.accumulated_depreciation.unwrap_or_default()),
        quantity: Set(sign * amounts.quantity),
        effective_on: Set(effective_on),
        recorded_at: Set(tx.now()),
        document_kind: Set(document.kind.into()),
        document_id: Set(document.id),
        category_code: Set(card.category_code.clone()),
        ..Default::default()
    }
}

/// The part of an amount that falls to some of its pieces, to the nearest fen.
pub(crate) fn part(fen: i64, pieces: i64, of: i64) -> i64 {
    let (fen, pieces, of) = (i128::from(fen), i128::from(pieces), i128::from(of));
    let rounded = (2 * fen * pieces + of).div_euclid(2 * of);
    // A part of an i64 with pieces ≤ of fits an i64.
    i64::try_from(rounded).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::part;

    proptest! {
        #[test]
        fn a_part_is_within_half_a_fen_and_the_rest_adds_up(fen in 0_i64..1_000_000_000_000_000, of in 2_i64..10_000_000, at in 1_i64..10_000_000) {
            let pieces = at % (of - 1) + 1;
            let part = part(fen, pieces, of);
            let exact = i128::from(fen) * i128::from(pieces);
            prop_assert!((i128::from(part) * i128::from(of) - exact).abs() * 2 <= i128::from(of));
            prop_assert!(0 <= part && part <= fen);
        }
    }
}
