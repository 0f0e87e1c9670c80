//! `/canteens`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{CanteenBody, CanteenView},
    service::Canteens,
};
use crate::permissions::{ManageCanteen, ViewCanteen};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(revise)).with_state(Canteens::new(db.clone()))
}

/// The canteens that the caller may see.
#[utoipa::path(get, path = "/canteens", operation_id = "canteen_list", tag = "canteen",
    responses((status = 200, body = Page<CanteenView>)), extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn list(grant: Grant<ViewCanteen>, State(canteens): State<Canteens>) -> Result<Reply<Page<CanteenView>>> {
    canteens.list(&grant).await.map(Reply::ok)
}

/// A new canteen.
#[utoipa::path(post, path = "/canteens", operation_id = "canteen_add", tag = "canteen", request_body = CanteenBody,
    responses((status = 201, body = CanteenView)), extensions(("x-permission" = json!(ManageCanteen::INFO.key))))]
async fn add(grant: Grant<ManageCanteen>, State(canteens): State<Canteens>, Json(body): Json<CanteenBody>) -> Result<Reply<CanteenView>> {
    canteens.add(&grant, body).await
}

/// A canteen as it is from now on.
#[utoipa::path(put, path = "/canteens/{id}", operation_id = "canteen_revise", tag = "canteen", params(("id" = Uuid, Path)),
    request_body = CanteenBody, responses((status = 200, body = CanteenView)),
    extensions(("x-permission" = json!(ManageCanteen::INFO.key)), ("x-if-match" = json!(true))))]
async fn revise(
    grant: Grant<ManageCanteen>,
    State(canteens): State<Canteens>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<CanteenBody>,
) -> Result<Reply<CanteenView>> {
    canteens.revise(&grant, id, seen, body).await
}
