//! Finding and keeping health certificates. The only place where nullable columns become a [`Phase`] and back.

use std::collections::HashMap;

use kernel::{Problem, Result, Scope};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model},
    phase::{Phase, State},
};
use crate::{
    site,
    staff::{self, fitness::Held},
};

/// The certificate with whose it is and where he works, inside the scope.
pub(super) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<(Model, staff::entity::Model, site::entity::Model)> {
    let row = Entity::find_by_id((scope.school, id)).one(db).await?.ok_or_else(Problem::not_found)?;
    let (holder, canteen) = staff::repo::find(db, scope, row.staff_id).await?;
    Ok((row, holder, canteen))
}

/// The certificates of these people, newest first.
pub async fn of_staff(db: &impl ConnectionTrait, school: Uuid, staff: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<Model>>> {
    let mut by_staff: HashMap<Uuid, Vec<Model>> = HashMap::new();
    if staff.is_empty() {
        return Ok(by_staff);
    }
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::StaffId.is_in(staff));
    for row in select.order_by_desc(Column::ExpiresOn).order_by_desc(Column::Id).all(db).await? {
        by_staff.entry(row.staff_id).or_default().push(row);
    }
    Ok(by_staff)
}

/// What of it matters on a day.
pub(crate) fn held(row: &Model) -> Option<Held> {
    Some(Held { state: State::of(&row.phase)?, issued_on: row.issued_on, expires_on: row.expires_on })
}

pub(super) fn phase(row: &Model) -> Result<Phase> {
    let broken = |what: &str| Problem::internal(format!("health certificate {}: {what} is missing in phase {}", row.id, row.phase));
    let reason = || row.reason.clone().ok_or_else(|| broken("reason"));
    Ok(match State::of(&row.phase).ok_or_else(|| broken("a known phase"))? {
        State::Submitted => Phase::Submitted,
        State::Valid => Phase::Valid,
        State::Suspended => Phase::Suspended { reason: reason()? },
        State::Withdrawn => Phase::Withdrawn { reason: reason()? },
    })
}

/// The row in another phase, one version later.
pub(super) fn stepped(row: &Model, phase: &Phase) -> Model {
    Model { phase: phase.state().key().into(), reason: phase.reason().map(str::to_owned), version: row.version + 1, ..row.clone() }
}
