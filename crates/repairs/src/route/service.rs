//! Use cases on repair routes.

use axum::http::StatusCode;
use campus::{location, location::Kind, person, person::PersonRef};
use kernel::{Db, Grant, IfMatch, Page, Problem, Reply, Result, Tx, audit::Event};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, SqlErr};
use uuid::Uuid;

use super::{
    ANY,
    dto::{AddRouteBody, ChangeRouteBody, RouteView},
    entity::{ActiveModel, Column, Entity, Model},
};
use crate::{
    RepairError,
    case::{Category, service::require_repairer},
    event,
    permissions::{ManageRoutes, ViewRoutes},
};

/// Repair routes.
#[derive(Debug, Clone)]
pub struct RepairRoutes {
    db: Db,
}

impl RepairRoutes {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewRoutes>) -> Result<Page<RouteView>> {
        let reader = self.db.read(grant);
        let rows = Entity::find()
            .filter(Column::SchoolId.eq(grant.school()?))
            .order_by_asc(Column::Category)
            .order_by_asc(Column::Id)
            .all(&reader)
            .await?;
        views(&reader, grant.school()?, rows).await.map(Page::whole)
    }

    /// Adds who gets a category in a building. One rule for each pair.
    pub async fn add(&self, grant: &Grant<ManageRoutes>, body: AddRouteBody) -> Result<Reply<RouteView>> {
        let tx = self.db.begin(grant).await?;
        let school = grant.school()?;
        require_repairers(&tx, school, body.worker_id, body.deputy_id).await?;
        if let Some(building) = body.building_id {
            let place = location::repo::active(&tx, school, building, "/building_id").await?;
            if place.kind() != Kind::Building {
                return Err(Problem::reference("/building_id"));
            }
        }
        let row = insert(&tx, school, &body).await?;
        let event = Event::new(event::ROUTE_ADDED).created("repair_route", row.id, &row.category, &recorded(&tx, &row).await?);
        let reply = one(&tx, school, row).await?;
        tx.commit([event], Reply { status: StatusCode::CREATED, ..reply }).await
    }

    /// Names another worker or deputy.
    pub async fn change(&self, grant: &Grant<ManageRoutes>, id: Uuid, seen: IfMatch, body: ChangeRouteBody) -> Result<Reply<RouteView>> {
        let tx = self.db.begin(grant).await?;
        let school = grant.school()?;
        let before = find(&tx, school, id).await?;
        seen.check(before.version)?;
        require_repairers(&tx, school, body.worker_id, body.deputy_id).await?;
        let row = Model { worker_id: body.worker_id, deputy_id: body.deputy_id, version: before.version + 1, ..before.clone() };
        tx.save(row.clone(), before.version).await?;
        let event = Event::new(event::ROUTE_CHANGED).changed(
            "repair_route",
            row.id,
            &row.category,
            &recorded(&tx, &before).await?,
            &recorded(&tx, &row).await?,
        );
        let reply = one(&tx, school, row).await?;
        tx.commit([event], reply).await
    }

    pub async fn remove(&self, grant: &Grant<ManageRoutes>, id: Uuid, seen: IfMatch) -> Result<Reply<()>> {
        let tx = self.db.begin(grant).await?;
        let row = find(&tx, grant.school()?, id).await?;
        seen.check(row.version)?;
        tx.remove::<Entity>((row.school_id, row.id), row.version).await?;
        let event = Event::new(event::ROUTE_REMOVED).removed("repair_route", row.id, &row.category, &recorded(&tx, &row).await?);
        tx.commit([event], Reply::none()).await
    }
}

async fn find(tx: &Tx, school: Uuid, id: Uuid) -> Result<Model> {
    Entity::find_by_id((school, id)).one(tx).await?.ok_or_else(Problem::not_found)
}

async fn require_repairers(tx: &Tx, school: Uuid, worker: Uuid, deputy: Option<Uuid>) -> Result<()> {
    require_repairer(tx, school, worker, "/worker_id").await?;
    match deputy {
        Some(deputy) => require_repairer(tx, school, deputy, "/deputy_id").await,
        None => Ok(()),
    }
}

async fn insert(tx: &Tx, school: Uuid, body: &AddRouteBody) -> Result<Model> {
    let new = ActiveModel {
        school_id: Set(school),
        id: Set(tx.new_id()),
        category: Set(body.category.map_or(ANY, Category::key).into()),
        building_key: Set(body.building_id.unwrap_or_default()),
        building_id: Set(body.building_id),
        worker_id: Set(body.worker_id),
        deputy_id: Set(body.deputy_id),
        version: Set(1),
    };
    // The unique key decides, also between two who add at once.
    new.insert(tx).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => RepairError::RouteExists.into(),
        _ => error.into(),
    })
}

/// What the audit trail keeps of a rule: names, for whoever reads it in ten years.
async fn recorded(tx: &Tx, row: &Model) -> Result<serde_json::Value> {
    let view = views(tx, row.school_id, vec![row.clone()]).await?.pop().ok_or_else(Problem::not_found)?;
    Ok(serde_json::json!({
        "category": row.category,
        "building": view.building.map(|b| b.path),
        "worker": view.worker.name,
        "deputy": view.deputy.map(|d| d.name),
    }))
}

async fn one(tx: &Tx, school: Uuid, row: Model) -> Result<Reply<RouteView>> {
    let version = row.version;
    let view = views(tx, school, vec![row]).await?.pop().ok_or_else(Problem::not_found)?;
    Ok(Reply::ok(view).version(version))
}

async fn views(db: &impl ConnectionTrait, school: Uuid, rows: Vec<Model>) -> Result<Vec<RouteView>> {
    let names = person::repo::names(db, school, rows.iter().flat_map(|r| [Some(r.worker_id), r.deputy_id]).flatten().collect()).await?;
    let places = location::repo::refs(db, school, rows.iter().filter_map(|r| r.building_id).collect()).await?;
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    Ok(rows
        .into_iter()
        .map(|r| RouteView {
            id: r.id,
            category: Category::of(&r.category),
            building: r.building_id.and_then(|b| places.get(&b).cloned()),
            worker: person(r.worker_id),
            deputy: r.deputy_id.map(person),
            version: r.version,
        })
        .collect())
}
