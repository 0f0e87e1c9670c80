//! Cards stand at places: they follow when a place is moved, and are counted before one is closed.

use async_trait::async_trait;
use campus::location::{self, AtPlaces, Moved, Standing, count_standing, relevel};
use kernel::{Reader, Result, Tx};
use sea_orm::ColumnTrait;

use super::{
    entity::{Column, Entity},
    repo::PLACES,
};

/// The cards of the register.
#[derive(Debug, Clone, Copy)]
pub struct CardsAtPlaces;

#[async_trait]
impl AtPlaces for CardsAtPlaces {
    async fn moved(&self, tx: &Tx, moved: &Moved) -> Result<()> {
        relevel::<Entity>(tx, Column::SchoolId, PLACES, moved).await
    }

    async fn standing(&self, reader: &Reader, place: &location::entity::Model) -> Result<Standing> {
        let count = count_standing::<Entity>(reader, Column::SchoolId, place, PLACES, Column::VoidedAt.is_null()).await?;
        Ok(Standing { kind: "assets", count })
    }
}
