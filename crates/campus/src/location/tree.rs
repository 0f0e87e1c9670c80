//! Use cases on the tree itself: a place hangs elsewhere, is closed or opened again; what is below goes with it.

use kernel::{Grant, IfMatch, Reply, Result, Tx, audit::Event, text};
use uuid::Uuid;

use super::{
    Levels, LocationView,
    dto::{CloseLocation, MoveLocation},
    entity::Model,
    error::TreeError,
    moved::Moved,
    repo,
    save_all::save_all,
    service::{Places, parent_of, reply},
};
use crate::{CampusError, class, event, permissions::ManagePlaces};

impl Places {
    /// Hangs a place below another one. Everything below it, and whatever stands there, follows in the same transaction.
    pub async fn move_below(
        &self,
        grant: &Grant<ManagePlaces>,
        id: Uuid,
        seen: IfMatch,
        body: MoveLocation,
    ) -> Result<Reply<LocationView>> {
        let tx = self.db.begin(grant).await?;
        repo::one_after_another(&tx).await?;
        let before = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        let parent = match body.parent_id {
            Some(id) => Some(repo::active(&tx, before.school_id, id, "/parent_id").await?),
            None => None,
        };
        if body.parent_id == before.parent_id {
            return Err(TreeError::IsThere.into());
        }
        let kind = before.kind();
        let within = repo::with_zones_within(&tx, before.school_id, before.id).await?;
        if !kind.may_be_below(parent.as_ref().map(Model::kind)) || body.parent_id.is_some_and(|parent| within.contains(&parent)) {
            return Err(TreeError::CannotHang.into());
        }
        let mut row = Model { parent_id: body.parent_id, version: before.version + 1, ..before.clone() };
        put_below(&tx, &before, &mut row, parent.as_ref()).await?;
        let moved = Moved { school: row.school_id, kind, places: within, above: parent.map(|p| p.levels()).unwrap_or_default() };
        for feature in self.at.iter() {
            feature.moved(&tx, &moved).await?;
        }
        // Who has a role at a place has it at what came to stand there.
        let event = Event::new(event::PLACE_MOVED)
            .changed("location", row.id, &row.path, &before.recorded(), &with_reason(&row, &body.reason))
            .changes_rights();
        let reply = reply(&tx, row).await?;
        tx.commit([event], reply).await
    }

    /// Closes a place and what is below it.
    pub async fn close(&self, grant: &Grant<ManagePlaces>, id: Uuid, seen: IfMatch, body: CloseLocation) -> Result<Reply<LocationView>> {
        let tx = self.db.begin(grant).await?;
        repo::one_after_another(&tx).await?;
        let before = repo::find_any(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        if !before.active {
            return Err(TreeError::Closed.into());
        }
        let rows = repo::subtree(&tx, &before).await?;
        if let Some(class) = class::repo::of_rooms(&tx, before.school_id, rows.iter().map(|row| row.id).collect()).await?.first() {
            return Err(TreeError::HasClass(class.name()).into());
        }
        set_active(tx, &before, rows, false, event::PLACE_CLOSED, &body.reason).await
    }

    /// Opens it again, with all below.
    pub async fn reopen(&self, grant: &Grant<ManagePlaces>, id: Uuid, seen: IfMatch) -> Result<Reply<LocationView>> {
        let tx = self.db.begin(grant).await?;
        repo::one_after_another(&tx).await?;
        let before = repo::find_any(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        if before.active {
            return Err(TreeError::Open.into());
        }
        if parent_of(&tx, &before).await?.is_some_and(|parent| !parent.active) {
            return Err(TreeError::AboveClosed.into());
        }
        let rows = repo::subtree(&tx, &before).await?;
        set_active(tx, &before, rows, true, event::PLACE_REOPENED, "").await
    }
}

async fn set_active(
    tx: Tx,
    before: &Model,
    rows: Vec<Model>,
    active: bool,
    action: &'static kernel::audit::ActionInfo,
    reason: &str,
) -> Result<Reply<LocationView>> {
    let changed: Vec<(Model, Model)> = rows
        .into_iter()
        .filter(|row| row.active != active)
        .map(|row| (row.clone(), Model { active, version: row.version + 1, ..row }))
        .collect();
    let after: Vec<Model> = changed.iter().map(|(_, after)| after.clone()).collect();
    save_all(&tx, &after).await?;
    let event = changed.iter().fold(Event::new(action).changes_rights(), |event, (was, is)| {
        event.changed("location", is.id, &is.path, &was.recorded(), &with_reason(is, reason))
    });
    let row = after.into_iter().find(|row| row.id == before.id).ok_or_else(kernel::Problem::not_found)?;
    let reply = reply(&tx, row).await?;
    tx.commit([event], reply).await
}

fn with_reason(row: &Model, reason: &str) -> serde_json::Value {
    let mut recorded = serde_json::to_value(row.recorded()).unwrap_or_default();
    if let (Some(fields), false) = (recorded.as_object_mut(), reason.is_empty()) {
        fields.insert("reason".into(), text::tidy(reason).into());
    }
    recorded
}

/// Saves a place under its name and parent as they are now, with the paths and levels of everything below it.
pub(super) async fn put_below(tx: &Tx, before: &Model, row: &mut Model, parent: Option<&Model>) -> Result<()> {
    let below = repo::subtree(tx, before).await?;
    place(row, parent);
    let mut saved = vec![row.clone()];
    // By path a parent comes before its children.
    for child in below.into_iter().filter(|child| child.id != row.id) {
        let Some(above) = saved.iter().find(|above| Some(above.id) == child.parent_id) else { continue };
        let mut child = Model { version: child.version + 1, ..child };
        place(&mut child, Some(above));
        saved.push(child);
    }
    save_all(tx, &saved).await.map_err(|problem| match problem.code() {
        "place_exists" => CampusError::PlaceExists(row.name.clone()).into(),
        _ => problem,
    })
}

/// Path, keys and levels of a place below its parent.
fn place(row: &mut Model, parent: Option<&Model>) {
    row.path = parent.map_or_else(|| row.name.clone(), |parent| format!("{} / {}", parent.path, row.name));
    row.path_key = text::fold(&row.path);
    row.name_key = repo::name_key(parent, row.kind(), &row.name);
    let levels = Levels::below(parent.map(Model::levels), row.kind(), row.id);
    row.campus_id = levels.campus;
    row.building_id = levels.building;
    row.floor_id = levels.floor;
    row.room_id = levels.room;
}
