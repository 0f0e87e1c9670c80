//! Rounds as an auditor takes them home: all of them, page by page in the order of their ids, missed and called off ones too.

use std::collections::HashMap;

use kernel::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{checklist, round};

/// Rounds after this id.
pub async fn rounds(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<round::entity::Model>> {
    use round::entity::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after));
    Ok(here.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// Names of all checklists of a school.
pub async fn checklists(db: &impl ConnectionTrait, school: Uuid) -> Result<HashMap<Uuid, String>> {
    use checklist::entity::{Column, Entity};
    let select = Entity::find().select_only().columns([Column::Id, Column::Name]).filter(Column::SchoolId.eq(school));
    Ok(select.into_tuple::<(Uuid, String)>().all(db).await?.into_iter().collect())
}
