//! Use cases on plans.

use campus::{Role, calendar, location, person, role_label, school};
use chrono::{Days, NaiveDate};
use kernel::{Cursor, Db, Grant, IfMatch, Lang, Page, PageLimit, Permission, Reply, Result, Scope, Tx, audit::Event, text};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    KIND, PERFORMERS, Performer, Plan, PlanId,
    dto::{ChecklistRef, InspectionPlanView, ListPlans, PlanBody, RoleRef},
    entity::{Column, Entity},
    repo,
};
use crate::{
    InspectionError,
    checklist::{self, repo::usable},
    event,
    permissions::{ManageInspections, ViewInspections},
};

/// Plans of inspections.
#[derive(Debug, Clone)]
pub struct Plans {
    db: Db,
}

impl Plans {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub(super) async fn list(&self, grant: &Grant<ViewInspections>, query: &ListPlans) -> Result<Page<InspectionPlanView>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let mut select = Entity::find().filter(repo::in_scope(&grant.scope()?)).order_by_desc(Column::Id).limit(limit.fetch());
        if !query.retired.unwrap_or_default() {
            select = select.filter(Column::Active.eq(true));
        }
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| row.id)?;
        let plans = page.items.into_iter().map(repo::read).collect::<Result<Vec<_>>>()?;
        let items = views(&reader, grant.school()?, plans, reader.now(), grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub(super) async fn get(&self, grant: &Grant<ViewInspections>, id: PlanId) -> Result<Reply<InspectionPlanView>> {
        let reader = self.db.read(grant);
        let plan = repo::find(&reader, &grant.scope()?, id).await?;
        reply(&reader, plan, reader.now(), grant.context().lang()).await
    }

    pub async fn add(&self, grant: &Grant<ManageInspections>, body: PlanBody) -> Result<Reply<InspectionPlanView>> {
        let tx = self.db.begin(grant).await?;
        let said = Said::of(&tx, grant, body).await?;
        let plan = said.plan(tx.now(), PlanId(tx.new_id()));
        repo::insert(&tx, &plan).await?;
        let event = Event::new(event::PLAN_ADDED).created(KIND, plan.id, &plan.name, &plan.recorded());
        let version = plan.version;
        let view = reply(&tx, plan, tx.now(), grant.context().lang()).await?;
        tx.commit([event], Reply { status: axum::http::StatusCode::CREATED, version: Some(version), body: view.body }).await
    }

    /// Says anew what is held when. Rounds that are there stay as they are; the next ones follow.
    pub(super) async fn revise(
        &self,
        grant: &Grant<ManageInspections>,
        id: PlanId,
        seen: IfMatch,
        body: PlanBody,
    ) -> Result<Reply<InspectionPlanView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, &Scope::school(grant.school()?), id).await?;
        seen.check(before.version)?;
        let body = PlanBody { starts_on: body.starts_on.or(Some(before.starts_on)), ..body };
        let mut plan = Said::of(&tx, grant, body).await?.plan(tx.now(), id);
        let is_same_time = plan.rhythm == before.rhythm && plan.windows == before.windows && plan.active == before.active;
        if is_same_time && plan.starts_on == before.starts_on && plan.on_holidays == before.on_holidays {
            plan.since = before.since;
        }
        (plan.key, plan.made_until, plan.created_at, plan.version) =
            (before.key.clone(), before.made_until, before.created_at, before.version);
        let plan = repo::save(&tx, plan).await?;
        let event = Event::new(event::PLAN_REVISED).changed(KIND, plan.id, &plan.name, &before.recorded(), &plan.recorded());
        let view = reply(&tx, plan, tx.now(), grant.context().lang()).await?;
        tx.commit([event], view).await
    }
}

/// What a body says, when all that it names is there.
struct Said {
    school: school::entity::Model,
    body: PlanBody,
    place: Option<location::entity::Model>,
    performer: Performer,
    starts_on: NaiveDate,
}

impl Said {
    async fn of<P: Permission>(tx: &Tx, grant: &Grant<P>, body: PlanBody) -> Result<Self> {
        let school = school::find(tx, grant.school()?).await?;
        usable(tx, school.id, body.checklist_id, "/checklist_id").await?;
        let place = match body.location_id {
            Some(id) => Some(location::repo::active(tx, school.id, id, "/location_id").await?),
            None => None,
        };
        if let Some(field) = body.rhythm.wrong() {
            return Err(InspectionError::RhythmIncomplete(field).into());
        }
        if let Some(index) = body.windows.iter().position(|window| window.from >= window.to) {
            return Err(InspectionError::WindowEndsFirst(index).into());
        }
        let mut windows = body.windows.clone();
        windows.sort_by_key(|window| window.from);
        if windows.windows(2).any(|pair| matches!(pair, [one, next] if next.from <= one.to)) {
            return Err(InspectionError::WindowsOverlap.into());
        }
        let performer = performer(tx, school.id, &body).await?;
        let starts_on = body.starts_on.unwrap_or_else(|| school.today(tx.now()));
        if body.ends_on.is_some_and(|last| last < starts_on) {
            return Err(InspectionError::EndsBeforeItBegins.into());
        }
        Ok(Self { school, body: PlanBody { windows, ..body }, place, performer, starts_on })
    }

    fn plan(self, now: chrono::DateTime<chrono::Utc>, id: PlanId) -> Plan {
        let Self { school, body, place, performer, starts_on } = self;
        Plan {
            school_id: school.id,
            id,
            key: None,
            name: text::tidy(&body.name),
            checklist_id: body.checklist_id,
            location_id: body.location_id,
            levels: place.map(|place| place.levels()).unwrap_or_default(),
            check_kind: body.check_kind,
            level: body.level,
            rhythm: body.rhythm,
            windows: body.windows,
            on_holidays: body.on_holidays,
            performer,
            starts_on,
            ends_on: body.ends_on,
            active: !body.retired,
            since: now,
            made_until: None,
            created_at: now,
            updated_at: now,
            version: 1,
        }
    }
}

async fn performer(tx: &Tx, school: Uuid, body: &PlanBody) -> Result<Performer> {
    match (body.performer_id, body.performer_role.as_deref()) {
        (Some(_), Some(_)) => Err(InspectionError::TwoPerformers.into()),
        (Some(id), None) => {
            person::repo::active(tx, school, id, "/performer_id").await?;
            Ok(Performer::Person(id))
        }
        (None, Some(code)) => {
            let role = Role::from_code(code).filter(|role| PERFORMERS.contains(role));
            role.map(Performer::Role).ok_or_else(|| InspectionError::RoleDoesNotInspect.into())
        }
        (None, None) => Ok(Performer::Anybody),
    }
}

async fn reply(db: &impl ConnectionTrait, plan: Plan, now: chrono::DateTime<chrono::Utc>, lang: Lang) -> Result<Reply<InspectionPlanView>> {
    let (school, version) = (plan.school_id, plan.version);
    let view = views(db, school, vec![plan], now, lang).await?.pop();
    Ok(Reply::ok(view.ok_or_else(kernel::Problem::not_found)?).version(version))
}

/// Plans with their names: checklists, places, people, roles and the calendar of the year, whatever their number.
async fn views(
    db: &impl ConnectionTrait,
    school: Uuid,
    plans: Vec<Plan>,
    now: chrono::DateTime<chrono::Utc>,
    lang: Lang,
) -> Result<Vec<InspectionPlanView>> {
    if plans.is_empty() {
        return Ok(Vec::new());
    }
    let school = school::find(db, school).await?;
    let today = school.today(now);
    let year = today.checked_add_days(Days::new(366)).unwrap_or(today);
    let calendar = calendar::around(db, &school, today, year).await?;
    let lists = checklist::repo::names(db, school.id, plans.iter().map(|plan| plan.checklist_id).collect()).await?;
    let places = location::repo::refs(db, school.id, plans.iter().filter_map(|plan| plan.location_id).collect()).await?;
    let people = plans.iter().filter_map(|plan| plan.performer.person()).collect();
    let (names, labels) = role_label::with_names(db, school.id, people).await?;
    let view = |plan: Plan| {
        let next = plan.rhythm.next(plan.starts_on, plan.on_holidays, &calendar, today.max(plan.starts_on.pred_opt().unwrap_or(today)));
        InspectionPlanView {
            id: plan.id,
            checklist: ChecklistRef { id: plan.checklist_id, name: lists.get(&plan.checklist_id).cloned().unwrap_or_default() },
            location: plan.location_id.and_then(|id| places.get(&id)).cloned(),
            check_kind: plan.check_kind,
            level: plan.level,
            performer: plan.performer.person().map(|id| person::PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() }),
            performer_role: plan.performer.role().map(|role| RoleRef { code: role.code().to_owned(), title: labels.title(role, lang) }),
            next_on: next.filter(|day| plan.active && plan.ends_on.is_none_or(|last| *day <= last)),
            name: plan.name,
            rhythm: plan.rhythm,
            windows: plan.windows,
            on_holidays: plan.on_holidays,
            starts_on: plan.starts_on,
            ends_on: plan.ends_on,
            retired: !plan.active,
            version: plan.version,
        }
    };
    Ok(plans.into_iter().map(view).collect())
}
