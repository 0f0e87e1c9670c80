//! Use cases on menus.

use std::collections::{BTreeSet, HashMap};

use campus::{
    person::{self, PersonRef},
    school,
};
use chrono::{NaiveDate, TimeDelta};
use kernel::{Db, Grant, IfMatch, Page, Problem, Reply, Result, Text, Tx, audit::Event, text};
use sea_orm::{ConnectionTrait, DbErr, SqlErr};
use serde::Serialize;
use uuid::Uuid;

use super::{
    KIND,
    dto::{Dish, ListMenus, MenuBody, MenuView, RewriteBody},
    entity::Model,
    repo,
};
use crate::{
    CanteenError, Meal,
    book::{
        self,
        dto::{StrikeBody, Struck},
    },
    event,
    permissions::{KeepBook, ViewCanteen},
    site,
    strike::{self, Told},
};

/// Days that are shown at once.
const MOST_DAYS: i64 = 62;

/// Menus.
#[derive(Debug, Clone)]
pub struct Menus {
    db: Db,
}

impl Menus {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewCanteen>, canteen: Uuid, query: &ListMenus) -> Result<Page<MenuView>> {
        let reader = self.db.read(grant);
        let canteen = site::repo::find(&reader, &grant.scope()?, canteen).await?;
        let today = school::find(&reader, canteen.school_id).await?.today(reader.now());
        let from = query.from.unwrap_or(today);
        let to = query.to.unwrap_or_else(|| from.checked_add_signed(TimeDelta::days(6)).unwrap_or(from));
        if to - from > TimeDelta::days(MOST_DAYS) {
            return Err(CanteenError::PeriodTooLong(MOST_DAYS).into());
        }
        let rows = repo::between(&reader, canteen.school_id, canteen.id, from, to).await?;
        views(&reader, canteen.school_id, rows).await.map(Page::whole)
    }

    pub async fn write(&self, grant: &Grant<KeepBook>, canteen: Uuid, body: MenuBody) -> Result<Reply<MenuView>> {
        let tx = self.db.begin(grant).await?;
        let canteen = site::repo::in_use(&tx, &grant.scope()?, canteen).await?;
        let row = new(&tx, &canteen, grant.person()?, (body.day, body.meal), body.dishes, None).await?;
        repo::insert(&tx, &row).await.map_err(there)?;
        let event = Event::new(event::MENU_WRITTEN).created(KIND, row.id, label(&row), &recorded(&row)).about(
            site::KIND,
            canteen.id,
            &canteen.name,
        );
        let view = one(&tx, row).await?;
        let version = view.version;
        tx.commit([event], Reply::created(view).version(version)).await
    }

    pub async fn rewrite(&self, grant: &Grant<KeepBook>, id: Uuid, seen: IfMatch, body: RewriteBody) -> Result<Reply<MenuView>> {
        let tx = self.db.begin(grant).await?;
        let (before, canteen) = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        let struck = strike_out(&tx, &canteen, &before, grant.person()?, &body.reason).await?;
        let meal = repo::meal(&before)?;
        let row = new(&tx, &canteen, grant.person()?, (before.day, meal), body.dishes, Some(before.id)).await?;
        stays_on(&tx, &before, meal, &repo::dishes(&row)?).await?;
        repo::insert(&tx, &row).await.map_err(there)?;
        let event = Event::new(event::MENU_REWRITTEN)
            .created(KIND, row.id, label(&row), &recorded(&row))
            .changed(KIND, struck.id, label(&struck), &recorded(&before), &recorded(&struck))
            .about(site::KIND, canteen.id, &canteen.name);
        let view = one(&tx, row).await?;
        let version = view.version;
        tx.commit([event], Reply::created(view).version(version)).await
    }

    pub async fn strike(&self, grant: &Grant<KeepBook>, id: Uuid, seen: IfMatch, body: StrikeBody) -> Result<Reply<MenuView>> {
        let tx = self.db.begin(grant).await?;
        let (before, canteen) = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        let row = strike_out(&tx, &canteen, &before, grant.person()?, &body.reason).await?;
        stays_on(&tx, &before, repo::meal(&before)?, &[]).await?;
        let event = Event::new(event::MENU_STRUCK).changed(KIND, row.id, label(&row), &recorded(&before), &recorded(&row)).about(
            site::KIND,
            canteen.id,
            &canteen.name,
        );
        let view = one(&tx, row).await?;
        let version = view.version;
        tx.commit([event], Reply::ok(view).version(version)).await
    }
}

/// A menu that is about to be written down.
async fn new(
    tx: &Tx,
    canteen: &site::entity::Model,
    me: Uuid,
    (day, meal): (NaiveDate, Meal),
    dishes: Vec<Dish>,
    replaces_id: Option<Uuid>,
) -> Result<Model> {
    let school = school::find(tx, canteen.school_id).await?;
    let mut named = BTreeSet::new();
    let mut tidied = Vec::with_capacity(dishes.len());
    for (index, dish) in dishes.into_iter().enumerate() {
        let name = text::tidy(&dish.name);
        if !named.insert(text::fold(&name)) {
            return Err(CanteenError::DishTwice(index).into());
        }
        let quantities = dish.quantities.map(|text| text::sentence(&text)).filter(|text| !text.is_empty());
        tidied.push(Dish { name, quantities });
    }
    Ok(Model {
        school_id: canteen.school_id,
        id: tx.new_id(),
        canteen_id: canteen.id,
        day,
        meal: meal.key().into(),
        dishes: serde_json::to_value(tidied).map_err(Problem::internal)?,
        recorded_at: tx.now(),
        recorded_by: me,
        // A plan that is written when the meal is eaten is none.
        late: tx.now() > meal.on(school.zone(), day).0,
        replaces_id,
        struck_at: None,
        struck_by: None,
        struck_reason: None,
        version: 1,
    })
}

async fn strike_out(tx: &Tx, canteen: &site::entity::Model, before: &Model, me: Uuid, reason: &str) -> Result<Model> {
    if before.struck_at.is_some() {
        return Err(CanteenError::StruckAlready.into());
    }
    let reason = text::sentence(reason);
    let row = Model {
        struck_at: Some(tx.now()),
        struck_by: Some(me),
        struck_reason: Some(reason.clone()),
        version: before.version + 1,
        ..before.clone()
    };
    tx.save(row.clone(), before.version).await?;
    let meal = repo::meal(before)?.title();
    let what = Text::new(format!("{} {}食谱", row.day, meal.zh), format!("{}: menu, {}", meal.en, row.day));
    let link = format!("/canteen?canteen_id={}&day={}", canteen.id, row.day);
    strike::tell(tx, canteen, &[row.recorded_by], Told { kind: KIND, id: row.id, link, what, reason: &reason }).await?;
    Ok(row)
}

/// Of what has a sample the menu tells: it cannot leave it while the sample stands.
async fn stays_on(tx: &Tx, before: &Model, meal: Meal, dishes: &[Dish]) -> Result<()> {
    let sampled = book::repo::sampled(tx, before.school_id, before.canteen_id, before.day, meal).await?;
    let listed: BTreeSet<String> = dishes.iter().map(|dish| text::fold(&dish.name)).collect();
    match sampled.into_iter().find(|dish| !listed.contains(&text::fold(dish))) {
        Some(dish) => Err(CanteenError::DishSampled { dish }.into()),
        None => Ok(()),
    }
}

fn there(error: DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => CanteenError::MenuThere.into(),
        _ => error.into(),
    }
}

/// `2026-11-24 午餐`: how the trail calls it.
fn label(row: &Model) -> String {
    let meal = Meal::of(&row.meal).map(|meal| meal.title().zh.into_owned()).unwrap_or_default();
    format!("{} {meal}", row.day)
}

/// What of a menu goes into the audit trail.
#[derive(Debug, Serialize)]
struct Recorded<'a> {
    day: NaiveDate,
    meal: &'a str,
    dishes: Vec<String>,
    late: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

fn recorded(row: &Model) -> Recorded<'_> {
    let name = |dish: Dish| dish.quantities.map_or_else(|| dish.name.clone(), |quantities| format!("{}（{quantities}）", dish.name));
    Recorded {
        day: row.day,
        meal: &row.meal,
        dishes: repo::dishes(row).unwrap_or_default().into_iter().map(name).collect(),
        late: row.late,
        reason: row.struck_reason.as_deref(),
    }
}

async fn one(tx: &Tx, row: Model) -> Result<MenuView> {
    views(tx, row.school_id, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

async fn views(db: &impl ConnectionTrait, school: Uuid, rows: Vec<Model>) -> Result<Vec<MenuView>> {
    let names = person::repo::names(db, school, people(&rows)).await?;
    rows.into_iter().map(|row| view(row, &names)).collect()
}

/// Whom menus name.
pub(crate) fn people(rows: &[Model]) -> Vec<Uuid> {
    rows.iter().flat_map(|row| [Some(row.recorded_by), row.struck_by]).flatten().collect()
}

/// One menu, with names that were looked up.
pub(crate) fn view(row: Model, names: &HashMap<Uuid, String>) -> Result<MenuView> {
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    Ok(MenuView {
        id: row.id,
        canteen_id: row.canteen_id,
        day: row.day,
        meal: repo::meal(&row)?,
        dishes: repo::dishes(&row)?,
        recorded_at: row.recorded_at,
        recorded_by: person(row.recorded_by),
        late: row.late,
        replaces_id: row.replaces_id,
        struck: Struck::of(row.struck_at, row.struck_by.map(person), row.struck_reason),
        version: row.version,
    })
}
