//! Of whom the school asks one-time codes.

use campus::{Role, policy::Policy};
use chrono::NaiveDate;
use kernel::Result;
use sea_orm::ConnectionTrait;
use serde::Deserialize;
use uuid::Uuid;

use crate::authority;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Whom {
    Nobody,
    /// Whoever grants, or confirms grants.
    Administration,
    /// All whose sessions are short.
    MoneyAndAdministration,
}

const WHOM: Policy<Whom> = Policy { key: "identity.second_factor", default: Whom::Nobody };

/// Whether the school asks one-time codes of somebody with these roles. Nothing is looked up for the many of whom it never does.
pub(crate) async fn asked_of(db: &impl ConnectionTrait, school: Uuid, roles: &[Role], today: NaiveDate) -> Result<bool> {
    if !authority::short_session(roles) {
        return Ok(false);
    }
    let administers = || roles.iter().any(|role| *role == Role::SystemAdmin || authority::confirms_grants(*role));
    Ok(match WHOM.on(db, school, today).await? {
        Whom::Nobody => false,
        Whom::Administration => administers(),
        Whom::MoneyAndAdministration => true,
    })
}
