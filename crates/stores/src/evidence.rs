//! Stock as an auditor takes it home: every move with the document that moved it, and every lot with its maker's words, page by page in the
//! order of ids.

use std::collections::HashMap;

use kernel::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{item, stock::entity, store};

/// A move and what it belongs to.
#[derive(Debug)]
pub struct MoveOf {
    pub moved: entity::moves::Model,
    /// `None` never happens: a foreign key holds it.
    pub document: Option<entity::Model>,
}

/// Moves after this id.
pub async fn moves(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<MoveOf>> {
    use entity::moves::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    let rows = here.order_by_asc(Column::Id).limit(most).all(db).await?;
    let mut ids: Vec<Uuid> = rows.iter().map(|row| row.document_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let of_school = entity::Entity::find().filter(entity::Column::SchoolId.eq(school));
    let documents = of_school.filter(entity::Column::Id.is_in(ids)).all(db).await?;
    let documents: HashMap<Uuid, entity::Model> = documents.into_iter().map(|document| (document.id, document)).collect();
    Ok(rows.into_iter().map(|moved| MoveOf { document: documents.get(&moved.document_id).cloned(), moved }).collect())
}

/// Names of all stores of a school, those that were given up too.
pub async fn stores(db: &impl ConnectionTrait, school: Uuid) -> Result<HashMap<Uuid, String>> {
    use store::entity::{Column, Entity};
    let select = Entity::find().select_only().columns([Column::Id, Column::Name]).filter(Column::SchoolId.eq(school));
    Ok(select.into_tuple::<(Uuid, String)>().all(db).await?.into_iter().collect())
}

/// All items of a school by id: name, specification and unit.
pub async fn items(db: &impl ConnectionTrait, school: Uuid) -> Result<HashMap<Uuid, (String, Option<String>, String)>> {
    use item::entity::{Column, Entity};
    let columns = [Column::Id, Column::Name, Column::Spec, Column::Unit];
    let select = Entity::find().select_only().columns(columns).filter(Column::SchoolId.eq(school));
    let rows = select.into_tuple::<(Uuid, String, Option<String>, String)>().all(db).await?;
    Ok(rows.into_iter().map(|(id, name, spec, unit)| (id, (name, spec, unit))).collect())
}

/// Lots after this id, used up ones too.
pub async fn lots(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<entity::lot::Model>> {
    use entity::lot::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// Documents by these ids: their numbers, and of whom it was bought.
pub async fn documents(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>) -> Result<HashMap<Uuid, (String, Option<String>)>> {
    use entity::{Column, Entity};
    let select = Entity::find().select_only().columns([Column::Id, Column::Number, Column::Supplier]).filter(Column::SchoolId.eq(school));
    let rows: Vec<(Uuid, String, Option<String>)> = select.filter(Column::Id.is_in(ids)).into_tuple().all(db).await?;
    Ok(rows.into_iter().map(|(id, number, supplier)| (id, (number, supplier))).collect())
}
