//! The demo school's year: its two terms, and eighteen classes with their rooms and teachers.

use campus::{
    class::{AddClass, Classes},
    permissions::{ManageCalendar, ManageClasses},
    term::{AddTerm, Season, Terms},
};
use chrono::{Datelike, NaiveDate};
use kernel::{Problem, Result};

use super::{names::DIRECTOR, places::CLASSROOMS, stage::Stage};

/// Pupils of the classes, in the order of the rooms.
const SIZES: [i64; 18] = [41, 40, 42, 43, 42, 41, 44, 45, 43, 42, 44, 43, 40, 41, 42, 39, 40, 38];

/// Enters the terms of the school year that the replay lies in.
pub(super) async fn enter_terms(stage: &Stage<'_>) -> Result<()> {
    let today = stage.days.date(0);
    let year = today.year() - i32::from(today.month() < 8);
    let day = |year: i32, month: u32, day: u32| NaiveDate::from_ymd_opt(year, month, day).ok_or_else(Problem::not_found);
    let terms = [(Season::Autumn, day(year, 9, 1)?, day(year + 1, 1, 22)?), (Season::Spring, day(year + 1, 2, 24)?, day(year + 1, 7, 4)?)];
    for (season, starts_on, ends_on) in terms {
        stage.breathe();
        let body = AddTerm { school_year: i64::from(year), season, starts_on, ends_on };
        Terms::new(stage.identity.db.clone()).add(&stage.grant::<ManageCalendar>(DIRECTOR).await?, body).await?;
    }
    Ok(())
}

/// Three classes in each of six grades.
pub(super) async fn form(stage: &Stage<'_>) -> Result<()> {
    for (at, (room, size)) in (0..).zip(CLASSROOMS.into_iter().zip(SIZES)) {
        stage.breathe();
        let place = stage.place(room)?;
        let teacher = place.responsible.map(|staff_no| stage.person(staff_no)).transpose()?;
        let body = AddClass { grade: at / 3 + 1, number: at % 3 + 1, size: Some(size), room_id: Some(place.id), class_teacher_id: teacher };
        Classes::new(stage.identity.db.clone()).add(&stage.grant::<ManageClasses>(DIRECTOR).await?, body).await?;
    }
    Ok(())
}
