//! Bodies and views of the second factor.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginTotp {
    #[garde(length(chars, min = 1, max = 256))]
    pub password: String,
}

/// For the authenticator; told once.
#[derive(Debug, Serialize, ToSchema)]
pub struct TotpSecret {
    /// Base 32, to be typed where no camera works.
    pub secret: String,
    /// The same for a QR code.
    #[schema(example = "otpauth://totp/…")]
    pub uri: String,
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmTotp {
    #[garde(length(chars, min = 1, max = 20))]
    #[schema(example = "480215")]
    pub code: String,
}

/// Each is good once in place of a code; told once.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecoveryCodes {
    pub codes: Vec<String>,
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveTotp {
    #[garde(length(chars, min = 1, max = 256))]
    pub password: String,
    /// A code of the authenticator, or a recovery code.
    #[garde(length(chars, min = 1, max = 20))]
    pub code: String,
}
