//! What follows from a class: who is responsible for its room, what the room is called for, and who has the role of class teacher.

use std::collections::{BTreeSet, HashMap};

use kernel::{Result, Tx, audit::Event, text};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model},
    repo,
};
use crate::{event, location, role_grant};

/// A class as it was and as it is; either may be missing.
pub(super) type Change<'a> = (Option<&'a Model>, Option<&'a Model>);

/// Lets rooms and roles follow, after the classes are written.
pub(super) async fn follow(tx: &Tx, changes: &[Change<'_>]) -> Result<Vec<Event>> {
    let mut events = rooms(tx, changes).await?;
    events.extend(teachers(tx, changes).await?);
    Ok(events)
}

fn here(class: Option<&Model>) -> Option<&Model> {
    class.filter(|class| class.active)
}

async fn rooms(tx: &Tx, changes: &[Change<'_>]) -> Result<Vec<Event>> {
    let school = tx.school()?;
    let ids: BTreeSet<Uuid> =
        changes.iter().flat_map(|(before, after)| [here(*before), here(*after)]).flatten().filter_map(|class| class.room_id).collect();
    let holders: HashMap<Uuid, Model> = repo::of_rooms(tx, school, ids.iter().copied().collect())
        .await?
        .into_iter()
        .filter_map(|class| class.room_id.map(|room| (room, class)))
        .collect();
    let mut past: HashMap<Uuid, &Model> = HashMap::new();
    for class in changes.iter().filter_map(|(before, _)| here(*before)) {
        past.extend(class.room_id.map(|room| (room, class)));
    }
    let mut event = Event::new(event::PLACE_CHANGED).changes_rights();
    let mut rows = Vec::new();
    for room in location::repo::by_ids(tx, school, ids.into_iter().collect()).await? {
        let (was, is) = (past.get(&room.id).copied(), holders.get(&room.id));
        let mut row = room.clone();
        row.responsible_person_id = match is {
            Some(class) => class.class_teacher_id,
            // Whoever else looks after the room by now keeps it.
            None if was.is_some_and(|class| class.class_teacher_id == room.responsible_person_id) => None,
            None => room.responsible_person_id,
        };
        row.room_use = room_use(room.room_use.as_deref(), was, is);
        if row != room {
            row.version += 1;
            event = event.changed("location", row.id, &row.path, &room.recorded(), &row.recorded());
            rows.push(row);
        }
    }
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    location::save_all(tx, &rows).await?;
    Ok(vec![event])
}

/// “三（2）班教室” is a name that moves on with the class; any other use is the room's own.
fn room_use(used: Option<&str>, was: Option<&Model>, is: Option<&Model>) -> Option<String> {
    let of = |class: &Model| text::tidy(&format!("{}教室", class.name().zh));
    let by_class = used.is_none() || was.is_some_and(|class| used.map(text::tidy) == Some(of(class)));
    match is {
        Some(class) if by_class => Some(of(class)),
        None if by_class => used.map(|_| "普通教室".to_owned()),
        _ => used.map(str::to_owned),
    }
}

async fn teachers(tx: &Tx, changes: &[Change<'_>]) -> Result<Vec<Event>> {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let of = |class: Option<&Model>| here(class).and_then(|class| class.class_teacher_id);
    let touched: BTreeSet<Uuid> = changes
        .iter()
        .filter(|(before, after)| of(*before) != of(*after))
        .flat_map(|(before, after)| [of(*before), of(*after)])
        .flatten()
        .collect();
    if touched.is_empty() {
        return Ok(Vec::new());
    }
    let classes = Entity::find()
        .filter(Column::SchoolId.eq(tx.school()?))
        .filter(Column::Active.eq(true))
        .filter(Column::ClassTeacherId.is_in(touched.iter().copied()))
        .all(tx)
        .await?;
    let teaching: BTreeSet<Uuid> = classes.into_iter().filter_map(|class| class.class_teacher_id).collect();
    let no_more = touched.difference(&teaching).copied().collect();
    role_grant::follow_classes(tx, teaching.into_iter().collect(), no_more).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(grade: i64, number: i64) -> Model {
        Model {
            school_id: Uuid::nil(),
            id: Uuid::nil(),
            entry_year: 2026 - grade + 1,
            number,
            school_year: 2026,
            size: None,
            room_id: None,
            class_teacher_id: None,
            active: true,
            created_at: chrono::DateTime::UNIX_EPOCH,
            version: 1,
        }
    }

    #[test]
    fn a_room_named_for_its_class_is_named_for_the_next_one() {
        let (third, fourth) = (class(3, 2), class(4, 2));
        let used = room_use(Some("三(2)班教室"), Some(&third), Some(&fourth));
        assert_eq!(used.as_deref(), Some("四(2)班教室"));
        assert_eq!(room_use(None, None, Some(&third)).as_deref(), Some("三(2)班教室"));
        assert_eq!(room_use(Some("三(2)班教室"), Some(&third), None).as_deref(), Some("普通教室"));
        assert_eq!(room_use(Some("科学实验室"), Some(&third), Some(&fourth)).as_deref(), Some("科学实验室"));
        assert_eq!(room_use(Some("科学实验室"), Some(&third), None).as_deref(), Some("科学实验室"));
    }
}
