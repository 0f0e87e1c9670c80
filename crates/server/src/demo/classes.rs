//! The demo school's years: their terms, and eighteen classes with their rooms and teachers.

use campus::{
    class::{AddClass, Classes},
    permissions::{ManageCalendar, ManageClasses},
    term::Terms,
};
use kernel::Result;

use super::{names::DIRECTOR, places::CLASSROOMS, stage::Stage, terms::TwoTerms};

/// Pupils of the classes, in the order of the rooms.
const SIZES: [i64; 18] = [41, 40, 42, 43, 42, 41, 44, 45, 43, 42, 44, 43, 40, 41, 42, 39, 40, 38];

/// Enters the terms of the school year that the replay lies in, and of the one before it.
pub(super) async fn enter_terms(stage: &Stage<'_>, terms: &TwoTerms) -> Result<()> {
    for term in &terms.all {
        stage.breathe();
        Terms::new(stage.identity.db.clone()).add(&stage.grant::<ManageCalendar>(DIRECTOR).await?, term.clone()).await?;
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
