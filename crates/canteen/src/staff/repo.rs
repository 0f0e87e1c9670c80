//! Finding and keeping a canteen's staff, and who of them may handle food.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use campus::person;
use chrono::NaiveDate;
use kernel::{Problem, Result, Scope, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
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

/// Who of a canteen's staff is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whom {
    /// Those who still work there.
    Working,
    /// Those who left too.
    All,
}

/// The staff of a canteen by name, with their certificates, newest first; in one query.
pub(crate) async fn with_certificates(
    db: &impl ConnectionTrait,
    (school, canteen): (Uuid, Uuid),
    whom: Whom,
) -> Result<(Vec<Model>, HashMap<Uuid, Vec<certificate::entity::Model>>)> {
    use certificate::entity::{Column as Certificate, Entity as Certificates};
    let to_certificates =
        Entity::belongs_to(Certificates).from((Column::SchoolId, Column::Id)).to((Certificate::SchoolId, Certificate::StaffId));
    // Whoever left the school left its canteen.
    let here = person::entity::Entity::find()
        .select_only()
        .column(person::entity::Column::Id)
        .filter(person::entity::Column::SchoolId.eq(school))
        .filter(person::entity::Column::Active.eq(true))
        .into_query();
    let works = Condition::any().add(Column::PersonId.is_null()).add(Column::PersonId.in_subquery(here));
    let works = Condition::all().add(Column::Active.eq(true)).add(works);
    let all = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::CanteenId.eq(canteen));
    let wanted = if whom == Whom::Working { all.filter(works) } else { all };
    let rows = wanted
        .join(JoinType::LeftJoin, to_certificates.into())
        .select_also(Certificates)
        .order_by_asc(Column::NameKey)
        .order_by_asc(Column::Id)
        .order_by_desc(Certificate::ExpiresOn)
        .all(db)
        .await?;
    let (mut workers, mut certificates) = (Vec::<Model>::new(), HashMap::<Uuid, Vec<certificate::entity::Model>>::new());
    for (row, certificate) in rows {
        certificates.entry(row.id).or_default().extend(certificate);
        if workers.last().is_none_or(|last| last.id != row.id) {
            workers.push(row);
        }
    }
    Ok((workers, certificates))
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
    let off_post = book::off_post::of(db, (school, canteen), &rows, day).await?;
    let people: Vec<Uuid> = rows.iter().filter_map(|row| row.person_id).collect();
    let here = person::repo::active_of(db, school, people).await?;
    Ok(judged(rows, &certificates, &off_post, &here, day))
}

/// The same from what was read already.
pub(crate) fn judged(
    rows: Vec<Model>,
    certificates: &HashMap<Uuid, Vec<certificate::entity::Model>>,
    off_post: &BTreeMap<Uuid, NaiveDate>,
    here: &BTreeSet<Uuid>,
    day: NaiveDate,
) -> Vec<Worker> {
    let judge = |row: Model| {
        let works_there = row.active && row.person_id.is_none_or(|person| here.contains(&person));
        let held: Vec<_> = certificates.get(&row.id).into_iter().flatten().filter_map(certificate::repo::held).collect();
        let fit = fit(works_there, &held, off_post.get(&row.id).copied(), day);
        Worker { row, fit }
    };
    rows.into_iter().map(judge).collect()
}

pub(super) async fn insert(tx: &Tx, row: &Model) -> std::result::Result<(), DbErr> {
    row.clone().into_active_model().reset_all().insert(tx).await.map(drop)
}
