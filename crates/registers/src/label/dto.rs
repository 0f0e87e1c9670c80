//! Bodies and views of labels. A label names the thing, its number and its place, never who has it or what it is worth.

use campus::location::LocationRef;
use kernel::Quantity;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::asset::dto::ListAssets;

/// Which cards get a label: those that are named, or those that the filters of a list let through.
#[derive(Debug, Default, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PrintLabelsBody {
    #[garde(length(max = 2000))]
    #[schema(min_items = 1, max_items = 2000)]
    pub asset_ids: Option<Vec<Uuid>>,
    /// The list's own filters; order and page do not matter. At most 2 000 cards.
    #[garde(skip)]
    pub filter: Option<ListAssets>,
}

/// Labels in the order of their places, so that they are stuck on in one walk.
#[derive(Debug, Serialize, ToSchema)]
pub struct LabelSheet {
    pub school_name: String,
    pub items: Vec<AssetLabel>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AssetLabel {
    pub id: Uuid,
    #[schema(example = "ZC2026-000001")]
    pub asset_no: String,
    pub name: String,
    pub spec_model: Option<String>,
    /// Like furniture is one card with a quantity: as many pieces may want a label.
    pub quantity: Quantity,
    pub unit: String,
    pub location: Option<LocationRef>,
    pub department: Option<String>,
    /// Ten characters, readable aloud.
    pub label_code: String,
    /// What the QR code holds.
    pub url: String,
}
