//! Finding and keeping rounds. The only place where nullable columns become a [`Phase`] and back.

use campus::location::{Levels, PlaceColumns};
use kernel::{Problem, Result, Scope, ScopeColumns, Tx};
use repairs::case::entity as case;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, JoinType, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model, answer, finding},
    model::{Round, RoundId},
    phase::{Phase, Record, Review, Second, State},
};
use crate::plan::{CheckKind, Level, Performer};

pub(crate) const PLACES: PlaceColumns<Column> = PlaceColumns {
    location: Column::LocationId,
    campus: Column::CampusId,
    building: Column::BuildingId,
    floor: Column::FloorId,
    room: Column::RoomId,
};

/// Where somebody's rounds are: at his places, those he is named for, those he held, and those he is asked to sign.
pub(crate) fn in_scope(scope: &Scope) -> Condition {
    let columns = ScopeColumns::new(Column::SchoolId).places(PLACES.all());
    scope.condition(&columns.own(Column::PerformerId).own(Column::PerformedBy).own(Column::SecondSignerId))
}

pub(crate) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: RoundId) -> Result<Round> {
    let row = Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?;
    read(row.ok_or_else(Problem::not_found)?)
}

/// "ROUN": whoever writes something of a round holds this lock until the commit, so that a fault that is found and the submission that says
/// how many were found do not pass each other.
const LOCK: i64 = 0x524f_554e;

/// Waits until nobody else writes something of this round. Call it before the round is read.
pub(super) async fn one_after_another(tx: &Tx, id: RoundId) -> Result<()> {
    tx.alone(LOCK ^ id.0.as_u64_pair().1.cast_signed()).await
}

pub(super) async fn answers(db: &impl ConnectionTrait, round: &Round) -> Result<Vec<answer::Model>> {
    Ok(answer::Entity::find()
        .filter(answer::Column::SchoolId.eq(round.school_id))
        .filter(answer::Column::RoundId.eq(round.id.0))
        .order_by_asc(answer::Column::ItemNo)
        .all(db)
        .await?)
}

/// A finding and what its repair is called and how far it is.
#[derive(Debug)]
pub(super) struct Found {
    pub row: finding::Model,
    pub case: Option<case::Model>,
}

pub(super) async fn findings(db: &impl ConnectionTrait, round: &Round) -> Result<Vec<Found>> {
    let to_case = finding::Entity::belongs_to(case::Entity)
        .from((finding::Column::SchoolId, finding::Column::CaseId))
        .to((case::Column::SchoolId, case::Column::Id));
    let rows = finding::Entity::find()
        .join(JoinType::LeftJoin, to_case.into())
        .select_also(case::Entity)
        .filter(finding::Column::SchoolId.eq(round.school_id))
        .filter(finding::Column::RoundId.eq(round.id.0))
        .order_by_asc(finding::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(row, case)| Found { row, case }).collect())
}

/// Whether the last self-check of the same checklist at the same place was held by somebody.
pub(super) async fn held_the_self_check(db: &impl ConnectionTrait, round: &Round, person: Uuid) -> Result<bool> {
    let mut select = Entity::find()
        .select_only()
        .column(Column::PerformedBy)
        .filter(Column::SchoolId.eq(round.school_id))
        .filter(Column::ChecklistId.eq(round.checklist_id))
        .filter(Column::Level.eq(Level::SelfCheck.key()))
        .filter(Column::RecordedAt.is_not_null())
        .order_by_desc(Column::DueFrom);
    select = match round.location_id {
        Some(place) => select.filter(Column::LocationId.eq(place)),
        None => select.filter(Column::LocationId.is_null()),
    };
    let last: Option<Option<Uuid>> = select.limit(1).into_tuple().one(db).await?;
    Ok(last.flatten() == Some(person))
}

pub(super) async fn insert(tx: &Tx, round: &Round) -> Result<()> {
    row_of(round).into_active_model().reset_all().insert(tx).await?;
    Ok(())
}

pub(super) async fn insert_answers(tx: &Tx, rows: Vec<answer::Model>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    answer::Entity::insert_many(rows.into_iter().map(|row| row.into_active_model().reset_all())).exec_without_returning(tx).await?;
    Ok(())
}

pub(super) async fn insert_finding(tx: &Tx, row: finding::Model) -> Result<()> {
    row.into_active_model().reset_all().insert(tx).await?;
    Ok(())
}

/// # Errors
/// 412 when somebody else was faster.
pub(super) async fn save(tx: &Tx, mut round: Round) -> Result<Round> {
    let seen = round.version;
    round.version += 1;
    round.updated_at = tx.now();
    tx.save(row_of(&round), seen).await?;
    Ok(round)
}

pub(super) fn read(row: Model) -> Result<Round> {
    let broken = |what: &str| Problem::internal(format!("inspection round {}: {what} is missing in phase {}", row.number, row.phase));
    let record = || {
        let second = row.second_by.zip(row.second_at).map(|(by, at)| Second { by, at, remark: row.second_remark.clone() });
        Ok::<_, Problem>(Record {
            performed_by: row.performed_by.ok_or_else(|| broken("who held it"))?,
            recorded_by: row.recorded_by.ok_or_else(|| broken("who wrote it down"))?,
            happened_at: row.happened_at.ok_or_else(|| broken("when it happened"))?,
            recorded_at: row.recorded_at.ok_or_else(|| broken("when it was written down"))?,
            late: row.late,
            nothing_found: row.nothing_found,
            remark: row.remark.clone(),
            second,
        })
    };
    let phase = match State::of(&row.phase).ok_or_else(|| broken("a known phase"))? {
        State::Scheduled => Phase::Scheduled,
        State::InProgress => Phase::InProgress,
        State::Submitted => Phase::Submitted(record()?),
        State::Reviewed => {
            let (by, at) = row.reviewed_by.zip(row.reviewed_at).ok_or_else(|| broken("the review"))?;
            Phase::Reviewed { record: record()?, review: Review { by, at, note: row.review_note.clone() } }
        }
        State::Missed => Phase::Missed,
        State::Cancelled => Phase::Cancelled { reason: row.reason.clone().ok_or_else(|| broken("reason"))? },
    };
    Ok(Round {
        school_id: row.school_id,
        id: RoundId(row.id),
        plan_id: row.plan_id,
        checklist_id: row.checklist_id,
        checklist_number: row.checklist_number,
        location_id: row.location_id,
        levels: Levels { campus: row.campus_id, building: row.building_id, floor: row.floor_id, room: row.room_id },
        check_kind: CheckKind::of(&row.check_kind).ok_or_else(|| broken("kind"))?,
        level: Level::of(&row.level).ok_or_else(|| broken("level"))?,
        performer: Performer::stored(row.performer_id, row.performer_role.as_deref()),
        due_on: row.due_on,
        due_from: row.due_from,
        due_until: row.due_until,
        phase,
        started_at: row.started_at,
        missed_at: row.missed_at,
        second_signer_id: row.second_signer_id,
        faults: row.faults,
        sample: row.sample.map(serde_json::from_value).transpose().map_err(Problem::internal)?,
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
        number: row.number,
    })
}

fn row_of(round: &Round) -> Model {
    let record = round.phase.record();
    let second = record.and_then(|record| record.second.as_ref());
    let review = round.phase.review();
    Model {
        school_id: round.school_id,
        id: round.id.0,
        number: round.number.clone(),
        plan_id: round.plan_id,
        checklist_id: round.checklist_id,
        checklist_number: round.checklist_number,
        location_id: round.location_id,
        campus_id: round.levels.campus,
        building_id: round.levels.building,
        floor_id: round.levels.floor,
        room_id: round.levels.room,
        check_kind: round.check_kind.key().into(),
        level: round.level.key().into(),
        performer_id: round.performer.person(),
        performer_role: round.performer.role().map(|role| role.code().to_owned()),
        due_on: round.due_on,
        due_from: round.due_from,
        due_until: round.due_until,
        phase: round.phase.state().key().into(),
        started_at: round.started_at,
        missed_at: round.missed_at,
        performed_by: record.map(|record| record.performed_by),
        recorded_by: record.map(|record| record.recorded_by),
        happened_at: record.map(|record| record.happened_at),
        recorded_at: record.map(|record| record.recorded_at),
        late: record.is_some_and(|record| record.late),
        nothing_found: record.is_some_and(|record| record.nothing_found),
        faults: round.faults,
        remark: record.and_then(|record| record.remark.clone()),
        second_signer_id: round.second_signer_id,
        second_by: second.map(|second| second.by),
        second_at: second.map(|second| second.at),
        second_remark: second.and_then(|second| second.remark.clone()),
        reviewed_by: review.map(|review| review.by),
        reviewed_at: review.map(|review| review.at),
        review_note: review.and_then(|review| review.note.clone()),
        reason: if let Phase::Cancelled { reason } = &round.phase { Some(reason.clone()) } else { None },
        sample: round.sample.as_ref().map(|sample| serde_json::json!(sample)),
        created_at: round.created_at,
        updated_at: round.updated_at,
        version: round.version,
    }
}

/// One fault more of a round that goes on: what it is otherwise stays as everybody saw it, so its version does too.
pub(super) async fn count_fault(tx: &Tx, round: Round) -> Result<Round> {
    Entity::update_many()
        .col_expr(Column::Faults, Expr::value(round.faults))
        .filter(Column::SchoolId.eq(round.school_id))
        .filter(Column::Id.eq(round.id.0))
        .exec(tx)
        .await?;
    Ok(round)
}

/// A repair as it was just filed.
pub(super) async fn case_of(db: &impl ConnectionTrait, school: Uuid, id: Uuid) -> Result<Option<case::Model>> {
    Ok(case::Entity::find_by_id((school, id)).one(db).await?)
}
