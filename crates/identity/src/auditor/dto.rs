//! Bodies and views of the auditor's code and seats.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::validate::one_line;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Told once: only its hash is kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct SealedCode {
    #[schema(example = "7K3M9QXT2WBC4N8P")]
    pub code: String,
    pub school: String,
    pub made_at: DateTime<Utc>,
}

/// What is known of the code in the envelope.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditorCodeView {
    /// When the newest one was made; `null` while there never was one.
    pub made_at: Option<DateTime<Utc>>,
    /// `null` for the one that set-up made.
    pub made_by: Option<PersonRef>,
    /// When it opened a seat; `null` while it lies sealed.
    pub used_at: Option<DateTime<Utc>>,
    /// Whether there is a code that opens a seat.
    pub sealed: bool,
}

/// What an auditor enters. The code is the credential; name and unit are what he says, and are written down.
#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenSeat {
    #[garde(length(chars, min = 1, max = 40))]
    #[schema(example = "7K3M9QXT2WBC4N8P")]
    pub code: String,
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(example = "陈审计")]
    pub name: String,
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(example = "县审计局")]
    pub unit: String,
    /// For coming back until the last day.
    #[garde(length(chars, min = 8, max = 256))]
    pub password: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AuditorSeatView {
    pub id: Uuid,
    pub name: String,
    pub unit: String,
    pub opened_at: DateTime<Utc>,
    pub last_day: NaiveDate,
    /// Whether somebody may sit in it today.
    pub open: bool,
    pub ended_at: Option<DateTime<Utc>>,
    /// `null` while it is open, and when it ran out by itself.
    pub ended_by: Option<PersonRef>,
    pub end_reason: Option<String>,
    /// Whether the caller sits in it.
    pub own: bool,
    /// Whether the caller may end it now.
    pub may_end: bool,
    pub version: i64,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndSeat {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "审计组已离校")]
    pub reason: String,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListSeats {
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
