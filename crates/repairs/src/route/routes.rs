//! `/repair-routes`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{AddRouteBody, ChangeRouteBody, RouteView},
    service::RepairRoutes,
};
use crate::permissions::{ManageRoutes, ViewRoutes};

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(change, remove)).with_state(RepairRoutes::new(db.clone()))
}

/// Who gets which repair by default.
#[utoipa::path(get, path = "/repair-routes", operation_id = "repair_route_list", tag = "repairs",
    responses((status = 200, body = Page<RouteView>)), extensions(("x-permission" = json!(ViewRoutes::INFO.key))))]
async fn list(grant: Grant<ViewRoutes>, State(rules): State<RepairRoutes>) -> Result<Reply<Page<RouteView>>> {
    rules.list(&grant).await.map(Reply::ok)
}

/// Adds the rule of a category and building; 409 when there is one.
#[utoipa::path(post, path = "/repair-routes", operation_id = "repair_route_add", tag = "repairs", request_body = AddRouteBody,
    responses((status = 201, body = RouteView)), extensions(("x-permission" = json!(ManageRoutes::INFO.key))))]
async fn add(grant: Grant<ManageRoutes>, State(rules): State<RepairRoutes>, Json(body): Json<AddRouteBody>) -> Result<Reply<RouteView>> {
    rules.add(&grant, body).await
}

/// Changes who a rule names.
#[utoipa::path(put, path = "/repair-routes/{id}", operation_id = "repair_route_change", tag = "repairs", params(("id" = Uuid, Path)),
    request_body = ChangeRouteBody, responses((status = 200, body = RouteView)),
    extensions(("x-permission" = json!(ManageRoutes::INFO.key)), ("x-if-match" = json!(true))))]
async fn change(
    grant: Grant<ManageRoutes>,
    State(rules): State<RepairRoutes>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ChangeRouteBody>,
) -> Result<Reply<RouteView>> {
    rules.change(&grant, id, seen, body).await
}

/// Removes a rule.
#[utoipa::path(delete, path = "/repair-routes/{id}", operation_id = "repair_route_remove", tag = "repairs", params(("id" = Uuid, Path)),
    responses((status = 204)), extensions(("x-permission" = json!(ManageRoutes::INFO.key)), ("x-if-match" = json!(true))))]
async fn remove(grant: Grant<ManageRoutes>, State(rules): State<RepairRoutes>, Path(id): Path<Uuid>, seen: IfMatch) -> Result<Reply<()>> {
    rules.remove(&grant, id, seen).await
}
