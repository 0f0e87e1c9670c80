//! Finding and keeping plans.

use campus::location::{Levels, PlaceColumns};
use chrono::NaiveDate;
use kernel::{Problem, Result, Scope, ScopeColumns, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    CheckKind, Level, Performer, Plan, PlanId,
    entity::{Column, Entity, Model},
};

pub(crate) const PLACES: PlaceColumns<Column> = PlaceColumns {
    location: Column::LocationId,
    campus: Column::CampusId,
    building: Column::BuildingId,
    floor: Column::FloorId,
    room: Column::RoomId,
};

pub(super) fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId).places(PLACES.all()).own(Column::PerformerId))
}

pub(crate) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: PlanId) -> Result<Plan> {
    let row = Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?;
    read(row.ok_or_else(Problem::not_found)?)
}

pub(super) async fn by_key(db: &impl ConnectionTrait, school: Uuid, key: &str) -> Result<Option<Plan>> {
    Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Key.eq(key)).one(db).await?.map(read).transpose()
}

/// Plans whose rounds of a day are not made yet.
pub(crate) async fn to_make(db: &impl ConnectionTrait, school: Uuid, today: NaiveDate) -> Result<Vec<Plan>> {
    let not_made = Condition::any().add(Column::MadeUntil.is_null()).add(Column::MadeUntil.lt(today));
    let rows = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Active.eq(true))
        .filter(Column::StartsOn.lte(today))
        .filter(not_made)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(read).collect()
}

/// Notes until which day the rounds of a plan are made. That is no version: nobody's open page becomes stale by it.
pub(crate) async fn made_until(tx: &Tx, plan: &Plan, day: NaiveDate) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::MadeUntil, Expr::value(day))
        .filter(Column::SchoolId.eq(plan.school_id))
        .filter(Column::Id.eq(plan.id.0))
        .exec(tx)
        .await?;
    Ok(())
}

pub(super) fn read(row: Model) -> Result<Plan> {
    let broken = |what: &str| Problem::internal(format!("inspection plan {}: {what}", row.id));
    Ok(Plan {
        school_id: row.school_id,
        id: PlanId(row.id),
        checklist_id: row.checklist_id,
        location_id: row.location_id,
        levels: Levels { campus: row.campus_id, building: row.building_id, floor: row.floor_id, room: row.room_id },
        check_kind: CheckKind::of(&row.check_kind).ok_or_else(|| broken("kind"))?,
        level: Level::of(&row.level).ok_or_else(|| broken("level"))?,
        rhythm: serde_json::from_value(row.rhythm.clone()).map_err(Problem::internal)?,
        windows: serde_json::from_value(row.windows.clone()).map_err(Problem::internal)?,
        on_holidays: row.on_holidays,
        performer: Performer::stored(row.performer_id, row.performer_role.as_deref()),
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        active: row.active,
        since: row.since,
        made_until: row.made_until,
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
        key: row.key,
        name: row.name,
    })
}

fn row_of(plan: &Plan) -> Result<Model> {
    Ok(Model {
        school_id: plan.school_id,
        id: plan.id.0,
        key: plan.key.clone(),
        name: plan.name.clone(),
        checklist_id: plan.checklist_id,
        location_id: plan.location_id,
        campus_id: plan.levels.campus,
        building_id: plan.levels.building,
        floor_id: plan.levels.floor,
        room_id: plan.levels.room,
        check_kind: plan.check_kind.key().into(),
        level: plan.level.key().into(),
        rhythm: serde_json::to_value(&plan.rhythm).map_err(Problem::internal)?,
        windows: serde_json::to_value(&plan.windows).map_err(Problem::internal)?,
        on_holidays: plan.on_holidays,
        performer_id: plan.performer.person(),
        performer_role: plan.performer.role().map(|role| role.code().to_owned()),
        starts_on: plan.starts_on,
        ends_on: plan.ends_on,
        active: plan.active,
        since: plan.since,
        made_until: plan.made_until,
        created_at: plan.created_at,
        updated_at: plan.updated_at,
        version: plan.version,
    })
}

pub(super) async fn insert(tx: &Tx, plan: &Plan) -> Result<()> {
    row_of(plan)?.into_active_model().reset_all().insert(tx).await?;
    Ok(())
}

/// # Errors
/// 412 when somebody else was faster.
pub(super) async fn save(tx: &Tx, mut plan: Plan) -> Result<Plan> {
    let seen = plan.version;
    plan.version += 1;
    plan.updated_at = tx.now();
    tx.save(row_of(&plan)?, seen).await?;
    Ok(plan)
}
