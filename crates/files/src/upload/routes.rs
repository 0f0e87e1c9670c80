//! `/uploads`.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, header, request::Parts},
};
use kernel::{Grant, Permission, Reply, Result, extract};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{FileBytes, UploadView, UsageView},
    service::Sent,
};
use crate::{
    FileError, Files, name,
    permissions::{UploadFiles, ViewUsage},
};

pub fn routes(files: &Files) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(upload)).routes(routes!(usage)).with_state(files.clone())
}

/// Takes in one file, sent as the body itself. Photos (JPEG, PNG, up to 20 MB and 24 megapixels) are turned upright and kept in two
/// sizes without what the camera noted; documents (PDF, OFD, DOCX, plain text up to 20 MB; XLSX, XLS, CSV up to 50 MB) are kept as
/// they are. What it is, its content says; one that claims to be a picture must be that picture.
#[utoipa::path(post, path = "/uploads", operation_id = "upload_create", tag = "files",
    params(("File-Name" = Option<String>, Header, description = "Name of the file, percent-encoded UTF-8.")),
    request_body(content = FileBytes, content_type = "application/octet-stream"),
    responses((status = 201, body = UploadView)), extensions(("x-permission" = json!(UploadFiles::INFO.key))))]
async fn upload(grant: Grant<UploadFiles>, State(files): State<Files>, request: Request) -> Result<Reply<UploadView>> {
    let (parts, body) = request.into_parts();
    files.upload(grant, sent(&parts, &body)?, body).await
}

/// How much of the school's space its photos and documents take, and whether that will do.
#[utoipa::path(get, path = "/file-usage", operation_id = "file_usage_view", tag = "files",
    responses((status = 200, body = UsageView)), extensions(("x-permission" = json!(ViewUsage::INFO.key))))]
async fn usage(grant: Grant<ViewUsage>, State(files): State<Files>) -> Result<Reply<UsageView>> {
    files.usage(&grant).await.map(Reply::ok)
}

/// What a request says of the file it brings.
pub(super) fn sent(parts: &Parts, body: &Body) -> std::result::Result<Sent, FileError> {
    let name = name::from_header(&parts.headers)?;
    Ok(Sent { name, declared: declared(&parts.headers)?, announced: announced(body), photos_only: false })
}

/// The media type that the sender believes it is.
fn declared(headers: &HeaderMap) -> std::result::Result<Option<String>, FileError> {
    let value = extract::only(headers, header::CONTENT_TYPE).map_err(|_| FileError::NotAccepted)?;
    let text = value.and_then(|v| v.to_str().ok()).and_then(|v| v.split(';').next());
    Ok(text.map(|t| t.trim().to_ascii_lowercase()))
}

fn announced(body: &Body) -> u64 {
    axum::body::HttpBody::size_hint(body).lower()
}
