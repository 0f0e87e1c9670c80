//! Finding and keeping inspections from outside and what they found. The only place where nullable columns become a [`Phase`] and back.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::{Cursor, Problem, Result, Scope};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    dto::ListInspections,
    entity::{Column, Entity, Model, finding},
    phase::{Phase, State},
};
use crate::site;

/// What is still to be mended, with the inspection that found it.
#[derive(Debug, Clone)]
pub struct OpenFinding {
    pub finding: finding::Model,
    pub inspection: Model,
}

impl OpenFinding {
    /// Open past its day.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.finding.due_on < today
    }
}

/// What of a canteen is still to be mended, the one that is due first first; nothing of an inspection that was struck out.
///
/// # Errors
/// When the database fails.
pub async fn open_findings(db: &impl ConnectionTrait, school: Uuid, canteen: Uuid) -> Result<Vec<OpenFinding>> {
    let to_inspection = finding::Entity::belongs_to(Entity)
        .from((finding::Column::SchoolId, finding::Column::InspectionId))
        .to((Column::SchoolId, Column::Id));
    let rows = finding::Entity::find()
        .join(sea_orm::JoinType::InnerJoin, to_inspection.into())
        .select_also(Entity)
        .filter(finding::Column::SchoolId.eq(school))
        .filter(finding::Column::Phase.eq(State::Open.key()))
        .filter(Column::CanteenId.eq(canteen))
        .filter(Column::StruckAt.is_null())
        .order_by_asc(finding::Column::DueOn)
        .order_by_asc(finding::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(finding, inspection)| Some(OpenFinding { finding, inspection: inspection? })).collect())
}

/// A page of inspections, newest first.
pub(super) async fn page(
    db: &impl ConnectionTrait,
    canteen: &site::entity::Model,
    query: &ListInspections,
    fetch: u64,
) -> Result<Vec<Model>> {
    let mut select = Entity::find()
        .filter(Column::SchoolId.eq(canteen.school_id))
        .filter(Column::CanteenId.eq(canteen.id))
        .order_by_desc(Column::Day)
        .order_by_desc(Column::Id)
        .limit(fetch);
    if let Some(cursor) = &query.cursor {
        let (day, id): (NaiveDate, Uuid) = Cursor::decode(cursor)?;
        let earlier = Condition::all().add(Column::Day.eq(day)).add(Column::Id.lt(id));
        select = select.filter(Condition::any().add(Column::Day.lt(day)).add(earlier));
    }
    Ok(select.all(db).await?)
}

/// Inspections between two days, both with them, in the order in which they were; not more than this, and one to tell that there are more.
pub(crate) async fn between(
    db: &impl ConnectionTrait,
    (school, canteen): (Uuid, Uuid),
    (from, to): (NaiveDate, NaiveDate),
    most: u64,
) -> Result<Vec<Model>> {
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::CanteenId.eq(canteen));
    let select = select.filter(Column::Day.between(from, to)).limit(most + 1);
    Ok(select.order_by_asc(Column::Day).order_by_asc(Column::Id).all(db).await?)
}

/// What these inspections found, in the order of the paper.
pub(crate) async fn findings_of(
    db: &impl ConnectionTrait,
    school: Uuid,
    inspections: Vec<Uuid>,
) -> Result<HashMap<Uuid, Vec<finding::Model>>> {
    let mut by_inspection: HashMap<Uuid, Vec<finding::Model>> = HashMap::new();
    if inspections.is_empty() {
        return Ok(by_inspection);
    }
    let select = finding::Entity::find()
        .filter(finding::Column::SchoolId.eq(school))
        .filter(finding::Column::InspectionId.is_in(inspections))
        .order_by_asc(finding::Column::InspectionId)
        .order_by_asc(finding::Column::No);
    for row in select.all(db).await? {
        by_inspection.entry(row.inspection_id).or_default().push(row);
    }
    Ok(by_inspection)
}

/// The inspection with its canteen, inside the scope.
pub(super) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<(Model, site::entity::Model)> {
    let row = Entity::find_by_id((scope.school, id)).one(db).await?.ok_or_else(Problem::not_found)?;
    let canteen = site::repo::find(db, scope, row.canteen_id).await?;
    Ok((row, canteen))
}

/// What was found, with its inspection and the canteen, inside the scope.
pub(super) async fn find_finding(
    db: &impl ConnectionTrait,
    scope: &Scope,
    id: Uuid,
) -> Result<(finding::Model, Model, site::entity::Model)> {
    let row = finding::Entity::find_by_id((scope.school, id)).one(db).await?.ok_or_else(Problem::not_found)?;
    let (inspection, canteen) = find(db, scope, row.inspection_id).await?;
    Ok((row, inspection, canteen))
}

pub(super) fn phase(row: &finding::Model) -> Result<Phase> {
    let broken = |what: &str| Problem::internal(format!("outside finding {}: {what} is missing in phase {}", row.id, row.phase));
    Ok(match State::of(&row.phase).ok_or_else(|| broken("a known phase"))? {
        State::Open => Phase::Open,
        State::Mended => Phase::Mended { note: row.mended_note.clone().ok_or_else(|| broken("the note"))? },
    })
}
