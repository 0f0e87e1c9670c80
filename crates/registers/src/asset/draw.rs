//! Cards are drawn from by spot checks: those that should be there.

use async_trait::async_trait;
use campus::location::{self, Called, DrawnFrom};
use kernel::{Result, Tx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{
    Status,
    entity::{Column, Entity},
    repo::PLACES,
};

/// The cards of the register.
#[derive(Debug, Clone, Copy)]
pub struct CardsDrawnFrom;

#[async_trait]
impl DrawnFrom for CardsDrawnFrom {
    fn kind(&self) -> &'static str {
        "cards"
    }

    async fn ids(&self, tx: &Tx, school: Uuid, place: Option<Uuid>) -> Result<Vec<Uuid>> {
        let gone = [Status::Disposed, Status::TransferredOut].map(Status::key);
        let mut select = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::SchoolId.eq(school))
            .filter(Column::VoidedAt.is_null())
            .filter(Column::Status.is_not_in(gone));
        if let Some(place) = place {
            select = select.filter(location::repo::at_or_below(tx, school, place, PLACES).await?);
        }
        Ok(select.into_tuple().all(tx).await?)
    }

    async fn called(&self, tx: &Tx, school: Uuid, ids: Vec<Uuid>) -> Result<Vec<Called>> {
        let rows: Vec<(Uuid, String, String, Option<Uuid>)> = Entity::find()
            .select_only()
            .columns([Column::Id, Column::AssetNo, Column::Name, Column::LocationId])
            .filter(Column::SchoolId.eq(school))
            .filter(Column::Id.is_in(ids))
            .into_tuple()
            .all(tx)
            .await?;
        let called = |(id, number, name, location_id)| Called { id, label: format!("{number} {name}"), location_id };
        Ok(rows.into_iter().map(called).collect())
    }
}
