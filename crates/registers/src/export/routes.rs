//! `/asset-exports`.

use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use kernel::{Grant, Json, Page, Path, Permission, Problem, Query, Reply, Result};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tokio_util::io::ReaderStream;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{ExportBody, ExportFieldView, ExportFormat, ExportView, ListExports},
    service::Exports,
};
use crate::permissions::ExportAssets;

/// What RFC 5987 lets stand in a name.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

pub fn routes(exports: &Exports) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, export))
        .routes(routes!(fields))
        .routes(routes!(get))
        .routes(routes!(manifest))
        .routes(routes!(content))
        .with_state(exports.clone())
}

/// Exports, newest first: one's own, and everybody's for who may look into the audit log.
#[utoipa::path(get, path = "/asset-exports", operation_id = "asset_export_list", tag = "registers", params(ListExports),
    responses((status = 200, body = Page<ExportView>)), extensions(("x-permission" = json!(ExportAssets::INFO.key))))]
async fn list(
    grant: Grant<ExportAssets>,
    State(exports): State<Exports>,
    Query(query): Query<ListExports>,
) -> Result<Reply<Page<ExportView>>> {
    exports.list(&grant, &query).await.map(Reply::ok)
}

/// Writes the cards that the filters let through into a file, all of one state, and answers when it is whole.
#[utoipa::path(post, path = "/asset-exports", operation_id = "asset_export", tag = "registers", request_body = ExportBody,
    responses((status = 201, body = ExportView)), extensions(("x-permission" = json!(ExportAssets::INFO.key))))]
async fn export(grant: Grant<ExportAssets>, State(exports): State<Exports>, Json(body): Json<ExportBody>) -> Result<Reply<ExportView>> {
    exports.export(&grant, body).await
}

/// The fields that the caller may export, in their order.
#[utoipa::path(get, path = "/asset-export-fields", operation_id = "asset_export_fields", tag = "registers",
    responses((status = 200, body = Page<ExportFieldView>)), extensions(("x-permission" = json!(ExportAssets::INFO.key))))]
async fn fields(grant: Grant<ExportAssets>) -> Result<Reply<Page<ExportFieldView>>> {
    Ok(Reply::ok(Exports::fields(&grant)))
}

/// What an export holds.
#[utoipa::path(get, path = "/asset-exports/{id}", operation_id = "asset_export_view", tag = "registers", params(("id" = Uuid, Path)),
    responses((status = 200, body = ExportView)), extensions(("x-permission" = json!(ExportAssets::INFO.key))))]
async fn get(grant: Grant<ExportAssets>, State(exports): State<Exports>, Path(id): Path<Uuid>) -> Result<Reply<ExportView>> {
    exports.get(&grant, id).await.map(Reply::ok)
}

/// The same as a file to be kept beside the data.
#[utoipa::path(get, path = "/asset-exports/{id}/manifest", operation_id = "asset_export_manifest", tag = "registers",
    params(("id" = Uuid, Path)), responses((status = 200, body = ExportView)),
    extensions(("x-permission" = json!(ExportAssets::INFO.key))))]
async fn manifest(grant: Grant<ExportAssets>, State(exports): State<Exports>, Path(id): Path<Uuid>) -> Result<Response> {
    let view = exports.get(&grant, id).await?;
    let name = attachment(&format!("{}.manifest.json", view.file_name))?;
    let mut response = Reply::ok(view).into_response();
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

/// The file itself, for its maker, for 24 hours.
#[utoipa::path(get, path = "/asset-exports/{id}/content", operation_id = "asset_export_content", tag = "registers",
    params(("id" = Uuid, Path)), responses((status = 200, body = String, content_type = "*/*")),
    extensions(("x-permission" = json!(ExportAssets::INFO.key))))]
async fn content(grant: Grant<ExportAssets>, State(exports): State<Exports>, Path(id): Path<Uuid>) -> Result<Response> {
    let sent = exports.content(&grant, id).await?;
    let format = ExportFormat::of(&sent.export.format).ok_or_else(|| Problem::internal("an export of an unknown format"))?;
    let mut response = Body::from_stream(ReaderStream::with_capacity(sent.file, 64 * 1024)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media()));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(sent.export.file_bytes));
    headers.insert(header::CONTENT_DISPOSITION, attachment(&sent.export.file_name)?);
    Ok(response)
}

/// A name for every browser: RFC 5987 for those that read it, ASCII for the rest.
fn attachment(name: &str) -> Result<HeaderValue> {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || "-._".contains(c) { c } else { '_' }).collect();
    let encoded = utf8_percent_encode(name, PLAIN);
    HeaderValue::try_from(format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")).map_err(Problem::internal)
}
