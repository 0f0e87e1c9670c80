//! What was approved waits so many school days to be collected (domain.md D4). After them it is not handed out any more, and the product
//! writes it down as expired.

use campus::{
    calendar,
    school::{self, entity::Model as School},
    school_days::date_at,
};
use chrono::{DateTime, Utc};
use kernel::{Db, Grant, Problem, Reply, Result, Scope, Tx, audit::Event, db::Technical, outbox::News};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use uuid::Uuid;

use super::{
    KIND,
    entity::{Column, Entity},
    model::{Requisition, RequisitionId},
    phase::{Command, Phase, State},
    repo,
};
use crate::{StoreError, event, item, permissions::ExpireRequisitions, policy::COLLECT_WITHIN_DAYS};

/// Requisitions that expire in one round; the rest follow in the next.
const AT_ONCE: u64 = 200;

/// The last second in which what is approved at this instant may be collected; none where the school lets it wait for ever.
pub(super) async fn collect_by(db: &impl ConnectionTrait, school: &School, approved_at: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    let days = COLLECT_WITHIN_DAYS.on(db, school.id, school.today(approved_at)).await?;
    if days == 0 {
        return Ok(None);
    }
    Ok(Some(calendar::from(db, school, approved_at).await?.end_of_working_day_after(approved_at, days)))
}

/// The same for what is approved in this transaction; none for what is not.
pub(super) async fn from_now(tx: &Tx, one: &Requisition) -> Result<Option<DateTime<Utc>>> {
    if one.phase != Phase::Approved {
        return Ok(None);
    }
    collect_by(tx, &school::find(tx, one.school_id).await?, tx.now()).await
}

/// Lets expire what nobody collected in time. Each is a transaction of its own: one that fails does not hold up the rest.
pub async fn expire(db: &Db, school: &School) -> Result<()> {
    let grant = Grant::<ExpireRequisitions>::system("jobs", Some(school.id));
    say_until_when(db, &grant, school).await?;
    let reader = db.read(&grant);
    let late: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(approved(school.id))
        .filter(Column::CollectBy.lt(reader.now()))
        .order_by_asc(Column::CollectBy)
        .limit(AT_ONCE)
        .into_tuple()
        .all(&reader)
        .await?;
    let mut outcome = Ok(());
    for id in late {
        match let_expire(db, &grant, school, RequisitionId(id)).await {
            Ok(()) => {}
            // Somebody was faster: it was handed out or called off.
            Err(problem) if problem.status().is_client_error() => {
                tracing::info!(requisition = %id, code = problem.code(), "not expired");
            }
            Err(problem) => outcome = Err(problem),
        }
    }
    outcome
}

async fn let_expire(db: &Db, grant: &Grant<ExpireRequisitions>, school: &School, id: RequisitionId) -> Result<()> {
    let tx = db.begin(grant).await?;
    let event = expired(&tx, school, id).await?;
    tx.commit([event], Reply::none()).await?;
    Ok(())
}

fn approved(school: Uuid) -> Condition {
    Condition::all().add(Column::SchoolId.eq(school)).add(Column::Phase.eq(State::Approved.key()))
}

/// What was approved while there was no such rule, or none that ends, has its whole time from the first round that finds one. That is no
/// version: nobody's open page becomes stale by it.
async fn say_until_when(db: &Db, grant: &Grant<ExpireRequisitions>, school: &School) -> Result<()> {
    let reader = db.read(grant);
    let undated = || approved(school.id).add(Column::CollectBy.is_null());
    // Most rounds find nothing and write nothing.
    if Entity::find().filter(undated()).limit(1).one(&reader).await?.is_none() {
        return Ok(());
    }
    let Some(last) = collect_by(&reader, school, reader.now()).await? else { return Ok(()) };
    let tx = db.begin(grant).await?;
    Entity::update_many().col_expr(Column::CollectBy, Expr::value(last)).filter(undated()).exec(&tx).await?;
    tx.commit_technical(Technical::Dated).await
}

async fn expired(tx: &Tx, school: &School, id: RequisitionId) -> Result<Event> {
    let before = repo::find(tx, &Scope::school(school.id), id).await?;
    let mut one = before.clone();
    one.phase = before.phase.clone().step(Command::Expire).map_err(StoreError::Refused)?;
    // The row first: of this and whoever hands it out or calls it off one gets past it.
    let one = repo::save(tx, one).await?;
    tx.tell([news(tx, school, &one).await?]).await?;
    Ok(Event::new(event::REQUISITION_EXPIRED).changed(KIND, one.id, &one.number, &before.recorded(), &one.recorded()))
}

/// Whoever asked hears that it is over, and how he gets it after all.
async fn news(tx: &Tx, school: &School, one: &Requisition) -> Result<News> {
    let last = one.collect_by.ok_or_else(|| Problem::internal("expired without a day"))?;
    let items = item::repo::refs(tx, school.id, one.lines.iter().take(1).map(|line| line.item_id).collect()).await?;
    let first = items.values().next().map(|item| item.name.as_str()).unwrap_or_default();
    let day = date_at(school.zone(), last).to_string();
    Ok(News::new(event::NEWS_EXPIRED, KIND, one.id, format!("/requisitions/{}", one.id))
        .word("what", one.title(first))
        .word("number", one.number.as_str())
        .word("day", day.as_str())
        .to([one.requester_id]))
}
