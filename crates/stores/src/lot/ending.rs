//! Food that is over, or soon, for whoever answers for a kitchen.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    OnHand, item,
    stock::entity::lot::{Column, Entity},
    store::dto::StoreRef,
};

/// A lot of food of which something is left.
#[derive(Debug, Clone)]
pub struct Ending {
    pub lot_id: Uuid,
    pub item: String,
    pub unit: String,
    pub lot_no: Option<String>,
    pub store: String,
    /// The last day on which it is good.
    pub expires_on: NaiveDate,
    pub left: OnHand,
}

/// Food in these stores that is over by a day, what is over first before the others; not more than so many.
///
/// # Errors
/// When the database fails.
#[expect(clippy::implicit_hasher, reason = "the map that `store::repo::at_place` answers")]
pub async fn ending(
    db: &impl ConnectionTrait,
    school: Uuid,
    stores: &HashMap<Uuid, StoreRef>,
    until: NaiveDate,
    most: u64,
) -> Result<Vec<Ending>> {
    if stores.is_empty() {
        return Ok(Vec::new());
    }
    let to_item = Entity::belongs_to(item::entity::Entity)
        .from((Column::SchoolId, Column::ItemId))
        .to((item::entity::Column::SchoolId, item::entity::Column::Id));
    let rows = Entity::find()
        .join(JoinType::InnerJoin, to_item.into())
        .select_also(item::entity::Entity)
        .filter(Column::SchoolId.eq(school))
        .filter(Column::StoreId.is_in(stores.keys().copied()))
        .filter(Column::Quantity.gt(0))
        .filter(Column::ExpiresOn.lte(until))
        .filter(item::entity::Column::FoodGroup.is_not_null())
        .order_by_asc(Column::ExpiresOn)
        .order_by_asc(Column::Id)
        .limit(most)
        .all(db)
        .await?;
    let ending = rows.into_iter().filter_map(|(lot, item)| {
        let item = item?;
        Some(Ending {
            lot_id: lot.id,
            item: item.name,
            unit: item.unit,
            lot_no: lot.lot_no,
            store: stores.get(&lot.store_id).map(|store| store.name.clone()).unwrap_or_default(),
            expires_on: lot.expires_on?,
            left: OnHand::stored(lot.quantity),
        })
    });
    Ok(ending.collect())
}
