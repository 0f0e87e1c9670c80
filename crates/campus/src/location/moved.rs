//! Rows of other features that stand at places: they repeat the ids of the levels above, so they follow when a place is moved.
//! Campus knows none of them; each feature says how, in the same transaction.

use async_trait::async_trait;
use kernel::{Reader, Result, Tx};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, sea_query::SimpleExpr};
use uuid::Uuid;

use super::{
    Kind, Levels, PlaceColumns,
    entity::{Column, Model},
    repo,
};

/// The columns of the places themselves.
pub(super) const COLUMNS: PlaceColumns<Column> = PlaceColumns {
    location: Column::Id,
    campus: Column::CampusId,
    building: Column::BuildingId,
    floor: Column::FloorId,
    room: Column::RoomId,
};

/// A place that hangs elsewhere now.
#[derive(Debug, Clone)]
pub struct Moved {
    pub school: Uuid,
    pub kind: Kind,
    /// The place itself; of a zone also the zones within it, which have no level of their own.
    pub places: Vec<Uuid>,
    /// The levels above it.
    pub above: Levels,
}

/// How many rows of a kind stand at or below a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The name of the list in the API.
    pub kind: &'static str,
    pub count: u64,
}

/// A feature whose rows stand at places.
#[async_trait]
pub trait AtPlaces: Send + Sync {
    /// Lets the rows follow; a statement or two, whatever their number.
    async fn moved(&self, tx: &Tx, moved: &Moved) -> Result<()>;

    /// What stands at or below a place now.
    async fn standing(&self, reader: &Reader, place: &Model) -> Result<Standing>;
}

/// Writes the new levels into all rows of a table at or below the moved place, by one statement.
pub async fn relevel<E: EntityTrait>(tx: &Tx, school: E::Column, columns: PlaceColumns<E::Column>, moved: &Moved) -> Result<()> {
    let value = |id: Option<Uuid>| sea_orm::sea_query::Expr::value(id);
    let above: &[(E::Column, Option<Uuid>)] =
        &[(columns.campus, moved.above.campus), (columns.building, moved.above.building), (columns.floor, moved.above.floor)];
    let changing = match moved.kind {
        Kind::Campus => 0,
        Kind::Building => 1,
        Kind::Floor => 2,
        Kind::Room | Kind::Zone => 3,
    };
    if changing == 0 {
        return Ok(());
    }
    let update = above.iter().take(changing).fold(E::update_many(), |update, (column, id)| update.col_expr(*column, value(*id)));
    update.filter(school.eq(moved.school)).filter(here(columns, moved)).exec(tx).await?;
    Ok(())
}

fn here<C: ColumnTrait>(columns: PlaceColumns<C>, moved: &Moved) -> SimpleExpr {
    columns.level(moved.kind).is_in(moved.places.iter().copied())
}

/// Counts the rows of a table that stand at or below a place.
pub async fn count_standing<E>(
    reader: &Reader,
    school: E::Column,
    place: &Model,
    columns: PlaceColumns<E::Column>,
    which: SimpleExpr,
) -> Result<u64>
where
    E: EntityTrait,
    E::Model: Send + Sync + 'static,
{
    let there = repo::at_or_below_of(reader, place.school_id, (place.id, &place.kind), columns).await?;
    Ok(E::find()
        .select_only()
        .column(columns.location)
        .filter(school.eq(place.school_id))
        .filter(there)
        .filter(which)
        .count(reader)
        .await?)
}

impl std::fmt::Debug for dyn AtPlaces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AtPlaces")
    }
}
