//! Finding and ending delegations.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::{Result, Tx, audit::Event};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Select};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model},
    service::recorded,
};
use crate::{
    Role, event, person,
    person::PersonRef,
    role_grant::{self, EffectiveGrant, OnBehalf},
};

/// Not ended before, and its last day is not over.
pub(super) fn open(school: Uuid, today: NaiveDate) -> Select<Entity> {
    Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::EndedAt.is_null()).filter(Column::EndsOn.gte(today))
}

fn holding(school: Uuid, today: NaiveDate) -> Select<Entity> {
    open(school, today).filter(Column::StartsOn.lte(today))
}

pub(super) fn of_person(person: Uuid) -> Condition {
    Condition::any().add(Column::FromId.eq(person)).add(Column::ToId.eq(person))
}

/// The roles that these people hold today by standing in for others: those that the others hold today by their own grants and are
/// still here to hold.
pub async fn handed_to(
    db: &impl ConnectionTrait,
    school: Uuid,
    people: Vec<Uuid>,
    today: NaiveDate,
) -> Result<HashMap<Uuid, Vec<EffectiveGrant>>> {
    let mut by_person: HashMap<Uuid, Vec<EffectiveGrant>> = HashMap::new();
    let rows = holding(school, today).filter(Column::ToId.is_in(people)).all(db).await?;
    if rows.is_empty() {
        return Ok(by_person);
    }
    let delegators = person::repo::all_of(db, school, rows.iter().map(|row| row.from_id).collect()).await?;
    let own = role_grant::confirmed_of(db, school, rows.iter().map(|row| row.from_id).collect(), today).await?;
    for row in rows {
        let Some(from) = delegators.iter().find(|person| person.id == row.from_id && person.active) else { continue };
        let handed = row.roles();
        let grants = own.get(&from.id).into_iter().flatten();
        let grants = grants.filter(|grant| grant.role.delegable() && handed.contains(&grant.role));
        by_person.entry(row.to_id).or_default().extend(grants.map(|grant| EffectiveGrant {
            on_behalf: Some(OnBehalf { delegation: row.id, person: PersonRef { id: from.id, name: from.name.clone() } }),
            ..grant.clone()
        }));
    }
    Ok(by_person)
}

/// Who stands in today for whom in a role, as far as both are here.
pub(crate) async fn standing_in(db: &impl ConnectionTrait, school: Uuid, role: Role, today: NaiveDate) -> Result<Vec<(Uuid, Uuid)>> {
    let rows = holding(school, today).all(db).await?;
    let pairs: Vec<(Uuid, Uuid)> = rows.iter().filter(|row| row.roles().contains(&role)).map(|row| (row.from_id, row.to_id)).collect();
    let here = person::repo::active_of(db, school, pairs.iter().map(|(_, to)| *to).collect()).await?;
    Ok(pairs.into_iter().filter(|(_, to)| here.contains(to)).collect())
}

/// Whether somebody stands in for another today or on a day to come.
pub(crate) async fn stands_in(db: &impl ConnectionTrait, school: Uuid, person: Uuid, today: NaiveDate) -> Result<bool> {
    Ok(open(school, today).filter(Column::ToId.eq(person)).count(db).await? > 0)
}

/// Delegations from or to somebody that are not over.
pub(crate) async fn live_count(db: &impl ConnectionTrait, school: Uuid, person: Uuid, today: NaiveDate) -> Result<u64> {
    Ok(open(school, today).filter(of_person(person)).count(db).await?)
}

/// Ends what somebody handed over and what was handed to him: he leaves.
pub async fn end_all(tx: &Tx, person: &person::entity::Model, today: NaiveDate) -> Result<Option<Event>> {
    let rows = open(person.school_id, today).filter(of_person(person.id)).all(tx).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let names = person::repo::names(tx, person.school_id, rows.iter().flat_map(|row| [row.from_id, row.to_id]).collect()).await?;
    let mut event = Event::new(event::DELEGATION_ENDED).changes_rights();
    for before in rows {
        let after = ended(tx, &before);
        tx.save(after.clone(), before.version).await?;
        let label = names.get(&before.to_id).cloned().unwrap_or_default();
        event = event.changed("delegation", before.id, label, &recorded(&before, &names), &recorded(&after, &names));
    }
    Ok(Some(event.about("person", person.id, &person.name)))
}

pub(super) fn ended(tx: &Tx, before: &Model) -> Model {
    Model { ended_at: Some(tx.now()), ended_by: tx.actor().person, version: before.version + 1, ..before.clone() }
}
