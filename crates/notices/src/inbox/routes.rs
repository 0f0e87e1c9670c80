//! `/notices`.

use axum::extract::State;
use kernel::{Grant, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    Inbox,
    dto::{ListNotices, MarkedRead, Nothing, NoticeView},
};
use crate::{Notices, permissions::OwnNotices};

pub fn routes(notices: &Notices) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(read_all)).routes(routes!(read)).with_state(Inbox::new(notices.clone()))
}

/// What one was told, the newest first. How many are unread is in `/me/summary`.
#[utoipa::path(get, path = "/notices", operation_id = "notice_list", tag = "notices", params(ListNotices),
    responses((status = 200, body = Page<NoticeView>)), extensions(("x-permission" = json!(OwnNotices::INFO.key))))]
async fn list(grant: Grant<OwnNotices>, State(inbox): State<Inbox>, Query(query): Query<ListNotices>) -> Result<Reply<Page<NoticeView>>> {
    inbox.list(&grant, &query).await.map(Reply::ok)
}

/// Marks one notice as read.
#[utoipa::path(post, path = "/notices/{id}/read", operation_id = "notice_read", tag = "notices", params(("id" = Uuid, Path)),
    request_body = Nothing, responses((status = 204)), extensions(("x-permission" = json!(OwnNotices::INFO.key))))]
async fn read(
    grant: Grant<OwnNotices>,
    State(inbox): State<Inbox>,
    Path(id): Path<Uuid>,
    Json(_nothing): Json<Nothing>,
) -> Result<Reply<()>> {
    inbox.read(&grant, id).await
}

/// Marks all of one's notices as read.
#[utoipa::path(post, path = "/notices/read-all", operation_id = "notice_read_all", tag = "notices", request_body = Nothing,
    responses((status = 200, body = MarkedRead)), extensions(("x-permission" = json!(OwnNotices::INFO.key))))]
async fn read_all(grant: Grant<OwnNotices>, State(inbox): State<Inbox>, Json(_nothing): Json<Nothing>) -> Result<Reply<MarkedRead>> {
    inbox.read_all(&grant).await
}
