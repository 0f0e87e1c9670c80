//! Bodies and views of sessions.

use campus::{location::LocationRef, person::PersonRef, school::Membership};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInBody {
    /// Staff number, or the name when nobody else has it.
    #[garde(length(chars, min = 1, max = 60))]
    #[schema(example = "T0123")]
    pub login: String,
    #[garde(length(chars, min = 1, max = 128))]
    pub password: String,
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    #[garde(length(chars, min = 1, max = 128))]
    pub current: String,
    #[garde(length(chars, min = 8, max = 128))]
    pub new: String,
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
