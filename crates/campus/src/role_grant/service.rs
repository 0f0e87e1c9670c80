//! Use cases on role grants.

use axum::http::StatusCode;
use chrono::{Days, NaiveDate};
use kernel::{Db, Grant, IfMatch, Lang, Page, PageLimit, Problem, Reply, Result, Tx, audit::Event, db::ROWS_PER_STATEMENT, outbox::News};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::Serialize;
use uuid::Uuid;

use super::{
    dto::{GrantRoleBody, ListRoleGrants, RoleGrantView, RoleView},
    entity::{ActiveModel, Column, Entity, Model, place},
    repo,
};
use crate::{
    CampusError, Role, delegation, event,
    location::{self, LocationRef},
    permissions::{ConfirmRoleGrant, GrantRole, ViewPeople},
    person::{self, PersonRef},
    policy::Policy,
    role_label::{self, Labels},
    school,
};

/// Whether so few people work here that one may decide and keep at once (domain.md C4). SD17 holds all the same.
pub const SMALL_SCHOOL: Policy<bool> = Policy { key: "roles.small_school", default: false };

/// Days for which somebody audits when nobody says until when (domain.md C3: every auditor's login has an end date).
pub const AUDITOR_DAYS: Policy<u32> = Policy { key: "auditor.seat_days", default: 14 };

/// Grants of roles.
#[derive(Debug, Clone)]
pub struct RoleGrants {
    pub(super) db: Db,
}

#[derive(Serialize)]
pub(super) struct Recorded<'a> {
    role: &'a str,
    person: &'a str,
    places: &'a [Uuid],
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<NaiveDate>,
    valid_until: Option<NaiveDate>,
    confirmed: bool,
    revoked: bool,
}

pub(super) fn recorded<'a>(grant: &'a Model, person: &'a str, places: &'a [Uuid]) -> Recorded<'a> {
    Recorded {
        role: &grant.role,
        person,
        places,
        valid_from: grant.starts_on,
        valid_until: grant.valid_until,
        confirmed: grant.confirmed_at.is_some(),
        revoked: grant.revoked_at.is_some(),
    }
}

impl RoleGrants {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewPeople>, query: &ListRoleGrants) -> Result<Page<RoleGrantView>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let school = grant.school()?;
        let mut select = Entity::find()
            .filter(Column::SchoolId.eq(school))
            .filter(Column::RevokedAt.is_null())
            .order_by_desc(Column::Id)
            .limit(limit.fetch());
        if query.pending == Some(true) {
            let weighty: Vec<&str> = Role::ALL.into_iter().filter(|r| r.needs_second_key()).map(Role::code).collect();
            select = select.filter(Condition::all().add(Column::ConfirmedAt.is_null()).add(Column::Role.is_in(weighty)));
        }
        if let Some(person) = query.person_id {
            select = select.filter(Column::PersonId.eq(person));
        }
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(kernel::Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |g| g.id)?;
        let items = views(&reader, school, page.items, grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn grant(&self, grant: &Grant<GrantRole>, person_id: Uuid, mut body: GrantRoleBody) -> Result<Reply<RoleGrantView>> {
        let tx = self.db.begin(grant).await?;
        let person = person::repo::find(&tx, &grant.scope()?, person_id).await?;
        // Who only looks in from outside gets no part in the school's business.
        if !person.active || person.visitor {
            return Err(CampusError::PersonInactive.into());
        }
        let role = Role::from_code(&body.role).ok_or(CampusError::UnknownRole)?;
        for (index, id) in body.places.iter().enumerate() {
            let pointer = format!("/places/{index}");
            if body.places.iter().take(index).any(|before| before == id) {
                return Err(Problem::invalid(pointer, "duplicate", "同一个场所出现了两次。", "The same place is there twice."));
            }
            location::repo::active(&tx, person.school_id, *id, &pointer).await?;
        }
        let school = school::find(&tx, person.school_id).await?;
        if role.is_of_districts() && !school.is_district() {
            return Err(CampusError::UnknownRole.into());
        }
        let today = school.today(tx.now());
        if role == Role::Auditor && body.valid_until.is_none() {
            body.valid_until = Some(last_day_of_auditor(&tx, school.id, today, body.valid_from.unwrap_or(today)).await?);
        }
        refuse_days(&body, today)?;
        refuse_conflicting_role(&tx, person.id, role).await?;
        let row = insert(&tx, person.id, role, &body, grant.actor().person, None).await?;
        let event = Event::new(event::ROLE_GRANTED)
            .created("role_grant", row.id, &person.name, &recorded(&row, &person.name, &body.places))
            .about("person", person.id, &person.name)
            .changes_rights();
        let labels = role_label::of(&tx, person.school_id).await?;
        tx.tell([news(&row, role, &labels, &person.name)]).await?;
        let view = one(&tx, row, grant.context().lang()).await?;
        tx.commit([event], Reply { status: StatusCode::CREATED, ..view }).await
    }

    /// The second key: neither who granted it nor who receives it.
    pub async fn confirm(&self, grant: &Grant<ConfirmRoleGrant>, id: Uuid, seen: IfMatch) -> Result<Reply<RoleGrantView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, grant.school()?, id).await?;
        seen.check(before.version)?;
        refuse_own(grant, &before)?;
        let row = Model { confirmed_by: Some(grant.person()?), confirmed_at: Some(tx.now()), ..before.clone() };
        self.save(tx, event::ROLE_CONFIRMED, &before, row, grant.context().lang()).await
    }

    pub async fn revoke(&self, grant: &Grant<GrantRole>, id: Uuid, seen: IfMatch) -> Result<Reply<RoleGrantView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, grant.school()?, id).await?;
        seen.check(before.version)?;
        if before.role == Role::SystemAdmin.code() {
            repo::ensure_administrator_remains(&tx, None, Some(id)).await?;
        }
        let row = Model { revoked_at: Some(tx.now()), ..before.clone() };
        self.save(tx, event::ROLE_REVOKED, &before, row, grant.context().lang()).await
    }

    async fn save(
        &self,
        tx: Tx,
        action: &'static kernel::audit::ActionInfo,
        before: &Model,
        mut row: Model,
        lang: Lang,
    ) -> Result<Reply<RoleGrantView>> {
        row.version += 1;
        tx.save(row.clone(), before.version).await?;
        let places = repo::places_of(&tx, row.school_id, vec![row.id]).await?.remove(&row.id).unwrap_or_default();
        let names = person::repo::names(&tx, row.school_id, vec![row.person_id]).await?;
        let name = names.get(&row.person_id).cloned().unwrap_or_default();
        let event = Event::new(action)
            .changed("role_grant", row.id, &name, &recorded(before, &name, &places), &recorded(&row, &name, &places))
            .about("person", row.person_id, &name)
            .changes_rights();
        if before.confirmed_at.is_none() && row.confirmed_at.is_some() {
            let labels = role_label::of(&tx, row.school_id).await?;
            tx.tell(Role::from_code(&row.role).map(|role| news(&row, role, &labels, &name))).await?;
        }
        let view = one(&tx, row, lang).await?;
        tx.commit([event], view).await
    }
}

/// The second key is turned by somebody else than who granted it and who receives it; and by nobody for either of them.
pub(super) fn refuse_own(grant: &Grant<ConfirmRoleGrant>, before: &Model) -> Result<()> {
    if before.confirmed_at.is_some() {
        return Err(CampusError::AlreadyConfirmed.into());
    }
    let own = before.granted_by.is_some_and(|person| grant.decides_as(person)) || grant.decides_as(before.person_id);
    if own { Err(CampusError::OwnConfirmation.into()) } else { Ok(()) }
}

fn refuse_days(body: &GrantRoleBody, today: NaiveDate) -> Result<()> {
    if body.valid_until.is_some_and(|last| last < today) {
        return Err(CampusError::DayIsOver.into());
    }
    let backwards = body.valid_from.zip(body.valid_until).is_some_and(|(first, last)| last < first);
    if backwards { Err(CampusError::EndsBeforeItBegins.into()) } else { Ok(()) }
}

/// Who has to turn the second key, or who got the role.
pub(super) fn news(row: &Model, role: Role, labels: &Labels, person: &str) -> News {
    if repo::is_pending(row) {
        let news = News::new(event::NEWS_GRANT_PENDING, "role_grant", row.id, "/people/grants");
        return news.to_role(Role::Principal.code()).word("person", person).word("role", labels.word(role));
    }
    News::new(event::NEWS_GRANTED, "role_grant", row.id, "/me").to([row.person_id]).word("role", labels.word(role))
}

/// SD17 and doubles, before a grant is written.
async fn refuse_conflicting_role(tx: &Tx, person: Uuid, role: Role) -> Result<()> {
    let school = tx.school()?;
    let today = school::find(tx, school).await?.today(tx.now());
    let standing = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::PersonId.eq(person))
        .filter(Column::RevokedAt.is_null())
        .filter(repo::lasting(today))
        .all(tx)
        .await?;
    let held: Vec<Role> = standing.iter().filter_map(|g| Role::from_code(&g.role)).collect();
    if held.contains(&role) {
        return Err(CampusError::RoleHeld.into());
    }
    let administers = role == Role::SystemAdmin || held.contains(&Role::SystemAdmin);
    let handed = role == Role::SystemAdmin && delegation::stands_in(tx, school, person, today).await?;
    let decides = role.decides() || handed || held.iter().any(|r| r.decides());
    if administers && decides {
        return Err(CampusError::AdministratorDecides.into());
    }
    // What a small school may, the others may not: whoever decides does not keep, whoever oversees does neither.
    if role.decides() && held.iter().any(|r| r.decides()) && !SMALL_SCHOOL.on(tx, school, today).await? {
        return Err(CampusError::SmallSchoolOnly.into());
    }
    Ok(())
}

async fn insert(
    tx: &Tx,
    person: Uuid,
    role: Role,
    body: &GrantRoleBody,
    by: Option<Uuid>,
    confirmed: Option<chrono::DateTime<chrono::Utc>>,
) -> Result<Model> {
    let school = tx.school()?;
    // The day of the grant is the rule and needs no column of its own.
    let today = if body.valid_from.is_some() { school::find(tx, school).await?.today(tx.now()) } else { NaiveDate::MIN };
    let row = ActiveModel {
        school_id: Set(school),
        id: Set(tx.new_id()),
        person_id: Set(person),
        role: Set(role.code().into()),
        valid_from: Set(tx.now()),
        valid_until: Set(body.valid_until),
        granted_by: Set(by),
        confirmed_by: Set(None),
        confirmed_at: Set(confirmed),
        revoked_at: Set(None),
        starts_on: Set(body.valid_from.filter(|first| *first > today)),
        ending_told_at: Set(None),
        version: Set(1),
    }
    .insert(tx)
    .await?;
    for location_id in &body.places {
        place::ActiveModel { school_id: Set(school), grant_id: Set(row.id), location_id: Set(*location_id) }.insert(tx).await?;
    }
    Ok(row)
}

/// An ordinary role, which needs no second key, for people who came a moment ago and hold none.
pub(crate) async fn grant_to_all(tx: &Tx, people: &[person::entity::Model], role: Role, by: Option<Uuid>) -> Result<Event> {
    let rows: Vec<Model> = people
        .iter()
        .map(|person| Model {
            school_id: person.school_id,
            id: tx.new_id(),
            person_id: person.id,
            role: role.code().into(),
            valid_from: tx.now(),
            valid_until: None,
            granted_by: by,
            confirmed_by: None,
            confirmed_at: None,
            revoked_at: None,
            starts_on: None,
            ending_told_at: None,
            version: 1,
        })
        .collect();
    let mut event = Event::new(event::ROLE_GRANTED).changes_rights();
    for some in rows.chunks(ROWS_PER_STATEMENT) {
        Entity::insert_many(some.iter().map(|row| row.clone().into_active_model().reset_all())).exec_without_returning(tx).await?;
    }
    for (row, person) in rows.iter().zip(people) {
        event =
            event.created("role_grant", row.id, &person.name, &recorded(row, &person.name, &[])).about("person", person.id, &person.name);
    }
    Ok(event)
}

/// The grants that set-up itself makes: they need no second key, because there is nobody yet to turn it.
pub async fn grant_at_setup(tx: &Tx, person: &person::entity::Model, role: Role) -> Result<Event> {
    let body = GrantRoleBody { role: role.code().into(), places: Vec::new(), valid_from: None, valid_until: None };
    let row = insert(tx, person.id, role, &body, None, Some(tx.now())).await?;
    Ok(Event::new(event::ROLE_GRANTED).created("role_grant", row.id, &person.name, &recorded(&row, &person.name, &[])).about(
        "person",
        person.id,
        &person.name,
    ))
}

/// The role of somebody who came by a sealed code. It needs no second key, because its holder sealed the code, and ends by itself.
pub async fn grant_by_code(tx: &Tx, person: &person::entity::Model, role: Role, last: NaiveDate) -> Result<Event> {
    let body = GrantRoleBody { role: role.code().into(), places: Vec::new(), valid_from: None, valid_until: Some(last) };
    let row = insert(tx, person.id, role, &body, None, Some(tx.now())).await?;
    let event = Event::new(event::ROLE_GRANTED).created("role_grant", row.id, &person.name, &recorded(&row, &person.name, &[]));
    Ok(event.about("person", person.id, &person.name).changes_rights())
}

/// The last day of an auditor who begins on `first`: so many days by the rule of today, the first one included.
pub async fn last_day_of_auditor(db: &impl ConnectionTrait, school: Uuid, today: NaiveDate, first: NaiveDate) -> Result<NaiveDate> {
    let days = AUDITOR_DAYS.on(db, school, today).await?;
    Ok(first.checked_add_days(Days::new(u64::from(days.saturating_sub(1)))).unwrap_or(first))
}

pub(crate) fn role_view(role: Role, labels: &Labels, lang: Lang) -> RoleView {
    RoleView {
        code: role.code().into(),
        title: labels.title(role, lang),
        default_title: labels.own(role).map(|_| role.title().pick(lang).into()),
        version: None,
        description: role.description().pick(lang).into(),
        needs_second_key: role.needs_second_key(),
    }
}

async fn one(db: &impl ConnectionTrait, row: Model, lang: Lang) -> Result<Reply<RoleGrantView>> {
    let (school, version) = (row.school_id, row.version);
    let view = views(db, school, vec![row], lang).await?.pop().ok_or_else(kernel::Problem::not_found)?;
    Ok(Reply::ok(view).version(version))
}

async fn views(db: &impl ConnectionTrait, school: Uuid, rows: Vec<Model>, lang: Lang) -> Result<Vec<RoleGrantView>> {
    let people = rows.iter().flat_map(|g| [Some(g.person_id), g.granted_by, g.confirmed_by]).flatten().collect();
    let names = person::repo::names(db, school, people).await?;
    let places = repo::places_of(db, school, rows.iter().map(|g| g.id).collect()).await?;
    let labels = role_label::of(db, school).await?;
    let refs = location::repo::refs(db, school, places.values().flatten().copied().collect()).await?;
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    Ok(rows
        .into_iter()
        .filter_map(|g| {
            let role = Role::from_code(&g.role)?;
            let at: Vec<LocationRef> = places.get(&g.id).into_iter().flatten().filter_map(|id| refs.get(id).cloned()).collect();
            Some(RoleGrantView {
                id: g.id,
                person: person(g.person_id),
                role: role_view(role, &labels, lang),
                places: at,
                granted_by: g.granted_by.map(person),
                confirmed_by: g.confirmed_by.map(person),
                pending: repo::is_pending(&g),
                valid_from: g.starts_on,
                valid_until: g.valid_until,
                version: g.version,
            })
        })
        .collect())
}
