//! Use cases on classes.

use std::collections::HashMap;

use kernel::{Cursor, Db, Grant, IfMatch, Lang, Page, PageLimit, Reply, Result, audit::Event};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use uuid::Uuid;

use super::{
    dto::{AddClass, ChangeClass, ClassView, ListClasses},
    entity::{Column, Entity, Model},
    error::ClassError,
    follow::follow,
    repo,
};
use crate::{
    calendar, event,
    location::{self, LocationRef},
    permissions::{ManageClasses, ViewClasses},
    person::{self, PersonRef},
    school,
};

/// The classes of a school.
#[derive(Debug, Clone)]
pub struct Classes {
    pub(super) db: Db,
}

/// What of a class goes into the audit trail.
#[derive(Serialize)]
pub(super) struct Recorded {
    name: String,
    school_year: i64,
    size: Option<i64>,
    room_id: Option<Uuid>,
    class_teacher_id: Option<Uuid>,
    active: bool,
}

impl Model {
    pub(super) fn recorded(&self) -> Recorded {
        Recorded {
            name: self.name_in(Lang::Zh),
            school_year: self.school_year,
            size: self.size,
            room_id: self.room_id,
            class_teacher_id: self.class_teacher_id,
            active: self.active,
        }
    }
}

impl Classes {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewClasses>, query: &ListClasses) -> Result<Page<ClassView>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let school = grant.school()?;
        let mut select = Entity::find()
            .filter(Column::SchoolId.eq(school))
            .filter(Column::Active.eq(query.active.unwrap_or(true)))
            .order_by_desc(Column::EntryYear)
            .order_by_asc(Column::Number)
            .limit(limit.fetch());
        if let Some(cursor) = &query.cursor {
            let (entry, number): (i64, i64) = Cursor::decode(cursor)?;
            let same_year = Condition::all().add(Column::EntryYear.eq(entry)).add(Column::Number.gt(number));
            select = select.filter(Condition::any().add(Column::EntryYear.lt(entry)).add(same_year));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |class| (class.entry_year, class.number))?;
        let items = views(&reader, school, page.items, grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewClasses>, id: Uuid) -> Result<Reply<ClassView>> {
        let reader = self.db.read(grant);
        let row = repo::find(&reader, grant.school()?, id).await?;
        reply(&reader, row, grant.context().lang()).await
    }

    pub async fn add(&self, grant: &Grant<ManageClasses>, body: AddClass) -> Result<Reply<ClassView>> {
        let tx = self.db.begin(grant).await?;
        let school = school::find(&tx, grant.school()?).await?;
        let here = repo::here(&tx, school.id).await?;
        if here.len() >= repo::MOST {
            return Err(ClassError::TooManyClasses.into());
        }
        let year = match here.iter().map(|class| class.school_year).max() {
            Some(year) => year,
            None => calendar::current_school_year(&tx, &school, school.today(tx.now())).await?,
        };
        let row = Model {
            school_id: school.id,
            id: tx.new_id(),
            entry_year: year - body.grade + 1,
            number: body.number,
            school_year: year,
            size: body.size,
            room_id: body.room_id,
            class_teacher_id: body.class_teacher_id,
            active: true,
            created_at: tx.now(),
            version: 1,
        };
        check(&tx, None, &row).await?;
        let row = repo::insert(&tx, row).await?;
        let mut events = vec![Event::new(event::CLASS_ADDED).created("school_class", row.id, row.name_in(Lang::Zh), &row.recorded())];
        events.extend(follow(&tx, &[(None, Some(&row))]).await?);
        let reply = reply(&tx, row, grant.context().lang()).await?;
        tx.commit(events, Reply { status: axum::http::StatusCode::CREATED, ..reply }).await
    }

    pub async fn change(&self, grant: &Grant<ManageClasses>, id: Uuid, seen: IfMatch, body: ChangeClass) -> Result<Reply<ClassView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, grant.school()?, id).await?;
        seen.check(before.version)?;
        let active = body.active.unwrap_or(before.active);
        let room = body.room_id.unwrap_or(before.room_id);
        let row = Model {
            entry_year: body.grade.map_or(before.entry_year, |grade| before.school_year - grade + 1),
            number: body.number.unwrap_or(before.number),
            size: body.size.unwrap_or(before.size),
            // A class that has left has no room.
            room_id: room.filter(|_| active),
            class_teacher_id: body.class_teacher_id.unwrap_or(before.class_teacher_id),
            active,
            version: before.version + 1,
            ..before.clone()
        };
        check(&tx, Some(&before), &row).await?;
        let row = repo::save(&tx, row, before.version).await?;
        let changed = Event::new(event::CLASS_CHANGED);
        let mut events = vec![changed.changed("school_class", row.id, row.name_in(Lang::Zh), &before.recorded(), &row.recorded())];
        events.extend(follow(&tx, &[(Some(&before), Some(&row))]).await?);
        let reply = reply(&tx, row, grant.context().lang()).await?;
        tx.commit(events, reply).await
    }
}

async fn check(tx: &kernel::Tx, before: Option<&Model>, row: &Model) -> Result<()> {
    let new_room = row.room_id.filter(|_| before.is_none_or(|was| was.room_id != row.room_id || !was.active));
    if let Some(room) = new_room {
        repo::check_room(tx, row.id, room, "/room_id").await?;
    }
    let new_teacher = row.class_teacher_id.filter(|_| before.is_none_or(|was| was.class_teacher_id != row.class_teacher_id));
    if let Some(teacher) = new_teacher {
        repo::check_teacher(tx, teacher, "/class_teacher_id").await?;
    }
    Ok(())
}

async fn reply(db: &impl ConnectionTrait, row: Model, lang: Lang) -> Result<Reply<ClassView>> {
    let (school, version) = (row.school_id, row.version);
    let view = views(db, school, vec![row], lang).await?.pop().ok_or_else(kernel::Problem::not_found)?;
    Ok(Reply::ok(view).version(version))
}

pub(super) async fn views(db: &impl ConnectionTrait, school: Uuid, rows: Vec<Model>, lang: Lang) -> Result<Vec<ClassView>> {
    let rooms = location::repo::refs(db, school, rows.iter().filter_map(|row| row.room_id).collect()).await?;
    let people = person::repo::names(db, school, rows.iter().filter_map(|row| row.class_teacher_id).collect()).await?;
    Ok(rows.iter().map(|row| view(row, &rooms, &people, lang)).collect())
}

fn view(row: &Model, rooms: &HashMap<Uuid, LocationRef>, people: &HashMap<Uuid, String>, lang: Lang) -> ClassView {
    ClassView {
        id: row.id,
        name: row.name_in(lang),
        grade: row.grade(),
        number: row.number,
        school_year: row.school_year,
        size: row.size,
        room: row.room_id.and_then(|id| rooms.get(&id).cloned()),
        class_teacher: row.class_teacher_id.map(|id| PersonRef { id, name: people.get(&id).cloned().unwrap_or_default() }),
        active: row.active,
        version: row.version,
    }
}
