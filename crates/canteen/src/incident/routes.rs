//! `/canteens/{id}/incidents` and `/canteen-incidents`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{EndBody, IncidentBody, IncidentRow, IncidentView, InvestigateBody, ReportBody},
    service::Incidents,
};
use crate::permissions::{OverseeCanteen, RaiseIncident, ViewCanteen};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, raise))
        .routes(routes!(get))
        .routes(routes!(report))
        .routes(routes!(investigate))
        .routes(routes!(close))
        .routes(routes!(call_off))
        .with_state(Incidents::new(db.clone()))
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
    extensions(("x-permission" = json!(RaiseIncident::INFO.key))))]
async fn raise(
    grant: Grant<RaiseIncident>,
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
    incidents.get(&grant, id).await
}

/// That it was reported to the authorities; within two hours, else it says that it was late.
#[utoipa::path(post, path = "/canteen-incidents/{id}/report", operation_id = "canteen_incident_report", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = ReportBody, responses((status = 200, body = IncidentRow)),
    extensions(("x-permission" = json!(RaiseIncident::INFO.key)), ("x-if-match" = json!(true))))]
async fn report(
    grant: Grant<RaiseIncident>,
    State(incidents): State<Incidents>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ReportBody>,
) -> Result<Reply<IncidentRow>> {
    incidents.report(&grant, id, seen, body).await
}

/// That somebody investigates, and who.
#[utoipa::path(post, path = "/canteen-incidents/{id}/investigate", operation_id = "canteen_incident_investigate", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = InvestigateBody, responses((status = 200, body = IncidentRow)),
    extensions(("x-permission" = json!(RaiseIncident::INFO.key)), ("x-if-match" = json!(true))))]
async fn investigate(
    grant: Grant<RaiseIncident>,
    State(incidents): State<Incidents>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<InvestigateBody>,
) -> Result<Reply<IncidentRow>> {
    incidents.investigate(&grant, id, seen, body).await
}

/// It is over: what came of it. With the last one of a canteen its samples are released. By somebody who is not of the kitchen.
#[utoipa::path(post, path = "/canteen-incidents/{id}/close", operation_id = "canteen_incident_close", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = EndBody, responses((status = 200, body = IncidentRow)),
    extensions(("x-permission" = json!(OverseeCanteen::INFO.key)), ("x-if-match" = json!(true))))]
async fn close(
    grant: Grant<OverseeCanteen>,
    State(incidents): State<Incidents>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<EndBody>,
) -> Result<Reply<IncidentRow>> {
    incidents.close(&grant, id, seen, body).await
}

/// It was none: why. With the last one of a canteen its samples are released. By somebody who is not of the kitchen.
#[utoipa::path(post, path = "/canteen-incidents/{id}/call-off", operation_id = "canteen_incident_call_off", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = EndBody, responses((status = 200, body = IncidentRow)),
    extensions(("x-permission" = json!(OverseeCanteen::INFO.key)), ("x-if-match" = json!(true))))]
async fn call_off(
    grant: Grant<OverseeCanteen>,
    State(incidents): State<Incidents>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<EndBody>,
) -> Result<Reply<IncidentRow>> {
    incidents.call_off(&grant, id, seen, body).await
}
