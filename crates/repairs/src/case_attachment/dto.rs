//! Bodies and views of a case's photos and documents.

use files::{AttachmentKind, Size, attachment::AttachmentView};
use kernel::validate::one_line;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// What a photo or document of a case shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RepairPhotoPurpose)]
pub enum Purpose {
    /// What was reported.
    #[default]
    Reported,
    /// The work, or how it is now.
    Done,
}

impl Purpose {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Done => "done",
        }
    }

    pub fn of(key: Option<&str>) -> Self {
        if key == Some(Self::Done.key()) { Self::Done } else { Self::Reported }
    }
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCaseAttachments {
    #[garde(length(min = 1, max = 20))]
    #[schema(min_items = 1, max_items = 20)]
    pub upload_ids: Vec<Uuid>,
    #[garde(skip)]
    pub kind: AttachmentKind,
    #[serde(default)]
    #[garde(skip)]
    pub purpose: Purpose,
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    pub caption: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CaseAttachmentView {
    #[serde(flatten)]
    pub file: AttachmentView,
    pub purpose: Purpose,
    /// Whether the caller may take it off.
    pub removable: bool,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CaseContentQuery {
    /// Longer side of a photo, in pixels; 1600 when left out. Documents have one size.
    #[param(inline)]
    pub size: Option<Size>,
}
