//! `/repair-cases/{id}/attachments`.

use axum::{extract::State, http::HeaderMap, response::Response};
use files::{Files, upload::dto::FileBytes};
use kernel::{Db, Grant, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{CaseAttachmentView, CaseContentQuery, NewCaseAttachments},
    service::CaseAttachments,
};
use crate::{
    case::model::CaseId,
    permissions::{ReportRepair, ViewRepairs},
};

pub fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, attach))
        .routes(routes!(detach))
        .routes(routes!(content))
        .with_state(CaseAttachments::new(db.clone(), files.clone()))
}

/// Photos and documents of a case, in the order in which they were added. Documents only for those who work on it.
#[utoipa::path(get, path = "/repair-cases/{id}/attachments", operation_id = "repair_case_attachment_list", tag = "repairs",
    params(("id" = Uuid, Path)), responses((status = 200, body = Page<CaseAttachmentView>)),
    extensions(("x-permission" = json!(ViewRepairs::INFO.key))))]
async fn list(
    grant: Grant<ViewRepairs>,
    State(attachments): State<CaseAttachments>,
    Path(id): Path<CaseId>,
) -> Result<Reply<Page<CaseAttachmentView>>> {
    attachments.list(&grant, id).await.map(Reply::ok)
}

/// Adds uploads to a case that the caller sees. Photos of the finished work and documents only by those who work on it. Changes nothing
/// else of the case, so no version is needed.
#[utoipa::path(post, path = "/repair-cases/{id}/attachments", operation_id = "repair_case_attachment_add", tag = "repairs",
    params(("id" = Uuid, Path)), request_body = NewCaseAttachments, responses((status = 201, body = Page<CaseAttachmentView>)),
    extensions(("x-permission" = json!(ReportRepair::INFO.key))))]
async fn attach(
    grant: Grant<ReportRepair>,
    State(attachments): State<CaseAttachments>,
    Path(id): Path<CaseId>,
    Json(body): Json<NewCaseAttachments>,
) -> Result<Reply<Page<CaseAttachmentView>>> {
    attachments.attach(&grant, id, body).await
}

/// Takes a photo or document off a case: whoever added it while the case is open, or the office. It stays on record.
#[utoipa::path(delete, path = "/repair-cases/{id}/attachments/{attachment_id}", operation_id = "repair_case_attachment_remove", tag = "repairs",
    params(("id" = Uuid, Path), ("attachment_id" = Uuid, Path)), responses((status = 204)),
    extensions(("x-permission" = json!(ReportRepair::INFO.key))))]
async fn detach(
    grant: Grant<ReportRepair>,
    State(attachments): State<CaseAttachments>,
    Path((id, attachment)): Path<(CaseId, Uuid)>,
) -> Result<Reply<()>> {
    attachments.detach(&grant, id, attachment).await
}

/// The file itself: a photo to be shown, a document to be saved. Knows `If-None-Match`.
#[utoipa::path(get, path = "/repair-cases/{id}/attachments/{attachment_id}/content", operation_id = "repair_case_attachment_content", tag = "repairs",
    params(("id" = Uuid, Path), ("attachment_id" = Uuid, Path), CaseContentQuery),
    responses((status = 200, body = FileBytes, content_type = "*/*"), (status = 304, description = "Not changed")),
    extensions(("x-permission" = json!(ViewRepairs::INFO.key))))]
async fn content(
    grant: Grant<ViewRepairs>,
    State(attachments): State<CaseAttachments>,
    Path((id, attachment)): Path<(CaseId, Uuid)>,
    Query(query): Query<CaseContentQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    attachments.content(&grant, id, attachment, query.size, &headers).await
}
