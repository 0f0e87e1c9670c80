//! Use cases on terms.

use chrono::{Datelike, NaiveDate};
use kernel::{Db, Grant, IfMatch, Page, Problem, Reply, Result, Tx, audit::Event};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, SqlErr};
use serde::Serialize;
use uuid::Uuid;

use super::{
    dto::{AddTerm, ChangeTerm, TermView},
    entity::{Column, Entity, Model},
    error::TermError,
};
use crate::{
    event,
    permissions::{ManageCalendar, ViewCalendar},
};

/// No term is longer, in days.
const LONGEST: i64 = 220;

/// The terms of a school.
#[derive(Debug, Clone)]
pub struct Terms {
    db: Db,
}

#[derive(Serialize)]
struct Recorded {
    starts_on: NaiveDate,
    ends_on: NaiveDate,
}

fn recorded(row: &Model) -> Recorded {
    Recorded { starts_on: row.starts_on, ends_on: row.ends_on }
}

impl Terms {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewCalendar>) -> Result<Page<TermView>> {
        let rows = super::all(&self.db.read(grant), grant.school()?).await?;
        let lang = grant.context().lang();
        Ok(Page::whole(rows.iter().rev().map(|row| row.view(lang)).collect()))
    }

    pub async fn add(&self, grant: &Grant<ManageCalendar>, body: AddTerm) -> Result<Reply<TermView>> {
        let tx = self.db.begin(grant).await?;
        let row = Model {
            school_id: grant.school()?,
            id: tx.new_id(),
            school_year: body.school_year,
            code: body.season.code(),
            starts_on: body.starts_on,
            ends_on: body.ends_on,
            version: 1,
        };
        check(&tx, &row).await?;
        let row = row.into_active_model().insert(&tx).await.map_err(there_already)?;
        let lang = grant.context().lang();
        let event = Event::new(event::TERM_ADDED).created("term", row.id, row.title(kernel::Lang::Zh), &recorded(&row));
        tx.commit([event], Reply::created(row.view(lang)).version(1)).await
    }

    pub async fn change(&self, grant: &Grant<ManageCalendar>, id: Uuid, seen: IfMatch, body: ChangeTerm) -> Result<Reply<TermView>> {
        let tx = self.db.begin(grant).await?;
        let before = find(&tx, id).await?;
        seen.check(before.version)?;
        let row = Model {
            starts_on: body.starts_on.unwrap_or(before.starts_on),
            ends_on: body.ends_on.unwrap_or(before.ends_on),
            version: before.version + 1,
            ..before.clone()
        };
        check(&tx, &row).await?;
        tx.save(row.clone(), before.version).await?;
        let title = row.title(kernel::Lang::Zh);
        let event = Event::new(event::TERM_CHANGED).changed("term", row.id, title, &recorded(&before), &recorded(&row));
        let reply = Reply::ok(row.view(grant.context().lang())).version(row.version);
        tx.commit([event], reply).await
    }

    pub async fn remove(&self, grant: &Grant<ManageCalendar>, id: Uuid, seen: IfMatch) -> Result<Reply<()>> {
        let tx = self.db.begin(grant).await?;
        let row = find(&tx, id).await?;
        seen.check(row.version)?;
        tx.remove::<Entity>((row.school_id, row.id), row.version).await.map_err(|error| error.or(summarised))?;
        let event = Event::new(event::TERM_REMOVED).removed("term", row.id, row.title(kernel::Lang::Zh), &recorded(&row));
        tx.commit([event], Reply::none()).await
    }
}

async fn find(tx: &Tx, id: Uuid) -> Result<Model> {
    Entity::find_by_id((tx.school()?, id)).one(tx).await?.ok_or_else(Problem::not_found)
}

/// First before last, of its school year, not too long, and no day in two terms.
async fn check(tx: &Tx, row: &Model) -> Result<()> {
    let days = (row.ends_on - row.starts_on).num_days();
    if !(0..=LONGEST).contains(&days) {
        return Err(TermError::TermDays.into());
    }
    let begins = i64::from(row.starts_on.year());
    if begins != row.school_year && begins != row.school_year + 1 {
        return Err(TermError::TermOfAnotherYear.into());
    }
    let overlapping = Entity::find()
        .filter(Column::SchoolId.eq(row.school_id))
        .filter(Column::Id.ne(row.id))
        .filter(Column::StartsOn.lte(row.ends_on))
        .filter(Column::EndsOn.gte(row.starts_on))
        .one(tx)
        .await?;
    overlapping.map_or(Ok(()), |other| Err(TermError::TermsOverlap(other.title(kernel::Lang::Zh), other.title(kernel::Lang::En)).into()))
}

/// Whoever reports on a term points at it, and nobody else does.
fn summarised(error: sea_orm::DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::ForeignKeyConstraintViolation(_)) => TermError::TermSummarised.into(),
        _ => error.into(),
    }
}

fn there_already(error: sea_orm::DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => TermError::TermExists.into(),
        _ => error.into(),
    }
}
