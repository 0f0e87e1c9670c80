//! `/canteens/{id}/control` and `/canteens/{id}/checks`.

use axum::extract::State;
use kernel::{Db, Grant, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{dto::ControlView, service::Control};
use crate::permissions::{ManageCanteen, ViewCanteen};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(set_up)).with_state(Control::new(db.clone()))
}

/// The checks of a canteen with their latest rounds, and its meetings.
#[utoipa::path(get, path = "/canteens/{id}/control", operation_id = "canteen_control_view", tag = "canteen", params(("id" = Uuid, Path)),
    responses((status = 200, body = ControlView)), extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn show(grant: Grant<ViewCanteen>, State(control): State<Control>, Path(id): Path<Uuid>) -> Result<Reply<ControlView>> {
    control.show(&grant, id).await.map(Reply::ok)
}

/// Sets the daily and the weekly check up, held by whoever answers for food safety; what is there already stays as the school made it.
#[utoipa::path(post, path = "/canteens/{id}/checks", operation_id = "canteen_checks_set_up", tag = "canteen", params(("id" = Uuid, Path)),
    responses((status = 200, body = ControlView)), extensions(("x-permission" = json!(ManageCanteen::INFO.key))))]
async fn set_up(grant: Grant<ManageCanteen>, State(control): State<Control>, Path(id): Path<Uuid>) -> Result<Reply<ControlView>> {
    control.set_up(&grant, id).await
}
