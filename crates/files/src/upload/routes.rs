//! `/uploads`.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, header},
};
use kernel::{Grant, Permission, Reply, Result, extract};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{FileBytes, UploadView},
    service::Sent,
};
use crate::{FileError, Files, name, permissions::UploadFiles};

pub fn routes(files: &Files) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(upload)).with_state(files.clone())
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
    let sent = Sent { name: name::from_header(&parts.headers)?, declared: declared(&parts.headers)?, announced: announced(&body) };
    files.upload(grant, sent, body).await
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
