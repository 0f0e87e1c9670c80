//! Bodies and views of sign-in slips.

use campus::person::PersonRef;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueSlips {
    #[garde(length(min = 1, max = 200))]
    #[schema(min_items = 1, max_items = 200)]
    pub people: Vec<Uuid>,
    /// To be scanned from the screen now, instead of printed: good for half an hour.
    #[serde(default)]
    #[garde(skip)]
    pub on_screen: bool,
}

/// Told once: the codes are kept nowhere.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssuedSlips {
    pub items: Vec<SlipView>,
    pub expires_at: DateTime<Utc>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SlipView {
    pub person: PersonRef,
    pub staff_no: Option<String>,
    pub department: Option<String>,
    #[schema(example = "7K3M9QXT2WBC4N8P")]
    pub code: String,
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SlipCode {
    #[garde(length(chars, min = 1, max = 40))]
    pub code: String,
}

/// Whose slip it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct SlipOwner {
    pub name: String,
    pub school: String,
    /// A new password instead of the first one.
    pub reset: bool,
    /// There are other schools here, so that one may have an account already.
    pub other_schools: bool,
    /// It came by mail, because its owner asked for it.
    pub by_mail: bool,
    pub expires_at: DateTime<Utc>,
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RedeemSlip {
    #[garde(length(chars, min = 1, max = 40))]
    pub code: String,
    #[garde(length(chars, min = 8, max = 256))]
    pub password: String,
    /// A one-time or a recovery code, after `totp_required`.
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 20))]
    pub one_time_code: Option<String>,
}
