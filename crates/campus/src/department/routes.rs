//! `/departments`.

use axum::extract::State;
use kernel::{Db, Grant, Page, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::dto::DepartmentView;
use crate::permissions::ViewPlaces;

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list)).with_state(db.clone())
}

/// All departments of the school, by name: what lists are narrowed by.
#[utoipa::path(get, path = "/departments", operation_id = "department_list", tag = "campus",
    responses((status = 200, body = Page<DepartmentView>)), extensions(("x-permission" = json!(ViewPlaces::INFO.key))))]
async fn list(grant: Grant<ViewPlaces>, State(db): State<Db>) -> Result<Reply<Page<DepartmentView>>> {
    let rows = super::all(&db.read(&grant), grant.school()?).await?;
    Ok(Reply::ok(Page::whole(rows.into_iter().map(|row| DepartmentView { id: row.id, name: row.name }).collect())))
}
