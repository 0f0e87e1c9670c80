//! Use cases on people.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use kernel::{Db, Grant, IfMatch, Lang, Page, PageLimit, Permission, Reply, Result, audit::Event, text};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use uuid::Uuid;

use super::{
    dto::{AddPerson, ChangePerson, HeldRole, ListPeople, PersonView},
    entity::Model,
    repo::{self, NewPerson},
};
use crate::{
    department, event,
    permissions::{ManagePeople, ViewPeople},
    role_grant,
    role_label::Labels,
};

/// The people of a school.
#[derive(Debug, Clone)]
pub struct People {
    db: Db,
}

/// What of a person goes into the audit trail. No phone numbers.
#[derive(Serialize)]
struct Recorded<'a> {
    name: &'a str,
    staff_no: Option<&'a str>,
    department_id: Option<Uuid>,
    active: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_on: Option<chrono::NaiveDate>,
}

impl Model {
    fn recorded(&self) -> Recorded<'_> {
        Recorded {
            name: &self.name,
            staff_no: self.staff_no.as_deref(),
            department_id: self.department_id,
            active: self.active,
            left_on: self.left_on,
        }
    }

    /// The audit event of a change from `before` to this.
    pub fn change_event(&self, action: &'static kernel::audit::ActionInfo, before: &Self) -> Event {
        Event::new(action).changed("person", self.id, &self.name, &before.recorded(), &self.recorded())
    }

    /// The audit event of this person's coming.
    pub fn added_event(&self) -> Event {
        self.coming(Event::new(event::PERSON_ADDED))
    }

    /// The event with this person's coming in it.
    pub(crate) fn coming(&self, event: Event) -> Event {
        event.created("person", self.id, &self.name, &self.recorded())
    }
}

impl People {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewPeople>, query: &ListPeople) -> Result<Page<PersonView>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let scope = grant.scope()?;
        let rows = repo::list(&reader, &scope, query, limit.fetch()).await?;
        let page = Page::cut(rows, limit, |p| (p.name_key.clone(), p.id))?;
        let items = views(&reader, scope.school, page.items, may_see_phone(grant), reader.now(), grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewPeople>, id: Uuid) -> Result<Reply<PersonView>> {
        let reader = self.db.read(grant);
        let row = repo::find(&reader, &grant.scope()?, id).await?;
        reply(&reader, row, may_see_phone(grant), reader.now(), grant.context().lang()).await
    }

    pub async fn add(&self, grant: &Grant<ManagePeople>, body: AddPerson) -> Result<Reply<PersonView>> {
        let tx = self.db.begin(grant).await?;
        let department_id = match &body.department {
            Some(name) => Some(department::find_or_create(&tx, name).await?),
            None => None,
        };
        let new = NewPerson { name: body.name, staff_no: body.staff_no, phone: body.phone, department_id };
        let row = repo::add(&tx, &new).await?;
        let event = row.added_event();
        let mut reply = reply(&tx, row, true, tx.now(), grant.context().lang()).await?;
        reply.status = axum::http::StatusCode::CREATED;
        tx.commit([event], reply).await
    }

    pub async fn change(&self, grant: &Grant<ManagePeople>, id: Uuid, seen: IfMatch, body: ChangePerson) -> Result<Reply<PersonView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        let mut row = before.clone();
        if let Some(name) = &body.name {
            row.name = text::tidy(name);
            row.name_key = text::fold(name);
        }
        if let Some(staff_no) = body.staff_no {
            row.staff_no = staff_no.as_deref().map(text::tidy);
        }
        if let Some(phone) = body.phone {
            row.phone = phone.as_deref().map(text::tidy);
        }
        match body.department {
            Some(Some(name)) => row.department_id = Some(department::find_or_create(&tx, &name).await?),
            Some(None) => row.department_id = None,
            None => {}
        }
        let row = repo::save(&tx, row).await?;
        let event = row.change_event(event::PERSON_CHANGED, &before);
        let reply = reply(&tx, row, true, tx.now(), grant.context().lang()).await?;
        tx.commit([event], reply).await
    }
}

fn may_see_phone<P: Permission>(grant: &Grant<P>) -> bool {
    grant.actor().may(ManagePeople::INFO.key)
}

/// One person with roles, as a reply with its version.
pub async fn view(db: &impl ConnectionTrait, row: Model, now: DateTime<Utc>, lang: Lang) -> Result<Reply<PersonView>> {
    reply(db, row, true, now, lang).await
}

async fn reply(db: &impl ConnectionTrait, row: Model, phone: bool, now: DateTime<Utc>, lang: Lang) -> Result<Reply<PersonView>> {
    let version = row.version;
    let school = row.school_id;
    let mut found = views(db, school, vec![row], phone, now, lang).await?;
    let view = found.pop().ok_or_else(kernel::Problem::not_found)?;
    Ok(Reply::ok(view).version(version))
}

async fn views(
    db: &impl ConnectionTrait,
    school: Uuid,
    rows: Vec<Model>,
    phone: bool,
    now: DateTime<Utc>,
    lang: Lang,
) -> Result<Vec<PersonView>> {
    let departments = if rows.iter().any(|p| p.department_id.is_some()) { department::names(db, school).await? } else { HashMap::new() };
    let mut held = role_grant::held_by(db, school, rows.iter().map(|p| p.id).collect(), now, lang).await?;
    Ok(rows
        .into_iter()
        .map(|p| PersonView {
            id: p.id,
            name: p.name,
            staff_no: p.staff_no,
            phone: p.phone.filter(|_| phone),
            department: p.department_id.and_then(|d| departments.get(&d).cloned()),
            active: p.active,
            left_on: p.left_on,
            has_account: p.account_id.is_some(),
            roles: held.remove(&p.id).unwrap_or_default(),
            version: p.version,
        })
        .collect())
}

impl HeldRole {
    pub(crate) fn new(grant: &role_grant::entity::Model, places: Option<String>, labels: &Labels, lang: Lang) -> Self {
        let role = crate::Role::from_code(&grant.role);
        let title = role.map_or_else(|| grant.role.clone(), |role| labels.title(role, lang));
        Self {
            grant_id: grant.id,
            code: grant.role.clone(),
            title,
            scope_title: places,
            pending: role_grant::is_pending(grant),
            valid_from: grant.starts_on,
            valid_until: grant.valid_until,
            delegable: role.is_some_and(crate::Role::delegable) && !role_grant::is_pending(grant),
        }
    }
}
