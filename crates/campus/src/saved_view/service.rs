//! Use cases on saved views. A view holds no data, only how to ask for it: whoever opens a shared one sees what his own rights show.

use axum::http::StatusCode;
use kernel::{Db, Grant, IfMatch, Page, Problem, Reply, Result, Tx, audit::Event, text};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, SqlErr,
};
use uuid::Uuid;

use super::{
    dto::{AddView, ChangeView, SavedList, SavedView},
    entity::{ActiveModel, Column, Entity, Model},
};
use crate::{CampusError, event, permissions::SavedViews as Own, person};

/// Views of one list that one person may keep.
const MOST: u64 = 50;

/// Saved views.
#[derive(Debug, Clone)]
pub struct SavedViews {
    db: Db,
}

impl SavedViews {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<Own>, list: SavedList) -> Result<Page<SavedView>> {
        let (me, school) = (grant.person()?, grant.school()?);
        let reader = self.db.read(grant);
        let rows = Entity::find()
            .filter(Column::SchoolId.eq(school))
            .filter(Column::List.eq(list.key()))
            .filter(Condition::any().add(Column::OwnerId.eq(me)).add(Column::Shared.eq(true)))
            .order_by_asc(Column::Name)
            .order_by_asc(Column::Id)
            .limit(500)
            .all(&reader)
            .await?;
        let names = person::repo::names(&reader, school, rows.iter().map(|row| row.owner_id).collect()).await?;
        let view = |row: Model| {
            let owner_name = names.get(&row.owner_id).cloned().unwrap_or_default();
            view(row, me, owner_name)
        };
        Ok(Page::whole(rows.into_iter().map(view).collect()))
    }

    pub async fn add(&self, grant: &Grant<Own>, body: AddView) -> Result<Reply<SavedView>> {
        let (me, school) = (grant.person()?, grant.school()?);
        let tx = self.db.begin(grant).await?;
        let own = Condition::all().add(Column::SchoolId.eq(school)).add(Column::OwnerId.eq(me)).add(Column::List.eq(body.list.key()));
        if Entity::find().filter(own).count(&tx).await? >= MOST {
            return Err(CampusError::TooManyViews.into());
        }
        let row = ActiveModel {
            school_id: Set(school),
            id: Set(tx.new_id()),
            owner_id: Set(me),
            list: Set(body.list.key().into()),
            name: Set(text::tidy(&body.name)),
            query: Set(body.query),
            shared: Set(body.shared),
            created_at: Set(tx.now()),
            version: Set(1),
        };
        let row = row.insert(&tx).await.map_err(name_taken)?;
        let event = Event::new(event::VIEW_SAVED).created("saved_view", row.id, &row.name, &recorded(&row));
        tx.commit([event], Reply { status: StatusCode::CREATED, ..reply(row, me, grant) }).await
    }

    pub async fn change(&self, grant: &Grant<Own>, id: Uuid, seen: IfMatch, body: ChangeView) -> Result<Reply<SavedView>> {
        let me = grant.person()?;
        let tx = self.db.begin(grant).await?;
        let before = find(&tx, id, me).await?;
        seen.check(before.version)?;
        let row = Model {
            name: body.name.as_deref().map_or_else(|| before.name.clone(), text::tidy),
            query: body.query.unwrap_or_else(|| before.query.clone()),
            shared: body.shared.unwrap_or(before.shared),
            version: before.version + 1,
            ..before.clone()
        };
        tx.save(row.clone(), before.version).await.map_err(|error| error.or(name_taken))?;
        let event = Event::new(event::VIEW_CHANGED).changed("saved_view", row.id, &row.name, &recorded(&before), &recorded(&row));
        tx.commit([event], reply(row, me, grant)).await
    }

    pub async fn remove(&self, grant: &Grant<Own>, id: Uuid, seen: IfMatch) -> Result<Reply<()>> {
        let tx = self.db.begin(grant).await?;
        let row = find(&tx, id, grant.person()?).await?;
        seen.check(row.version)?;
        tx.remove::<Entity>((row.school_id, row.id), row.version).await?;
        let event = Event::new(event::VIEW_REMOVED).removed("saved_view", row.id, &row.name, &recorded(&row));
        tx.commit([event], Reply::none()).await
    }
}

/// One's own view; that of another person, shared or not, is not there to be changed.
async fn find(tx: &Tx, id: Uuid, me: Uuid) -> Result<Model> {
    Entity::find_by_id((tx.school()?, id)).filter(Column::OwnerId.eq(me)).one(tx).await?.ok_or_else(Problem::not_found)
}

fn name_taken(error: sea_orm::DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => CampusError::ViewExists.into(),
        _ => error.into(),
    }
}

fn recorded(row: &Model) -> serde_json::Value {
    serde_json::json!({ "list": row.list, "name": row.name, "query": row.query, "shared": row.shared })
}

fn reply(row: Model, me: Uuid, grant: &Grant<Own>) -> Reply<SavedView> {
    let version = row.version;
    Reply::ok(view(row, me, grant.actor().name.to_string())).version(version)
}

fn view(row: Model, me: Uuid, owner_name: String) -> SavedView {
    SavedView {
        id: row.id,
        list: SavedList::of(&row.list),
        name: row.name,
        query: row.query,
        shared: row.shared,
        own: row.owner_id == me,
        owner_name,
        version: row.version,
    }
}
