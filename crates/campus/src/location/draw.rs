//! What a spot check may draw from by chance: each feature lends what it keeps at places, and whoever draws knows none of them.

use async_trait::async_trait;
use kernel::{Result, Tx};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{
    entity::{Column, Entity},
    levels::{Kind, PlaceColumns},
    repo,
};

/// One of the things that are drawn from, as it is called when it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    pub id: Uuid,
    pub label: String,
    pub location_id: Option<Uuid>,
}

/// A feature that lends what it keeps.
#[async_trait]
pub trait DrawnFrom: Send + Sync {
    /// What they are, as the API calls it.
    fn kind(&self) -> &'static str;

    /// All that are there now, at a place and below it or in the whole school; in one statement or two, whatever their number.
    async fn ids(&self, tx: &Tx, school: Uuid, place: Option<Uuid>) -> Result<Vec<Uuid>>;

    /// How some of them are called.
    async fn called(&self, tx: &Tx, school: Uuid, ids: Vec<Uuid>) -> Result<Vec<Called>>;
}

impl std::fmt::Debug for dyn DrawnFrom {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DrawnFrom")
    }
}

/// Rooms and open places in use.
#[derive(Debug, Clone, Copy)]
pub struct RoomsDrawnFrom;

const WITHIN: PlaceColumns<Column> = PlaceColumns {
    location: Column::Id,
    campus: Column::CampusId,
    building: Column::BuildingId,
    floor: Column::FloorId,
    room: Column::RoomId,
};

#[async_trait]
impl DrawnFrom for RoomsDrawnFrom {
    fn kind(&self) -> &'static str {
        "places"
    }

    async fn ids(&self, tx: &Tx, school: Uuid, place: Option<Uuid>) -> Result<Vec<Uuid>> {
        let mut select = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::SchoolId.eq(school))
            .filter(Column::Active.eq(true))
            .filter(Column::Kind.is_in([Kind::Room.key(), Kind::Zone.key()]));
        if let Some(place) = place {
            let below = repo::at_or_below(tx, school, place, WITHIN).await?;
            select = select.filter(Condition::any().add(below).add(Column::Id.eq(place)));
        }
        Ok(select.into_tuple().all(tx).await?)
    }

    async fn called(&self, tx: &Tx, school: Uuid, ids: Vec<Uuid>) -> Result<Vec<Called>> {
        let rows = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(ids)).all(tx).await?;
        Ok(rows.into_iter().map(|row| Called { id: row.id, label: row.name, location_id: Some(row.id) }).collect())
    }
}
