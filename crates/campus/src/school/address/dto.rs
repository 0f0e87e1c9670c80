//! Body and view of the school's address.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The address that signs, labels, slips and copied texts lead to.
#[derive(Debug, Serialize, ToSchema)]
pub struct SchoolAddress {
    #[schema(example = "https://zongwu.school.lan")]
    pub public_url: Option<String>,
    /// Whether phones can open it. While they cannot, nothing to scan is printed.
    pub for_phones: bool,
    pub version: i64,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetSchoolAddress {
    #[garde(length(chars, min = 1, max = 200))]
    #[schema(example = "https://zongwu.school.lan")]
    pub public_url: String,
}
