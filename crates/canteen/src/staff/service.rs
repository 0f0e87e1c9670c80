//! Use cases on a canteen's staff.

use std::collections::HashMap;

use campus::{person, school};
use kernel::{Actor, Db, Grant, IfMatch, Lang, Page, Permission, Problem, Reply, Result, Tx, audit::Event, text};
use sea_orm::{DbErr, SqlErr};
use serde::Serialize;
use uuid::Uuid;

use super::{
    KIND,
    dto::{StaffBody, StaffView},
    entity::Model,
    repo::{self, Worker},
};
use crate::{
    CanteenError,
    book::off_post,
    certificate, event,
    permissions::{ManageCanteen, ViewCanteen, ViewHealth},
    site,
};

/// The staff of canteens.
#[derive(Debug, Clone)]
pub struct Staff {
    db: Db,
}

impl Staff {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewCanteen>, canteen: Uuid) -> Result<Page<StaffView>> {
        let reader = self.db.read(grant);
        let canteen = site::repo::find(&reader, &grant.scope()?, canteen).await?;
        let today = school::find(&reader, canteen.school_id).await?.today(reader.now());
        let rows = repo::of_canteen(&reader, canteen.school_id, canteen.id).await?;
        let certificates = certificate::repo::of_staff(&reader, canteen.school_id, rows.iter().map(|row| row.id).collect()).await?;
        let off_post = off_post::of(&reader, (canteen.school_id, canteen.id), &rows, today).await?;
        let people: Vec<Uuid> = rows.iter().filter_map(|row| row.person_id).collect();
        let here = person::repo::active_of(&reader, canteen.school_id, people).await?;
        let workers = repo::judged(rows, &certificates, &off_post, &here, today);
        let lang = grant.context().lang();
        let entered = certificate::view::names(&reader, canteen.school_id, &certificates).await?;
        let items = workers.into_iter().map(|worker| view(worker, &certificates, &entered, grant.actor(), today, lang));
        Ok(Page::whole(items.collect::<Result<_>>()?))
    }

    pub async fn add(&self, grant: &Grant<ManageCanteen>, canteen: Uuid, body: StaffBody) -> Result<Reply<StaffView>> {
        let tx = self.db.begin(grant).await?;
        let canteen = site::repo::in_use(&tx, &grant.scope()?, canteen).await?;
        if repo::of_canteen(&tx, canteen.school_id, canteen.id).await?.len() >= repo::MOST {
            return Err(CanteenError::TooMuchStaff.into());
        }
        let row = Model {
            school_id: canteen.school_id,
            id: tx.new_id(),
            canteen_id: canteen.id,
            person_id: None,
            name: String::new(),
            name_key: String::new(),
            post: String::new(),
            active: true,
            created_at: tx.now(),
            version: 1,
        };
        let row = checked(&tx, row, &body).await?;
        repo::insert(&tx, &row).await.map_err(works_there)?;
        let event =
            Event::new(event::STAFF_ADDED).created(KIND, row.id, &row.name, &recorded(&row)).about(site::KIND, canteen.id, &canteen.name);
        let version = row.version;
        let view = one(grant, &tx, row).await?;
        tx.commit([event], Reply::created(view).version(version)).await
    }

    pub async fn revise(&self, grant: &Grant<ManageCanteen>, id: Uuid, seen: IfMatch, body: StaffBody) -> Result<Reply<StaffView>> {
        let tx = self.db.begin(grant).await?;
        let (before, canteen) = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        let row = checked(&tx, Model { version: before.version + 1, ..before.clone() }, &body).await?;
        tx.save(row.clone(), before.version).await.map_err(|error| error.or(works_there))?;
        let event = Event::new(event::STAFF_REVISED).changed(KIND, row.id, &row.name, &recorded(&before), &recorded(&row)).about(
            site::KIND,
            canteen.id,
            &canteen.name,
        );
        let version = row.version;
        let view = one(grant, &tx, row).await?;
        tx.commit([event], Reply::ok(view).version(version)).await
    }
}

/// The row with what the body says: one of the school's people under his own name, or somebody from outside.
async fn checked(tx: &Tx, row: Model, body: &StaffBody) -> Result<Model> {
    let name = match body.person_id {
        // Whoever has left since stays under the name that he had.
        Some(person) if row.person_id == Some(person) && !body.active => row.name.clone(),
        Some(person) => person::repo::active(tx, row.school_id, person, "/person_id").await?.name,
        None => body.name.as_deref().map(text::tidy).filter(|name| !name.is_empty()).ok_or(CanteenError::Nameless)?,
    };
    Ok(Model { person_id: body.person_id, name_key: text::fold(&name), name, post: text::tidy(&body.post), active: body.active, ..row })
}

fn works_there(error: DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => CanteenError::WorksThere.into(),
        _ => error.into(),
    }
}

/// What of somebody goes into the audit trail.
#[derive(Debug, Serialize)]
struct Recorded<'a> {
    name: &'a str,
    person_id: Option<Uuid>,
    post: &'a str,
    active: bool,
}

fn recorded(row: &Model) -> Recorded<'_> {
    Recorded { name: &row.name, person_id: row.person_id, post: &row.post, active: row.active }
}

/// One of the staff as the caller sees him.
pub(crate) async fn one<P: Permission>(grant: &Grant<P>, tx: &Tx, row: Model) -> Result<StaffView> {
    let today = school::find(tx, row.school_id).await?.today(tx.now());
    let certificates = certificate::repo::of_staff(tx, row.school_id, vec![row.id]).await?;
    let off_post = off_post::of(tx, (row.school_id, row.canteen_id), std::slice::from_ref(&row), today).await?;
    let here = person::repo::active_of(tx, row.school_id, row.person_id.into_iter().collect()).await?;
    let names = certificate::view::names(tx, row.school_id, &certificates).await?;
    let mut workers = repo::judged(vec![row], &certificates, &off_post, &here, today);
    let worker = workers.pop().ok_or_else(Problem::not_found)?;
    view(worker, &certificates, &names, grant.actor(), today, grant.context().lang())
}

fn view(
    worker: Worker,
    certificates: &HashMap<Uuid, Vec<certificate::entity::Model>>,
    names: &HashMap<Uuid, String>,
    actor: &Actor,
    today: chrono::NaiveDate,
    lang: Lang,
) -> Result<StaffView> {
    let Worker { row, fit } = worker;
    let sees_health = actor.may(ViewHealth::INFO.key);
    let held = certificates.get(&row.id).map(Vec::as_slice).unwrap_or_default();
    let shown = || held.iter().map(|one| certificate::view::view(one, names, actor, today, lang)).collect::<Result<Vec<_>>>();
    Ok(StaffView {
        id: row.id,
        canteen_id: row.canteen_id,
        person_id: row.person_id,
        name: row.name,
        post: row.post,
        active: row.active,
        may_work: fit.is_ok(),
        why_not: fit.err().filter(|_| sees_health).map(|why| why.text().pick(lang).to_owned()),
        certificates: if sees_health { Some(shown()?) } else { None },
        version: row.version,
    })
}
