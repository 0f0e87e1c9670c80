//! Use cases on policy values.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::{Db, Grant, IfMatch, Lang, Page, Problem, Reply, Result, audit::Event, text};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{
    dto::{PolicyOption, PolicyValue, PolicyView, SetPolicy},
    entity::{Column, Entity, Model},
    error::PolicyError,
    pack::{Choice, Entry, pack},
    value,
};
use crate::{
    event,
    permissions::{SetPolicies, ViewPolicies},
    person::{self, PersonRef},
    school,
};

/// Rows of a history at most: two a month for eight years.
const HISTORY: u64 = 200;

/// The policy values of a school.
#[derive(Debug, Clone)]
pub struct Policies {
    db: Db,
}

#[derive(Serialize)]
struct Recorded<'a> {
    value: &'a Value,
    valid_from: Option<NaiveDate>,
    source: &'a str,
    reason: &'a str,
}

impl Policies {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    /// Every key of the pack with what holds today.
    pub async fn list(&self, grant: &Grant<ViewPolicies>) -> Result<Page<PolicyView>> {
        let reader = self.db.read(grant);
        let school = school::find(&reader, grant.school()?).await?;
        let rows = Entity::find().filter(Column::SchoolId.eq(school.id)).order_by_asc(Column::ValidFrom).all(&reader).await?;
        let names = names(&reader, &rows).await?;
        let mut by_key: HashMap<String, Vec<Model>> = HashMap::new();
        for row in rows {
            by_key.entry(row.key.clone()).or_default().push(row);
        }
        let (today, lang) = (school.today(reader.now()), grant.context().lang());
        let views = pack()?.into_iter().map(|entry| {
            let rows = by_key.remove(&entry.key).unwrap_or_default();
            view(entry, &rows, &names, today, lang)
        });
        Ok(Page::whole(views.collect()))
    }

    /// What changed when, newest first.
    pub async fn history(&self, grant: &Grant<ViewPolicies>, key: &str) -> Result<Page<PolicyValue>> {
        let entry = entry(key)?;
        let reader = self.db.read(grant);
        let of_key = Entity::find().filter(Column::SchoolId.eq(grant.school()?)).filter(Column::Key.eq(&entry.key));
        let rows = of_key.order_by_desc(Column::ValidFrom).limit(HISTORY).all(&reader).await?;
        let names = names(&reader, &rows).await?;
        Ok(Page::whole(rows.iter().map(|row| set(row, &names)).collect()))
    }

    /// Sets a value from today or a day to come. What is over keeps the value that held then.
    pub async fn set(&self, grant: &Grant<SetPolicies>, key: &str, seen: IfMatch, body: SetPolicy) -> Result<Reply<PolicyView>> {
        let entry = entry(key)?;
        value::check(&entry, &body.value).map_err(PolicyError::Value)?;
        let tx = self.db.begin(grant).await?;
        let school = school::find(&tx, grant.school()?).await?;
        let today = school.today(tx.now());
        let of_key = Entity::find().filter(Column::SchoolId.eq(school.id)).filter(Column::Key.eq(&entry.key));
        let mut rows = of_key.order_by_asc(Column::ValidFrom).all(&tx).await?;
        let version = rows.iter().map(|row| row.version).max().unwrap_or_default();
        seen.check(version)?;
        if body.valid_from < today {
            return Err(PolicyError::InThePast.into());
        }
        let row = Model {
            school_id: school.id,
            key: entry.key.clone(),
            valid_from: body.valid_from,
            value_json: body.value,
            source: text::tidy(&body.source),
            set_by: grant.actor().person,
            reason: text::tidy(&body.reason),
            set_at: Some(tx.now()),
            version: version + 1,
        };
        let at = rows.iter().position(|old| old.valid_from == row.valid_from);
        let before = rows.iter().rfind(|old| old.valid_from <= row.valid_from).cloned();
        if let Some(old) = at.and_then(|at| rows.get_mut(at)) {
            tx.save(row.clone(), old.version).await?;
            *old = row.clone();
        } else {
            row.clone().into_active_model().insert(&tx).await.map_err(|error| faster(error, version))?;
            rows.push(row.clone());
            rows.sort_by_key(|row| row.valid_from);
        }
        let was = before.as_ref().map_or(Recorded { value: &entry.default, valid_from: None, source: "", reason: "" }, recorded);
        // A rule may ask more of sessions that are open.
        let event = Event::new(event::POLICY_SET).changed("policy", school.id, &entry.title.zh, &was, &recorded(&row)).changes_rights();
        let names = names(&tx, &rows).await?;
        let view = view(entry, &rows, &names, today, grant.context().lang());
        tx.commit([event], Reply::ok(view).version(row.version)).await
    }
}

fn entry(key: &str) -> Result<Entry> {
    pack()?.into_iter().find(|entry| entry.key == key).ok_or_else(Problem::not_found)
}

fn faster(error: sea_orm::DbErr, seen: i64) -> Problem {
    match error.sql_err() {
        Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => Problem::stale(seen + 1),
        _ => error.into(),
    }
}

fn recorded(row: &Model) -> Recorded<'_> {
    Recorded { value: &row.value_json, valid_from: Some(row.valid_from), source: &row.source, reason: &row.reason }
}

async fn names(db: &impl ConnectionTrait, rows: &[Model]) -> Result<HashMap<Uuid, String>> {
    let Some(first) = rows.first() else { return Ok(HashMap::new()) };
    let mut people: Vec<Uuid> = rows.iter().filter_map(|row| row.set_by).collect();
    people.sort_unstable();
    people.dedup();
    person::repo::names(db, first.school_id, people).await
}

fn set(row: &Model, names: &HashMap<Uuid, String>) -> PolicyValue {
    PolicyValue {
        value: row.value_json.clone(),
        valid_from: row.valid_from,
        source: row.source.clone(),
        reason: row.reason.clone(),
        set_by: row.set_by.map(|id| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() }),
        set_at: row.set_at,
    }
}

/// `rows`: of this key, by day.
fn view(entry: Entry, rows: &[Model], names: &HashMap<Uuid, String>, today: NaiveDate, lang: Lang) -> PolicyView {
    let holds = rows.iter().rfind(|row| row.valid_from <= today);
    let next = rows.iter().find(|row| row.valid_from > today);
    let option = |one: &Choice| PolicyOption { value: one.value.clone(), title: one.words.pick(lang) };
    PolicyView {
        title: entry.title.pick(lang),
        question: entry.question.as_ref().map(|words| words.pick(lang)),
        unit: entry.unit.as_ref().map(|words| words.pick(lang)),
        options: entry.options.iter().map(option).collect(),
        funds: entry.funds.iter().map(option).collect(),
        default_source: entry.source.pick(lang),
        value: holds.map_or_else(|| entry.default.clone(), |row| row.value_json.clone()),
        set: holds.map(|row| set(row, names)),
        next: next.map(|row| set(row, names)),
        version: rows.iter().map(|row| row.version).max().unwrap_or_default(),
        key: entry.key,
        group: entry.group,
        kind: entry.kind,
        min: entry.min,
        max: entry.max,
        count: entry.count,
        default: entry.default,
        in_use: entry.in_use,
    }
}
