//! `/publications`.

use axum::{extract::State, http::HeaderMap, response::Response};
use files::{Files, attachment, upload::dto::FileBytes};
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{
        Cancellation, ListPublications, Overdue, PhotoQuery, PostingBody, PublicationBody, PublicationReport, PublicationRow,
        PublicationView, ReportExport, ReportQuery,
    },
    model::PublicationId,
    repo,
    service::{Publications, owner},
};
use crate::permissions::{KeepPublications, ViewPublications};

pub(crate) fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, make))
        .routes(routes!(report))
        .routes(routes!(report_file))
        .routes(routes!(overdue))
        .routes(routes!(get))
        .routes(routes!(file))
        .routes(routes!(post))
        .routes(routes!(cancel))
        .routes(routes!(content))
        .with_state(Publications::new(db.clone(), files.clone()))
}

/// Publication notices, newest first; those that should hang on the board and do not, where asked for.
#[utoipa::path(get, path = "/publications", operation_id = "publication_list", tag = "purchases", params(ListPublications),
    responses((status = 200, body = Page<PublicationRow>)), extensions(("x-permission" = json!(ViewPublications::INFO.key))))]
async fn list(
    grant: Grant<ViewPublications>,
    State(notices): State<Publications>,
    Query(query): Query<ListPublications>,
) -> Result<Reply<Page<PublicationRow>>> {
    notices.list(&grant, &query).await.map(Reply::ok)
}

/// A notice of what is accepted in a period, to be printed and hung up.
#[utoipa::path(post, path = "/publications", operation_id = "publication_make", tag = "purchases", request_body = PublicationBody,
    responses((status = 201, body = PublicationView)), extensions(("x-permission" = json!(KeepPublications::INFO.key))))]
async fn make(
    grant: Grant<KeepPublications>,
    State(notices): State<Publications>,
    Json(body): Json<PublicationBody>,
) -> Result<Reply<PublicationView>> {
    notices.make(&grant, body).await
}

/// What a notice of these days would list, to be read and printed without making one. A year at most.
#[utoipa::path(get, path = "/publications/report", operation_id = "publication_report", tag = "purchases", params(ReportQuery),
    responses((status = 200, body = PublicationReport)), extensions(("x-permission" = json!(ViewPublications::INFO.key))))]
async fn report(
    grant: Grant<ViewPublications>,
    State(notices): State<Publications>,
    Query(query): Query<ReportQuery>,
) -> Result<Reply<PublicationReport>> {
    notices.report(&grant, &query).await.map(Reply::ok)
}

/// E10 of any days as an archive: data as CSV, a workbook for paper, a manifest with rows, sums and SHA-256. Making it stands in the audit trail.
#[utoipa::path(post, path = "/publication-report-exports", operation_id = "publication_report_export", tag = "purchases",
    request_body = ReportExport,
    responses((status = 200, body = FileBytes, content_type = "application/zip")),
    extensions(("x-permission" = json!(ViewPublications::INFO.key))))]
async fn report_file(
    grant: Grant<ViewPublications>,
    State(notices): State<Publications>,
    Json(body): Json<ReportExport>,
) -> Result<Response> {
    notices.report_file(grant, &body.filter).await
}

/// What should hang on the board by now and is in no posted notice, month by month.
#[utoipa::path(get, path = "/publications/overdue", operation_id = "publication_overdue", tag = "purchases",
    responses((status = 200, body = Overdue)), extensions(("x-permission" = json!(ViewPublications::INFO.key))))]
async fn overdue(grant: Grant<ViewPublications>, State(notices): State<Publications>) -> Result<Reply<Overdue>> {
    notices.overdue(&grant).await.map(Reply::ok)
}

/// One notice: what it lists, as it hung on the board or would hang there now.
#[utoipa::path(get, path = "/publications/{id}", operation_id = "publication_view", tag = "purchases", params(("id" = Uuid, Path)),
    responses((status = 200, body = PublicationView)), extensions(("x-permission" = json!(ViewPublications::INFO.key))))]
async fn get(
    grant: Grant<ViewPublications>,
    State(notices): State<Publications>,
    Path(id): Path<PublicationId>,
) -> Result<Reply<PublicationView>> {
    notices.get(&grant, id).await
}

/// E10 as an archive: what the notice lists, as CSV, as a workbook for paper, and a manifest. Making it stands in the audit trail.
#[utoipa::path(post, path = "/publications/{id}/export", operation_id = "publication_export", tag = "purchases", params(("id" = Uuid, Path)),
    responses((status = 200, body = FileBytes, content_type = "application/zip")),
    extensions(("x-permission" = json!(ViewPublications::INFO.key))))]
async fn file(grant: Grant<ViewPublications>, State(notices): State<Publications>, Path(id): Path<PublicationId>) -> Result<Response> {
    notices.file(grant, id).await
}

/// It hangs on the board: since when and how long, with a photo. What it lists is fixed by this.
#[utoipa::path(post, path = "/publications/{id}/post", operation_id = "publication_post", tag = "purchases", params(("id" = Uuid, Path)),
    request_body = PostingBody, responses((status = 200, body = PublicationView)),
    extensions(("x-permission" = json!(KeepPublications::INFO.key)), ("x-if-match" = json!(true))))]
async fn post(
    grant: Grant<KeepPublications>,
    State(notices): State<Publications>,
    Path(id): Path<PublicationId>,
    seen: IfMatch,
    Json(body): Json<PostingBody>,
) -> Result<Reply<PublicationView>> {
    notices.post(&grant, id, seen, body).await
}

/// It was wrong, or is not needed.
#[utoipa::path(post, path = "/publications/{id}/cancel", operation_id = "publication_cancel", tag = "purchases",
    params(("id" = Uuid, Path)), request_body = Cancellation, responses((status = 200, body = PublicationView)),
    extensions(("x-permission" = json!(KeepPublications::INFO.key)), ("x-if-match" = json!(true))))]
async fn cancel(
    grant: Grant<KeepPublications>,
    State(notices): State<Publications>,
    Path(id): Path<PublicationId>,
    seen: IfMatch,
    Json(body): Json<Cancellation>,
) -> Result<Reply<PublicationView>> {
    notices.cancel(&grant, id, seen, &body.reason).await
}

/// A photo of the board. Knows `If-None-Match`.
#[utoipa::path(get, path = "/publications/{id}/attachments/{attachment_id}/content", operation_id = "publication_attachment_content",
    tag = "purchases", params(("id" = Uuid, Path), ("attachment_id" = Uuid, Path), PhotoQuery),
    responses((status = 200, body = FileBytes, content_type = "*/*"), (status = 304, description = "Not changed")),
    extensions(("x-permission" = json!(ViewPublications::INFO.key))))]
async fn content(
    grant: Grant<ViewPublications>,
    State(notices): State<Publications>,
    Path((id, photo)): Path<(PublicationId, Uuid)>,
    Query(query): Query<PhotoQuery>,
    asked: HeaderMap,
) -> Result<Response> {
    let reader = notices.db.read(&grant);
    repo::find(&reader, &grant.scope()?, id).await?;
    let found = attachment::find(&reader, grant.school()?, owner(id), photo).await?;
    notices.files.content(&found, query.size, &asked).await
}
