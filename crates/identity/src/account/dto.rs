//! Bodies about accounts.

use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenAccount {
    /// Handed to the person, who changes it.
    #[garde(length(chars, min = 8, max = 128))]
    pub password: String,
}
