//! Finding and keeping people.

use std::collections::HashMap;

use kernel::{Problem, Result, Scope, ScopeColumns, Tx, db::ROWS_PER_STATEMENT, text};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select,
    SqlErr,
};
use uuid::Uuid;

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::CampusError;

/// A person to be added.
#[derive(Debug, Clone, Default)]
pub struct NewPerson {
    pub name: String,
    pub staff_no: Option<String>,
    pub phone: Option<String>,
    pub department_id: Option<Uuid>,
}

fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId).own(Column::Id))
}

/// Everybody of a school but those who only look in: from the district, or in an auditor's seat.
fn staff(school: Uuid) -> Select<Entity> {
    Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Visitor.eq(false))
}

/// Somebody of the district above looks into the school of the transaction.
pub async fn add_visitor(tx: &Tx, name: &str, account: Uuid) -> Result<Model> {
    let row = row(tx, &NewPerson { name: name.to_owned(), ..NewPerson::default() })?;
    let row = Model { account_id: Some(account), visitor: true, ..row };
    row.clone().into_active_model().reset_all().insert(tx).await?;
    Ok(row)
}

/// Somebody from outside looks into the school of the transaction by an account of his own: an auditor in his seat.
pub async fn add_from_outside(tx: &Tx, name: &str) -> Result<Model> {
    let row = Model { visitor: true, ..row(tx, &NewPerson { name: name.to_owned(), ..NewPerson::default() })? };
    row.clone().into_active_model().reset_all().insert(tx).await?;
    Ok(row)
}

/// The people that an account is, in whatever school, those who left too.
pub async fn of_account_everywhere(db: &impl ConnectionTrait, account: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::AccountId.eq(account)).order_by_asc(Column::Id).all(db).await?)
}

/// How many people of the staff each of these schools has.
pub async fn count_by_school(db: &impl ConnectionTrait, schools: &[Uuid]) -> Result<Vec<(Uuid, i64)>> {
    let select = Entity::find().select_only().column(Column::SchoolId).column_as(Column::Id.count(), "n").group_by(Column::SchoolId);
    let here = select.filter(Column::SchoolId.is_in(schools.iter().copied())).filter(Column::Active.eq(true));
    Ok(here.filter(Column::Visitor.eq(false)).into_tuple().all(db).await?)
}

/// Adds a person to the school of the transaction.
pub async fn add(tx: &Tx, new: &NewPerson) -> Result<Model> {
    let row = row(tx, new)?;
    row.clone().into_active_model().reset_all().insert(tx).await.map_err(taken)?;
    Ok(row)
}

/// Adds many, a few hundred with a statement.
pub async fn add_all(tx: &Tx, new: &[NewPerson]) -> Result<Vec<Model>> {
    let rows = new.iter().map(|new| row(tx, new)).collect::<Result<Vec<_>>>()?;
    for some in rows.chunks(ROWS_PER_STATEMENT) {
        let some = some.iter().map(|row| row.clone().into_active_model().reset_all());
        Entity::insert_many(some).exec_without_returning(tx).await.map_err(taken)?;
    }
    Ok(rows)
}

fn row(tx: &Tx, new: &NewPerson) -> Result<Model> {
    Ok(Model {
        school_id: tx.school()?,
        id: tx.new_id(),
        account_id: None,
        name: text::tidy(&new.name),
        name_key: text::fold(&new.name),
        staff_no: new.staff_no.as_deref().map(text::tidy),
        phone: new.phone.as_deref().map(text::tidy),
        department_id: new.department_id,
        active: true,
        visitor: false,
        left_on: None,
        created_at: tx.now(),
        version: 1,
    })
}

/// Saves a changed person.
///
/// # Errors
/// 412 when somebody else was faster; 409 when the staff number is taken.
pub async fn save(tx: &Tx, mut row: Model) -> Result<Model> {
    let seen = row.version;
    row.version += 1;
    let mut active: ActiveModel = row.clone().into();
    for column in [
        Column::AccountId,
        Column::Name,
        Column::NameKey,
        Column::StaffNo,
        Column::Phone,
        Column::DepartmentId,
        Column::Active,
        Column::LeftOn,
        Column::Version,
    ] {
        active.reset(column);
    }
    let done = Entity::update_many()
        .set(active)
        .filter(Column::SchoolId.eq(row.school_id))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(seen))
        .exec(tx)
        .await
        .map_err(taken)?;
    kernel::Db::expect_won(done.rows_affected, seen)?;
    Ok(row)
}

fn taken(error: sea_orm::DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => CampusError::StaffNoTaken.into(),
        _ => error.into(),
    }
}

/// The person with this id inside the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Model> {
    Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id)).one(db).await?.ok_or_else(Problem::not_found)
}

/// These people of the school, those who left too. Fewer than were asked for when some are none of the school's.
pub async fn all_of(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(ids)).all(db).await?)
}

/// The person of a school to whom an account belongs.
pub async fn of_account(db: &impl ConnectionTrait, school: Uuid, account: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::AccountId.eq(account)).one(db).await?)
}

/// An active person of the school, for references in bodies.
///
/// # Errors
/// 422 at `pointer` when there is none.
pub async fn active(db: &impl ConnectionTrait, school: Uuid, id: Uuid, pointer: &str) -> Result<Model> {
    Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Id.eq(id))
        .filter(Column::Active.eq(true))
        .filter(Column::Visitor.eq(false))
        .one(db)
        .await?
        .ok_or_else(|| Problem::reference(pointer))
}

/// Which of these people are still here.
pub async fn active_of(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>) -> Result<std::collections::BTreeSet<Uuid>> {
    if ids.is_empty() {
        return Ok(std::collections::BTreeSet::new());
    }
    let select = Entity::find().select_only().column(Column::Id);
    let here = select.filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(ids)).filter(Column::Active.eq(true));
    Ok(here.into_tuple::<Uuid>().all(db).await?.into_iter().collect())
}

/// People by an equal name (folded), for imports.
pub async fn by_name(db: &impl ConnectionTrait, school: Uuid, name: &str) -> Result<Vec<Model>> {
    Ok(staff(school).filter(Column::NameKey.eq(text::fold(name))).all(db).await?)
}

/// Everybody of a school, for lists of people that come in.
pub(crate) async fn everybody(db: &impl ConnectionTrait, school: Uuid) -> Result<Vec<Model>> {
    Ok(staff(school).all(db).await?)
}

/// Everybody of a school by folded name, for imports: id, name key, and whether the person is still here.
pub async fn roll(db: &impl ConnectionTrait, school: Uuid) -> Result<Vec<(Uuid, String, bool)>> {
    Ok(staff(school).select_only().columns([Column::Id, Column::NameKey, Column::Active]).into_tuple().all(db).await?)
}

/// Names of everybody of a school.
pub async fn all_names(db: &impl ConnectionTrait, school: Uuid) -> Result<HashMap<Uuid, String>> {
    let select = Entity::find().select_only().columns([Column::Id, Column::Name]).filter(Column::SchoolId.eq(school));
    Ok(select.into_tuple::<(Uuid, String)>().all(db).await?.into_iter().collect())
}

/// Names of people by id, for views.
pub async fn names(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>) -> Result<HashMap<Uuid, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String)> = Entity::find()
        .select_only()
        .column(Column::Id)
        .column(Column::Name)
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// A page of people by name.
pub async fn list(db: &impl ConnectionTrait, scope: &Scope, query: &super::dto::ListPeople, fetch: u64) -> Result<Vec<Model>> {
    let mut select = staff(scope.school).filter(in_scope(scope)).order_by_asc(Column::NameKey).order_by_asc(Column::Id).limit(fetch);
    if let Some(active) = query.active {
        select = select.filter(Column::Active.eq(active));
    }
    if let Some(has_account) = query.has_account {
        select = select.filter(if has_account { Column::AccountId.is_not_null() } else { Column::AccountId.is_null() });
    }
    if let Some(q) = query.q.as_deref().map(text::fold).filter(|q| !q.is_empty()) {
        // A range instead of LIKE: the index serves it, and % or _ mean themselves.
        let named = Condition::all().add(Column::NameKey.gte(&q)).add(Column::NameKey.lt(format!("{q}\u{10FFFF}")));
        select = select.filter(Condition::any().add(named).add(Column::StaffNo.eq(query.q.as_deref().map(text::tidy))));
    }
    if let Some(cursor) = &query.cursor {
        let (key, id): (String, Uuid) = kernel::Cursor::decode(cursor)?;
        let later = Condition::all().add(Column::NameKey.eq(&key)).add(Column::Id.gt(id));
        select = select.filter(Condition::any().add(Column::NameKey.gt(&key)).add(later));
    }
    Ok(select.all(db).await?)
}

/// People who are still here, by the beginning of the name or the whole staff number: names to choose from, and nothing else of them.
pub async fn choices(db: &impl ConnectionTrait, school: Uuid, q: Option<String>, fetch: u64) -> Result<Vec<super::PersonRef>> {
    let query = super::dto::ListPeople { q, active: Some(true), has_account: None, limit: None, cursor: None };
    let rows = list(db, &Scope::school(school), &query, fetch).await?;
    Ok(rows.into_iter().map(|row| super::PersonRef { id: row.id, name: row.name }).collect())
}

/// Those of these people who are still here.
pub async fn still_here(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>) -> Result<Vec<Uuid>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let select = Entity::find().select_only().column(Column::Id).filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(ids));
    Ok(select.filter(Column::Active.eq(true)).into_tuple().all(db).await?)
}

/// Whether any of these people is still here.
pub async fn any_active(tx: &Tx, ids: Vec<Uuid>) -> Result<bool> {
    if ids.is_empty() {
        return Ok(false);
    }
    let found = Entity::find()
        .filter(Column::SchoolId.eq(tx.school()?))
        .filter(Column::Id.is_in(ids))
        .filter(Column::Active.eq(true))
        .one(tx)
        .await?;
    Ok(found.is_some())
}
