//! What stands idle: asked before something of the kind is bought.

use campus::location;
use kernel::{Quantity, Result};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    Status,
    entity::{Column, Entity},
};
use crate::search::{self, Wanted};

/// Cards shown at most.
const MOST: u64 = 20;

/// A thing that stands idle; nothing of what it is worth.
#[derive(Debug, Clone)]
pub struct IdleThing {
    pub id: Uuid,
    pub asset_no: String,
    pub name: String,
    pub quantity: Quantity,
    pub unit: String,
    pub place: Option<String>,
}

/// Idle things that bear the words of any of these names.
pub async fn idle_like<'a>(db: &impl ConnectionTrait, school: Uuid, names: impl IntoIterator<Item = &'a str>) -> Result<Vec<IdleThing>> {
    let backend = db.get_database_backend();
    let wanted = names.into_iter().map(Wanted::of).filter(|wanted| !wanted.is_nothing());
    let any = wanted.fold(Condition::any(), |any, wanted| any.add(search::condition(backend, school, &wanted)));
    if any.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(Uuid, String, String, i64, String, Option<Uuid>)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::AssetNo, Column::Name, Column::Quantity, Column::Unit, Column::LocationId])
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Status.eq(Status::Idle.key()))
        .filter(any)
        .order_by_asc(Column::Id)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?;
    let places = location::repo::refs(db, school, rows.iter().filter_map(|row| row.5).collect()).await?;
    let thing = |(id, asset_no, name, quantity, unit, place): (Uuid, String, String, i64, String, Option<Uuid>)| IdleThing {
        id,
        asset_no,
        name,
        quantity: Quantity::stored(quantity),
        unit,
        place: place.and_then(|id| places.get(&id)).map(|place| place.path.clone()),
    };
    Ok(rows.into_iter().map(thing).collect())
}
