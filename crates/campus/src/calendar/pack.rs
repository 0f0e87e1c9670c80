//! The public holidays and make-up workdays of mainland China as the State Council announced them; the table names each notice.
//! A year without a notice is not guessed: its days go by the weekday until an update brings them.

use async_trait::async_trait;
use chrono::{Days, NaiveDate};
use kernel::{Db, Grant, Problem, Reply, Result, Tx, audit::Event};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::OnConflict};
use serde::Deserialize;
use uuid::Uuid;

use super::entity::{ActiveModel, Column, Entity};
use crate::{
    event,
    permissions::ManageCalendar,
    school::{self, OnSchoolCreated},
    school_days::DayKind,
};

const TABLE: &str = include_str!("holidays.csv");

/// A day of the table.
#[derive(Debug, Clone)]
pub struct PackDay {
    pub day: NaiveDate,
    pub kind: DayKind,
    pub name: String,
}

#[derive(Deserialize)]
struct Line {
    from: NaiveDate,
    to: NaiveDate,
    kind: DayKind,
    name: String,
}

/// Every day of the table, in order.
pub fn days() -> Result<Vec<PackDay>> {
    let mut table = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(TABLE.as_bytes());
    let mut days = Vec::new();
    for line in table.deserialize() {
        let line: Line = line.map_err(Problem::internal)?;
        let all = line.from.iter_days().take_while(|day| *day <= line.to);
        days.extend(all.map(|day| PackDay { day, kind: line.kind, name: line.name.clone() }));
    }
    Ok(days)
}

/// The last day of the last year that the table knows.
pub fn known_until() -> Result<Option<NaiveDate>> {
    use chrono::Datelike;
    let last = days()?.into_iter().map(|d| d.day).max();
    Ok(last.and_then(|day| NaiveDate::from_ymd_opt(day.year() + 1, 1, 1)).and_then(|day| day.checked_sub_days(Days::new(1))))
}

/// Writes what the school does not have; days that it set itself stay. Answers whether anything was missing.
async fn fill(tx: &Tx) -> Result<bool> {
    let school = tx.school()?;
    let have: Vec<NaiveDate> =
        Entity::find().select_only().column(Column::Day).filter(Column::SchoolId.eq(school)).into_tuple().all(tx).await?;
    let rows: Vec<ActiveModel> = days()?
        .into_iter()
        .filter(|d| !have.contains(&d.day))
        .map(|d| ActiveModel {
            school_id: Set(school),
            day: Set(d.day),
            kind: Set(d.kind.key().into()),
            name: Set(Some(d.name)),
            origin: Set("pack".into()),
            version: Set(1),
        })
        .collect();
    if rows.is_empty() {
        return Ok(false);
    }
    let once = OnConflict::columns([Column::SchoolId, Column::Day]).do_nothing().to_owned();
    Entity::insert_many(rows).on_conflict(once).exec_without_returning(tx).await?;
    Ok(true)
}

/// Copies the table into a new school.
#[derive(Debug, Clone, Copy)]
pub struct CalendarPack;

#[async_trait]
impl OnSchoolCreated for CalendarPack {
    async fn school_created(&self, tx: &Tx) -> Result<()> {
        fill(tx).await.map(|_| ())
    }
}

/// At the start of the server: schools that are older than the table, or than its newest year, get what they lack.
pub async fn preload(db: &Db) -> Result<()> {
    let Some(newest) = days()?.into_iter().map(|d| d.day).max() else { return Ok(()) };
    let look = Grant::<ManageCalendar>::system("calendar pack", None);
    let reader = db.read(&look);
    let have: Vec<Uuid> =
        Entity::find().select_only().column(Column::SchoolId).filter(Column::Day.eq(newest)).into_tuple().all(&reader).await?;
    for school in school::all(&reader).await?.into_iter().filter(|school| !have.contains(&school.id)) {
        let tx = db.begin(&Grant::<ManageCalendar>::system("calendar pack", Some(school.id))).await?;
        if fill(&tx).await? {
            let last = serde_json::json!({ "until": newest });
            let event = Event::new(event::CALENDAR_LOADED).created("calendar", school.id, &school.name, &last);
            tx.commit([event], Reply::none()).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Weekday};

    use super::*;

    #[test]
    fn the_table_is_whole_and_each_day_stands_once() {
        let days = days().unwrap();
        let unique: std::collections::BTreeSet<_> = days.iter().map(|d| d.day).collect();
        assert_eq!(unique.len(), days.len());
        let of = |year, kind| days.iter().filter(|d| d.day.year() == year && d.kind == kind).count();
        // 1 + 8 + 3 + 5 + 3 + 8 and 3 + 9 + 3 + 5 + 3 + 3 + 7, as the notices count them.
        assert_eq!((of(2025, DayKind::Holiday), of(2025, DayKind::MakeupWorkday)), (28, 5));
        assert_eq!((of(2026, DayKind::Holiday), of(2026, DayKind::MakeupWorkday)), (33, 6));
        let made_up = days.iter().filter(|d| d.kind == DayKind::MakeupWorkday);
        assert!(made_up.clone().all(|d| matches!(d.day.weekday(), Weekday::Sat | Weekday::Sun)));
        assert_eq!(known_until().unwrap(), NaiveDate::from_ymd_opt(2026, 12, 31));
    }
}
