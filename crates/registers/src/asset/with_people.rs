//! Cards are in people's hands: counted before somebody leaves.

use async_trait::async_trait;
use campus::person::{Holding, WithPeople};
use kernel::{Reader, Result};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::entity::{Column, Entity};

/// The cards of the register.
#[derive(Debug, Clone, Copy)]
pub struct CardsWithPeople;

#[async_trait]
impl WithPeople for CardsWithPeople {
    async fn held(&self, reader: &Reader, school: Uuid, person: Uuid) -> Result<Vec<Holding>> {
        let kept = Entity::find()
            .filter(Column::SchoolId.eq(school))
            .filter(Column::CustodianId.eq(person))
            .filter(Column::VoidedAt.is_null())
            .count(reader)
            .await?;
        Ok(Holding::some("assets", kept).into_iter().collect())
    }
}
