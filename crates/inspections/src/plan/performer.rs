//! Who goes round.

use campus::{Role, role_grant};
use chrono::NaiveDate;
use kernel::Result;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// Somebody by name, whoever holds a role, or whoever may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Performer {
    Person(Uuid),
    Role(Role),
    Anybody,
}

/// Roles that may be named: their holders see and hold rounds of the whole school (`identity::authority`, held by a test).
pub const PERFORMERS: [Role; 7] = [
    Role::DutyAdmin,
    Role::SafetyOfficer,
    Role::RepairWorker,
    Role::HeadCustodian,
    Role::LogisticsDirector,
    Role::VicePrincipal,
    Role::Principal,
];

impl Performer {
    pub const fn person(self) -> Option<Uuid> {
        match self {
            Self::Person(person) => Some(person),
            Self::Role(_) | Self::Anybody => None,
        }
    }

    pub const fn role(self) -> Option<Role> {
        match self {
            Self::Role(role) => Some(role),
            Self::Person(_) | Self::Anybody => None,
        }
    }

    pub(crate) fn stored(person: Option<Uuid>, role: Option<&str>) -> Self {
        person.map(Self::Person).or_else(|| role.and_then(Role::from_code).map(Self::Role)).unwrap_or(Self::Anybody)
    }

    /// Whether somebody is named, himself or by his role on this day.
    pub(crate) async fn names(self, db: &impl ConnectionTrait, school: Uuid, person: Option<Uuid>, today: NaiveDate) -> Result<bool> {
        let Some(person) = person else { return Ok(false) };
        Ok(match self {
            Self::Person(named) => named == person,
            Self::Role(role) => role_grant::people_with(db, school, role, today).await?.contains(&person),
            Self::Anybody => false,
        })
    }
}
