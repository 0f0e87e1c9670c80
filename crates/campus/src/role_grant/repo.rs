//! Finding and keeping role grants.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Lang, Problem, Result, Tx};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};
use uuid::Uuid;

use super::entity::{Column, Entity, Model, place};
use crate::{
    CampusError, Role, delegation, location,
    person::{self, HeldRole, PersonRef},
    role_label, school,
};

/// A role that holds now.
#[derive(Debug, Clone)]
pub struct EffectiveGrant {
    pub role: Role,
    /// Empty for the whole school.
    pub places: Vec<Uuid>,
    /// Whose role it is, when it is held by standing in for somebody.
    pub on_behalf: Option<OnBehalf>,
}

/// For whom somebody stands in.
#[derive(Debug, Clone)]
pub struct OnBehalf {
    pub delegation: Uuid,
    pub person: PersonRef,
}

/// Granted, but the second key has not turned yet.
pub fn is_pending(grant: &Model) -> bool {
    grant.confirmed_at.is_none() && Role::from_code(&grant.role).is_none_or(Role::needs_second_key)
}

fn standing(school: Uuid) -> Condition {
    Condition::all().add(Column::SchoolId.eq(school)).add(Column::RevokedAt.is_null())
}

/// Not beyond its last day.
pub(super) fn lasting(today: NaiveDate) -> Condition {
    Condition::any().add(Column::ValidUntil.is_null()).add(Column::ValidUntil.gte(today))
}

/// Begun and not beyond its last day.
fn holding(today: NaiveDate) -> Condition {
    Condition::all().add(lasting(today)).add(Condition::any().add(Column::StartsOn.is_null()).add(Column::StartsOn.lte(today)))
}

/// The roles of a person that hold on `today`: his own, and those of others for whom he stands in.
pub async fn effective(db: &impl ConnectionTrait, school: Uuid, person: Uuid, today: NaiveDate) -> Result<Vec<EffectiveGrant>> {
    let mut own = confirmed_of(db, school, vec![person], today).await?.remove(&person).unwrap_or_default();
    own.extend(delegation::handed_to(db, school, vec![person], today).await?.remove(&person).unwrap_or_default());
    Ok(own)
}

/// The roles that these people hold by their own grants.
pub(crate) async fn confirmed_of(
    db: &impl ConnectionTrait,
    school: Uuid,
    people: Vec<Uuid>,
    today: NaiveDate,
) -> Result<HashMap<Uuid, Vec<EffectiveGrant>>> {
    let grants = Entity::find().filter(standing(school)).filter(Column::PersonId.is_in(people)).filter(holding(today));
    let mut by_person: HashMap<Uuid, Vec<EffectiveGrant>> = HashMap::new();
    for (grant, places) in with_places(db, grants).await? {
        if let (Some(role), false) = (Role::from_code(&grant.role), is_pending(&grant)) {
            by_person.entry(grant.person_id).or_default().push(EffectiveGrant { role, places, on_behalf: None });
        }
    }
    Ok(by_person)
}

/// Whether a role stands in somebody's name, also one that waits for the second key or begins later.
pub(crate) async fn stands_as(db: &impl ConnectionTrait, school: Uuid, person: Uuid, role: Role, today: NaiveDate) -> Result<bool> {
    let grants = Entity::find().filter(standing(school)).filter(Column::PersonId.eq(person)).filter(Column::Role.eq(role.code()));
    Ok(grants.filter(lasting(today)).one(db).await?.is_some())
}

/// Grants of a person that stand, those that wait or begin later included.
pub(crate) async fn standing_count(db: &impl ConnectionTrait, school: Uuid, person: Uuid, today: NaiveDate) -> Result<u64> {
    Ok(Entity::find().filter(standing(school)).filter(Column::PersonId.eq(person)).filter(lasting(today)).count(db).await?)
}

/// The same, with what the district above lets its readers do in its schools.
pub async fn effective_here(
    db: &impl ConnectionTrait,
    school: &school::entity::Model,
    person: &person::entity::Model,
    today: NaiveDate,
) -> Result<Vec<EffectiveGrant>> {
    let mut grants = effective(db, school.id, person.id, today).await?;
    let Some((district, account)) = school.parent_id.zip(person.account_id) else { return Ok(grants) };
    let Some(there) = person::repo::of_account(db, district, account).await?.filter(|person| person.active) else { return Ok(grants) };
    let above = effective(db, district, there.id, today).await?;
    grants.extend(above.into_iter().filter(|grant| grant.role == Role::DistrictReader));
    Ok(grants)
}

/// Grants with their places, in one query.
async fn with_places(db: &impl ConnectionTrait, grants: Select<Entity>) -> Result<Vec<(Model, Vec<Uuid>)>> {
    let rows = grants.order_by_asc(Column::Id).find_with_related(place::Entity).all(db).await?;
    Ok(rows.into_iter().map(|(grant, places)| (grant, places.into_iter().map(|place| place.location_id).collect())).collect())
}

pub(super) async fn places_of(db: &impl ConnectionTrait, school: Uuid, grants: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let ids = grants;
    let mut by_grant: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    if ids.is_empty() {
        return Ok(by_grant);
    }
    let rows = place::Entity::find().filter(place::Column::SchoolId.eq(school)).filter(place::Column::GrantId.is_in(ids)).all(db).await?;
    for row in rows {
        by_grant.entry(row.grant_id).or_default().push(row.location_id);
    }
    Ok(by_grant)
}

/// The standing roles of several people, for lists. What has run out is none.
pub async fn held_by(
    db: &impl ConnectionTrait,
    school: Uuid,
    people: Vec<Uuid>,
    now: DateTime<Utc>,
    lang: Lang,
) -> Result<HashMap<Uuid, Vec<HeldRole>>> {
    let ids = people;
    let mut by_person: HashMap<Uuid, Vec<_>> = HashMap::new();
    if ids.is_empty() {
        return Ok(by_person);
    }
    let mut rows = with_places(db, Entity::find().filter(standing(school)).filter(Column::PersonId.is_in(ids))).await?;
    if rows.iter().any(|(grant, _)| grant.valid_until.is_some()) {
        // The school's zone says which day it is; asked for only where a day matters.
        let today = school::find(db, school).await?.today(now);
        rows.retain(|(grant, _)| grant.valid_until.is_none_or(|last| last >= today));
    }
    let names = location::repo::names(db, school, rows.iter().flat_map(|(_, places)| places.iter().copied()).collect()).await?;
    let labels = if rows.is_empty() { role_label::Labels::default() } else { role_label::of(db, school).await? };
    for (grant, places) in rows {
        let scope =
            (!places.is_empty()).then(|| places.iter().filter_map(|p| names.get(p).map(String::as_str)).collect::<Vec<_>>().join("、"));
        by_person.entry(grant.person_id).or_default().push(HeldRole::new(&grant, scope, &labels, lang));
    }
    Ok(by_person)
}

pub(super) async fn find(db: &impl ConnectionTrait, school: Uuid, id: Uuid) -> Result<Model> {
    Entity::find().filter(standing(school)).filter(Column::Id.eq(id)).one(db).await?.ok_or_else(Problem::not_found)
}

/// People still here who hold a role now: repair workers to assign, for one.
pub async fn people_with(db: &impl ConnectionTrait, school: Uuid, role: Role, today: NaiveDate) -> Result<Vec<Uuid>> {
    let rows = held_now(school, role, today).all(db).await?;
    Ok(rows.into_iter().filter(|g| !is_pending(g)).map(|g| g.person_id).collect())
}

/// People still here who hold a role for the whole school by their own grants: those who can be in a chain of approvals.
pub async fn for_the_whole_school(db: &impl ConnectionTrait, school: Uuid, role: Role, today: NaiveDate) -> Result<Vec<Uuid>> {
    let rows = with_places(db, held_now(school, role, today)).await?;
    Ok(rows.into_iter().filter(|(grant, places)| places.is_empty() && !is_pending(grant)).map(|(grant, _)| grant.person_id).collect())
}

/// People who hold a role now and whoever stands in for them, each with the places to which the role is limited: none for the whole school.
pub async fn holders(db: &impl ConnectionTrait, school: Uuid, role: Role, today: NaiveDate) -> Result<Vec<(Uuid, Vec<Uuid>)>> {
    let rows = with_places(db, held_now(school, role, today)).await?;
    let mut holders: Vec<(Uuid, Vec<Uuid>)> =
        rows.into_iter().filter(|(grant, _)| !is_pending(grant)).map(|(grant, places)| (grant.person_id, places)).collect();
    if role.delegable() && !holders.is_empty() {
        let pairs = delegation::standing_in(db, school, role, today).await?;
        let handed: Vec<_> = pairs
            .into_iter()
            .flat_map(|(from, to)| holders.iter().filter(move |(person, _)| *person == from).map(move |(_, places)| (to, places.clone())))
            .collect();
        holders.extend(handed);
    }
    Ok(holders)
}

fn held_now(school: Uuid, role: Role, today: NaiveDate) -> Select<Entity> {
    use person::entity::Column as Person;
    let here = person::entity::Entity::find()
        .select_only()
        .column(Person::Id)
        .filter(Person::SchoolId.eq(school))
        .filter(Person::Active.eq(true))
        .into_query();
    Entity::find()
        .filter(standing(school))
        .filter(Column::Role.eq(role.code()))
        .filter(holding(today))
        .filter(Column::PersonId.in_subquery(here))
}

/// Refuses to leave the school without an administrator (`without`: the person about to go, or `grant`: the role about to end). One
/// whose role has a last day is not enough: on that day nobody would be left who could name another.
pub async fn ensure_administrator_remains(tx: &Tx, without: Option<Uuid>, grant: Option<Uuid>) -> Result<()> {
    let today = school::find(tx, tx.school()?).await?.today(tx.now());
    let administers = Condition::all()
        .add(standing(tx.school()?))
        .add(Column::Role.eq(Role::SystemAdmin.code()))
        .add(holding(today))
        .add(Column::ValidUntil.is_null());
    let rows = Entity::find().filter(administers).all(tx).await?;
    let ids: Vec<Uuid> =
        rows.into_iter().filter(|g| !is_pending(g) && Some(g.person_id) != without && Some(g.id) != grant).map(|g| g.person_id).collect();
    let active = person::repo::any_active(tx, ids).await?;
    if active { Ok(()) } else { Err(CampusError::LastAdministrator.into()) }
}
