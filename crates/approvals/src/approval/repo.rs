//! Finding and keeping approvals. The only place where nullable columns become a [`Phase`] and back.

use std::collections::{BTreeSet, HashMap};

use kernel::{Money, Problem, Result, Tx};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Select,
    sea_query::Expr,
};
use uuid::Uuid;

use super::{
    Approval, Step,
    entity::{Column, Entity, Model, step},
    model::{ApprovalId, Decision, Meeting, Outcome},
    phase::{Phase, State},
};
use crate::{Approver, subject::About};

/// The approval with this id, with the steps of its round.
pub async fn find(db: &impl ConnectionTrait, school: Uuid, id: ApprovalId) -> Result<Approval> {
    let row = Entity::find_by_id((school, id.0)).one(db).await?.ok_or_else(Problem::not_found)?;
    with_steps(db, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

/// That of a record, if it was ever asked about.
pub async fn of_subject(db: &impl ConnectionTrait, school: Uuid, kind: &str, subject: Uuid) -> Result<Option<Approval>> {
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::SubjectKind.eq(kind));
    one(db, select.filter(Column::SubjectId.eq(subject))).await
}

/// Those of several records of one kind.
pub async fn of_subjects(db: &impl ConnectionTrait, school: Uuid, kind: &str, subjects: Vec<Uuid>) -> Result<Vec<Approval>> {
    let rows = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::SubjectKind.eq(kind))
        .filter(Column::SubjectId.is_in(subjects))
        .all(db)
        .await?;
    with_steps(db, rows).await
}

/// Several held until the transaction ends. One after another in the order of their ids: of two who decide about the same at once one waits.
pub(super) async fn hold(tx: &Tx, ids: &BTreeSet<Uuid>) -> Result<()> {
    let school = tx.school()?;
    for id in ids {
        // Written as it is, a row is held on either engine.
        let as_it_is = Entity::update_many().col_expr(Column::Version, Expr::col(Column::Version));
        as_it_is.filter(Column::SchoolId.eq(school)).filter(Column::Id.eq(*id)).exec(tx).await?;
    }
    Ok(())
}

/// What meetings agreed to in the present rounds of several records of one kind, each with its record, in one query.
pub async fn meetings_of(db: &impl ConnectionTrait, school: Uuid, kind: &str, subjects: Vec<Uuid>) -> Result<Vec<(Uuid, Step)>> {
    let meetings = Approver::ALL.into_iter().filter(|approver| approver.is_meeting()).map(Approver::code);
    let found = step::Entity::find()
        .find_also_related(Entity)
        .filter(step::Column::SchoolId.eq(school))
        .filter(step::Column::Approver.is_in(meetings))
        .filter(step::Column::Outcome.eq(Outcome::Approved.key()))
        .filter(Column::SubjectKind.eq(kind))
        .filter(Column::SubjectId.is_in(subjects))
        .order_by_asc(step::Column::ApprovalId)
        .order_by_asc(step::Column::Position)
        .all(db)
        .await?;
    let present = found.into_iter().filter_map(|(step, approval)| approval.filter(|approval| approval.round == step.round).zip(Some(step)));
    present.map(|(approval, step)| Ok((approval.subject_id, read_step(&step)?))).collect()
}

/// Several, with the steps of their present rounds; in the order of the rows.
pub(super) async fn with_steps(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<Approval>> {
    let Some(school) = rows.first().map(|row| row.school_id) else { return Ok(Vec::new()) };
    let mut by_approval: HashMap<Uuid, Vec<step::Model>> = HashMap::new();
    for step in steps(db, school, rows.iter().map(|row| row.id).collect()).await? {
        by_approval.entry(step.approval_id).or_default().push(step);
    }
    rows.into_iter()
        .map(|row| {
            let steps = by_approval.remove(&row.id).unwrap_or_default();
            with_its(row, &steps)
        })
        .collect()
}

/// The one that is selected with its steps, in one query.
pub(super) async fn one(db: &impl ConnectionTrait, select: Select<Entity>) -> Result<Option<Approval>> {
    let found =
        select.find_with_related(step::Entity).order_by_asc(step::Column::Round).order_by_asc(step::Column::Position).all(db).await?;
    found.into_iter().next().map(|(row, steps)| with_its(row, &steps)).transpose()
}

fn with_its(row: Model, steps: &[step::Model]) -> Result<Approval> {
    let steps = steps.iter().map(read_step).collect::<Result<Vec<_>>>()?;
    let (steps, earlier) = steps.into_iter().partition(|step| step.round == row.round);
    read(row, steps, earlier)
}

async fn steps(db: &impl ConnectionTrait, school: Uuid, approvals: Vec<Uuid>) -> Result<Vec<step::Model>> {
    Ok(step::Entity::find()
        .filter(step::Column::SchoolId.eq(school))
        .filter(step::Column::ApprovalId.is_in(approvals))
        .order_by_asc(step::Column::Round)
        .order_by_asc(step::Column::Position)
        .all(db)
        .await?)
}

fn read(row: Model, steps: Vec<Step>, earlier: Vec<Step>) -> Result<Approval> {
    let broken = |what: &str| Problem::internal(format!("approval of {}: {what} is missing in phase {}", row.subject_number, row.phase));
    let reason = || row.reason.clone().ok_or_else(|| broken("reason"));
    let phase = match State::of(&row.phase).ok_or_else(|| broken("a known phase"))? {
        State::Deciding => {
            let step = row.step.and_then(|step| usize::try_from(step).ok()).filter(|step| *step < steps.len());
            Phase::Deciding { step: step.ok_or_else(|| broken("step"))? }
        }
        State::Approved => Phase::Approved,
        State::Returned => Phase::Returned { reason: reason()? },
        State::Rejected => Phase::Rejected { reason: reason()? },
        State::Withdrawn => Phase::Withdrawn,
    };
    Ok(Approval {
        school_id: row.school_id,
        id: ApprovalId(row.id),
        subject: About { kind: row.subject_kind, id: row.subject_id, number: row.subject_number, title: row.title },
        requester_id: row.requester_id,
        witness_id: row.witness_id,
        amount: row.amount.map(Money::stored),
        phase,
        round: row.round,
        steps,
        earlier,
        waiting_since: row.waiting_since,
        asked_at: row.asked_at,
        version: row.version,
        raised: row.raised,
    })
}

fn read_step(row: &step::Model) -> Result<Step> {
    let broken = || Problem::internal(format!("approval step {} cannot be read", row.id));
    let decision = match (row.outcome.as_deref(), row.decided_by, row.decided_at) {
        (None, ..) => None,
        (Some(outcome), Some(by), Some(at)) => {
            let meeting = row.held_on.map(|held_on| Meeting {
                held_on,
                present: row.present.unwrap_or_default(),
                votes_for: row.votes_for.unwrap_or_default(),
                votes_against: row.votes_against.unwrap_or_default(),
                votes_abstained: row.votes_abstained.unwrap_or_default(),
                // Where only the file says what was resolved, the column is empty: the table wants it with every meeting.
                minutes: row.minutes.clone().filter(|minutes| !minutes.is_empty()),
            });
            let outcome = Outcome::of(outcome).ok_or_else(broken)?;
            Some(Decision { outcome, by, on_behalf_of: row.on_behalf_of, at, comment: row.comment.clone(), meeting })
        }
        _ => return Err(broken()),
    };
    let approver = Approver::of(&row.approver).ok_or_else(broken)?;
    Ok(Step { id: row.id, round: row.round, approver, decision })
}

fn row_of(approval: &Approval) -> Result<Model> {
    let step = match approval.phase {
        Phase::Deciding { step } => Some(i64::try_from(step).map_err(Problem::internal)?),
        Phase::Approved | Phase::Returned { .. } | Phase::Rejected { .. } | Phase::Withdrawn => None,
    };
    let reason = match &approval.phase {
        Phase::Returned { reason } | Phase::Rejected { reason } => Some(reason.clone()),
        Phase::Deciding { .. } | Phase::Approved | Phase::Withdrawn => None,
    };
    Ok(Model {
        school_id: approval.school_id,
        id: approval.id.0,
        subject_kind: approval.subject.kind.clone(),
        subject_id: approval.subject.id,
        subject_number: approval.subject.number.clone(),
        title: approval.subject.title.clone(),
        requester_id: approval.requester_id,
        witness_id: approval.witness_id,
        amount: approval.amount.map(Money::fen),
        phase: approval.phase.state().key().into(),
        round: approval.round,
        step,
        waits_for: approval.waits_at().map(|step| step.approver.code().to_owned()),
        reason,
        asked_at: approval.asked_at,
        waiting_since: approval.waiting_since,
        version: approval.version,
        raised: approval.raised,
        // Whatever is written moved it on: where it waits now nobody was reminded of it yet.
        reminded_at: None,
    })
}

pub(super) async fn insert(tx: &Tx, approval: &Approval) -> Result<()> {
    row_of(approval)?.into_active_model().reset_all().insert(tx).await?;
    insert_steps(tx, approval).await
}

/// The steps of a round that begins.
pub(super) async fn insert_steps(tx: &Tx, approval: &Approval) -> Result<()> {
    let rows = approval.steps.iter().zip(0_i64..).map(|(step, position)| step::ActiveModel {
        school_id: Set(approval.school_id),
        id: Set(step.id),
        approval_id: Set(approval.id.0),
        round: Set(step.round),
        position: Set(position),
        approver: Set(step.approver.code().into()),
        ..Default::default()
    });
    step::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// # Errors
/// 412 when somebody else was faster.
pub(super) async fn save(tx: &Tx, mut approval: Approval) -> Result<Approval> {
    let seen = approval.version;
    approval.version += 1;
    tx.save(row_of(&approval)?, seen).await?;
    Ok(approval)
}

/// Writes what was decided at a step, once.
pub(super) async fn decide(tx: &Tx, approval: &Approval, at: &Step, decision: &Decision) -> Result<()> {
    let meeting = decision.meeting.as_ref();
    step::ActiveModel {
        school_id: Unchanged(approval.school_id),
        id: Unchanged(at.id),
        outcome: Set(Some(decision.outcome.key().into())),
        decided_by: Set(Some(decision.by)),
        on_behalf_of: Set(decision.on_behalf_of),
        decided_at: Set(Some(decision.at)),
        comment: Set(decision.comment.clone()),
        held_on: Set(meeting.map(|meeting| meeting.held_on)),
        present: Set(meeting.map(|meeting| meeting.present)),
        votes_for: Set(meeting.map(|meeting| meeting.votes_for)),
        votes_against: Set(meeting.map(|meeting| meeting.votes_against)),
        votes_abstained: Set(meeting.map(|meeting| meeting.votes_abstained)),
        minutes: Set(meeting.map(|meeting| meeting.minutes.clone().unwrap_or_default())),
        ..Default::default()
    }
    .update(tx)
    .await?;
    Ok(())
}
