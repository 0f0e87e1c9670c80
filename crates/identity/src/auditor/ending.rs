//! How a seat ends: by the principal, or by itself after its last day. Its rights are gone by then in any case; this puts the rows in order.

use campus::{event::PERSON_LEFT, person, role_grant, school};
use chrono::NaiveDate;
use kernel::{Db, Grant, Reply, Result, Scope, Tx, audit::Event};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model},
    seats::recorded,
};
use crate::{account, event, permissions::ManageAuditorSeats};

/// Seats put in order in one round.
const AT_ONCE: u64 = 100;

/// Ends what ran out, and seats of people whom an administrator has disabled. A job.
pub async fn end_overdue(db: &Db, school: &school::entity::Model) -> Result<()> {
    let grant = Grant::<ManageAuditorSeats>::system("jobs", Some(school.id));
    let reader = db.read(&grant);
    let standing = || Entity::find().filter(Column::SchoolId.eq(school.id)).filter(Column::EndedAt.is_null()).limit(AT_ONCE);
    // Most rounds find nothing and write nothing.
    let today = school.today(reader.now());
    let rows = standing().all(&reader).await?;
    let here = person::repo::active_of(&reader, school.id, rows.iter().map(|seat| seat.person_id).collect()).await?;
    let over = |seat: &Model| !seat.is_open(today) || !here.contains(&seat.person_id);
    if !rows.iter().any(over) {
        return Ok(());
    }
    let tx = db.begin(&grant).await?;
    let mut events = Vec::new();
    for seat in standing().order_by_asc(Column::Id).all(&tx).await?.iter().filter(|seat| over(seat)) {
        events.extend(close(&tx, seat, None, None, today).await?.1);
    }
    if events.is_empty() {
        return Ok(());
    }
    tx.commit(events, Reply::none()).await?;
    Ok(())
}

/// Ends a seat: its person leaves, with roles, account and sessions.
pub(super) async fn close(
    tx: &Tx,
    before: &Model,
    by: Option<Uuid>,
    reason: Option<String>,
    today: NaiveDate,
) -> Result<(Model, Vec<Event>)> {
    let version = before.version + 1;
    let row = Model { ended_at: Some(tx.now()), ended_by: by, end_reason: reason, version, ..before.clone() };
    tx.save(row.clone(), before.version).await?;
    let ended = Event::new(event::SEAT_ENDED).changed("auditor_seat", row.id, &row.name, &recorded(before), &recorded(&row));
    let mut events = vec![ended.about("person", row.person_id, &row.name).changes_rights()];
    let person = person::repo::find(tx, &Scope::school(row.school_id), row.person_id).await?;
    if person.active {
        let left = person::repo::save(tx, person::entity::Model { active: false, left_on: Some(today), ..person.clone() }).await?;
        if let Some(account) = left.account_id {
            account::leave(tx, &left, account).await?;
        }
        events.push(left.change_event(PERSON_LEFT, &person).changes_rights());
        events.extend(role_grant::end_all(tx, &left).await?);
    }
    Ok((row, events))
}
