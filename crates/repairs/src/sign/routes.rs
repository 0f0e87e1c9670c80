//! `/signs`, `/follow-ups`: open to everybody.

use axum::{
    extract::{Request, State},
    http::HeaderMap,
    response::Response,
};
use files::{Files, UploadView, upload::dto::FileBytes};
use kernel::{Db, Grant, IfMatch, Json, Path, Permission, Query, Reply, Result, Viewer};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{FollowUpPage, SignCase, SignJoin, SignPage, SignReport, SignReported},
    follow_up::FollowUps,
    service::Signs,
};
use crate::{
    case::{
        dto::{MaybeReason, Nothing, Reason},
        phase::Command,
    },
    case_attachment::dto::CaseContentQuery,
    permissions::{FollowUp, ReportAtSign, ViewSign},
};

pub fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    let signs = OpenApiRouter::new()
        .routes(routes!(sign))
        .routes(routes!(report))
        .routes(routes!(photo))
        .routes(routes!(join))
        .with_state(Signs::new(db.clone(), files.clone()));
    let follow_ups = OpenApiRouter::new()
        .routes(routes!(follow))
        .routes(routes!(confirm))
        .routes(routes!(refuse))
        .routes(routes!(reopen))
        .routes(routes!(cancel))
        .routes(routes!(content))
        .with_state(FollowUps::new(db.clone(), files.clone()));
    signs.merge(follow_ups)
}

/// The page behind a door sign.
#[utoipa::path(get, path = "/signs/{code}", operation_id = "sign_view", tag = "repairs", params(("code" = String, Path)),
    responses((status = 200, body = SignPage)), extensions(("x-permission" = json!(ViewSign::INFO.key))))]
async fn sign(
    grant: Grant<ViewSign>,
    State(signs): State<Signs>,
    Path(code): Path<String>,
    Viewer(viewer): Viewer,
) -> Result<Reply<SignPage>> {
    signs.page(grant, &code, viewer).await.map(Reply::ok)
}

/// Reports at the door, with or without an account.
#[utoipa::path(post, path = "/signs/{code}/repair-cases", operation_id = "sign_report", tag = "repairs", params(("code" = String, Path)), request_body = SignReport,
    responses((status = 201, body = SignReported)), extensions(("x-permission" = json!(ReportAtSign::INFO.key))))]
async fn report(
    grant: Grant<ReportAtSign>,
    State(signs): State<Signs>,
    Path(code): Path<String>,
    Viewer(viewer): Viewer,
    Json(body): Json<SignReport>,
) -> Result<Reply<SignReported>> {
    signs.report(grant, &code, viewer, body).await
}

/// Takes in one photo at the door, for the report that follows: JPEG or PNG up to 20 MB, at most 30 at one sign and address in fifteen
/// minutes. What no report names within a day is removed.
#[utoipa::path(post, path = "/signs/{code}/uploads", operation_id = "sign_upload", tag = "repairs",
    params(("code" = String, Path), ("File-Name" = Option<String>, Header, description = "Name of the file, percent-encoded UTF-8.")),
    request_body(content = FileBytes, content_type = "application/octet-stream"),
    responses((status = 201, body = UploadView)), extensions(("x-permission" = json!(ReportAtSign::INFO.key))))]
async fn photo(
    grant: Grant<ReportAtSign>,
    State(signs): State<Signs>,
    Path(code): Path<String>,
    Viewer(viewer): Viewer,
    request: Request,
) -> Result<Reply<UploadView>> {
    signs.photo(grant, &code, viewer, request).await
}

/// "Me too" at the door.
#[utoipa::path(post, path = "/signs/{code}/joins", operation_id = "sign_join", tag = "repairs", params(("code" = String, Path)), request_body = SignJoin,
    responses((status = 200, body = SignCase)), extensions(("x-permission" = json!(ReportAtSign::INFO.key))))]
async fn join(
    grant: Grant<ReportAtSign>,
    State(signs): State<Signs>,
    Path(code): Path<String>,
    Viewer(viewer): Viewer,
    Json(body): Json<SignJoin>,
) -> Result<Reply<SignCase>> {
    signs.join(grant, &code, viewer, body).await
}

/// How a report stands, for the holder of its code.
#[utoipa::path(get, path = "/follow-ups/{code}", operation_id = "follow_up_view", tag = "repairs", params(("code" = String, Path)),
    responses((status = 200, body = FollowUpPage)), extensions(("x-permission" = json!(FollowUp::INFO.key))))]
async fn follow(grant: Grant<FollowUp>, State(follow_ups): State<FollowUps>, Path(code): Path<String>) -> Result<Reply<FollowUpPage>> {
    follow_ups.page(grant, &code).await
}

/// It is fixed.
#[utoipa::path(post, path = "/follow-ups/{code}/confirm", operation_id = "follow_up_confirm", tag = "repairs", params(("code" = String, Path)), request_body = Nothing,
    responses((status = 200, body = FollowUpPage)), extensions(("x-permission" = json!(FollowUp::INFO.key)), ("x-if-match" = json!(true))))]
async fn confirm(
    grant: Grant<FollowUp>,
    State(follow_ups): State<FollowUps>,
    Path(code): Path<String>,
    seen: IfMatch,
    _nothing: Json<Nothing>,
) -> Result<Reply<FollowUpPage>> {
    follow_ups.step(grant, &code, seen, Command::Confirm).await
}

/// It is not fixed.
#[utoipa::path(post, path = "/follow-ups/{code}/refuse", operation_id = "follow_up_refuse", tag = "repairs", params(("code" = String, Path)), request_body = Reason,
    responses((status = 200, body = FollowUpPage)), extensions(("x-permission" = json!(FollowUp::INFO.key)), ("x-if-match" = json!(true))))]
async fn refuse(
    grant: Grant<FollowUp>,
    State(follow_ups): State<FollowUps>,
    Path(code): Path<String>,
    seen: IfMatch,
    Json(body): Json<Reason>,
) -> Result<Reply<FollowUpPage>> {
    follow_ups.step(grant, &code, seen, Command::Refuse { reason: body.reason }).await
}

/// Broken again.
#[utoipa::path(post, path = "/follow-ups/{code}/reopen", operation_id = "follow_up_reopen", tag = "repairs", params(("code" = String, Path)), request_body = Reason,
    responses((status = 200, body = FollowUpPage)), extensions(("x-permission" = json!(FollowUp::INFO.key)), ("x-if-match" = json!(true))))]
async fn reopen(
    grant: Grant<FollowUp>,
    State(follow_ups): State<FollowUps>,
    Path(code): Path<String>,
    seen: IfMatch,
    Json(body): Json<Reason>,
) -> Result<Reply<FollowUpPage>> {
    follow_ups.step(grant, &code, seen, Command::Reopen { reason: body.reason }).await
}

/// Reported by mistake.
#[utoipa::path(post, path = "/follow-ups/{code}/cancel", operation_id = "follow_up_cancel", tag = "repairs", params(("code" = String, Path)), request_body = MaybeReason,
    responses((status = 200, body = FollowUpPage)), extensions(("x-permission" = json!(FollowUp::INFO.key)), ("x-if-match" = json!(true))))]
async fn cancel(
    grant: Grant<FollowUp>,
    State(follow_ups): State<FollowUps>,
    Path(code): Path<String>,
    seen: IfMatch,
    Json(body): Json<MaybeReason>,
) -> Result<Reply<FollowUpPage>> {
    follow_ups.step(grant, &code, seen, Command::Cancel { reason: body.reason }).await
}

/// A photo that came with the report, for the holder of its code. Knows `If-None-Match`.
#[utoipa::path(get, path = "/follow-ups/{code}/attachments/{attachment_id}/content", operation_id = "follow_up_photo", tag = "repairs",
    params(("code" = String, Path), ("attachment_id" = Uuid, Path), CaseContentQuery),
    responses((status = 200, body = FileBytes, content_type = "*/*"), (status = 304, description = "Not changed")),
    extensions(("x-permission" = json!(FollowUp::INFO.key))))]
async fn content(
    grant: Grant<FollowUp>,
    State(follow_ups): State<FollowUps>,
    Path((code, attachment)): Path<(String, Uuid)>,
    Query(query): Query<CaseContentQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    follow_ups.photo(grant, &code, attachment, query.size, &headers).await
}
