//! Finding and keeping a canteen's staff, and who of them may handle food.

use std::collections::{BTreeSet, HashMap};

use campus::person;
use chrono::NaiveDate;
use kernel::{Problem, Result, Scope, Tx};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    dto::StaffRef,
    entity::{Column, Entity, Model},
    fitness::fit,
};
use crate::{book, certificate, error::NotFit, site};

/// Most people of one canteen, those who left included.
pub const MOST: usize = 300;

/// Somebody of the staff, and whether he may handle food on a day.
#[derive(Debug, Clone)]
pub struct Worker {
    pub row: Model,
    pub fit: std::result::Result<(), NotFit>,
}

/// Everybody of a canteen by name, those who left too.
pub async fn of_canteen(db: &impl ConnectionTrait, school: Uuid, canteen: Uuid) -> Result<Vec<Model>> {
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::CanteenId.eq(canteen));
    Ok(select.order_by_asc(Column::NameKey).order_by_asc(Column::Id).all(db).await?)
}

/// Somebody of the staff with his canteen, inside the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<(Model, site::entity::Model)> {
    let row = Entity::find_by_id((scope.school, id)).one(db).await?.ok_or_else(Problem::not_found)?;
    let canteen = site::repo::find(db, scope, row.canteen_id).await?;
    Ok((row, canteen))
}

/// How people of the staff are called, for views.
pub async fn refs(db: &impl ConnectionTrait, school: Uuid, ids: BTreeSet<Uuid>) -> Result<HashMap<Uuid, StaffRef>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, StaffRef { id: row.id, name: row.name })).collect())
}

/// Everybody of a canteen, each with whether he may handle food on this day.
pub async fn workers(db: &impl ConnectionTrait, school: Uuid, canteen: Uuid, day: NaiveDate) -> Result<Vec<Worker>> {
    let rows = of_canteen(db, school, canteen).await?;
    let certificates = certificate::repo::of_staff(db, school, rows.iter().map(|row| row.id).collect()).await?;
    let off_post = book::repo::off_post(db, school, canteen, day).await?;
    let people: Vec<Uuid> = rows.iter().filter_map(|row| row.person_id).collect();
    let here = person::repo::active_of(db, school, people).await?;
    Ok(judged(rows, &certificates, &off_post, &here, day))
}

/// The same from what was read already.
pub(crate) fn judged(
    rows: Vec<Model>,
    certificates: &HashMap<Uuid, Vec<certificate::entity::Model>>,
    off_post: &BTreeSet<Uuid>,
    here: &BTreeSet<Uuid>,
    day: NaiveDate,
) -> Vec<Worker> {
    let judge = |row: Model| {
        let works_there = row.active && row.person_id.is_none_or(|person| here.contains(&person));
        let held: Vec<_> = certificates.get(&row.id).into_iter().flatten().filter_map(certificate::repo::held).collect();
        let fit = fit(works_there, &held, off_post.contains(&row.id), day);
        Worker { row, fit }
    };
    rows.into_iter().map(judge).collect()
}

pub(super) async fn insert(tx: &Tx, row: &Model) -> std::result::Result<(), DbErr> {
    row.clone().into_active_model().reset_all().insert(tx).await.map(drop)
}
