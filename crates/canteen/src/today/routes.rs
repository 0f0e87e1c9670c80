//! `/canteens/{id}/today` and `/canteens/{id}/standing`.

use axum::extract::State;
use kernel::{Db, Grant, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{StandingView, TodayView},
    service::Today,
};
use crate::permissions::ViewCanteen;

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(standing)).with_state(Today::new(db.clone()))
}

/// What of today is done, still due and missed in a canteen.
#[utoipa::path(get, path = "/canteens/{id}/today", operation_id = "canteen_today_view", tag = "canteen", params(("id" = Uuid, Path)),
    responses((status = 200, body = TodayView)), extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn show(grant: Grant<ViewCanteen>, State(today): State<Today>, Path(id): Path<Uuid>) -> Result<Reply<TodayView>> {
    today.show(&grant, id).await.map(Reply::ok)
}

/// What runs out in a canteen, and what does not agree: licences, food in its stores, the monthly meeting, the county's tables.
#[utoipa::path(get, path = "/canteens/{id}/standing", operation_id = "canteen_standing_view", tag = "canteen", params(("id" = Uuid, Path)),
    responses((status = 200, body = StandingView)), extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn standing(grant: Grant<ViewCanteen>, State(today): State<Today>, Path(id): Path<Uuid>) -> Result<Reply<StandingView>> {
    today.standing(&grant, id).await.map(Reply::ok)
}
