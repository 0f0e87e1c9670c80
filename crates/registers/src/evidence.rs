//! The register's rows as an auditor takes them home: all of them, page by page in the order of their ids, nothing left out.

use std::collections::HashMap;

use kernel::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    asset::entity::{self, assignment, value_event},
    depreciation::entity as depreciation,
};

/// Cards after this id, voided ones too.
pub async fn cards(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<entity::Model>> {
    use entity::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// What made the cards worth what they are worth.
pub async fn value_events(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<value_event::Model>> {
    use value_event::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// Where the cards were and who had them.
pub async fn assignments(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<assignment::Model>> {
    use assignment::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// The numbers of these cards.
pub async fn numbers(db: &impl ConnectionTrait, school: Uuid, cards: Vec<Uuid>) -> Result<HashMap<Uuid, String>> {
    use entity::{Column, Entity};
    let select = Entity::find().select_only().columns([Column::Id, Column::AssetNo]).filter(Column::SchoolId.eq(school));
    let rows: Vec<(Uuid, String)> = select.filter(Column::Id.is_in(cards)).into_tuple().all(db).await?;
    Ok(rows.into_iter().collect())
}

/// Months of depreciation, also those that were discarded.
pub async fn depreciation_runs(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<depreciation::Model>> {
    use depreciation::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// What each card took in those months.
pub async fn depreciation_lines(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<depreciation::line::Model>> {
    use depreciation::line::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}
