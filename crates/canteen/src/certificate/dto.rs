//! Bodies and views of health certificates.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{calendar::in_calendar, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::phase::{CommandKind, State};

/// A certificate as it is entered.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = HealthCertificateBody)]
pub struct CertificateBody {
    #[garde(length(chars, min = 1, max = 50), custom(one_line))]
    #[schema(example = "JK2026-0815")]
    pub number: String,
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub issued_on: NaiveDate,
    /// The last day on which it holds.
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub expires_on: NaiveDate,
}

/// Why a certificate does not count.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = HealthCertificateReason)]
pub struct Reason {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    pub reason: String,
}

/// How a certificate stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = HealthCertificateStanding)]
pub enum Standing {
    /// Another person has to verify it first.
    Unverified,
    Valid,
    /// Ends within the first of the school's notice days.
    Expiring,
    Expired,
    Suspended,
    Withdrawn,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HealthCertificateView)]
pub struct CertificateView {
    pub id: Uuid,
    pub number: String,
    pub issued_on: NaiveDate,
    pub expires_on: NaiveDate,
    pub state: State,
    pub standing: Standing,
    pub entered_by: PersonRef,
    pub verified_by: Option<PersonRef>,
    pub verified_at: Option<DateTime<Utc>>,
    /// Why it was suspended or withdrawn.
    pub reason: Option<String>,
    pub allowed_actions: Vec<AllowedStep>,
    pub version: i64,
}

/// Whether the caller may take a step now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HealthCertificateAllowedStep)]
pub struct AllowedStep {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
}
