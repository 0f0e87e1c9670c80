//! How many open cases each school of a district has.

use async_trait::async_trait;
use campus::school::{Figure, Figures};
use kernel::{Reader, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::entity::{Column, Entity};

/// The repair cases.
#[derive(Debug, Clone, Copy)]
pub struct CaseFigures;

#[async_trait]
impl Figures for CaseFigures {
    async fn of(&self, reader: &Reader, schools: &[Uuid]) -> Result<Vec<Figure>> {
        let select = Entity::find().select_only().column(Column::SchoolId).column_as(Column::Id.count(), "n").group_by(Column::SchoolId);
        let rows: Vec<(Uuid, i64)> =
            select.filter(Column::SchoolId.is_in(schools.iter().copied())).filter(Column::IsOpen.eq(true)).into_tuple().all(reader).await?;
        Ok(vec![Figure { kind: "repair_cases", of: rows.into_iter().collect() }])
    }
}
