//! Views of uploads.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::entity::Model;

/// A file as it is.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, format = Binary)]
pub struct FileBytes(#[expect(dead_code, reason = "described, never built")] Vec<u8>);

/// A file that was taken in. Name its id within a day in what it belongs to, or it is removed.
#[derive(Debug, Serialize, ToSchema)]
pub struct UploadView {
    pub id: Uuid,
    /// What it is by its content. Pictures are kept as `image/jpeg`.
    pub media_type: String,
    /// Space it takes; of a picture both renditions.
    pub bytes: i64,
    /// Its name, made harmless, with the ending of its type.
    pub file_name: String,
    /// Of a picture, as it is shown.
    pub width: Option<i64>,
    pub height: Option<i64>,
}

impl From<&Model> for UploadView {
    fn from(row: &Model) -> Self {
        Self {
            id: row.id,
            media_type: row.media_type.clone(),
            bytes: row.bytes,
            file_name: row.file_name.clone(),
            width: row.width,
            height: row.height,
        }
    }
}

/// How much of its space a school's files take.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FileUsageView)]
pub struct UsageView {
    pub bytes: i64,
    pub quota_bytes: i64,
    /// Whole hundredths.
    pub percent: i64,
    pub state: UsageState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FileUsageState)]
pub enum UsageState {
    Enough,
    /// From 90 % on: the administrator is told; photos from doors are taken no more.
    NearlyFull,
    /// From 99 % on: the next photo or document may be refused (413 `quota_exceeded`).
    Full,
}
