//! Views of categories.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssetCategoryView)]
pub struct CategoryView {
    pub id: Uuid,
    #[schema(example = "A05010304")]
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
    pub unit: String,
    /// `building`, `equipment`, `furniture` …
    pub kind: String,
    /// The kind of its cards: which attributes they may have.
    pub card_kind: crate::asset::kind::Kind,
    pub life_months: Option<i64>,
    /// Everyday names, for the picker's search.
    pub aliases: Vec<String>,
}
