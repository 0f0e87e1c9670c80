//! Bodies and views of mail addresses and links.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskForReset {
    /// Sign-in name, or the confirmed mail address.
    #[garde(length(chars, min = 1, max = 254))]
    pub login: String,
}

/// Whether there is any way by mail here.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResetWays {
    /// A school here has a mail server and an address of its own for links.
    pub by_mail: bool,
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnterMailAddress {
    #[garde(length(chars, min = 3, max = 254))]
    #[schema(example = "li@example.com")]
    pub address: String,
    #[garde(length(chars, min = 1, max = 256))]
    pub password: String,
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkCode {
    #[garde(length(chars, min = 1, max = 40))]
    pub code: String,
}

/// One's own mail address.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyMailAddress {
    /// A school of mine can send mail.
    pub available: bool,
    /// The confirmed address.
    pub address: Option<String>,
    pub confirmed_at: Option<DateTime<Utc>>,
    /// An address whose link was not opened yet.
    pub waiting: Option<String>,
    /// No link is sent before one-time codes are on: I hold a second key.
    pub codes_needed: bool,
}

/// Somebody's mail address, for whoever looks after accounts.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonMailAddress {
    pub address: Option<String>,
    pub confirmed_at: Option<DateTime<Utc>>,
}
