//! Use cases on repair routes.

use campus::{location, location::Kind, person, person::PersonRef};
use kernel::{Db, Grant, IfMatch, Page, Problem, Reply, Result, Tx, audit::Event};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    ANY,
    dto::{RouteView, SetRouteBody},
    entity::{ActiveModel, Column, Entity, Model},
};
use crate::{
    case::{Category, service::require_repairer},
    event,
    permissions::{ManageRoutes, ViewRoutes},
};

/// Repair routes.
#[derive(Debug, Clone)]
pub struct RepairRoutes {
    db: Db,
}

/// What is set: the body of the API, also used by the demo school.
pub type SetRoute = SetRouteBody;

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

    /// Sets who gets a category in a building; an existing rule for the same pair is replaced.
    pub async fn set(&self, grant: &Grant<ManageRoutes>, body: SetRoute) -> Result<Reply<RouteView>> {
        let tx = self.db.begin(grant).await?;
        let school = grant.school()?;
        require_repairer(&tx, school, body.worker_id, "/worker_id").await?;
        if let Some(deputy) = body.deputy_id {
            require_repairer(&tx, school, deputy, "/deputy_id").await?;
        }
        if let Some(building) = body.building_id {
            let place = location::repo::active(&tx, school, building, "/building_id").await?;
            if place.kind() != Kind::Building {
                return Err(Problem::reference("/building_id"));
            }
        }
        let row = upsert(&tx, school, &body).await?;
        let worker = person::repo::names(&tx, school, vec![row.worker_id]).await?.remove(&row.worker_id);
        let after =
            serde_json::json!({ "category": row.category, "building_id": row.building_id, "worker": worker, "deputy_id": row.deputy_id });
        let event = Event::new(event::ROUTE_SET).created("repair_route", row.id, &row.category, &after);
        let version = row.version;
        let view = views(&tx, school, vec![row]).await?.pop().ok_or_else(Problem::not_found)?;
        tx.commit([event], Reply::ok(view).version(version)).await
    }

    pub async fn remove(&self, grant: &Grant<ManageRoutes>, id: Uuid, seen: IfMatch) -> Result<Reply<()>> {
        let tx = self.db.begin(grant).await?;
        let row = Entity::find_by_id((grant.school()?, id)).one(&tx).await?.ok_or_else(Problem::not_found)?;
        seen.check(row.version)?;
        let done = Entity::delete_many()
            .filter(Column::SchoolId.eq(row.school_id))
            .filter(Column::Id.eq(id))
            .filter(Column::Version.eq(row.version))
            .exec(&tx)
            .await?;
        Db::expect_won(done.rows_affected, row.version)?;
        let event = Event::new(event::ROUTE_REMOVED).created(
            "repair_route",
            row.id,
            &row.category,
            &serde_json::json!({ "worker_id": row.worker_id }),
        );
        tx.commit([event], Reply::none()).await
    }
}

async fn upsert(tx: &Tx, school: Uuid, body: &SetRoute) -> Result<Model> {
    let category = body.category.map_or(ANY, Category::key);
    let building_key = body.building_id.unwrap_or(Uuid::nil());
    let found = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Category.eq(category))
        .filter(Column::BuildingKey.eq(building_key))
        .one(tx)
        .await?;
    let Some(row) = found else {
        let new = ActiveModel {
            school_id: Set(school),
            id: Set(tx.new_id()),
            category: Set(category.into()),
            building_key: Set(building_key),
            building_id: Set(body.building_id),
            worker_id: Set(body.worker_id),
            deputy_id: Set(body.deputy_id),
            version: Set(1),
        };
        return Ok(new.insert(tx).await?);
    };
    let seen = row.version;
    let row = Model { worker_id: body.worker_id, deputy_id: body.deputy_id, version: seen + 1, ..row };
    let change =
        ActiveModel { worker_id: Set(row.worker_id), deputy_id: Set(row.deputy_id), version: Set(row.version), ..Default::default() };
    let done = Entity::update_many()
        .set(change)
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(seen))
        .exec(tx)
        .await?;
    Db::expect_won(done.rows_affected, seen)?;
    Ok(row)
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
