//! The rounds of plans between two days, for whoever made the plans: how far today's book is, and what was missed.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, finding},
    model::RoundId,
    phase::{Record, State},
    repo,
};
use crate::{evidence, plan::PlanId};

/// A round as far as whoever made its plan needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    pub id: RoundId,
    pub number: String,
    pub plan_id: PlanId,
    pub due_on: NaiveDate,
    pub due_from: DateTime<Utc>,
    pub due_until: DateTime<Utc>,
    pub state: State,
    /// Who is named to hold it; nobody where a role is, or anybody may.
    pub performer_id: Option<Uuid>,
    pub missed_at: Option<DateTime<Utc>>,
    /// What was wrong, reported or not.
    pub faults: i64,
    pub second_signer_id: Option<Uuid>,
    /// Of a round that was held: who, when, entered late or not, whether nothing was found, and the second signature.
    pub record: Option<Record>,
}

/// Rounds of these plans that are due from one day to another, both included, in the order of time; none for no plans.
pub async fn of_plans(db: &impl ConnectionTrait, school: Uuid, plans: &[PlanId], from: NaiveDate, until: NaiveDate) -> Result<Vec<Brief>> {
    if plans.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::PlanId.is_in(plans.iter().map(|plan| plan.0)))
        .filter(Column::DueOn.between(from, until))
        .order_by_asc(Column::DueFrom)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let brief = |row| {
        let round = repo::read(row)?;
        Ok(Brief {
            id: round.id,
            plan_id: PlanId(round.plan_id.unwrap_or_default()),
            due_on: round.due_on,
            due_from: round.due_from,
            due_until: round.due_until,
            state: round.phase.state(),
            performer_id: round.performer.person(),
            missed_at: round.missed_at,
            faults: round.faults,
            second_signer_id: round.second_signer_id,
            record: round.phase.record().cloned(),
            number: round.number,
        })
    };
    rows.into_iter().map(brief).collect()
}

/// What was wrong on a round, and the repair that it became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub said: String,
    pub danger: bool,
    pub case_number: Option<String>,
}

/// What was found on these rounds, by round, in the order in which it was written down.
pub async fn found(db: &impl ConnectionTrait, school: Uuid, rounds: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<Found>>> {
    let mut found: HashMap<Uuid, Vec<Found>> = HashMap::new();
    if rounds.is_empty() {
        return Ok(found);
    }
    let here = finding::Entity::find().filter(finding::Column::SchoolId.eq(school)).filter(finding::Column::RoundId.is_in(rounds));
    let rows = here.order_by_asc(finding::Column::Id).all(db).await?;
    let cases = evidence::repairs(db, school, rows.iter().filter_map(|row| row.case_id).collect()).await?;
    for row in rows {
        let case_number = row.case_id.and_then(|id| cases.get(&id)).cloned();
        found.entry(row.round_id).or_default().push(Found { said: row.said, danger: row.danger, case_number });
    }
    Ok(found)
}
