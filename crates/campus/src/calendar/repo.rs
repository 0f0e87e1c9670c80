//! Finding what the calendar says.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use kernel::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entity::{Column, Entity, Model};
use crate::{
    school,
    school_days::{DayKind, LONGEST_LOOK, SchoolCalendar, Told, date_at},
    term,
};

/// The rows of some days, in order.
pub(super) async fn rows(db: &impl ConnectionTrait, school: uuid::Uuid, from: NaiveDate, to: NaiveDate) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Day.between(from, to)).order_by_asc(Column::Day).all(db).await?)
}

/// The calendar of a school for these days.
pub async fn around(db: &impl ConnectionTrait, school: &school::entity::Model, from: NaiveDate, to: NaiveDate) -> Result<SchoolCalendar> {
    let terms = term::all(db, school.id).await?;
    let rows = rows(db, school.id, from, to).await?;
    Ok(assembled(school, &terms, &rows))
}

pub(super) fn assembled(school: &school::entity::Model, terms: &[term::entity::Model], rows: &[Model]) -> SchoolCalendar {
    SchoolCalendar {
        zone: school.zone(),
        terms: terms.iter().map(term::entity::Model::span).collect(),
        told: rows.iter().filter_map(|row| Some((row.day, told(row)?))).collect(),
    }
}

fn told(row: &Model) -> Option<Told> {
    Some(Told { kind: DayKind::of(&row.kind)?, by_school: row.origin == "school" })
}

/// The calendar as far ahead of an instant as deadlines look.
pub async fn from(db: &impl ConnectionTrait, school: &school::entity::Model, at: DateTime<Utc>) -> Result<SchoolCalendar> {
    let first = date_at(school.zone(), at);
    around(db, school, first, first.checked_add_days(Days::new(LONGEST_LOOK)).unwrap_or(first)).await
}

/// The school year of a day, by the year in which it begins: that of its term, else the new one from August on.
pub async fn current_school_year(db: &impl ConnectionTrait, school: &school::entity::Model, day: NaiveDate) -> Result<i64> {
    let terms = term::all(db, school.id).await?;
    let of_term = terms.iter().find(|term| term.span().holds(day)).map(|term| term.school_year);
    let by_month = i64::from(day.year()) - i64::from(day.month() < 8);
    Ok(of_term.unwrap_or(by_month))
}
