//! The act: proposed, seen, done.

use std::collections::{BTreeSet, HashMap};

use kernel::{Cursor, Db, Grant, Lang, Page, PageLimit, Problem, Reply, Result, audit::Event, idempotency::IdempotencyKey};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    dto::{AdvanceClasses, AdvanceProposal, AdvanceView, Advanced, ClassStep, ListAdvances, ProposedClass, ShowProposal},
    plan::{self, Step},
    undo,
};
use crate::{
    class::{
        ClassError,
        entity::{Model, advance},
        follow::follow,
        name, repo,
    },
    event, location,
    permissions::{ManageClasses, ViewClasses},
    person::{self, PersonRef},
};

/// The yearly wizard.
#[derive(Debug, Clone)]
pub struct Advances {
    pub(super) db: Db,
}

impl Advances {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn proposal(&self, grant: &Grant<ManageClasses>, query: &ShowProposal) -> Result<AdvanceProposal> {
        let reader = self.db.read(grant);
        let school = grant.school()?;
        let here = repo::here(&reader, school).await?;
        let (lowest, highest) = plan::grades(&here)?;
        let leaving = query.leaving_grade.unwrap_or(highest);
        let rows = plan::propose(&here, leaving, query.new_classes, query.rooms.unwrap_or_default())?;
        let mut rooms = location::repo::refs(&reader, school, rows.iter().filter_map(|row| row.room).collect()).await?;
        let people = person::repo::names(&reader, school, rows.iter().filter_map(|row| row.teacher).collect()).await?;
        let lang = grant.context().lang();
        let from_year = here.iter().map(|class| class.school_year).max().unwrap_or_default();
        let classes = rows.into_iter().map(|row| ProposedClass {
            class_id: row.class.as_ref().map(|class| class.id),
            name_before: row.class.as_ref().map(|class| class.name_in(lang)),
            name_after: (!row.leaves).then(|| name(row.grade, row.number).pick(lang).to_owned()),
            number: row.number,
            size: row.size,
            room: row.room.and_then(|id| rooms.remove(&id)),
            class_teacher: row.teacher.map(|id| PersonRef { id, name: people.get(&id).cloned().unwrap_or_default() }),
        });
        Ok(AdvanceProposal {
            from_year,
            to_year: from_year + 1,
            lowest_grade: lowest,
            leaving_grade: leaving,
            state: plan::state_of(&here),
            classes: classes.collect(),
        })
    }

    pub async fn list(&self, grant: &Grant<ViewClasses>, query: &ListAdvances) -> Result<Page<AdvanceView>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let school = grant.school()?;
        let mut select =
            advance::Entity::find().filter(advance::Column::SchoolId.eq(school)).order_by_desc(advance::Column::Id).limit(limit.fetch());
        if let Some(cursor) = &query.cursor {
            select = select.filter(advance::Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| row.id)?;
        let people = person::repo::names(&reader, school, page.items.iter().filter_map(|row| row.done_by).collect()).await?;
        let newest = page.items.iter().find(|row| row.undone_at.is_none());
        let undoable = match newest {
            Some(row) if query.cursor.is_none() && undo::stands(&reader, row).await? => Some(row.id),
            _ => None,
        };
        let items = page.items.iter().map(|row| view(row, &people, undoable == Some(row.id))).collect::<Result<_>>()?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    /// All classes one grade up, in one transaction; or, dry, what that would change.
    pub async fn advance(&self, grant: &Grant<ManageClasses>, body: AdvanceClasses) -> Result<Reply<Advanced>> {
        let school = grant.school()?;
        let lang = grant.context().lang();
        if body.dry_run {
            let reader = self.db.read(grant);
            let here = repo::here(&reader, school).await?;
            let steps = plan::steps(&here, &body, || blank(school, Uuid::nil(), reader.now()))?;
            check(&reader, school, &body).await?;
            return Ok(Reply::ok(Advanced { advance: None, changes: told(&reader, school, &steps, lang).await? }));
        }
        IdempotencyKey::require(grant.idempotency())?;
        let tx = self.db.begin(grant).await?;
        let here = repo::here(&tx, school).await?;
        if plan::state_of(&here) != body.state {
            return Err(ClassError::ClassesChanged.into());
        }
        let steps = plan::steps(&here, &body, || blank(school, tx.new_id(), tx.now()))?;
        check(&tx, school, &body).await?;
        let changes = told(&tx, school, &steps, lang).await?;
        let (old, new): (Vec<&Step>, Vec<&Step>) = steps.iter().partition(|step| step.before.is_some());
        repo::save_all(&tx, &rows(&old)).await?;
        repo::insert_all(&tx, &rows(&new)).await?;
        let row = advance::Model {
            school_id: school,
            id: tx.new_id(),
            to_year: body.to_year,
            before_json: serde_json::to_value(&here).map_err(Problem::internal)?,
            after_json: serde_json::to_value(steps.iter().map(|step| &step.after).collect::<Vec<_>>()).map_err(Problem::internal)?,
            done_by: grant.actor().person,
            done_at: tx.now(),
            undone_at: None,
            version: 1,
        };
        let row = row.into_active_model().insert(&tx).await?;
        let mut events = vec![recorded(Event::new(event::CLASSES_ADVANCED), &steps)];
        let moved: Vec<_> = steps.iter().map(|step| (step.before.as_ref(), Some(&step.after))).collect();
        events.extend(follow(&tx, &moved).await?);
        let people = person::repo::names(&tx, school, row.done_by.into_iter().collect()).await?;
        let advanced = Advanced { advance: Some(view(&row, &people, true)?), changes };
        tx.commit(events, Reply::created(advanced).version(1)).await
    }
}

fn rows(steps: &[&Step]) -> Vec<Model> {
    steps.iter().map(|step| step.after.clone()).collect()
}

/// One subject for each class, so that each has its own history.
pub(super) fn recorded(event: Event, steps: &[Step]) -> Event {
    steps.iter().fold(event, |event, step| {
        let name = step.after.name_in(Lang::Zh);
        match &step.before {
            Some(before) => event.changed("school_class", step.after.id, name, &before.recorded(), &step.after.recorded()),
            None => event.created("school_class", step.after.id, name, &step.after.recorded()),
        }
    })
}

fn blank(school: Uuid, id: Uuid, now: chrono::DateTime<chrono::Utc>) -> Model {
    Model {
        school_id: school,
        id,
        entry_year: 0,
        number: 1,
        school_year: 0,
        size: None,
        room_id: None,
        class_teacher_id: None,
        active: true,
        created_at: now,
        version: 1,
    }
}

/// Rooms and people of the body, each asked for once.
async fn check(db: &impl ConnectionTrait, school: Uuid, body: &AdvanceClasses) -> Result<()> {
    let rooms: BTreeSet<Uuid> = body.classes.iter().filter_map(|class| class.room_id).collect();
    let found = location::repo::by_ids(db, school, rooms.into_iter().collect()).await?;
    let is_room: BTreeSet<Uuid> = found.iter().filter(|row| row.active && row.kind() == location::Kind::Room).map(|row| row.id).collect();
    let teachers: BTreeSet<Uuid> = body.classes.iter().filter_map(|class| class.class_teacher_id).collect();
    let here = person::repo::active_of(db, school, teachers.into_iter().collect()).await?;
    for (at, class) in body.classes.iter().enumerate() {
        if class.room_id.is_some_and(|room| !is_room.contains(&room)) {
            return Err(Problem::reference(format!("/classes/{at}/room_id")));
        }
        if class.class_teacher_id.is_some_and(|teacher| !here.contains(&teacher)) {
            return Err(Problem::reference(format!("/classes/{at}/class_teacher_id")));
        }
    }
    Ok(())
}

async fn told(db: &impl ConnectionTrait, school: Uuid, steps: &[Step], lang: Lang) -> Result<Vec<ClassStep>> {
    let of = |pick: fn(&Model) -> Option<Uuid>| -> Vec<Uuid> {
        steps.iter().flat_map(|step| [step.before.as_ref().and_then(pick), pick(&step.after)]).flatten().collect()
    };
    let rooms = location::repo::names(db, school, of(|class| class.room_id)).await?;
    let people = person::repo::names(db, school, of(|class| class.class_teacher_id)).await?;
    let room = |class: &Model| class.room_id.and_then(|id| rooms.get(&id).cloned());
    let teacher = |class: &Model| class.class_teacher_id.and_then(|id| people.get(&id).cloned());
    let steps = steps.iter().map(|step| {
        let after = Some(&step.after).filter(|class| class.active);
        ClassStep {
            name_before: step.before.as_ref().map(|class| class.name_in(lang)),
            name_after: after.map(|class| class.name_in(lang)),
            room_before: step.before.as_ref().and_then(room),
            room_after: after.and_then(room),
            class_teacher_before: step.before.as_ref().and_then(teacher),
            class_teacher_after: after.and_then(teacher),
            size_after: after.and_then(|class| class.size),
        }
    });
    Ok(steps.collect())
}

pub(super) fn view(row: &advance::Model, people: &HashMap<Uuid, String>, undoable: bool) -> Result<AdvanceView> {
    Ok(AdvanceView {
        id: row.id,
        to_year: row.to_year,
        classes: undo::after(row)?.len(),
        done_by: row.done_by.map(|id| PersonRef { id, name: people.get(&id).cloned().unwrap_or_default() }),
        done_at: row.done_at,
        undone_at: row.undone_at,
        undoable,
        version: row.version,
    })
}
