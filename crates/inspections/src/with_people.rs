//! Plans name people, and rounds wait for their signature: counted before somebody leaves.

use async_trait::async_trait;
use campus::person::{Holding, WithPeople};
use kernel::{Reader, Result};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::{plan::entity as plan, round::entity as round};

/// The plans that somebody is named in, and the rounds that he is asked to sign.
#[derive(Debug, Clone, Copy)]
pub struct InspectionsWithPeople;

#[async_trait]
impl WithPeople for InspectionsWithPeople {
    async fn held(&self, reader: &Reader, school: Uuid, person: Uuid) -> Result<Vec<Holding>> {
        let named = plan::Entity::find()
            .filter(plan::Column::SchoolId.eq(school))
            .filter(plan::Column::Active.eq(true))
            .filter(plan::Column::PerformerId.eq(person))
            .count(reader)
            .await?;
        let to_sign = round::Entity::find()
            .filter(round::Column::SchoolId.eq(school))
            .filter(round::Column::Phase.eq("submitted"))
            .filter(round::Column::SecondSignerId.eq(person))
            .filter(round::Column::SecondAt.is_null())
            .count(reader)
            .await?;
        let kinds = [Holding::some("inspection_plans", named), Holding::some("inspection_rounds", to_sign)];
        Ok(kinds.into_iter().flatten().collect())
    }
}
