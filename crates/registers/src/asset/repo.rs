//! Finding cards.

use campus::location::{self, PlaceColumns};
use kernel::{Problem, Result, Scope, ScopeColumns};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};
use uuid::Uuid;

use super::{
    Status,
    dto::ListAssets,
    entity::{Column, Entity, Model},
};

const PLACES: PlaceColumns<Column> = PlaceColumns {
    location: Column::LocationId,
    campus: Column::CampusId,
    building: Column::BuildingId,
    floor: Column::FloorId,
    room: Column::RoomId,
};

pub(super) fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId).places(PLACES.all()).own(Column::CustodianId))
}

/// The card with this id inside the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Model> {
    Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id)).one(db).await?.ok_or_else(Problem::not_found)
}

/// A card of the school, for references in bodies; 422 at `pointer` when there is none.
pub async fn require(db: &impl ConnectionTrait, school: Uuid, id: Uuid, pointer: &str) -> Result<()> {
    let found: Option<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Id.eq(id))
        .into_tuple()
        .one(db)
        .await?;
    found.map(|_| ()).ok_or_else(|| Problem::reference(pointer))
}

/// The cards that the filters of a query let through, without its words, order and page.
pub(super) async fn filtered(db: &impl ConnectionTrait, scope: &Scope, query: &ListAssets) -> Result<Select<Entity>> {
    let mut select = Entity::find().filter(in_scope(scope));
    if let Some(code) = &query.category {
        select = select.filter(Column::CategoryCode.eq(code));
    }
    if let Some(statuses) = &query.status {
        let known: Option<Vec<&str>> = statuses.split(',').map(|s| Status::of(s.trim()).map(Status::key)).collect();
        let known = known
            .ok_or_else(|| Problem::malformed("unknown_value", "筛选条件里有不认识的值。", "A filter has a value that does not exist."))?;
        select = select.filter(Column::Status.is_in(known));
    }
    if let Some(place) = query.location_id {
        select = select.filter(location::repo::at_or_below(db, scope.school, place, PLACES).await?);
    }
    if let Some(custodian) = query.custodian_id {
        select = select.filter(Column::CustodianId.eq(custodian));
    }
    Ok(select)
}
