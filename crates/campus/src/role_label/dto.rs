//! The body that renames a role.

use kernel::validate::one_line;
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenameRole {
    /// What the school calls the role; `null` for the name it came with.
    #[garde(length(chars, min = 1, max = 20), custom(one_line))]
    #[schema(example = "校产管理员")]
    pub label: Option<String>,
}
