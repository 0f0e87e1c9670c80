//! Use cases on canteens.

use campus::{
    location, person,
    person::PersonRef,
    school::{self, entity::Model as School},
};
use kernel::{Db, Grant, IfMatch, Page, Problem, Reply, Result, Scope, Tx, audit::Event, text};
use sea_orm::{ConnectionTrait, DbErr, SqlErr};
use serde::Serialize;
use uuid::Uuid;

use super::{
    KIND,
    dto::{CanteenBody, CanteenView, Mode},
    entity::Model,
    repo,
};
use crate::{
    CanteenError, Meal, control, event,
    permissions::{ManageCanteen, ViewCanteen},
    policy::DIRECTOR_FROM_DINERS,
};

/// Canteens.
#[derive(Debug, Clone)]
pub struct Canteens {
    db: Db,
}

impl Canteens {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewCanteen>) -> Result<Page<CanteenView>> {
        let reader = self.db.read(grant);
        let rows = repo::all(&reader, &grant.scope()?).await?;
        let school = school::find(&reader, grant.school()?).await?;
        let from = DIRECTOR_FROM_DINERS.on(&reader, school.id, school.today(reader.now())).await?;
        views(&reader, &school, rows, from).await.map(Page::whole)
    }

    pub async fn add(&self, grant: &Grant<ManageCanteen>, body: CanteenBody) -> Result<Reply<CanteenView>> {
        let tx = self.db.begin(grant).await?;
        let school = grant.school()?;
        if repo::all(&tx, &Scope::school(school)).await?.len() >= repo::MOST {
            return Err(CanteenError::TooMany.into());
        }
        let row = Model {
            school_id: school,
            id: tx.new_id(),
            name: String::new(),
            name_key: String::new(),
            mode: body.mode.key().into(),
            place_id: None,
            diners: body.diners,
            meals: serde_json::Value::Null,
            manager_id: None,
            officer_id: None,
            director_id: None,
            retired: body.retired,
            created_at: tx.now(),
            version: 1,
        };
        let row = checked(&tx, row, &body).await?;
        repo::insert(&tx, &row).await.map_err(name_taken)?;
        let event = Event::new(event::CANTEEN_ADDED).created(KIND, row.id, &row.name, &recorded(&row));
        let view = one(&tx, row).await?;
        let version = view.version;
        tx.commit([event], Reply::created(view).version(version)).await
    }

    pub async fn revise(&self, grant: &Grant<ManageCanteen>, id: Uuid, seen: IfMatch, body: CanteenBody) -> Result<Reply<CanteenView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        let row = checked(&tx, Model { version: before.version + 1, ..before.clone() }, &body).await?;
        tx.save(row.clone(), before.version).await.map_err(|error| error.or(name_taken))?;
        let event = Event::new(event::CANTEEN_REVISED).changed(KIND, row.id, &row.name, &recorded(&before), &recorded(&row));
        let handed_over = control::hand_over(&tx, &before, &row).await?;
        let view = one(&tx, row).await?;
        let version = view.version;
        tx.commit(std::iter::once(event).chain(handed_over), Reply::ok(view).version(version)).await
    }
}

/// The row with what the body says, when all that it names is there.
async fn checked(tx: &Tx, row: Model, body: &CanteenBody) -> Result<Model> {
    let school = row.school_id;
    if let Some(place) = body.place_id {
        location::repo::active(tx, school, place, "/place_id").await?;
    }
    let named = [("/manager_id", body.manager_id), ("/officer_id", body.officer_id), ("/director_id", body.director_id)];
    let here = person::repo::active_of(tx, school, named.iter().filter_map(|(_, id)| *id).collect()).await?;
    if let Some((pointer, _)) = named.iter().find(|(_, id)| id.is_some_and(|id| !here.contains(&id))) {
        return Err(Problem::reference(*pointer));
    }
    let meals: Vec<&str> = Meal::ALL.into_iter().filter(|meal| body.meals.contains(meal)).map(Meal::key).collect();
    let name = text::tidy(&body.name);
    Ok(Model {
        name_key: text::fold(&name),
        name,
        mode: body.mode.key().into(),
        place_id: body.place_id,
        diners: body.diners,
        meals: serde_json::to_value(meals).map_err(Problem::internal)?,
        manager_id: body.manager_id,
        officer_id: body.officer_id,
        director_id: body.director_id,
        retired: body.retired,
        ..row
    })
}

fn name_taken(error: DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => CanteenError::NameTaken.into(),
        _ => error.into(),
    }
}

/// What of a canteen goes into the audit trail.
#[derive(Debug, Serialize)]
struct Recorded<'a> {
    name: &'a str,
    mode: &'a str,
    place_id: Option<Uuid>,
    diners: i64,
    meals: &'a serde_json::Value,
    manager_id: Option<Uuid>,
    officer_id: Option<Uuid>,
    director_id: Option<Uuid>,
    retired: bool,
}

fn recorded(row: &Model) -> Recorded<'_> {
    Recorded {
        name: &row.name,
        mode: &row.mode,
        place_id: row.place_id,
        diners: row.diners,
        meals: &row.meals,
        manager_id: row.manager_id,
        officer_id: row.officer_id,
        director_id: row.director_id,
        retired: row.retired,
    }
}

async fn one(tx: &Tx, row: Model) -> Result<CanteenView> {
    let school = school::find(tx, row.school_id).await?;
    let from = DIRECTOR_FROM_DINERS.on(tx, school.id, school.today(tx.now())).await?;
    views(tx, &school, vec![row], from).await?.pop().ok_or_else(Problem::not_found)
}

/// Canteens as they are seen: people and places in two look-ups.
pub(crate) async fn views(db: &impl ConnectionTrait, school: &School, rows: Vec<Model>, director_from: i64) -> Result<Vec<CanteenView>> {
    let people = rows.iter().flat_map(|row| [row.manager_id, row.officer_id, row.director_id]).flatten().collect();
    let names = person::repo::names(db, school.id, people).await?;
    let places = location::repo::refs(db, school.id, rows.iter().filter_map(|row| row.place_id).collect()).await?;
    let person = |id: Option<Uuid>| id.map(|id| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() });
    let view = |row: Model| -> Result<CanteenView> {
        let meals = repo::meals(&row);
        let mode = Mode::of(&row.mode).ok_or_else(|| Problem::internal(format!("canteen {}: mode {}", row.id, row.mode)))?;
        Ok(CanteenView {
            id: row.id,
            name: row.name,
            mode,
            place: row.place_id.and_then(|id| places.get(&id).cloned()),
            diners: row.diners,
            meals,
            manager: person(row.manager_id),
            officer: person(row.officer_id),
            director: person(row.director_id),
            director_missing: row.director_id.is_none() && row.diners >= director_from,
            retired: row.retired,
            version: row.version,
        })
    };
    rows.into_iter().map(view).collect()
}
