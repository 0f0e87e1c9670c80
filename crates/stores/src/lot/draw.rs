//! Lots are drawn from by spot checks: those of which something is left (domain.md S76).

use std::collections::HashMap;

use async_trait::async_trait;
use campus::location::{Called, DrawnFrom};
use kernel::{Result, Tx};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::{
    item,
    stock::entity::lot::{Column, Entity},
    store,
};

/// What is left in the stores, lot by lot.
#[derive(Debug, Clone, Copy)]
pub struct LotsDrawnFrom;

#[async_trait]
impl DrawnFrom for LotsDrawnFrom {
    fn kind(&self) -> &'static str {
        "lots"
    }

    async fn ids(&self, tx: &Tx, school: Uuid, place: Option<Uuid>) -> Result<Vec<Uuid>> {
        let mut select = Entity::find().select_only().column(Column::Id).filter(Column::SchoolId.eq(school)).filter(Column::Quantity.gt(0));
        if let Some(place) = place {
            select = select.filter(Column::StoreId.is_in(store::repo::lying_at(tx, school, place).await?));
        }
        Ok(select.into_tuple().all(tx).await?)
    }

    async fn called(&self, tx: &Tx, school: Uuid, ids: Vec<Uuid>) -> Result<Vec<Called>> {
        let to_item = Entity::belongs_to(item::entity::Entity)
            .from((Column::SchoolId, Column::ItemId))
            .to((item::entity::Column::SchoolId, item::entity::Column::Id));
        let rows = Entity::find()
            .join(JoinType::InnerJoin, to_item.into())
            .select_also(item::entity::Entity)
            .filter(Column::SchoolId.eq(school))
            .filter(Column::Id.is_in(ids))
            .all(tx)
            .await?;
        let stores: HashMap<Uuid, store::entity::Model> =
            store::repo::all_of(tx, school).await?.into_iter().map(|store| (store.id, store)).collect();
        let called = rows.into_iter().filter_map(|(lot, item)| {
            let (item, store) = (item?, stores.get(&lot.store_id));
            let parts = [Some(item.name), lot.lot_no, store.map(|store| store.name.clone())];
            let label = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            Some(Called { id: lot.id, label, location_id: store.and_then(|store| store.place_id) })
        });
        Ok(called.collect())
    }
}
