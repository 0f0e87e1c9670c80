//! What somebody has to mend is counted before he leaves.

use async_trait::async_trait;
use campus::person::{Holding, WithPeople};
use kernel::{Reader, Result};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, finding},
    phase::State,
};

/// What inspections from outside found and somebody answers for.
#[derive(Debug, Clone, Copy)]
pub struct CanteenWithPeople;

#[async_trait]
impl WithPeople for CanteenWithPeople {
    async fn held(&self, reader: &Reader, school: Uuid, person: Uuid) -> Result<Vec<Holding>> {
        let to_inspection = finding::Entity::belongs_to(Entity)
            .from((finding::Column::SchoolId, finding::Column::InspectionId))
            .to((Column::SchoolId, Column::Id));
        let open = finding::Entity::find()
            .join(JoinType::InnerJoin, to_inspection.into())
            .filter(finding::Column::SchoolId.eq(school))
            .filter(finding::Column::ResponsibleId.eq(person))
            .filter(finding::Column::Phase.eq(State::Open.key()))
            .filter(Column::StruckAt.is_null())
            .count(reader)
            .await?;
        Ok(Holding::some("canteen_findings", open).into_iter().collect())
    }
}
