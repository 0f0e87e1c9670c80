//! `/departments`.

use axum::extract::State;
use kernel::{Db, Grant, Page, Permission, Reply, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::DepartmentView,
    entity::{Column, Entity},
};
use crate::permissions::ViewPlaces;

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list)).with_state(db.clone())
}

/// All departments of the school, by name: what lists are narrowed by.
#[utoipa::path(get, path = "/departments", operation_id = "department_list", tag = "campus",
    responses((status = 200, body = Page<DepartmentView>)), extensions(("x-permission" = json!(ViewPlaces::INFO.key))))]
async fn list(grant: Grant<ViewPlaces>, State(db): State<Db>) -> Result<Reply<Page<DepartmentView>>> {
    let here = Entity::find().filter(Column::SchoolId.eq(grant.school()?)).order_by_asc(Column::NameKey);
    let rows = here.all(&db.read(&grant)).await?;
    Ok(Reply::ok(Page::whole(rows.into_iter().map(|row| DepartmentView { id: row.id, name: row.name }).collect())))
}
