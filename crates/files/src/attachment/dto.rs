//! Bodies and views of attachments.

use chrono::{DateTime, Utc};
use kernel::validate::one_line;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::repo::Attached;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    Photo,
    Document,
}

impl AttachmentKind {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Document => "document",
        }
    }

    pub(super) fn of(key: &str) -> Self {
        if key == Self::Photo.key() { Self::Photo } else { Self::Document }
    }
}

/// Uploads that from now on belong to something. Each may be attached once, by who uploaded it.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAttachments {
    #[garde(length(min = 1, max = 20))]
    #[schema(min_items = 1, max_items = 20)]
    pub upload_ids: Vec<Uuid>,
    #[garde(skip)]
    pub kind: AttachmentKind,
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    pub caption: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AttachmentView {
    pub id: Uuid,
    pub kind: AttachmentKind,
    pub media_type: String,
    pub bytes: i64,
    pub file_name: String,
    /// Of a picture.
    pub width: Option<i64>,
    pub height: Option<i64>,
    pub caption: Option<String>,
    pub added_by_name: String,
    pub added_at: DateTime<Utc>,
}

impl AttachmentView {
    /// The names of people are known where the subject is.
    pub fn of(attached: &Attached, added_by_name: String) -> Self {
        let Attached { row, upload } = attached;
        Self {
            id: row.id,
            kind: AttachmentKind::of(&row.kind),
            media_type: upload.media_type.clone(),
            bytes: upload.bytes,
            file_name: upload.file_name.clone(),
            width: upload.width,
            height: upload.height,
            caption: row.caption.clone(),
            added_by_name,
            added_at: row.added_at,
        }
    }
}
