//! Use cases on delegations.

use std::collections::HashMap;

use chrono::{NaiveDate, TimeDelta};
use kernel::{
    Actor, Cursor, Db, Grant, IfMatch, Lang, Page, PageLimit, Permission, Problem, Reply, Result, Tx, audit::Event, outbox::News, text,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Serialize;
use uuid::Uuid;

use super::{
    dto::{Delegate, DelegatedRole, DelegationState, DelegationView, ListDelegations},
    entity::{Column, Entity, Model},
    error::DelegationError,
    repo,
};
use crate::{
    Role, event,
    permissions::{DecideDelegations, OwnDelegations, ViewPeople},
    person::{self, PersonRef},
    policy::Policy,
    role_grant, role_label, school,
};

/// Days of one delegation at most.
pub const MOST_DAYS: Policy<u32> = Policy { key: "delegation.max_days", default: 90 };

/// Delegations.
#[derive(Debug, Clone)]
pub struct Delegations {
    db: Db,
}

/// What the audit trail keeps: names, for whoever reads it in ten years.
#[derive(Serialize)]
pub(super) struct Recorded<'a> {
    from: &'a str,
    to: &'a str,
    roles: &'a serde_json::Value,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    reason: &'a str,
    ended: bool,
}

pub(super) fn recorded<'a>(row: &'a Model, names: &'a HashMap<Uuid, String>) -> Recorded<'a> {
    let name = |id: Uuid| names.get(&id).map(String::as_str).unwrap_or_default();
    Recorded {
        from: name(row.from_id),
        to: name(row.to_id),
        roles: &row.roles,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        reason: &row.reason,
        ended: row.ended_at.is_some(),
    }
}

impl Delegations {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<OwnDelegations>, query: &ListDelegations) -> Result<Page<DelegationView>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let today = school::find(&reader, grant.school()?).await?.today(reader.now());
        let mut select = if query.past == Some(true) {
            Entity::find().filter(Column::SchoolId.eq(grant.school()?))
        } else {
            repo::open(grant.school()?, today)
        };
        select = select.filter(visible(grant)?).order_by_desc(Column::Id).limit(limit.fetch());
        if let Some(person) = query.person_id {
            select = select.filter(repo::of_person(person));
        }
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| row.id)?;
        let items = views(&reader, page.items, grant.actor(), today, grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    /// Lets `body.to_id` stand in for `from`, who decides it himself or for whom the principal does.
    pub async fn make<P: Permission>(&self, grant: &Grant<P>, from: Uuid, body: Delegate) -> Result<Reply<DelegationView>> {
        let tx = self.db.begin(grant).await?;
        let school = school::find(&tx, tx.school()?).await?;
        let today = school.today(tx.now());
        let delegator = person::repo::find(&tx, &kernel::Scope::school(school.id), from).await?;
        if !delegator.active {
            return Err(crate::CampusError::PersonInactive.into());
        }
        let delegate = person::repo::active(&tx, school.id, body.to_id, "/to_id").await?;
        if delegate.id == delegator.id {
            return Err(DelegationError::ToHimself.into());
        }
        refuse_days(&tx, &body, today).await?;
        let roles = his_roles(&tx, delegator.id, &body.roles, today).await?;
        refuse_delegate(&tx, &delegator, &delegate, &roles, &body, today).await?;
        let row = Model {
            school_id: school.id,
            id: tx.new_id(),
            from_id: delegator.id,
            to_id: delegate.id,
            roles: roles.iter().map(|role| role.code()).collect::<Vec<_>>().into(),
            starts_on: body.starts_on,
            ends_on: body.ends_on,
            reason: text::tidy(&body.reason),
            decided_by: grant.person()?,
            decided_at: tx.now(),
            ended_at: None,
            ended_by: None,
            version: 1,
        };
        row.clone().into_active_model().reset_all().insert(&tx).await?;
        let names = HashMap::from([(delegator.id, delegator.name.clone()), (delegate.id, delegate.name.clone())]);
        let event = Event::new(event::DELEGATED)
            .created("delegation", row.id, &delegate.name, &recorded(&row, &names))
            .about("person", delegator.id, &delegator.name)
            .about("person", delegate.id, &delegate.name)
            .changes_rights();
        let labels = role_label::of(&tx, school.id).await?;
        let news = News::new(event::NEWS_DELEGATED, "delegation", row.id, "/people/delegations").to([row.from_id, row.to_id]);
        let news = news.word("from", delegator.name.as_str()).word("to", delegate.name.as_str()).word("roles", labels.words(&roles));
        let (first, last) = (row.starts_on.to_string(), row.ends_on.to_string());
        tx.tell([news.word("first", first.as_str()).word("last", last.as_str())]).await?;
        let version = row.version;
        let view = views(&tx, vec![row], grant.actor(), today, grant.context().lang()).await?.pop().ok_or_else(Problem::not_found)?;
        tx.commit([event], Reply::created(view).version(version)).await
    }

    /// Ends it now. What was begun under it cannot be finished under it.
    pub async fn end(&self, grant: &Grant<OwnDelegations>, id: Uuid, seen: IfMatch) -> Result<Reply<DelegationView>> {
        let tx = self.db.begin(grant).await?;
        let school = school::find(&tx, tx.school()?).await?;
        let today = school.today(tx.now());
        let found = Entity::find().filter(Column::SchoolId.eq(school.id)).filter(Column::Id.eq(id)).filter(visible(grant)?);
        let before = found.one(&tx).await?.ok_or_else(Problem::not_found)?;
        seen.check(before.version)?;
        if !may_end(grant.actor(), &before) {
            return Err(kernel::grant::forbidden(&DecideDelegations::INFO));
        }
        if state(&before, today) == DelegationState::Over {
            return Err(DelegationError::Over.into());
        }
        let row = repo::ended(&tx, &before);
        tx.save(row.clone(), before.version).await?;
        let names = person::repo::names(&tx, school.id, vec![row.from_id, row.to_id]).await?;
        let name = |id: Uuid| names.get(&id).map(String::as_str).unwrap_or_default();
        let event = Event::new(event::DELEGATION_ENDED)
            .changed("delegation", row.id, name(row.to_id), &recorded(&before, &names), &recorded(&row, &names))
            .about("person", row.from_id, name(row.from_id))
            .about("person", row.to_id, name(row.to_id))
            .changes_rights();
        let news = News::new(event::NEWS_DELEGATION_ENDED, "delegation", row.id, "/people/delegations").to([row.from_id, row.to_id]);
        tx.tell([news.word("from", name(row.from_id)).word("to", name(row.to_id))]).await?;
        let version = row.version;
        let view = views(&tx, vec![row], grant.actor(), today, grant.context().lang()).await?.pop().ok_or_else(Problem::not_found)?;
        tx.commit([event], Reply::ok(view).version(version)).await
    }
}

/// One's own; everybody's for whoever sees people.
fn visible(grant: &Grant<OwnDelegations>) -> Result<Condition> {
    let all = grant.actor().may(ViewPeople::INFO.key);
    Ok(if all { Condition::all() } else { repo::of_person(grant.person()?) })
}

fn may_end(actor: &Actor, row: &Model) -> bool {
    actor.person == Some(row.from_id) || actor.person == Some(row.to_id) || actor.may(DecideDelegations::INFO.key)
}

async fn refuse_days(tx: &Tx, body: &Delegate, today: NaiveDate) -> Result<()> {
    if body.starts_on < today {
        return Err(DelegationError::BeginsBefore.into());
    }
    if body.ends_on < body.starts_on {
        return Err(DelegationError::EndsBefore.into());
    }
    let most = MOST_DAYS.on(tx, tx.school()?, today).await?;
    let too_long = body.ends_on - body.starts_on >= TimeDelta::days(most.into());
    if too_long { Err(DelegationError::TooLong(most).into()) } else { Ok(()) }
}

/// The roles of the body, each of which is the delegator's own and decides something.
async fn his_roles(tx: &Tx, delegator: Uuid, codes: &[String], today: NaiveDate) -> Result<Vec<Role>> {
    let held = role_grant::confirmed_of(tx, tx.school()?, vec![delegator], today).await?.remove(&delegator).unwrap_or_default();
    let mut roles = Vec::new();
    for (index, code) in codes.iter().enumerate() {
        let role = Role::from_code(code).filter(|role| role.delegable() && held.iter().any(|grant| grant.role == *role));
        let role = role.ok_or(DelegationError::NotHis(index))?;
        if roles.contains(&role) {
            return Err(Problem::invalid(
                format!("/roles/{index}"),
                "duplicate",
                "同一个角色出现了两次。",
                "The same role is there twice.",
            ));
        }
        roles.push(role);
    }
    Ok(roles)
}

/// SD17 holds for whoever stands in too; and nothing is handed to the same person twice.
async fn refuse_delegate(
    tx: &Tx,
    from: &person::entity::Model,
    to: &person::entity::Model,
    roles: &[Role],
    body: &Delegate,
    today: NaiveDate,
) -> Result<()> {
    if role_grant::stands_as(tx, from.school_id, to.id, Role::SystemAdmin, today).await? {
        return Err(DelegationError::Administrator.into());
    }
    let between = repo::open(from.school_id, today).filter(Column::FromId.eq(from.id)).filter(Column::ToId.eq(to.id));
    let same_days = between.filter(Column::StartsOn.lte(body.ends_on)).filter(Column::EndsOn.gte(body.starts_on)).all(tx).await?;
    let handed = same_days.iter().any(|row| row.roles().iter().any(|role| roles.contains(role)));
    if handed { Err(DelegationError::HandedAlready.into()) } else { Ok(()) }
}

fn state(row: &Model, today: NaiveDate) -> DelegationState {
    if row.ended_at.is_some() || row.ends_on < today {
        DelegationState::Over
    } else if row.starts_on > today {
        DelegationState::Planned
    } else {
        DelegationState::Holds
    }
}

async fn views(db: &impl ConnectionTrait, rows: Vec<Model>, actor: &Actor, today: NaiveDate, lang: Lang) -> Result<Vec<DelegationView>> {
    let Some(school) = rows.first().map(|row| row.school_id) else { return Ok(Vec::new()) };
    let people = rows.iter().flat_map(|row| [row.from_id, row.to_id, row.decided_by]).collect();
    let names = person::repo::names(db, school, people).await?;
    let labels = role_label::of(db, school).await?;
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    let view = |row: Model| DelegationView {
        id: row.id,
        from: person(row.from_id),
        to: person(row.to_id),
        roles: row.roles().into_iter().map(|role| DelegatedRole { code: role.code().into(), title: labels.title(role, lang) }).collect(),
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        state: state(&row, today),
        may_end: may_end(actor, &row) && state(&row, today) != DelegationState::Over,
        decided_by: person(row.decided_by),
        decided_at: row.decided_at,
        ended_at: row.ended_at,
        reason: row.reason,
        version: row.version,
    };
    Ok(rows.into_iter().map(view).collect())
}
