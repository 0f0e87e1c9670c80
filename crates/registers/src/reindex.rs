//! The search index made anew from the cards: after a copy to another engine, or when it is in doubt. Runs beside a serving process;
//! until it is done, searching finds less.

use kernel::{Db, Grant, Result, Tx, db::Technical};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    asset::{
        self,
        entity::{Column, Entity, Model},
    },
    permissions::RegisterAsset,
    search,
};

/// Cards of one transaction: the writer is not held for longer than a request holds it.
const BATCH: u64 = 500;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reindexed {
    pub cards: u64,
}

/// Empties the index of the installation and puts every card of these schools in again.
pub async fn reindex(db: &Db, schools: &[Uuid]) -> Result<Reindexed> {
    let tx = db.begin(&Grant::<RegisterAsset>::system("reindex", None)).await?;
    search::empty(&tx).await?;
    tx.commit_technical(Technical::Housekeeping).await?;
    let mut cards = 0;
    for school in schools {
        let grant = Grant::<RegisterAsset>::system("reindex", Some(*school));
        let mut after = i64::MIN;
        loop {
            let tx = db.begin(&grant).await?;
            let rows = living_after(&tx, *school, after).await?;
            let Some(last) = rows.last() else { break };
            after = last.search_no;
            cards += rows.len() as u64;
            // Taken out first: a card that was changed meanwhile is in again already.
            search::reindex(&tx, rows.iter().map(|row| (row.search_no, asset::tokens(row)))).await?;
            tx.commit_technical(Technical::Housekeeping).await?;
        }
    }
    Ok(Reindexed { cards })
}

async fn living_after(tx: &Tx, school: Uuid, after: i64) -> Result<Vec<Model>> {
    let select = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::SearchNo.gt(after))
        .filter(Column::VoidedAt.is_null())
        .order_by_asc(Column::SearchNo)
        .limit(BATCH);
    // SQLite has one writer, and this is it; on PostgreSQL the cards stand still until their words are written.
    let select = if tx.get_database_backend() == DbBackend::Postgres { select.lock_shared() } else { select };
    Ok(select.all(tx).await?)
}
