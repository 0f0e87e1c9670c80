//! `/canteens/{id}/day`.

use axum::extract::State;
use kernel::{Db, Grant, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{DayView, ShowDay},
    service::DayOfCanteen,
};
use crate::permissions::ViewCanteen;

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(show)).with_state(DayOfCanteen::new(db.clone()))
}

/// A day of a canteen on one page.
#[utoipa::path(get, path = "/canteens/{id}/day", operation_id = "canteen_day_view", tag = "canteen",
    params(("id" = Uuid, Path), ShowDay), responses((status = 200, body = DayView)),
    extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn show(
    grant: Grant<ViewCanteen>,
    State(days): State<DayOfCanteen>,
    Path(id): Path<Uuid>,
    Query(query): Query<ShowDay>,
) -> Result<Reply<DayView>> {
    days.show(&grant, id, &query).await.map(Reply::ok)
}
