//! `/canteens/{id}/staff` and `/canteen-staff`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{StaffBody, StaffView},
    service::Staff,
};
use crate::permissions::{ManageCanteen, ViewCanteen};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(revise)).with_state(Staff::new(db.clone()))
}

/// Who works in a canteen; certificates only for those who may see health.
#[utoipa::path(get, path = "/canteens/{id}/staff", operation_id = "canteen_staff_list", tag = "canteen", params(("id" = Uuid, Path)),
    responses((status = 200, body = Page<StaffView>)), extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn list(grant: Grant<ViewCanteen>, State(staff): State<Staff>, Path(id): Path<Uuid>) -> Result<Reply<Page<StaffView>>> {
    staff.list(&grant, id).await.map(Reply::ok)
}

/// Somebody more.
#[utoipa::path(post, path = "/canteens/{id}/staff", operation_id = "canteen_staff_add", tag = "canteen", params(("id" = Uuid, Path)),
    request_body = StaffBody, responses((status = 201, body = StaffView)),
    extensions(("x-permission" = json!(ManageCanteen::INFO.key))))]
async fn add(
    grant: Grant<ManageCanteen>,
    State(staff): State<Staff>,
    Path(id): Path<Uuid>,
    Json(body): Json<StaffBody>,
) -> Result<Reply<StaffView>> {
    staff.add(&grant, id, body).await
}

/// Another post, or he left.
#[utoipa::path(put, path = "/canteen-staff/{id}", operation_id = "canteen_staff_revise", tag = "canteen", params(("id" = Uuid, Path)),
    request_body = StaffBody, responses((status = 200, body = StaffView)),
    extensions(("x-permission" = json!(ManageCanteen::INFO.key)), ("x-if-match" = json!(true))))]
async fn revise(
    grant: Grant<ManageCanteen>,
    State(staff): State<Staff>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<StaffBody>,
) -> Result<Reply<StaffView>> {
    staff.revise(&grant, id, seen, body).await
}
