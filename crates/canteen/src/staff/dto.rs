//! Bodies and views of a canteen's staff.

use kernel::validate::one_line;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::certificate::dto::CertificateView;

/// Somebody who works in a canteen, as it is to be.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CanteenStaffBody)]
pub struct StaffBody {
    /// One of the school's own people.
    #[serde(default)]
    #[garde(skip)]
    pub person_id: Option<Uuid>,
    /// Of somebody from outside.
    #[serde(default)]
    #[garde(length(chars, max = 50), custom(one_line))]
    #[schema(example = "陈厨师")]
    pub name: Option<String>,
    #[garde(length(chars, min = 1, max = 30), custom(one_line))]
    #[schema(example = "厨师")]
    pub post: String,
    /// Still works there.
    #[serde(default = "yes")]
    #[garde(skip)]
    pub active: bool,
}

const fn yes() -> bool {
    true
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenStaffView)]
pub struct StaffView {
    pub id: Uuid,
    pub canteen_id: Uuid,
    pub person_id: Option<Uuid>,
    pub name: String,
    pub post: String,
    pub active: bool,
    /// Whether he may handle food today: a valid certificate, and not off post.
    pub may_work: bool,
    /// Why not; only for those who may see health.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub why_not: Option<String>,
    /// Newest first; only for those who may see health.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub certificates: Option<Vec<CertificateView>>,
    pub version: i64,
}

/// Somebody of the staff by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CanteenStaffRef)]
pub struct StaffRef {
    pub id: Uuid,
    pub name: String,
}
