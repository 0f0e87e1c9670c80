//! `/assets/{id}/attachments`.

use axum::{extract::State, http::HeaderMap, response::Response};
use files::{Files, NewAttachments, attachment::AttachmentView, upload::dto::FileBytes};
use kernel::{Db, Grant, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{dto::ContentQuery, service::AssetAttachments};
use crate::permissions::{RegisterAsset, ViewAssets};

pub fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, attach))
        .routes(routes!(detach))
        .routes(routes!(content))
        .with_state(AssetAttachments::new(db.clone(), files.clone()))
}

/// Photos and documents of a card, in the order in which they were added. Documents only for those who may see values.
#[utoipa::path(get, path = "/assets/{id}/attachments", operation_id = "asset_attachment_list", tag = "registers",
    params(("id" = Uuid, Path)), responses((status = 200, body = Page<AttachmentView>)),
    extensions(("x-permission" = json!(ViewAssets::INFO.key))))]
async fn list(
    grant: Grant<ViewAssets>,
    State(attachments): State<AssetAttachments>,
    Path(id): Path<Uuid>,
) -> Result<Reply<Page<AttachmentView>>> {
    attachments.list(&grant, id).await.map(Reply::ok)
}

/// Adds uploads to a card. Changes nothing else of it, so no version is needed.
#[utoipa::path(post, path = "/assets/{id}/attachments", operation_id = "asset_attachment_add", tag = "registers",
    params(("id" = Uuid, Path)), request_body = NewAttachments, responses((status = 201, body = Page<AttachmentView>)),
    extensions(("x-permission" = json!(RegisterAsset::INFO.key))))]
async fn attach(
    grant: Grant<RegisterAsset>,
    State(attachments): State<AssetAttachments>,
    Path(id): Path<Uuid>,
    Json(body): Json<NewAttachments>,
) -> Result<Reply<Page<AttachmentView>>> {
    attachments.attach(&grant, id, body).await
}

/// Takes a photo or document off a card. It stays on record.
#[utoipa::path(delete, path = "/assets/{id}/attachments/{attachment_id}", operation_id = "asset_attachment_remove", tag = "registers",
    params(("id" = Uuid, Path), ("attachment_id" = Uuid, Path)), responses((status = 204)),
    extensions(("x-permission" = json!(RegisterAsset::INFO.key))))]
async fn detach(
    grant: Grant<RegisterAsset>,
    State(attachments): State<AssetAttachments>,
    Path((id, attachment)): Path<(Uuid, Uuid)>,
) -> Result<Reply<()>> {
    attachments.detach(&grant, id, attachment).await
}

/// The file itself: a photo to be shown, a document to be saved. Knows `If-None-Match`.
#[utoipa::path(get, path = "/assets/{id}/attachments/{attachment_id}/content", operation_id = "asset_attachment_content", tag = "registers",
    params(("id" = Uuid, Path), ("attachment_id" = Uuid, Path), ContentQuery),
    responses((status = 200, body = FileBytes, content_type = "*/*"), (status = 304, description = "Not changed")),
    extensions(("x-permission" = json!(ViewAssets::INFO.key))))]
async fn content(
    grant: Grant<ViewAssets>,
    State(attachments): State<AssetAttachments>,
    Path((id, attachment)): Path<(Uuid, Uuid)>,
    Query(query): Query<ContentQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    attachments.content(&grant, id, attachment, query.size, &headers).await
}
