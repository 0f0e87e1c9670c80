//! For a feature whose people change: the plan that it made for one of them is another's from the next round on.

use kernel::{Result, Scope, Tx, audit::Event};
use uuid::Uuid;

use super::{KIND, Performer, Plan, PlanId, repo};
use crate::event;

/// Hands a plan from one person to another, with the event that says so. What the school gave to somebody else meanwhile stays his; rounds that
/// are made already stay whose they are.
///
/// # Errors
/// Those of the database; 412 when somebody else was faster.
pub async fn hand_over(tx: &Tx, school: Uuid, plan: PlanId, (from, to): (Uuid, Uuid)) -> Result<Option<Event>> {
    let before = repo::find(tx, &Scope::school(school), plan).await?;
    if from == to || before.performer.person() != Some(from) {
        return Ok(None);
    }
    let after = repo::save(tx, Plan { performer: Performer::Person(to), ..before.clone() }).await?;
    let event = Event::new(event::PLAN_REVISED).changed(KIND, after.id, &after.name, &before.recorded(), &after.recorded());
    Ok(Some(event))
}
