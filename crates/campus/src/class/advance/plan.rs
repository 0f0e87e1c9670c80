//! What the wizard proposes and what an act comes to, pure.

use std::collections::{BTreeSet, HashMap};

use kernel::{Problem, Result, Text};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::dto::{AdvanceClasses, AdvancedClass, RoomRule};
use crate::class::{ClassError, entity::Model};

/// Classes of one grade at most.
const MOST_NEW: i64 = 60;

/// A row of the proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Proposed {
    pub class: Option<Model>,
    pub leaves: bool,
    /// In the new school year.
    pub grade: i64,
    pub number: i64,
    pub size: Option<i64>,
    pub room: Option<Uuid>,
    pub teacher: Option<Uuid>,
}

/// The grades that the classes have now.
pub(super) fn grades(here: &[Model]) -> Result<(i64, i64)> {
    let grades = || here.iter().map(Model::grade);
    grades().min().zip(grades().max()).ok_or_else(|| ClassError::NoClasses.into())
}

/// Of the classes as they are: whoever acts on an older state is told.
pub(super) fn state_of(here: &[Model]) -> String {
    let mut hash = Sha256::new();
    for class in here {
        hash.update(class.id.as_bytes());
        hash.update(class.version.to_be_bytes());
    }
    hex::encode(hash.finalize())
}

/// The proposal: who moves up, who leaves, who is new, in which room.
pub(super) fn propose(here: &[Model], leaving: i64, new_classes: Option<i64>, rooms: RoomRule) -> Result<Vec<Proposed>> {
    let (lowest, _) = grades(here)?;
    let lowest_now = here.iter().filter(|class| class.grade() == lowest);
    let new_classes = new_classes.unwrap_or_else(|| i64::try_from(lowest_now.count()).unwrap_or_default());
    if !(0..=MOST_NEW).contains(&new_classes) {
        return Err(Problem::malformed("bad_query", "新班级数应为 0 到 60。", "new_classes must be 0 to 60."));
    }
    let room_of: HashMap<(i64, i64), Option<Uuid>> = here.iter().map(|class| ((class.grade(), class.number), class.room_id)).collect();
    let mut freed = here.iter().filter(|class| class.grade() >= leaving).map(|class| class.room_id);
    let mut rows: Vec<Proposed> = (1..=new_classes)
        .map(|number| Proposed {
            class: None,
            leaves: false,
            grade: lowest,
            number,
            size: None,
            room: match rooms {
                RoomRule::Keep => freed.next().flatten(),
                RoomRule::ByGrade => room_of.get(&(lowest, number)).copied().flatten(),
            },
            teacher: None,
        })
        .collect();
    rows.extend(here.iter().map(|class| {
        let leaves = class.grade() >= leaving;
        let by_grade = room_of.get(&(class.grade() + 1, class.number)).copied().flatten();
        let room = match rooms {
            RoomRule::Keep => class.room_id,
            RoomRule::ByGrade => by_grade,
        };
        Proposed {
            leaves,
            grade: class.grade() + 1,
            number: class.number,
            size: class.size,
            room: room.filter(|_| !leaves),
            teacher: class.class_teacher_id.filter(|_| !leaves),
            class: Some(class.clone()),
        }
    }));
    Ok(rows)
}

/// A class before and after the act.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub before: Option<Model>,
    pub after: Model,
}

/// What the act comes to. Writes nothing; `new_class` makes the row of a new one.
pub(super) fn steps(here: &[Model], body: &AdvanceClasses, new_class: impl Fn() -> Model) -> Result<Vec<Step>> {
    let (lowest, _) = grades(here)?;
    let from_year = here.iter().map(|class| class.school_year).max().unwrap_or_default();
    if body.to_year != from_year + 1 {
        return Err(ClassError::NotTheNextYear(from_year + 1).into());
    }
    let mut given: HashMap<Uuid, &AdvancedClass> = HashMap::new();
    let mut steps = Vec::new();
    let (mut rooms, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    for (at, class) in body.classes.iter().enumerate() {
        if let Some(room) = class.room_id.filter(|room| !rooms.insert(*room)) {
            return Err(twice(&format!("/classes/{at}/room_id"), &room));
        }
        let Some(id) = class.class_id else {
            let number = class.number.ok_or_else(|| required(&format!("/classes/{at}/number")))?;
            if !numbers.insert(number) {
                return Err(twice(&format!("/classes/{at}/number"), &number));
            }
            let blank = new_class();
            let after = Model { entry_year: body.to_year - lowest + 1, number, school_year: body.to_year, ..blank };
            steps.push(Step { before: None, after: placed(&after, class) });
            continue;
        };
        let stays = here.iter().find(|row| row.id == id).filter(|row| row.grade() < body.leaving_grade);
        if stays.is_none() {
            return Err(Problem::reference(format!("/classes/{at}/class_id")));
        }
        if given.insert(id, class).is_some() {
            return Err(twice(&format!("/classes/{at}/class_id"), &id));
        }
    }
    for before in here {
        let moved = Model { school_year: body.to_year, version: before.version + 1, ..before.clone() };
        let after = match given.get(&before.id) {
            Some(class) => placed(&moved, class),
            // Its last year and teacher stay written; the room is free.
            None if before.grade() >= body.leaving_grade => {
                Model { school_year: before.school_year, room_id: None, active: false, ..moved }
            }
            None => return Err(ClassError::ClassMissing(before.name()).into()),
        };
        steps.push(Step { before: Some(before.clone()), after });
    }
    Ok(steps)
}

fn placed(row: &Model, given: &AdvancedClass) -> Model {
    Model { size: given.size, room_id: given.room_id, class_teacher_id: given.class_teacher_id, ..row.clone() }
}

fn required(pointer: &str) -> Problem {
    Problem::invalid(pointer, "required", "必填。", "Required.")
}

fn twice(pointer: &str, what: &impl std::fmt::Display) -> Problem {
    let text = Text::new("出现了两次。".to_owned(), format!("{what} is there twice."));
    Problem::refused("validation_failed", text.clone()).field(pointer, "duplicate", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(grade: i64, number: i64) -> Model {
        Model {
            school_id: Uuid::nil(),
            id: Uuid::from_u128(u128::try_from(grade * 100 + number).unwrap()),
            entry_year: 2025 - grade + 1,
            number,
            school_year: 2025,
            size: Some(40),
            room_id: Some(Uuid::from_u128(u128::try_from(1000 + grade * 100 + number).unwrap())),
            class_teacher_id: None,
            active: true,
            created_at: chrono::DateTime::UNIX_EPOCH,
            version: 1,
        }
    }

    fn school() -> Vec<Model> {
        vec![class(1, 1), class(1, 2), class(2, 1), class(2, 2), class(3, 1)]
    }

    fn room(grade: i64, number: i64) -> Option<Uuid> {
        class(grade, number).room_id
    }

    #[test]
    fn everybody_moves_up_the_last_grade_leaves_and_new_ones_take_its_rooms() {
        let rows = propose(&school(), 3, None, RoomRule::Keep).unwrap();
        let told: Vec<_> = rows.iter().map(|row| (row.grade, row.number, row.leaves, row.room)).collect();
        assert_eq!(
            told,
            [
                (1, 1, false, room(3, 1)),
                (1, 2, false, None),
                (2, 1, false, room(1, 1)),
                (2, 2, false, room(1, 2)),
                (3, 1, false, room(2, 1)),
                (3, 2, false, room(2, 2)),
                (4, 1, true, None),
            ]
        );
    }

    #[test]
    fn rooms_by_grade_go_to_whoever_has_the_grade_now() {
        let rows = propose(&school(), 3, Some(3), RoomRule::ByGrade).unwrap();
        let told: Vec<_> = rows.iter().filter(|row| !row.leaves).map(|row| row.room).collect();
        assert_eq!(told, [room(1, 1), room(1, 2), None, room(2, 1), room(2, 2), room(3, 1), None]);
    }

    #[test]
    fn an_act_names_every_class_once_and_no_room_twice() {
        let here = school();
        let stay = |class: &Model| AdvancedClass {
            class_id: Some(class.id),
            number: None,
            size: class.size,
            room_id: class.room_id,
            class_teacher_id: None,
        };
        let act = |classes: Vec<AdvancedClass>| {
            let body = AdvanceClasses { to_year: 2026, leaving_grade: 3, state: String::new(), classes, dry_run: true };
            steps(&here, &body, || class(1, 1)).map_err(|problem| problem.code())
        };
        let all: Vec<_> = here.iter().filter(|class| class.grade() < 3).map(stay).collect();
        let done = act(all.clone()).unwrap();
        assert_eq!(done.len(), 5);
        assert!(done.iter().all(|step| step.after.active == (step.after.grade() == step.before.as_ref().unwrap().grade() + 1)));
        assert_eq!(act(all[1..].to_vec()).unwrap_err(), "class_missing");
        let mut twice = all.clone();
        twice.push(all[0].clone());
        assert_eq!(act(twice).unwrap_err(), "validation_failed");
        let mut leaving = all;
        leaving.push(AdvancedClass { room_id: None, ..stay(&here[4]) });
        assert_eq!(act(leaving).unwrap_err(), "validation_failed");
    }
}
