//! `/canteens/{id}/outside-inspections`, `/outside-inspections` and `/outside-findings`.

use axum::{extract::State, http::HeaderMap, response::Response};
use files::{Files, upload::dto::FileBytes};
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{
        ContentQuery, ListInspections, MendBody, OpenFindingView, OutsideInspectionBody, OutsideInspectionRow, OutsideInspectionView,
        ReportBody,
    },
    service::OutsideInspections,
};
use crate::{
    book::dto::StrikeBody,
    permissions::{KeepPapers, StrikeRecord, ViewCanteen},
};

pub(crate) fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, record))
        .routes(routes!(open))
        .routes(routes!(get))
        .routes(routes!(strike))
        .routes(routes!(content))
        .routes(routes!(report))
        .routes(routes!(mend))
        .with_state(OutsideInspections::new(db.clone(), files.clone()))
}

/// Inspections from outside, newest first; what was struck out too.
#[utoipa::path(get, path = "/canteens/{id}/outside-inspections", operation_id = "outside_inspection_list", tag = "canteen",
    params(("id" = Uuid, Path), ListInspections), responses((status = 200, body = Page<OutsideInspectionRow>)),
    extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn list(
    grant: Grant<ViewCanteen>,
    State(inspections): State<OutsideInspections>,
    Path(id): Path<Uuid>,
    Query(query): Query<ListInspections>,
) -> Result<Reply<Page<OutsideInspectionRow>>> {
    inspections.list(&grant, id, &query).await.map(Reply::ok)
}

/// What inspections from outside found and is still to be mended, the one that is due first first.
#[utoipa::path(get, path = "/canteens/{id}/outside-findings", operation_id = "outside_finding_list", tag = "canteen",
    params(("id" = Uuid, Path)), responses((status = 200, body = Page<OpenFindingView>)),
    extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn open(
    grant: Grant<ViewCanteen>,
    State(inspections): State<OutsideInspections>,
    Path(id): Path<Uuid>,
) -> Result<Reply<Page<OpenFindingView>>> {
    inspections.open(&grant, id).await.map(Reply::ok)
}

/// Who came, what was found, until when it is to be mended and by whom; what is about a place may become a repair at once.
#[utoipa::path(post, path = "/canteens/{id}/outside-inspections", operation_id = "outside_inspection_record", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = OutsideInspectionBody, responses((status = 201, body = OutsideInspectionView)),
    extensions(("x-permission" = json!(KeepPapers::INFO.key))))]
async fn record(
    grant: Grant<KeepPapers>,
    State(inspections): State<OutsideInspections>,
    Path(id): Path<Uuid>,
    Json(body): Json<OutsideInspectionBody>,
) -> Result<Reply<OutsideInspectionView>> {
    inspections.record(&grant, id, body).await
}

/// One inspection with what it found.
#[utoipa::path(get, path = "/outside-inspections/{id}", operation_id = "outside_inspection_view", tag = "canteen",
    params(("id" = Uuid, Path)), responses((status = 200, body = OutsideInspectionView)),
    extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn get(
    grant: Grant<ViewCanteen>,
    State(inspections): State<OutsideInspections>,
    Path(id): Path<Uuid>,
) -> Result<Reply<OutsideInspectionView>> {
    inspections.get(&grant, id).await
}

/// Strikes a wrong record out: it stays readable, and what it found asks nothing of anybody any more.
#[utoipa::path(post, path = "/outside-inspections/{id}/strike", operation_id = "outside_inspection_strike", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = StrikeBody, responses((status = 200, body = OutsideInspectionView)),
    extensions(("x-permission" = json!(StrikeRecord::INFO.key)), ("x-if-match" = json!(true))))]
async fn strike(
    grant: Grant<StrikeRecord>,
    State(inspections): State<OutsideInspections>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<StrikeBody>,
) -> Result<Reply<OutsideInspectionView>> {
    inspections.strike(&grant, id, seen, body).await
}

/// A page of their paper. Knows `If-None-Match`.
#[utoipa::path(get, path = "/outside-inspections/{id}/attachments/{attachment_id}/content",
    operation_id = "outside_inspection_attachment_content", tag = "canteen",
    params(("id" = Uuid, Path), ("attachment_id" = Uuid, Path), ContentQuery),
    responses((status = 200, body = FileBytes, content_type = "*/*"), (status = 304, description = "Not changed")),
    extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn content(
    grant: Grant<ViewCanteen>,
    State(inspections): State<OutsideInspections>,
    Path(at): Path<(Uuid, Uuid)>,
    Query(query): Query<ContentQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    inspections.content(&grant, at, query.size, &headers).await
}

/// What was found becomes a repair; it stays open until somebody saw that it was put right.
#[utoipa::path(post, path = "/outside-findings/{id}/report", operation_id = "outside_finding_report", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = ReportBody, responses((status = 200, body = OutsideInspectionView)),
    extensions(("x-permission" = json!(KeepPapers::INFO.key)), ("x-if-match" = json!(true))))]
async fn report(
    grant: Grant<KeepPapers>,
    State(inspections): State<OutsideInspections>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ReportBody>,
) -> Result<Reply<OutsideInspectionView>> {
    inspections.report(&grant, id, seen, body).await
}

/// Somebody saw that it was put right. Not whoever answers for it.
#[utoipa::path(post, path = "/outside-findings/{id}/mend", operation_id = "outside_finding_mend", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = MendBody, responses((status = 200, body = OutsideInspectionView)),
    extensions(("x-permission" = json!(KeepPapers::INFO.key)), ("x-if-match" = json!(true))))]
async fn mend(
    grant: Grant<KeepPapers>,
    State(inspections): State<OutsideInspections>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<MendBody>,
) -> Result<Reply<OutsideInspectionView>> {
    inspections.mend(&grant, id, seen, body).await
}
