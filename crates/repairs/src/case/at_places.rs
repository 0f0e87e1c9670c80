//! Cases are of places: they follow when a place is moved, and the open ones are counted before one is closed.

use async_trait::async_trait;
use campus::location::{self, AtPlaces, Moved, Standing, count_standing, relevel};
use kernel::{Reader, Result, Tx};
use sea_orm::ColumnTrait;

use super::{
    entity::{Column, Entity},
    repo::PLACES,
};

/// The repair cases.
#[derive(Debug, Clone, Copy)]
pub struct CasesAtPlaces;

#[async_trait]
impl AtPlaces for CasesAtPlaces {
    async fn moved(&self, tx: &Tx, moved: &Moved) -> Result<()> {
        relevel::<Entity>(tx, Column::SchoolId, PLACES, moved).await
    }

    async fn standing(&self, reader: &Reader, place: &location::entity::Model) -> Result<Standing> {
        let count = count_standing::<Entity>(reader, Column::SchoolId, place, PLACES, Column::IsOpen.eq(true)).await?;
        Ok(Standing { kind: "repair_cases", count })
    }
}
