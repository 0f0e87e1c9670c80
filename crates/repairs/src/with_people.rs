//! Cases and routes are in people's hands: counted before somebody leaves.

use async_trait::async_trait;
use campus::person::{Holding, WithPeople};
use kernel::{Reader, Result};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::{case::entity as case, route::entity as route};

/// Open cases looked at for one person: far more than anybody has.
const MOST: u64 = 2000;

/// The open cases that somebody works on or reported, and the lines that send cases to him.
#[derive(Debug, Clone, Copy)]
pub struct RepairsWithPeople;

#[async_trait]
impl WithPeople for RepairsWithPeople {
    async fn held(&self, reader: &Reader, school: Uuid, person: Uuid) -> Result<Vec<Holding>> {
        use case::Column;
        let his = Condition::any().add(Column::WorkerId.eq(person)).add(Column::ReporterId.eq(person));
        let open: Vec<(Option<Uuid>, Option<Uuid>)> = case::Entity::find()
            .select_only()
            .columns([Column::WorkerId, Column::ReporterId])
            .filter(Column::SchoolId.eq(school))
            .filter(Column::IsOpen.eq(true))
            .filter(his)
            .limit(MOST)
            .into_tuple()
            .all(reader)
            .await?;
        let count = |of: fn(&(Option<Uuid>, Option<Uuid>)) -> Option<Uuid>| {
            u64::try_from(open.iter().filter(|row| of(row) == Some(person)).count()).unwrap_or_default()
        };
        let named = Condition::any().add(route::Column::WorkerId.eq(person)).add(route::Column::DeputyId.eq(person));
        let routes = route::Entity::find().filter(route::Column::SchoolId.eq(school)).filter(named).count(reader).await?;
        let kinds = [
            Holding::some("repair_cases_assigned", count(|row| row.0)),
            Holding::some("repair_cases_reported", count(|row| row.1)),
            Holding::some("repair_routes", routes),
        ];
        Ok(kinds.into_iter().flatten().collect())
    }
}
