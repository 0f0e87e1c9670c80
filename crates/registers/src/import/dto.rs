//! Views of imports.

use campus::person::PersonRef;
use chrono::{DateTime, Utc};
use kernel::Money;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

#[derive(Debug, Serialize, ToSchema)]
pub struct ImportView {
    pub id: Uuid,
    pub file_name: String,
    pub file_sha256: String,
    /// `keep`: a row is a card with its quantity; `explode`: a card for each piece.
    pub quantity_mode: String,
    pub source_rows: i64,
    pub cards: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub original_value: Option<Money>,
    pub imported_by: Option<PersonRef>,
    pub imported_at: DateTime<Utc>,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListImports {
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
