//! `/canteens/{id}/consistency`.

use axum::extract::State;
use kernel::{Db, Grant, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{ConsistencyView, ShowConsistency},
    service::Consistency,
};
use crate::permissions::ViewCanteen;

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(show)).with_state(Consistency::new(db.clone()))
}

/// What does not agree between menus, issues of the stores and samples, day by day.
#[utoipa::path(get, path = "/canteens/{id}/consistency", operation_id = "canteen_consistency_view", tag = "canteen",
    params(("id" = Uuid, Path), ShowConsistency), responses((status = 200, body = ConsistencyView)),
    extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn show(
    grant: Grant<ViewCanteen>,
    State(consistency): State<Consistency>,
    Path(id): Path<Uuid>,
    Query(query): Query<ShowConsistency>,
) -> Result<Reply<ConsistencyView>> {
    consistency.show(&grant, id, &query).await.map(Reply::ok)
}
