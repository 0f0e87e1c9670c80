//! Finding cards.

use campus::location::PlaceColumns;
use kernel::{Problem, Result, Scope, ScopeColumns, Tx};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model},
    write::number_taken,
};

pub(crate) const PLACES: PlaceColumns<Column> = PlaceColumns {
    location: Column::LocationId,
    campus: Column::CampusId,
    building: Column::BuildingId,
    floor: Column::FloorId,
    room: Column::RoomId,
};

pub(crate) fn in_scope(scope: &Scope) -> Condition {
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
        .filter(Column::VoidedAt.is_null())
        .into_tuple()
        .one(db)
        .await?;
    found.map(|_| ()).ok_or_else(|| Problem::reference(pointer))
}

/// What the page behind a label may say of a card, and where its faults are reported.
#[derive(Debug, Clone)]
pub struct Labelled {
    pub id: Uuid,
    pub name: String,
    pub location_id: Option<Uuid>,
}

/// The card that a label is on. A voided card's label leads nowhere.
pub async fn labelled(db: &impl ConnectionTrait, school: Uuid, id: Uuid) -> Result<Labelled> {
    let found: Option<(String, Option<Uuid>)> = Entity::find()
        .select_only()
        .columns([Column::Name, Column::LocationId])
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Id.eq(id))
        .filter(Column::VoidedAt.is_null())
        .into_tuple()
        .one(db)
        .await?;
    found.map(|(name, location_id)| Labelled { id, name, location_id }).ok_or_else(Problem::not_found)
}

/// Saves a changed card.
///
/// # Errors
/// 412 when somebody else was faster; 409 when its bar code is taken.
pub(crate) async fn save(tx: &Tx, mut row: Model) -> Result<Model> {
    let seen = row.version;
    row.version += 1;
    tx.save(row.clone(), seen).await.map_err(|error| error.or(number_taken))?;
    Ok(row)
}

/// Which of these bar codes are on cards.
pub(crate) async fn barcodes_among(db: &impl ConnectionTrait, school: Uuid, codes: Vec<String>) -> Result<Vec<String>> {
    let select = Entity::find().select_only().column(Column::Barcode).filter(Column::SchoolId.eq(school));
    Ok(select.filter(Column::VoidedAt.is_null()).filter(Column::Barcode.is_in(codes)).into_tuple().all(db).await?)
}

/// Ends the open assignments of cards.
pub(super) async fn end_assignments(tx: &Tx, cards: Vec<Uuid>) -> Result<()> {
    use super::entity::assignment::{Column, Entity};
    Entity::update_many()
        .col_expr(Column::EndedAt, sea_orm::sea_query::Expr::value(tx.now()))
        .filter(Column::SchoolId.eq(tx.school()?))
        .filter(Column::AssetId.is_in(cards))
        .filter(Column::EndedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}
