//! Bodies and views of signed scans.

use campus::person::PersonRef;
use chrono::{DateTime, Utc};
use files::{Size, attachment::AttachmentView};
use kernel::validate::one_line;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// The signed paper, page by page.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignedScanBody {
    /// Photos of the pages in order, or one PDF.
    #[garde(length(min = 1, max = 20))]
    #[schema(min_items = 1, max_items = 20)]
    pub upload_ids: Vec<Uuid>,
    /// A scan of the same record that was wrong.
    #[serde(default)]
    #[garde(skip)]
    pub replaces: Option<Uuid>,
    /// Why, where one is replaced.
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    #[schema(example = "漏扫了第二页")]
    pub reason: Option<String>,
}

/// Scans of one record, newest first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SignedScans)]
pub struct ScansView {
    pub items: Vec<ScanView>,
    /// Whether the caller may return one, and if not, why.
    pub may_return: bool,
    pub reason: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SignedScan)]
pub struct ScanView {
    pub id: Uuid,
    pub pages: Vec<AttachmentView>,
    pub added_by: PersonRef,
    pub added_at: DateTime<Utc>,
    /// Why a newer one stands in its place.
    pub replaced_because: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Longer side of a photo, in pixels; 1600 when left out.
    #[param(inline)]
    pub size: Option<Size>,
}
