//! Finding and keeping suppliers.

use std::collections::HashMap;

use kernel::{Cursor, PageLimit, Problem, Result, Scope, ScopeColumns, Tx, text};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, SqlErr,
    sea_query::{Expr, ExprTrait, LikeExpr, Query, SimpleExpr},
};
use uuid::Uuid;

use super::{
    dto::ListSuppliers,
    entity::{Column, Entity, Model, bank, licence},
    error::SupplierError,
    model::{BankState, LicenceKind, SupplierId},
};

/// A supplier knows no places and belongs to nobody: it is there for the whole school or not at all.
fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId))
}

pub(super) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: SupplierId) -> Result<Model> {
    Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?.ok_or_else(Problem::not_found)
}

/// The one that a body names.
///
/// # Errors
/// 422 at this place of the body.
pub(crate) async fn named(db: &impl ConnectionTrait, school: Uuid, id: SupplierId, pointer: &str) -> Result<Model> {
    Entity::find_by_id((school, id.0)).one(db).await?.ok_or_else(|| Problem::reference(pointer))
}

/// What the supplier is called that a body of another feature names.
///
/// # Errors
/// 422 at this place of the body.
pub async fn name_of(db: &impl ConnectionTrait, school: Uuid, id: SupplierId, pointer: &str) -> Result<String> {
    named(db, school, id, pointer).await.map(|supplier| supplier.name)
}

/// The order of the list, in its cursors: a place in another list is none in this one.
pub(super) const ORDER: &str = "name";

/// A page by name.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    scope: &Scope,
    query: &ListSuppliers,
    limit: PageLimit,
    warned_until: chrono::NaiveDate,
) -> Result<Vec<Model>> {
    let mut select = Entity::find().filter(in_scope(scope)).order_by_asc(Column::NameKey).order_by_asc(Column::Id).limit(limit.fetch());
    if let Some(part) = query.q.as_deref().map(text::fold).filter(|part| !part.is_empty()) {
        select = select.filter(Column::NameKey.like(LikeExpr::new(format!("%{}%", escaped(&part))).escape('\\')));
    }
    if let Some(status) = query.status {
        select = select.filter(Column::Status.eq(status.key()));
    }
    if let Some(expiring) = query.expiring {
        let found = ending(scope.school, warned_until);
        select = select.filter(if expiring { found } else { found.not() });
    }
    if let Some(waits) = query.bank_account_waits {
        let found = waiting(scope.school);
        select = select.filter(if waits { found } else { found.not() });
    }
    if let Some(waits) = query.licence_waits {
        let found = with_waiting_licence(scope.school);
        select = select.filter(if waits { found } else { found.not() });
    }
    if let Some(cursor) = &query.cursor {
        let (key, id): (String, Uuid) = Cursor::decode_of(ORDER, cursor)?;
        let later = Condition::all().add(Column::NameKey.eq(&key)).add(Column::Id.gt(id));
        select = select.filter(Condition::any().add(Column::NameKey.gt(&key)).add(later));
    }
    Ok(select.all(db).await?)
}

/// `%` and `_` mean themselves.
fn escaped(part: &str) -> String {
    part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

fn ending(school: Uuid, until: chrono::NaiveDate) -> SimpleExpr {
    use licence::Column as Licence;
    let licences = Query::select()
        .column(Licence::SupplierId)
        .from(licence::Entity)
        .and_where(Expr::col(Licence::SchoolId).eq(school))
        .and_where(Expr::col(Licence::ReplacedAt).is_null())
        .and_where(Expr::col(Licence::ExpiresOn).lte(until))
        .to_owned();
    Column::Id.in_subquery(licences)
}

fn with_waiting_licence(school: Uuid) -> SimpleExpr {
    use licence::Column as Licence;
    let licences = Query::select()
        .column(Licence::SupplierId)
        .from(licence::Entity)
        .and_where(Expr::col(Licence::SchoolId).eq(school))
        .and_where(Expr::col(Licence::AsksSecond).eq(true))
        .and_where(Expr::col(Licence::VerifiedAt).is_null())
        .and_where(Expr::col(Licence::ReplacedAt).is_null())
        .to_owned();
    Column::Id.in_subquery(licences)
}

fn waiting(school: Uuid) -> SimpleExpr {
    use bank::Column as Bank;
    let accounts = Query::select()
        .column(Bank::SupplierId)
        .from(bank::Entity)
        .and_where(Expr::col(Bank::SchoolId).eq(school))
        .and_where(Expr::col(Bank::State).eq(BankState::Proposed.key()))
        .to_owned();
    Column::Id.in_subquery(accounts)
}

/// Refuses a name that another supplier has, however it is written, and says which.
pub(super) async fn refuse_namesake(tx: &Tx, row: &Model) -> Result<()> {
    let other = Entity::find()
        .filter(Column::SchoolId.eq(row.school_id))
        .filter(Column::NameKey.eq(&row.name_key))
        .filter(Column::Id.ne(row.id))
        .one(tx)
        .await?;
    other.map_or(Ok(()), |other| Err(SupplierError::NameTaken { name: other.name, id: other.id }.into()))
}

/// Of two who add the same at once the unique key refuses one; which other it is was not there to be asked.
pub(super) fn namesake_meanwhile(row: &Model, error: sea_orm::DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => SupplierError::NameTakenMeanwhile { name: row.name.clone() }.into(),
        _ => error.into(),
    }
}

pub(super) async fn insert(tx: &Tx, row: &Model) -> Result<()> {
    refuse_namesake(tx, row).await?;
    let done = Entity::insert(row.clone().into_active_model().reset_all()).exec_without_returning(tx).await;
    done.map(|_| ()).map_err(|error| namesake_meanwhile(row, error))
}

/// # Errors
/// 412 when somebody else was faster, 409 for another's name.
pub(super) async fn save(tx: &Tx, mut row: Model) -> Result<Model> {
    let seen = row.version;
    refuse_namesake(tx, &row).await?;
    row.version += 1;
    row.updated_at = tx.now();
    tx.save(row.clone(), seen).await.map_err(|error| error.or(|error| namesake_meanwhile(&row, error)))?;
    Ok(row)
}

/// Licences in force of several suppliers.
pub(crate) async fn licences_in_force(
    db: &impl ConnectionTrait,
    school: Uuid,
    suppliers: Vec<Uuid>,
) -> Result<HashMap<Uuid, Vec<licence::Model>>> {
    let mut found: HashMap<Uuid, Vec<licence::Model>> = HashMap::new();
    if suppliers.is_empty() {
        return Ok(found);
    }
    let rows = licence::Entity::find()
        .filter(licence::Column::SchoolId.eq(school))
        .filter(licence::Column::SupplierId.is_in(suppliers))
        .filter(licence::Column::ReplacedAt.is_null())
        .all(db)
        .await?;
    for row in rows {
        found.entry(row.supplier_id).or_default().push(row);
    }
    Ok(found)
}

/// Every licence for food that a supplier has or had.
pub(super) async fn food_licences_of(db: &impl ConnectionTrait, school: Uuid, supplier: Uuid) -> Result<Vec<licence::Model>> {
    let kinds = LicenceKind::ALL.into_iter().filter(|kind| kind.is_for_food()).map(LicenceKind::key);
    let select = licence::Entity::find()
        .filter(licence::Column::SchoolId.eq(school))
        .filter(licence::Column::SupplierId.eq(supplier))
        .filter(licence::Column::Kind.is_in(kinds));
    Ok(select.all(db).await?)
}

/// One licence inside the scope.
pub(super) async fn licence(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<licence::Model> {
    let select =
        licence::Entity::find().filter(scope.condition(&ScopeColumns::new(licence::Column::SchoolId))).filter(licence::Column::Id.eq(id));
    select.one(db).await?.ok_or_else(Problem::not_found)
}

/// Every licence that a supplier has or had, the newest first.
pub(super) async fn licences_of(db: &impl ConnectionTrait, supplier: &Model) -> Result<Vec<licence::Model>> {
    let select = licence::Entity::find()
        .filter(licence::Column::SchoolId.eq(supplier.school_id))
        .filter(licence::Column::SupplierId.eq(supplier.id))
        .order_by_desc(licence::Column::Id);
    Ok(select.all(db).await?)
}

/// Which of these have an account that waits for a second person.
pub(super) async fn with_waiting_account(db: &impl ConnectionTrait, school: Uuid, suppliers: Vec<Uuid>) -> Result<Vec<Uuid>> {
    if suppliers.is_empty() {
        return Ok(Vec::new());
    }
    let select = bank::Entity::find()
        .select_only()
        .column(bank::Column::SupplierId)
        .filter(bank::Column::SchoolId.eq(school))
        .filter(bank::Column::SupplierId.is_in(suppliers))
        .filter(bank::Column::State.eq(BankState::Proposed.key()));
    Ok(select.into_tuple().all(db).await?)
}

/// Every account that was proposed, the newest first.
pub(super) async fn accounts_of(db: &impl ConnectionTrait, school: Uuid, supplier: Uuid) -> Result<Vec<bank::Model>> {
    let select = bank::Entity::find()
        .filter(bank::Column::SchoolId.eq(school))
        .filter(bank::Column::SupplierId.eq(supplier))
        .order_by_desc(bank::Column::Id);
    Ok(select.all(db).await?)
}

/// One account inside the scope.
pub(super) async fn account(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<bank::Model> {
    let select = bank::Entity::find().filter(scope.condition(&ScopeColumns::new(bank::Column::SchoolId))).filter(bank::Column::Id.eq(id));
    select.one(db).await?.ok_or_else(Problem::not_found)
}
