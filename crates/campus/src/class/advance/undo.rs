//! Taking the act back, until the first change after it.

use kernel::{Grant, IfMatch, Problem, Reply, Result, audit::Event};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, SqlErr};
use uuid::Uuid;

use super::{
    dto::AdvanceView,
    service::{Advances, view},
};
use crate::{
    class::{
        ClassError,
        entity::{Column, Entity, Model, advance},
        follow::follow,
        repo,
    },
    event,
    permissions::ManageClasses,
    person,
};

impl Advances {
    pub async fn undo(&self, grant: &Grant<ManageClasses>, id: Uuid, seen: IfMatch) -> Result<Reply<AdvanceView>> {
        let tx = self.db.begin(grant).await?;
        let school = grant.school()?;
        let row = advance::Entity::find_by_id((school, id)).one(&tx).await?.ok_or_else(Problem::not_found)?;
        seen.check(row.version)?;
        if row.undone_at.is_some() || !stands(&tx, &row).await? {
            return Err(ClassError::AdvanceNotUndoable.into());
        }
        let (before, after) = (before(&row)?, after(&row)?);
        let (gone, back): (Vec<&Model>, Vec<&Model>) = after.iter().partition(|now| !before.iter().any(|was| was.id == now.id));
        let restored: Vec<Model> = before
            .iter()
            .filter_map(|was| back.iter().find(|now| now.id == was.id).map(|now| Model { version: now.version + 1, ..was.clone() }))
            .collect();
        // Classes that the act itself had made are gone with it; the trail keeps them.
        Entity::delete_many()
            .filter(Column::SchoolId.eq(school))
            .filter(Column::Id.is_in(gone.iter().map(|class| class.id)))
            .exec(&tx)
            .await
            .map_err(|error| match error.sql_err() {
                // Somebody has received something for one of them meanwhile.
                Some(SqlErr::ForeignKeyConstraintViolation(_)) => ClassError::AdvanceNotUndoable.into(),
                _ => Problem::from(error),
            })?;
        repo::save_all(&tx, &restored).await?;
        let done = advance::Model { undone_at: Some(tx.now()), version: row.version + 1, ..row.clone() };
        tx.save(done.clone(), row.version).await?;
        let name = |class: &Model| class.name_in(kernel::Lang::Zh);
        let taken = restored.iter().fold(Event::new(event::ADVANCE_UNDONE), |event, is| {
            let was = back.iter().find(|now| now.id == is.id).map(|now| now.recorded());
            event.changed("school_class", is.id, name(is), &was, &is.recorded())
        });
        let taken = gone.iter().fold(taken, |event, was| event.removed("school_class", was.id, name(was), &was.recorded()));
        let now_restored = restored.iter().map(|is| (back.iter().find(|now| now.id == is.id).copied(), Some(is)));
        let changes: Vec<_> = now_restored.chain(gone.iter().map(|was| (Some(*was), None))).collect();
        let mut events = vec![taken];
        events.extend(follow(&tx, &changes).await?);
        let people = person::repo::names(&tx, school, done.done_by.into_iter().collect()).await?;
        let reply = Reply::ok(view(&done, &people, false)?).version(done.version);
        tx.commit(events, reply).await
    }
}

/// Whether the classes still are what the act made of them, and none has come since.
pub(super) async fn stands(db: &impl ConnectionTrait, row: &advance::Model) -> Result<bool> {
    let after = after(row)?;
    let now = Entity::find().filter(Column::SchoolId.eq(row.school_id)).all(db).await?;
    let as_made = |made: &Model| now.iter().any(|class| class.id == made.id && class.version == made.version);
    let none_since = now.iter().filter(|class| class.active).all(|class| after.iter().any(|made| made.id == class.id));
    Ok(after.iter().all(as_made) && none_since)
}

fn before(row: &advance::Model) -> Result<Vec<Model>> {
    serde_json::from_value(row.before_json.clone()).map_err(Problem::internal)
}

pub(super) fn after(row: &advance::Model) -> Result<Vec<Model>> {
    serde_json::from_value(row.after_json.clone()).map_err(Problem::internal)
}
