//! Bodies and views of sessions.

use campus::{location::LocationRef, person::PersonRef, school::Membership};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    openid::OpenIdView,
    passkey::{PasskeyProof, PasskeyView},
};

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInBody {
    /// Staff number, or the name when nobody else has it.
    #[garde(length(chars, min = 1, max = 60))]
    #[schema(example = "T0123")]
    pub login: String,
    #[garde(length(chars, min = 1, max = 256))]
    pub password: String,
    /// A one-time or a recovery code, after `totp_required`.
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 20))]
    pub one_time_code: Option<String>,
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    #[garde(length(chars, min = 1, max = 256))]
    pub current: String,
    #[garde(length(chars, min = 8, max = 256))]
    pub new: String,
}

/// Exactly one of the three.
#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepUp {
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 12))]
    pub pin: Option<String>,
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 256))]
    pub password: Option<String>,
    #[serde(default)]
    #[garde(dive)]
    pub passkey: Option<PasskeyProof>,
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetPin {
    /// Six digits, and none that anybody would try first.
    #[garde(length(chars, min = 1, max = 12))]
    #[schema(example = "480215")]
    pub pin: String,
    #[garde(length(chars, min = 1, max = 256))]
    pub password: String,
}

/// One's own means of proving who one is.
#[derive(Debug, Serialize, ToSchema)]
pub struct SecurityView {
    pub has_pin: bool,
    /// Until when this session needs no further proof; `null` when the next weighty step asks for one.
    pub proven_until: Option<DateTime<Utc>>,
    /// Since when signing in asks for a one-time code; `null` while it does not.
    pub second_factor_since: Option<DateTime<Utc>>,
    /// Whether the school asks for it.
    pub second_factor_asked: bool,
    /// Recovery codes that were not used yet.
    pub recovery_codes_left: u64,
    /// The oldest first.
    pub passkeys: Vec<PasskeyView>,
    /// The link to the OpenID Connect provider; `null` where there is no provider.
    pub openid: Option<OpenIdView>,
}

/// Who is signed in, and what he may do. The page shows what stands here and mirrors no rule.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    pub person: PersonRef,
    pub staff_no: Option<String>,
    /// By what one signs in: the staff number, or the name, with a digit where somebody else bears it.
    pub sign_in_name: String,
    pub school: MySchool,
    /// Where else one may work: the schools of all one's people, and those that the district lets one look into. The first ones are one's own.
    pub schools: Vec<MembershipView>,
    pub roles: Vec<MyRole>,
    /// The school asks for a second factor, and there is none yet: nothing else can be done before.
    pub must_enrol: bool,
    /// The school asks for a second factor, and this session was opened without it: nothing else can be done before the passkey proved it.
    pub must_use_passkey: bool,
    /// Permission keys.
    pub permissions: Vec<String>,
    /// Rooms the person is responsible for.
    pub rooms: Vec<LocationRef>,
    /// The term of today; `null` in vacations, and while none is entered.
    pub term: Option<MyTerm>,
}

/// A school that one may work in, or look into.
#[derive(Debug, Serialize, ToSchema)]
pub struct MembershipView {
    pub id: Uuid,
    pub name: String,
    /// `school` or `district`.
    pub kind: String,
    /// Only looking in, for the district.
    pub visiting: bool,
}

impl From<Membership> for MembershipView {
    fn from(Membership { school, visiting }: Membership) -> Self {
        Self { id: school.id, name: school.name, kind: school.kind, visiting }
    }
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SwitchSchool {
    #[garde(skip)]
    pub school_id: Uuid,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MyTerm {
    #[schema(example = "2026—2027学年第一学期")]
    pub title: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MySchool {
    pub id: Uuid,
    pub name: String,
    /// `school` or `district`.
    pub kind: String,
    #[schema(example = "Asia/Shanghai")]
    pub time_zone: String,
    /// What signs, labels and copied texts lead to; `null` while none is set that phones can open.
    pub public_url: Option<String>,
    /// A demo school: nothing in it is real.
    pub demo: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MyRole {
    pub code: String,
    pub title: String,
    /// Whether one may let somebody else stand in for oneself in it.
    pub delegable: bool,
    /// Whose role it is, when one stands in for somebody.
    pub on_behalf_of: Option<PersonRef>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SessionView {
    pub id: Uuid,
    /// What the browser called itself.
    pub device: String,
    pub address: String,
    pub created_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
    /// The session that asks.
    pub current: bool,
}
