//! Bodies and views of signing in by a provider.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One's own link to the provider.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenIdView {
    /// What people call the provider.
    #[schema(example = "区教育局统一认证")]
    pub provider: String,
    /// `null` while there is no link.
    pub linked_at: Option<DateTime<Utc>>,
    pub last_used_at: Option<DateTime<Utc>>,
}

/// Where the browser goes now; good for ten minutes.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenIdAuthorization {
    pub url: String,
    /// To be kept by this very tab, and sent along when it is back.
    pub ceremony: String,
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginLink {
    #[garde(length(chars, min = 1, max = 256))]
    pub password: String,
}

/// With what the provider sent the browser back.
#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenIdAnswer {
    #[garde(length(max = 2000))]
    pub ceremony: String,
    #[garde(length(max = 4000))]
    pub code: String,
    #[garde(length(max = 200))]
    pub state: String,
}

/// That the provider knows somebody of here; good once, for five minutes.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenIdProof {
    pub proof: String,
    /// Whether the account also asks for a one-time code.
    pub totp_required: bool,
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenIdSignIn {
    #[garde(length(max = 2000))]
    pub proof: String,
    /// A one-time or a recovery code.
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 20))]
    pub one_time_code: Option<String>,
}
