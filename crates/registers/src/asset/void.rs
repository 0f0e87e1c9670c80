//! Taking back a card that should never have been: it stays to be read, its value and quantity are reversed, its number is free.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::{Grant, IfMatch, Problem, Reply, Result, Tx, audit::Event};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{
    Assets,
    correct::RECLASSIFIED,
    dto::{AssetView, VoidBody},
    entity::{Model, value_event},
    repo, split, view,
    write::Document,
};
use crate::{
    depreciation::closed::{closed_before, one_after_another},
    event,
    permissions::VoidAsset,
    search,
};

impl Assets {
    pub async fn void(&self, grant: &Grant<VoidAsset>, id: Uuid, seen: IfMatch, body: VoidBody) -> Result<Reply<AssetView>> {
        let tx = self.db.begin(grant).await?;
        one_after_another(&tx).await?;
        let before = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        if let Some(why) = view::stands_still(&before) {
            return Err(Problem::conflict("card_stands_still", why));
        }
        let document = Document { kind: "void", id: Some(tx.new_id()) };
        let row = voided(&tx, before.clone(), &body.reason);
        let row = repo::save(&tx, row).await?;
        take_back(&tx, std::slice::from_ref(&before), document).await?;
        let event = Event::new(event::VOIDED).changed("asset", row.id, &row.asset_no, &said(&before), &said(&row));
        let reply = view::one(&tx, row, grant.actor(), grant.context().lang()).await?;
        tx.commit([event], reply).await
    }
}

fn voided(tx: &Tx, row: Model, reason: &str) -> Model {
    Model { voided_at: Some(tx.now()), void_reason: Some(reason.to_owned()), ..row }
}

fn said(row: &Model) -> serde_json::Value {
    serde_json::json!({ "voided_at": row.voided_at, "void_reason": row.void_reason })
}

/// Voids cards that nobody touched since they were written, in one statement.
///
/// # Errors
/// 412 when one of them changed meanwhile.
pub(crate) async fn void_many(tx: &Tx, rows: &[Model], reason: &str) -> Result<()> {
    use super::entity::{Column, Entity};
    let done = Entity::update_many()
        .col_expr(Column::VoidedAt, Expr::value(tx.now()))
        .col_expr(Column::VoidReason, Expr::value(reason))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::SchoolId.eq(tx.school()?))
        .filter(Column::Id.is_in(rows.iter().map(|row| row.id).collect::<Vec<_>>()))
        .filter(Column::Version.eq(1))
        .filter(Column::VoidedAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == rows.len() as u64 { Ok(()) } else { Err(Problem::stale(2)) }
}

/// What a voided card leaves behind is taken back with it: value and quantity as if they had never been, custody, its words in the
/// index.
pub(crate) async fn take_back(tx: &Tx, rows: &[Model], document: Document) -> Result<()> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let opened = opened_on(tx, ids.clone()).await?;
    let today = campus::school::find(tx, tx.school()?).await?.today(tx.now());
    let closed = closed_before(tx, opened.values().copied(), today).await?;
    let mut events = Vec::with_capacity(rows.len());
    for row in rows {
        let day = opened.get(&row.id).ok_or_else(|| Problem::internal(format!("card {} has no opening value", row.asset_no)))?;
        // D14: what stands in a closed month stays there, and is taken back today.
        events.push(split::value(tx, row, row, -1, "reversal", closed.open_day(*day), document));
    }
    value_event::Entity::insert_many(events).exec_without_returning(tx).await?;
    repo::end_assignments(tx, ids).await?;
    search::remove(tx, rows.iter().map(|row| row.search_no).collect()).await
}

/// The days since which cards count as they do now: under their class, and with their value. Asked of the books: what a card says of its days
/// may have been corrected since.
pub(super) async fn opened_on(tx: &Tx, cards: Vec<Uuid>) -> Result<HashMap<Uuid, NaiveDate>> {
    use value_event::Column;
    let days: Vec<(Uuid, NaiveDate)> = value_event::Entity::find()
        .select_only()
        .columns([Column::AssetId, Column::EffectiveOn])
        .filter(Column::SchoolId.eq(tx.school()?))
        .filter(Column::AssetId.is_in(cards))
        .filter(Column::Kind.is_in(["opening", RECLASSIFIED, "addition", "revaluation", "impairment"]))
        .order_by_asc(Column::EffectiveOn)
        .into_tuple()
        .all(tx)
        .await?;
    Ok(days.into_iter().collect())
}
