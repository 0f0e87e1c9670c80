//! One correction of many cards.

use kernel::Quantity;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{ChangeAsset, ListAssets};

/// A correction of many cards: those named, or those that a filter lets through.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditAssets {
    #[serde(default)]
    #[garde(length(max = 2000))]
    pub asset_ids: Vec<Uuid>,
    #[serde(default)]
    #[garde(skip)]
    pub filter: Option<ListAssets>,
    #[garde(dive)]
    pub change: ChangeAsset,
    /// Only tell what would happen.
    #[serde(default)]
    #[garde(skip)]
    pub dry_run: bool,
    /// What the dry run answered: the cards have to be as they were seen.
    #[serde(default)]
    #[garde(length(max = 100))]
    pub state: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EditedAssets {
    /// Cards that were looked at.
    pub cards: usize,
    /// Cards that change.
    pub changed: usize,
    /// Cards that cannot be changed so, with the reason; nothing is done as long as there are any.
    pub refused: Vec<RefusedCard>,
    /// The first changes, field by field.
    pub examples: Vec<CardChange>,
    /// Send it back to have exactly this done.
    pub state: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RefusedCard {
    pub id: Uuid,
    pub asset_no: String,
    pub reason: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CardChange {
    pub id: Uuid,
    pub asset_no: String,
    pub name: String,
    pub quantity: Quantity,
    #[schema(value_type = Object)]
    pub before: Value,
    #[schema(value_type = Object)]
    pub after: Value,
}
