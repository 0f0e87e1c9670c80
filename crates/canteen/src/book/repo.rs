//! Finding and keeping what was recorded.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Cursor, Problem, Result, Scope, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, JoinType, QueryFilter, QueryOrder,
    QuerySelect, Select, SqlErr, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    content::{Content, Kind},
    dto::ListRecords,
    entity::{Column, Entity, Model},
};
use crate::{CanteenError, Meal, sample::entity as sample, site};

/// A record with what it says, and the life of its sample where it is one.
#[derive(Debug, Clone)]
pub struct Record {
    pub row: Model,
    pub content: Content,
    pub sample: Option<sample::Model>,
}

impl Record {
    pub(crate) fn read(row: Model, sample: Option<sample::Model>) -> Result<Self> {
        let content = Content::read(&row)?;
        Ok(Self { row, content, sample })
    }

    /// Whether it counts.
    pub const fn stands(&self) -> bool {
        self.row.struck_at.is_none()
    }

    pub fn meal(&self) -> Option<Meal> {
        self.row.meal.as_deref().and_then(Meal::of)
    }
}

/// Records with the lives of their samples, in one query.
fn with_samples(select: Select<Entity>) -> sea_orm::SelectTwo<Entity, sample::Entity> {
    let to_sample =
        Entity::belongs_to(sample::Entity).from((Column::SchoolId, Column::Id)).to((sample::Column::SchoolId, sample::Column::RecordId));
    select.join(JoinType::LeftJoin, to_sample.into()).select_also(sample::Entity)
}

fn of_canteen(school: Uuid, canteen: Uuid) -> Select<Entity> {
    Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::CanteenId.eq(canteen))
}

async fn read(db: &impl ConnectionTrait, select: Select<Entity>) -> Result<Vec<Record>> {
    with_samples(select).all(db).await?.into_iter().map(|(row, sample)| Record::read(row, sample)).collect()
}

/// The records of a kind between two days, both with them, in the order in which they happened; those that were struck out too.
pub async fn between(
    db: &impl ConnectionTrait,
    school: Uuid,
    canteen: Uuid,
    kind: Kind,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Record>> {
    let select = of_canteen(school, canteen).filter(Column::Kind.eq(kind.key())).filter(Column::Day.between(from, to));
    read(db, select.order_by_asc(Column::Day).order_by_asc(Column::HappenedAt).order_by_asc(Column::Id)).await
}

/// Not more of [`between`] than this, and one to tell that there are more.
pub(crate) async fn some_between(
    db: &impl ConnectionTrait,
    (school, canteen): (Uuid, Uuid),
    kind: Kind,
    (from, to): (NaiveDate, NaiveDate),
    most: u64,
) -> Result<Vec<Record>> {
    let select = of_canteen(school, canteen).filter(Column::Kind.eq(kind.key())).filter(Column::Day.between(from, to));
    read(db, select.order_by_asc(Column::Day).order_by_asc(Column::HappenedAt).order_by_asc(Column::Id).limit(most + 1)).await
}

/// What was recorded of a day, and the samples of other days that are still kept.
pub async fn of_day(db: &impl ConnectionTrait, school: Uuid, canteen: Uuid, day: NaiveDate) -> Result<Vec<Record>> {
    let of_day = read(db, of_canteen(school, canteen).filter(Column::Day.eq(day))).await?;
    let kept = there(db, (school, canteen), not_sealed().add(Column::Day.ne(day))).await?;
    Ok(in_order(of_day, kept))
}

/// Samples that are still there, whatever their day: those that count and were neither discarded nor sealed by an incident.
pub(crate) async fn kept(db: &impl ConnectionTrait, school: Uuid, canteen: Uuid) -> Result<Vec<Record>> {
    let alone = Condition::all().add(sample::Column::Phase.eq("sealed")).add(sample::Column::IncidentId.is_null());
    let free = Condition::any().add(not_sealed()).add(alone);
    Ok(in_order(there(db, (school, canteen), free).await?, Vec::new()))
}

fn not_sealed() -> Condition {
    Condition::all().add(sample::Column::Phase.is_in(["taken", "stored"]))
}

/// Samples that count and are still there, with their records. Asked of the samples and apart from any day: nearly all that ever were are gone, and
/// the condition is said as the index `food_sample_there` says it, so that only the few that are not are looked at.
async fn there(db: &impl ConnectionTrait, of: (Uuid, Uuid), wanted: Condition) -> Result<Vec<Record>> {
    let there = Condition::all().add(Expr::cust("food_sample.phase <> 'discarded'")).add(Expr::cust("food_sample.phase <> 'handed_over'"));
    samples(db, of, there.add(wanted)).await
}

/// Samples that count and were handed over since a moment, said as the index `food_sample_handed_over` says it.
async fn handed_over(db: &impl ConnectionTrait, of: (Uuid, Uuid), since: DateTime<Utc>, wanted: Condition) -> Result<Vec<Record>> {
    let gone = Condition::all().add(Expr::cust("food_sample.phase = 'handed_over'")).add(sample::Column::UnsealedAt.gte(since));
    samples(db, of, gone.add(wanted)).await
}

async fn samples(db: &impl ConnectionTrait, (school, canteen): (Uuid, Uuid), wanted: Condition) -> Result<Vec<Record>> {
    let to_record =
        sample::Entity::belongs_to(Entity).from((sample::Column::SchoolId, sample::Column::RecordId)).to((Column::SchoolId, Column::Id));
    let rows = sample::Entity::find()
        .join(JoinType::InnerJoin, to_record.into())
        .select_also(Entity)
        .filter(sample::Column::SchoolId.eq(school))
        .filter(Column::SchoolId.eq(school))
        .filter(Column::CanteenId.eq(canteen))
        .filter(Column::StruckAt.is_null())
        .filter(wanted)
        .all(db)
        .await?;
    rows.into_iter().filter_map(|(life, row)| Some(Record::read(row?, Some(life)))).collect()
}

/// In the order in which they happened.
fn in_order(mut records: Vec<Record>, others: Vec<Record>) -> Vec<Record> {
    records.extend(others);
    records.sort_by_key(|one| (one.row.happened_at, one.row.id));
    records
}

/// Samples that incidents keep sealed, whatever their day, said as the index `food_sample_sealed` says it.
pub(crate) async fn sealed(db: &impl ConnectionTrait, school: Uuid, canteen: Uuid) -> Result<Vec<Record>> {
    let sealed = Condition::all().add(Expr::cust("food_sample.phase = 'sealed'")).add(sample::Column::IncidentId.is_not_null());
    Ok(in_order(samples(db, (school, canteen), sealed).await?, Vec::new()))
}

/// What was recorded between two days, both with them, and the samples of other days that are still there, sealed ones too, or were handed over
/// since a moment.
pub(crate) async fn of_days(
    db: &impl ConnectionTrait,
    school: Uuid,
    canteen: Uuid,
    (from, to): (NaiveDate, NaiveDate),
    since: DateTime<Utc>,
) -> Result<Vec<Record>> {
    let of_days = read(db, of_canteen(school, canteen).filter(Column::Day.between(from, to))).await?;
    let others = Condition::any().add(Column::Day.lt(from)).add(Column::Day.gt(to));
    let mut lying = there(db, (school, canteen), others.clone()).await?;
    lying.extend(handed_over(db, (school, canteen), since, others).await?);
    Ok(in_order(of_days, lying))
}

/// What stands of the meals between two days, both with them: morning checks, samples, disinfection and who ate there.
pub(crate) async fn of_meals(
    db: &impl ConnectionTrait,
    school: Uuid,
    canteen: Uuid,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Record>> {
    let kinds = [Kind::MorningCheck, Kind::FoodSample, Kind::Disinfection, Kind::AccompaniedMeal].map(Kind::key);
    let select = of_canteen(school, canteen).filter(Column::Day.between(from, to)).filter(Column::Kind.is_in(kinds));
    let rows = select.filter(Column::StruckAt.is_null()).all(db).await?;
    rows.into_iter().map(|row| Record::read(row, None)).collect()
}

/// A page of the book, newest first.
pub(super) async fn page(db: &impl ConnectionTrait, canteen: &site::entity::Model, query: &ListRecords, fetch: u64) -> Result<Vec<Record>> {
    let mut select = of_canteen(canteen.school_id, canteen.id).order_by_desc(Column::Day).order_by_desc(Column::Id).limit(fetch);
    if let Some(kind) = query.kind {
        select = select.filter(Column::Kind.eq(kind.key()));
    }
    if let Some(from) = query.from {
        select = select.filter(Column::Day.gte(from));
    }
    if let Some(to) = query.to {
        select = select.filter(Column::Day.lte(to));
    }
    if let Some(late) = query.late {
        select = select.filter(Column::Late.eq(late));
    }
    if let Some(cursor) = &query.cursor {
        let (day, id): (NaiveDate, Uuid) = Cursor::decode(cursor)?;
        let earlier = Condition::all().add(Column::Day.eq(day)).add(Column::Id.lt(id));
        select = select.filter(Condition::any().add(Column::Day.lt(day)).add(earlier));
    }
    read(db, select).await
}

/// The record with its canteen, inside the scope.
pub(crate) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<(Record, site::entity::Model)> {
    let select = Entity::find().filter(Column::SchoolId.eq(scope.school)).filter(Column::Id.eq(id));
    let record = read(db, select).await?.pop().ok_or_else(Problem::not_found)?;
    let canteen = site::repo::find(db, scope, record.row.canteen_id).await?;
    Ok((record, canteen))
}

/// The dishes of a meal of which a sample stands.
pub async fn sampled(db: &impl ConnectionTrait, school: Uuid, canteen: Uuid, day: NaiveDate, meal: Meal) -> Result<Vec<String>> {
    let rows = of_canteen(school, canteen)
        .filter(Column::Kind.eq(Kind::FoodSample.key()))
        .filter(Column::Day.eq(day))
        .filter(Column::Meal.eq(meal.key()))
        .filter(Column::StruckAt.is_null())
        .all(db)
        .await?;
    let mut dishes = Vec::with_capacity(rows.len());
    for row in &rows {
        if let Content::FoodSample { dish, .. } = Content::read(row)? {
            dishes.push(dish);
        }
    }
    Ok(dishes)
}

/// Writes a record down.
///
/// # Errors
/// 409 when somebody wrote the one that it replaces anew already.
pub(super) async fn insert(tx: &Tx, row: &Model) -> Result<()> {
    let done = row.clone().into_active_model().reset_all().insert(tx).await;
    match done {
        Ok(_) => Ok(()),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Err(CanteenError::NotStruck.into()),
        Err(error) => Err(error.into()),
    }
}

/// The record that another is written for: of the same kind and canteen, and struck out.
///
/// # Errors
/// 422 when there is none, 409 when it still counts.
pub(super) async fn replaced(tx: &Tx, canteen: &site::entity::Model, kind: Kind, id: Uuid, pointer: &str) -> Result<()> {
    let found = of_canteen(canteen.school_id, canteen.id).filter(Column::Id.eq(id)).filter(Column::Kind.eq(kind.key())).one(tx).await?;
    let row = found.ok_or_else(|| Problem::reference(pointer))?;
    if row.struck_at.is_none() { Err(CanteenError::NotStruck.into()) } else { Ok(()) }
}
