//! What lies in another bin of its store from now on. No quantity and no value changes by it, so there is no document and nothing moves
//! (ADR 0056): the lots say where they lie, the audit trail who put them there and when.

use std::collections::HashMap;

use kernel::{Grant, Problem, Reply, Result, Text, Tx, audit::Event, idempotency::IdempotencyKey};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};
use serde::Serialize;
use uuid::Uuid;

use super::{
    document::sees,
    dto::{BinMoveBody, LotSeen},
    entity::lot,
    service::{Stock, tidy},
};
use crate::{
    event,
    item::{self, dto::ItemView, entity::Model as Item},
    lot::KIND as LOT,
    permissions::KeepStores,
    store::{self, entity::Model as Store},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BinError {
    #[error("a lot in two lines")]
    NamedTwice(usize),
    #[error("somebody put it elsewhere meanwhile")]
    Stale { index: usize, current: i64 },
    #[error("nothing is left of it")]
    NothingLeft(usize),
    #[error("it lies there already")]
    SameBin,
}

impl From<BinError> for Problem {
    fn from(error: BinError) -> Self {
        match error {
            BinError::NamedTwice(index) => {
                Self::invalid(format!("/lots/{index}/id"), "duplicate", "同一批出现了两次。", "The same lot is there twice.")
            }
            BinError::Stale { index, current } => {
                let stale = Self::stale(current);
                let text = stale.detail().clone();
                stale.field(format!("/lots/{index}"), "stale", text)
            }
            BinError::NothingLeft(index) => {
                let text = Text::fixed("这一批已经发完了，请看一下最新的库存。", "Nothing is left of this lot; look at what is there now.");
                Self::conflict("lot_is_empty", text.clone()).field(format!("/lots/{index}"), "lot_is_empty", text)
            }
            BinError::SameBin => Self::invalid("/bin", "same_bin", "已经在这个库位了。", "It lies in this bin already."),
        }
    }
}

/// Where a lot lies, for the audit trail.
#[derive(Debug, Serialize)]
struct Lies<'a> {
    bin: Option<&'a str>,
}

impl Stock {
    /// Lots of an item lie in another bin from now on: all of them, or none where one is not as the caller saw it.
    pub async fn move_bins(&self, grant: &Grant<KeepStores>, body: BinMoveBody) -> Result<Reply<ItemView>> {
        IdempotencyKey::require(grant.idempotency())?;
        let tx = self.db.begin(grant).await?;
        let store = store::repo::usable(&tx, &grant.scope()?, body.store_id).await?;
        let mut items = item::repo::named(&tx, store.school_id, &[body.item_id], |_| "/item_id".to_owned()).await?;
        let item = items.remove(&body.item_id).ok_or_else(|| Problem::reference("/item_id"))?;
        let bin = tidy(body.bin);
        let mut lots = seen(&tx, &store, &item, &body.lots).await?;
        lots.retain(|(_, lot)| lot.bin != bin);
        if lots.is_empty() {
            return Err(BinError::SameBin.into());
        }
        let mut event = Event::new(event::REBINNED);
        for (index, lot) in &lots {
            put(&tx, *index, lot, bin.clone()).await?;
            event = event.changed(LOT, lot.id, &item.name, &Lies { bin: lot.bin.as_deref() }, &Lies { bin: bin.as_deref() });
        }
        // Whoever looks the item or the store up finds it there too.
        let event = event.about(item::KIND, item.id, &item.name).about(store::KIND, store.id, &store.name);
        let view = item::viewed(&tx, &sees(grant)?, &item, tx.now()).await?;
        tx.commit([event], Reply::ok(view).version(item.version)).await
    }
}

/// The lots of an item in a store, each as the caller saw it, in the order of their ids: whoever moves stock writes them in the same order.
async fn seen(tx: &Tx, store: &Store, item: &Item, named: &[LotSeen]) -> Result<Vec<(usize, lot::Model)>> {
    let rows = lot::Entity::find()
        .filter(lot::Column::SchoolId.eq(store.school_id))
        .filter(lot::Column::StoreId.eq(store.id))
        .filter(lot::Column::ItemId.eq(item.id))
        .filter(lot::Column::Id.is_in(named.iter().map(|lot| lot.id)))
        .all(tx)
        .await?;
    let mut found: HashMap<Uuid, lot::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut lots = Vec::with_capacity(named.len());
    for (index, wanted) in named.iter().enumerate() {
        if named.iter().take(index).any(|before| before.id == wanted.id) {
            return Err(BinError::NamedTwice(index).into());
        }
        let lot = found.remove(&wanted.id).ok_or_else(|| Problem::reference(format!("/lots/{index}/id")))?;
        if lot.quantity == 0 {
            return Err(BinError::NothingLeft(index).into());
        }
        if lot.version != wanted.version {
            return Err(BinError::Stale { index, current: lot.version }.into());
        }
        lots.push((index, lot));
    }
    lots.sort_unstable_by_key(|(_, lot)| lot.id);
    Ok(lots)
}

/// # Errors
/// 412 when somebody put it elsewhere since it was looked at.
async fn put(tx: &Tx, index: usize, lot: &lot::Model, bin: Option<String>) -> Result<()> {
    let done = lot::Entity::update_many()
        .col_expr(lot::Column::Bin, Expr::value(bin))
        .col_expr(lot::Column::Version, Expr::col(lot::Column::Version).add(1_i64))
        .filter(lot::Column::SchoolId.eq(lot.school_id))
        .filter(lot::Column::Id.eq(lot.id))
        .filter(lot::Column::Version.eq(lot.version))
        .exec(tx)
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(BinError::Stale { index, current: lot.version + 1 }.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_as_it_was_seen_names_its_lot() {
        let stale: Problem = BinError::Stale { index: 3, current: 2 }.into();
        assert_eq!((stale.code(), stale.status().as_u16()), ("stale", 412));
        let empty: Problem = BinError::NothingLeft(0).into();
        assert_eq!((empty.code(), empty.status().as_u16()), ("lot_is_empty", 409));
        let there: Problem = BinError::SameBin.into();
        assert_eq!((there.code(), there.status().as_u16()), ("validation_failed", 422));
    }
}
