//! `/ledger-exports`.

use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use files::{disposition, upload::dto::FileBytes};
use kernel::{Grant, Json, Page, Path, Permission, Query, Reply, Result};
use tokio_util::io::ReaderStream;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{LedgerExportBody, LedgerExportView, ListLedgerExports},
    service::LedgerExports,
};
use crate::permissions::ExportLedgers;

pub(crate) fn routes(exports: &LedgerExports) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list, export)).routes(routes!(get)).routes(routes!(content)).with_state(exports.clone())
}

/// Exported ledgers, newest first: one's own, and everybody's for who may look into the audit log.
#[utoipa::path(get, path = "/ledger-exports", operation_id = "ledger_export_list", tag = "ledgers", params(ListLedgerExports),
    responses((status = 200, body = Page<LedgerExportView>)), extensions(("x-permission" = json!(ExportLedgers::INFO.key))))]
async fn list(
    grant: Grant<ExportLedgers>,
    State(exports): State<LedgerExports>,
    Query(query): Query<ListLedgerExports>,
) -> Result<Reply<Page<LedgerExportView>>> {
    exports.list(&grant, &query).await.map(Reply::ok)
}

/// Writes a ledger as of any day into an archive of CSV, workbook and manifest, all of one state, and answers when it is whole.
#[utoipa::path(post, path = "/ledger-exports", operation_id = "ledger_export_create", tag = "ledgers", request_body = LedgerExportBody,
    responses((status = 201, body = LedgerExportView)), extensions(("x-permission" = json!(ExportLedgers::INFO.key))))]
async fn export(
    grant: Grant<ExportLedgers>,
    State(exports): State<LedgerExports>,
    Json(body): Json<LedgerExportBody>,
) -> Result<Reply<LedgerExportView>> {
    exports.export(&grant, body).await
}

/// What an export holds.
#[utoipa::path(get, path = "/ledger-exports/{id}", operation_id = "ledger_export_view", tag = "ledgers", params(("id" = Uuid, Path)),
    responses((status = 200, body = LedgerExportView)), extensions(("x-permission" = json!(ExportLedgers::INFO.key))))]
async fn get(grant: Grant<ExportLedgers>, State(exports): State<LedgerExports>, Path(id): Path<Uuid>) -> Result<Reply<LedgerExportView>> {
    exports.get(&grant, id).await.map(Reply::ok)
}

/// The archive itself, for its maker, for 24 hours.
#[utoipa::path(get, path = "/ledger-exports/{id}/content", operation_id = "ledger_export_content", tag = "ledgers",
    params(("id" = Uuid, Path)), responses((status = 200, body = FileBytes, content_type = "application/zip")),
    extensions(("x-permission" = json!(ExportLedgers::INFO.key))))]
async fn content(grant: Grant<ExportLedgers>, State(exports): State<LedgerExports>, Path(id): Path<Uuid>) -> Result<Response> {
    let sent = exports.content(&grant, id).await?;
    let mut response = Body::from_stream(ReaderStream::with_capacity(sent.file, 64 * 1024)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(sent.export.file_bytes));
    headers.insert(header::CONTENT_DISPOSITION, disposition("attachment", &sent.export.file_name));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
