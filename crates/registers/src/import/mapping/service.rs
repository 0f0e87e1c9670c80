//! Use cases on saved mappings.

use campus::person::{self, PersonRef};
use kernel::{Db, Grant, IfMatch, Page, Problem, Reply, Result, Tx, audit::Event, text};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, SqlErr};
use serde_json::json;
use uuid::Uuid;

use super::{
    all,
    entity::{ActiveModel, Entity, Model},
    key, read,
};
use crate::{
    event,
    import::{
        ImportError,
        dto::{MappingView, SaveMapping},
    },
    permissions::ImportRegister,
};

/// Saved mappings.
#[derive(Debug, Clone)]
pub struct Mappings {
    db: Db,
}

impl Mappings {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ImportRegister>) -> Result<Page<MappingView>> {
        let reader = self.db.read(grant);
        let rows = all(&reader, grant.school()?).await?;
        Ok(Page::whole(views(&reader, grant.school()?, rows).await?))
    }

    pub async fn add(&self, grant: &Grant<ImportRegister>, body: SaveMapping) -> Result<Reply<MappingView>> {
        let tx = self.db.begin(grant).await?;
        let row = Model {
            school_id: tx.school()?,
            id: tx.new_id(),
            name: text::tidy(&body.name),
            heads: key(&body.heads),
            options: serde_json::to_value(&body.options).map_err(Problem::internal)?,
            updated_by: tx.actor().person,
            updated_at: tx.now(),
            version: 1,
        };
        let active: ActiveModel = row.clone().into_active_model().reset_all();
        active.insert(&tx).await.map_err(name_taken)?;
        let event = Event::new(event::MAPPING_SAVED).created("import_mapping", row.id, &row.name, &recorded(&row));
        let reply = one(&tx, row).await?;
        tx.commit([event], Reply { status: axum::http::StatusCode::CREATED, ..reply }).await
    }

    pub async fn change(&self, grant: &Grant<ImportRegister>, id: Uuid, seen: IfMatch, body: SaveMapping) -> Result<Reply<MappingView>> {
        let tx = self.db.begin(grant).await?;
        let before = find(&tx, grant.school()?, id).await?;
        seen.check(before.version)?;
        let row = Model {
            name: text::tidy(&body.name),
            heads: key(&body.heads),
            options: serde_json::to_value(&body.options).map_err(Problem::internal)?,
            updated_by: tx.actor().person,
            updated_at: tx.now(),
            version: before.version + 1,
            ..before.clone()
        };
        tx.save(row.clone(), before.version).await.map_err(|error| error.or(name_taken))?;
        let event = Event::new(event::MAPPING_SAVED).changed("import_mapping", id, &row.name, &recorded(&before), &recorded(&row));
        let reply = one(&tx, row).await?;
        tx.commit([event], reply).await
    }

    pub async fn remove(&self, grant: &Grant<ImportRegister>, id: Uuid, seen: IfMatch) -> Result<Reply<()>> {
        let tx = self.db.begin(grant).await?;
        let row = find(&tx, grant.school()?, id).await?;
        seen.check(row.version)?;
        tx.remove::<Entity>((row.school_id, id), row.version).await?;
        let event = Event::new(event::MAPPING_REMOVED).removed("import_mapping", id, &row.name, &recorded(&row));
        tx.commit([event], Reply::none()).await
    }
}

async fn find(db: &impl ConnectionTrait, school: Uuid, id: Uuid) -> Result<Model> {
    Entity::find_by_id((school, id)).one(db).await?.ok_or_else(Problem::not_found)
}

fn name_taken(error: sea_orm::DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => ImportError::MappingExists.into(),
        _ => error.into(),
    }
}

fn recorded(row: &Model) -> serde_json::Value {
    json!({ "name": row.name, "heads": row.heads, "options": row.options })
}

async fn one(tx: &Tx, row: Model) -> Result<Reply<MappingView>> {
    let version = row.version;
    let view = views(tx, row.school_id, vec![row]).await?.pop().ok_or_else(Problem::not_found)?;
    Ok(Reply::ok(view).version(version))
}

async fn views(db: &impl ConnectionTrait, school: Uuid, rows: Vec<Model>) -> Result<Vec<MappingView>> {
    let names = person::repo::names(db, school, rows.iter().filter_map(|row| row.updated_by).collect()).await?;
    let view = |row: Model| {
        Ok(MappingView {
            id: row.id,
            options: read(&row)?,
            heads: row.heads.lines().map(str::to_owned).collect(),
            updated_by: row.updated_by.map(|id| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() }),
            updated_at: row.updated_at,
            version: row.version,
            name: row.name,
        })
    };
    rows.into_iter().map(view).collect()
}
