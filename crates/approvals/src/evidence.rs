//! Decisions as an auditor takes them home: every step of every round with what it was about, page by page in the order of ids.

use kernel::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::approval::entity::{self, step};

/// Steps after this id, each with its approval.
pub async fn steps(db: &impl ConnectionTrait, school: Uuid, after: Uuid, most: u64) -> Result<Vec<(step::Model, Option<entity::Model>)>> {
    use step::{Column, Entity};
    let here = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.gt(after)).order_by_asc(Column::Id).limit(most);
    Ok(here.find_also_related(entity::Entity).all(db).await?)
}
