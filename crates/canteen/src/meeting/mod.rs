//! The monthly meeting 月调度会: when, who was there, the problems of the month, what was decided, and when the next one is. Written once; a wrong
//! record is struck out.

pub mod dto;
pub mod entity;
pub(crate) mod repo;
mod routes;
pub mod service;

use std::collections::HashMap;

use campus::person::PersonRef;
use kernel::Actor;
use uuid::Uuid;

use crate::book::dto::Struck;

pub(crate) use routes::routes;

/// Its records in the audit trail.
pub const KIND: &str = "canteen_meeting";

/// Whom a meeting names.
pub(crate) fn people(row: &entity::Model) -> impl Iterator<Item = Uuid> {
    [Some(row.chair_id), Some(row.recorded_by), row.struck_by].into_iter().flatten()
}

/// A meeting as it is shown, with names that were looked up.
pub(crate) fn view(row: &entity::Model, names: &HashMap<Uuid, String>, actor: &Actor) -> dto::MeetingView {
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    dto::MeetingView {
        id: row.id,
        held_on: row.held_on,
        chair: person(row.chair_id),
        attendees: row.attendees.clone(),
        problems: row.problems.clone(),
        decisions: row.decisions.clone(),
        next_on: row.next_on,
        recorded_at: row.recorded_at,
        recorded_by: person(row.recorded_by),
        late: row.late,
        struck: Struck::of(row.struck_at, row.struck_by.map(person), row.struck_reason.clone()),
        may_strike: service::may_strike(row, actor).is_ok(),
        version: row.version,
    }
}
