//! Use cases on the school calendar.

use chrono::{Days, NaiveDate};
use kernel::{Db, Grant, IfMatch, Problem, Reply, Result, audit::Event, text};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde::Serialize;

use super::{
    dto::{CalendarView, DayView, SetDay, ShowCalendar},
    entity::{Entity, Model},
    pack, repo,
};
use crate::{
    event,
    permissions::{ManageCalendar, ViewCalendar},
    school,
    school_days::SchoolCalendar,
    term,
};

/// Days shown at once: a school year and a little more.
const MOST_DAYS: i64 = 400;

/// The calendar of a school.
#[derive(Debug, Clone)]
pub struct Calendars {
    db: Db,
}

/// What of a day goes into the audit trail.
#[derive(Serialize)]
struct DayWas<'a> {
    day: NaiveDate,
    kind: &'a str,
    name: Option<&'a str>,
}

impl Calendars {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn view(&self, grant: &Grant<ViewCalendar>, query: &ShowCalendar) -> Result<CalendarView> {
        let reader = self.db.read(grant);
        let school = school::find(&reader, grant.school()?).await?;
        let today = school.today(reader.now());
        let from = query.from.unwrap_or(today);
        let to = query.to.or_else(|| from.checked_add_days(Days::new(31))).unwrap_or(from);
        if !(0..MOST_DAYS).contains(&(to - from).num_days()) {
            return Err(Problem::malformed("bad_range", "日期范围应为 1 到 400 天。", "from and to must span 1 to 400 days."));
        }
        let terms = term::all(&reader, school.id).await?;
        let rows = repo::rows(&reader, school.id, from, to).await?;
        let calendar = repo::assembled(&school, &terms, &rows);
        let mut kept = rows.iter().peekable();
        let days = from.iter_days().take_while(|day| *day <= to).map(|day| view(&calendar, day, kept.next_if(|row| row.day == day)));
        let lang = grant.context().lang();
        Ok(CalendarView {
            from,
            to,
            today,
            days: days.collect(),
            terms: terms.iter().map(|term| term.view(lang)).collect(),
            holidays_known_until: pack::known_until()?,
        })
    }

    /// Says what a day is, from now on by the school's own word.
    pub async fn set_day(&self, grant: &Grant<ManageCalendar>, day: NaiveDate, seen: IfMatch, body: SetDay) -> Result<Reply<DayView>> {
        let tx = self.db.begin(grant).await?;
        let school = school::find(&tx, grant.school()?).await?;
        let before = Entity::find_by_id((school.id, day)).one(&tx).await?;
        let version = before.as_ref().map_or(0, |row| row.version);
        seen.check(version)?;
        let was = repo::around(&tx, &school, day, day).await?.kind(day);
        let row = Model {
            school_id: school.id,
            day,
            kind: body.kind.key().into(),
            name: body.name.as_deref().map(text::tidy),
            origin: "school".into(),
            version: version + 1,
        };
        if before.is_some() {
            tx.save(row.clone(), version).await?;
        } else {
            row.clone().into_active_model().insert(&tx).await.map_err(|error| somebody_was_faster(error, version))?;
        }
        let then = DayWas { day, kind: was.key(), name: before.as_ref().and_then(|row| row.name.as_deref()) };
        let now = DayWas { day, kind: &row.kind, name: row.name.as_deref() };
        let event = Event::new(event::CALENDAR_DAY_SET).changed("calendar", school.id, day.to_string(), &then, &now);
        let calendar = repo::around(&tx, &school, day, day).await?;
        let reply = Reply::ok(view(&calendar, day, Some(&row))).version(row.version);
        tx.commit([event], reply).await
    }
}

fn somebody_was_faster(error: sea_orm::DbErr, seen: i64) -> Problem {
    match error.sql_err() {
        Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => Problem::stale(seen + 1),
        _ => error.into(),
    }
}

fn view(calendar: &SchoolCalendar, day: NaiveDate, row: Option<&Model>) -> DayView {
    let kind = calendar.kind(day);
    DayView {
        day,
        kind,
        works: kind.works(),
        name: row.and_then(|row| row.name.clone()),
        by_school: row.is_some_and(|row| row.origin == "school"),
        week: calendar.term(day).map(|term| term.week(day)),
        version: row.map_or(0, |row| row.version),
    }
}
