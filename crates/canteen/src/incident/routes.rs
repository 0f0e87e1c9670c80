//! `/canteens/{id}/incidents` and `/canteen-incidents`.

use axum::extract::State;
use kernel::{Db, Grant, Json, Page, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{IncidentBody, IncidentRow, IncidentView},
    service::Incidents,
};
use crate::permissions::{KeepBook, ViewCanteen};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list, raise)).routes(routes!(get)).with_state(Incidents::new(db.clone()))
}

/// The incidents of a canteen, newest first.
#[utoipa::path(get, path = "/canteens/{id}/incidents", operation_id = "canteen_incident_list", tag = "canteen", params(("id" = Uuid, Path)),
    responses((status = 200, body = Page<IncidentRow>)), extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn list(grant: Grant<ViewCanteen>, State(incidents): State<Incidents>, Path(id): Path<Uuid>) -> Result<Reply<Page<IncidentRow>>> {
    incidents.list(&grant, id).await.map(Reply::ok)
}

/// An incident: seals every sample that is still there and tells those who answer for the school.
#[utoipa::path(post, path = "/canteens/{id}/incidents", operation_id = "canteen_incident_raise", tag = "canteen", params(("id" = Uuid, Path)),
    request_body = IncidentBody, responses((status = 201, body = IncidentRow)),
    extensions(("x-permission" = json!(KeepBook::INFO.key))))]
async fn raise(
    grant: Grant<KeepBook>,
    State(incidents): State<Incidents>,
    Path(id): Path<Uuid>,
    Json(body): Json<IncidentBody>,
) -> Result<Reply<IncidentRow>> {
    incidents.raise(&grant, id, body).await
}

/// An incident with the last 48 hours, to print; checks and certificates only for those who may see health.
#[utoipa::path(get, path = "/canteen-incidents/{id}", operation_id = "canteen_incident_view", tag = "canteen", params(("id" = Uuid, Path)),
    responses((status = 200, body = IncidentView)), extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn get(grant: Grant<ViewCanteen>, State(incidents): State<Incidents>, Path(id): Path<Uuid>) -> Result<Reply<IncidentView>> {
    incidents.get(&grant, id).await.map(Reply::ok)
}
