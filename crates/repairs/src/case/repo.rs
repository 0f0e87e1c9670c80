//! Finding and keeping cases. The only place where nullable columns become a [`Phase`] and back.

use campus::location::{self, Levels, PlaceColumns};
use kernel::{Problem, Result, Scope, ScopeColumns, Tx};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, sea_query::SimpleExpr,
};
use uuid::Uuid;

use super::{
    Case, Category,
    entity::{Column, Entity, Model, joiner},
    model::{CaseId, Channel, Reporter},
    phase::{Damage, Phase, State, WaitingOn},
};

pub(super) const PLACES: PlaceColumns<Column> = PlaceColumns {
    location: Column::LocationId,
    campus: Column::CampusId,
    building: Column::BuildingId,
    floor: Column::FloorId,
    room: Column::RoomId,
};

pub(super) fn in_scope(scope: &Scope) -> Condition {
    scope.condition(
        &ScopeColumns::new(Column::SchoolId).places(PLACES.all()).assigned(Column::WorkerId).own(Column::ReporterId).shared(joined),
    )
}

/// Whoever said "me too" follows the case like the one who reported it.
pub(super) fn joined(school: Uuid, person: Uuid) -> SimpleExpr {
    let cases = joiner::Entity::find()
        .select_only()
        .column(joiner::Column::CaseId)
        .filter(joiner::Column::SchoolId.eq(school))
        .filter(joiner::Column::PersonId.eq(person))
        .into_query();
    Column::Id.in_subquery(cases)
}

/// The case with this id inside the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: CaseId) -> Result<Case> {
    let row = Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?.ok_or_else(Problem::not_found)?;
    read(row)
}

/// The open cases of a place and everything below it, oldest first.
pub async fn open_at(db: &impl ConnectionTrait, place: &location::entity::Model) -> Result<Vec<Case>> {
    let column = if place.room_id.is_some() { Column::RoomId } else { Column::LocationId };
    Entity::find()
        .filter(Column::SchoolId.eq(place.school_id))
        .filter(column.eq(place.id))
        .filter(Column::IsOpen.eq(true))
        .order_by_asc(Column::Id)
        .limit(50)
        .all(db)
        .await?
        .into_iter()
        .map(read)
        .collect()
}

/// The open cases that somebody has in hand, or everybody; the newest first.
pub async fn in_hand(db: &impl ConnectionTrait, school: Uuid, worker: Option<Uuid>) -> Result<Vec<Case>> {
    let mut select =
        Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::IsOpen.eq(true)).filter(Column::WorkerId.is_not_null());
    if let Some(worker) = worker {
        select = select.filter(Column::WorkerId.eq(worker));
    }
    select.order_by_desc(Column::Id).limit(200).all(db).await?.into_iter().map(read).collect()
}

/// Writes a new case.
pub async fn insert(tx: &Tx, case: &Case) -> Result<()> {
    row_of(case).into_active_model().reset_all().insert(tx).await?;
    Ok(())
}

/// Saves a changed case.
///
/// # Errors
/// 412 when somebody else was faster.
pub async fn save(tx: &Tx, mut case: Case) -> Result<Case> {
    let seen = case.version;
    case.version += 1;
    case.updated_at = tx.now();
    tx.save(row_of(&case), seen).await?;
    Ok(case)
}

/// The row as the aggregate; a row that no phase explains is a fault, not a guess.
pub fn read(row: Model) -> Result<Case> {
    let broken = |what: &str| Problem::internal(format!("repair case {}: {what} is missing in phase {}", row.number, row.phase));
    let state = State::of(&row.phase).ok_or_else(|| broken("a known phase"))?;
    let worker = || row.worker_id.ok_or_else(|| broken("worker"));
    let reason = || row.reason.clone().ok_or_else(|| broken("reason"));
    let done_at = || row.done_at.ok_or_else(|| broken("done_at"));
    let damage = || row.damage.as_deref().map(Damage::of).ok_or_else(|| broken("damage"));
    let note = || row.note.clone().unwrap_or_default();
    let waiting = |on| Ok::<_, Problem>(Phase::Waiting { worker: worker()?, on, until: row.expected_on, note: note() });
    let phase = match state {
        State::Submitted => Phase::Submitted,
        State::Triaged => Phase::Triaged,
        State::Assigned => Phase::Assigned { worker: worker()?, at: row.assigned_at.unwrap_or(row.updated_at) },
        State::InProgress => Phase::InProgress {
            worker: worker()?,
            assigned_at: row.assigned_at.unwrap_or(row.updated_at),
            at: row.started_at.unwrap_or(row.updated_at),
        },
        State::WaitingMaterial => waiting(WaitingOn::Material)?,
        State::WaitingExternal => waiting(WaitingOn::External)?,
        State::Deferred => Phase::Deferred { until: row.expected_on.ok_or_else(|| broken("expected_on"))?, reason: reason()? },
        State::Done => Phase::Done {
            by: row.done_by,
            at: done_at()?,
            damage: damage()?,
            note: row.work_note.clone(),
            accept_due_at: row.accept_due_at,
        },
        State::Reopened => Phase::Reopened { worker: row.worker_id, reason: reason()? },
        State::Closed => Phase::Closed {
            by: row.done_by,
            done_at: done_at()?,
            damage: damage()?,
            note: row.work_note.clone(),
            at: row.closed_at.ok_or_else(|| broken("closed_at"))?,
            auto_accepted: row.auto_accepted,
        },
        State::Rejected => Phase::Rejected { reason: reason()? },
        State::Cancelled => Phase::Cancelled { reason: row.reason.clone() },
    };
    Ok(Case {
        school_id: row.school_id,
        id: CaseId(row.id),
        category: Category::of(&row.category).unwrap_or(Category::Other),
        danger: row.danger,
        priority: row.priority,
        location_id: row.location_id,
        levels: Levels { campus: row.campus_id, building: row.building_id, floor: row.floor_id, room: row.room_id },
        asset_id: row.asset_id,
        reporter: Reporter {
            person: row.reporter_id,
            name: row.reporter_name,
            phone: row.reporter_phone,
            channel: Channel::of(&row.channel),
            entered_by: row.entered_by,
        },
        happened_at: row.happened_at,
        reported_at: row.reported_at,
        updated_at: row.updated_at,
        phase,
        assigned_at: row.assigned_at,
        started_at: row.started_at,
        owner_id: row.owner_id,
        refusals: row.refusals,
        previous_case_id: row.previous_case_id,
        follow_up_code: row.follow_up_code,
        version: row.version,
        number: row.number,
        description: row.description,
    })
}

fn row_of(case: &Case) -> Model {
    let state = case.phase.state();
    let mut row = Model {
        school_id: case.school_id,
        id: case.id.0,
        number: case.number.clone(),
        category: case.category.key().into(),
        description: case.description.clone(),
        danger: case.danger,
        priority: case.priority,
        location_id: case.location_id,
        campus_id: case.levels.campus,
        building_id: case.levels.building,
        floor_id: case.levels.floor,
        room_id: case.levels.room,
        asset_id: case.asset_id,
        reporter_id: case.reporter.person,
        reporter_name: case.reporter.name.clone(),
        reporter_phone: case.reporter.phone.clone(),
        channel: case.reporter.channel.key().into(),
        entered_by: case.reporter.entered_by,
        happened_at: case.happened_at,
        reported_at: case.reported_at,
        updated_at: case.updated_at,
        phase: state.key().into(),
        is_open: state.is_open(),
        worker_id: case.phase.worker(),
        owner_id: case.owner_id,
        assigned_at: case.assigned_at,
        started_at: case.started_at,
        expected_on: None,
        note: None,
        work_note: None,
        damage: None,
        done_at: None,
        done_by: None,
        accept_due_at: None,
        closed_at: None,
        auto_accepted: false,
        reason: None,
        refusals: case.refusals,
        previous_case_id: case.previous_case_id,
        follow_up_code: case.follow_up_code.clone(),
        version: case.version,
    };
    write_phase(&mut row, &case.phase);
    row
}

fn write_phase(row: &mut Model, phase: &Phase) {
    match phase {
        Phase::Submitted | Phase::Triaged | Phase::Assigned { .. } | Phase::InProgress { .. } => {}
        Phase::Waiting { until, note, .. } => {
            row.expected_on = *until;
            row.note = Some(note.clone());
        }
        Phase::Deferred { until, reason } => {
            row.expected_on = Some(*until);
            row.reason = Some(reason.clone());
        }
        Phase::Done { by, at, damage, note, accept_due_at } => {
            row.done_by = *by;
            row.done_at = Some(*at);
            row.damage = Some(damage.key().into());
            row.work_note.clone_from(note);
            row.accept_due_at = *accept_due_at;
        }
        Phase::Reopened { reason, .. } | Phase::Rejected { reason } => row.reason = Some(reason.clone()),
        Phase::Closed { by, done_at, damage, note, at, auto_accepted } => {
            row.done_by = *by;
            row.done_at = Some(*done_at);
            row.damage = Some(damage.key().into());
            row.work_note.clone_from(note);
            row.closed_at = Some(*at);
            row.auto_accepted = *auto_accepted;
        }
        Phase::Cancelled { reason } => row.reason.clone_from(reason),
    }
}

/// Somebody else saw it too.
pub async fn join(tx: &Tx, case: &Case, person: Option<Uuid>, name: &str, description: &str) -> Result<()> {
    joiner::ActiveModel {
        school_id: Set(case.school_id),
        id: Set(tx.new_id()),
        case_id: Set(case.id.0),
        person_id: Set(person),
        name: Set(name.to_owned()),
        description: Set(description.to_owned()),
        at: Set(tx.now()),
    }
    .insert(tx)
    .await?;
    Ok(())
}

pub async fn joiners(db: &impl ConnectionTrait, case: &Case) -> Result<Vec<joiner::Model>> {
    Ok(joiner::Entity::find()
        .filter(joiner::Column::SchoolId.eq(case.school_id))
        .filter(joiner::Column::CaseId.eq(case.id.0))
        .order_by_asc(joiner::Column::Id)
        .limit(100)
        .all(db)
        .await?)
}
