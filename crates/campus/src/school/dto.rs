//! Views of schools.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A school of a district, in figures.
#[derive(Debug, Serialize, ToSchema)]
pub struct SchoolView {
    pub id: Uuid,
    pub name: String,
    pub created_at: DateTime<Utc>,
    pub figures: Vec<SchoolFigure>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SchoolFigure {
    /// `people`, `assets`, `repair_cases` (the open ones).
    #[schema(example = "assets")]
    pub kind: &'static str,
    pub count: i64,
}
