//! Bodies and views of passkeys.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kernel::validate::one_line;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(Debug, Serialize, ToSchema)]
pub struct PasskeyView {
    pub id: Uuid,
    pub name: String,
    pub created_at: DateTime<Utc>,
    pub last_used_at: Option<DateTime<Utc>>,
}

/// For `navigator.credentials`; good for five minutes.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasskeyOptions {
    /// To be sent back with the answer.
    pub state: String,
    /// `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON`.
    pub options: Value,
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginPasskey {
    #[garde(length(chars, min = 1, max = 256))]
    pub password: String,
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddPasskey {
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(example = "我的手机")]
    pub name: String,
    #[garde(length(max = 2000))]
    pub state: String,
    /// `RegistrationResponseJSON` of the browser.
    #[garde(skip)]
    pub credential: BTreeMap<String, Value>,
}

/// What the browser answered to the options.
#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyProof {
    #[garde(length(max = 2000))]
    pub state: String,
    /// `AuthenticationResponseJSON` of the browser.
    #[garde(skip)]
    pub credential: BTreeMap<String, Value>,
}
