//! Plans and rounds are of places: they follow when a place is moved, and the plans are counted before one is closed.

use async_trait::async_trait;
use campus::location::{self, AtPlaces, Moved, Standing, count_standing, relevel};
use kernel::{Reader, Result, Tx};
use sea_orm::ColumnTrait;

use crate::{plan, round};

/// Plans and rounds.
#[derive(Debug, Clone, Copy)]
pub struct RoundsAtPlaces;

#[async_trait]
impl AtPlaces for RoundsAtPlaces {
    async fn moved(&self, tx: &Tx, moved: &Moved) -> Result<()> {
        relevel::<plan::entity::Entity>(tx, plan::entity::Column::SchoolId, plan::repo::PLACES, moved).await?;
        relevel::<round::entity::Entity>(tx, round::entity::Column::SchoolId, round::repo::PLACES, moved).await
    }

    async fn standing(&self, reader: &Reader, place: &location::entity::Model) -> Result<Standing> {
        use plan::entity::{Column, Entity};
        let count = count_standing::<Entity>(reader, Column::SchoolId, place, plan::repo::PLACES, Column::Active.eq(true)).await?;
        Ok(Standing { kind: "inspection_plans", count })
    }
}
