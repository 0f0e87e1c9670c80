//! `/notice-channels`.

use axum::extract::State;
use kernel::{Grant, IfMatch, Json, Page, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{AddChannel, ChangeChannel, NoticeChannelView},
    service::Channels,
};
use crate::{
    Notices,
    delivery::{DeliveryView, Nothing},
    permissions::ManageChannels,
};

pub fn routes(notices: &Notices) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(change, remove))
        .routes(routes!(test))
        .with_state(Channels::new(notices.clone()))
}

/// Group robots, hooks and the mail server.
#[utoipa::path(get, path = "/notice-channels", operation_id = "notice_channel_list", tag = "notices",
    responses((status = 200, body = Page<NoticeChannelView>)), extensions(("x-permission" = json!(ManageChannels::INFO.key))))]
async fn list(grant: Grant<ManageChannels>, State(channels): State<Channels>) -> Result<Reply<Page<NoticeChannelView>>> {
    channels.list(&grant).await.map(Reply::ok)
}

/// Sets a channel up. Its address and secret are never shown again.
#[utoipa::path(post, path = "/notice-channels", operation_id = "notice_channel_add", tag = "notices", request_body = AddChannel,
    responses((status = 201, body = NoticeChannelView)), extensions(("x-permission" = json!(ManageChannels::INFO.key))))]
async fn add(
    grant: Grant<ManageChannels>,
    State(channels): State<Channels>,
    Json(body): Json<AddChannel>,
) -> Result<Reply<NoticeChannelView>> {
    channels.add(&grant, body).await
}

/// Changes a channel, or turns it off and on.
#[utoipa::path(patch, path = "/notice-channels/{id}", operation_id = "notice_channel_change", tag = "notices",
    params(("id" = Uuid, Path)), request_body = ChangeChannel, responses((status = 200, body = NoticeChannelView)),
    extensions(("x-permission" = json!(ManageChannels::INFO.key)), ("x-if-match" = json!(true))))]
async fn change(
    grant: Grant<ManageChannels>,
    State(channels): State<Channels>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ChangeChannel>,
) -> Result<Reply<NoticeChannelView>> {
    channels.change(&grant, id, seen, body).await
}

/// Removes a channel with the log of its messages.
#[utoipa::path(delete, path = "/notice-channels/{id}", operation_id = "notice_channel_remove", tag = "notices",
    params(("id" = Uuid, Path)), responses((status = 204)),
    extensions(("x-permission" = json!(ManageChannels::INFO.key)), ("x-if-match" = json!(true))))]
async fn remove(grant: Grant<ManageChannels>, State(channels): State<Channels>, Path(id): Path<Uuid>, seen: IfMatch) -> Result<Reply<()>> {
    channels.remove(&grant, id, seen).await
}

/// Sends a message that says it is a test. Whether it arrived is in `/notice-deliveries`.
#[utoipa::path(post, path = "/notice-channels/{id}/test", operation_id = "notice_channel_test", tag = "notices",
    params(("id" = Uuid, Path)), request_body = Nothing, responses((status = 201, body = DeliveryView)),
    extensions(("x-permission" = json!(ManageChannels::INFO.key))))]
async fn test(
    grant: Grant<ManageChannels>,
    State(channels): State<Channels>,
    Path(id): Path<Uuid>,
    Json(_nothing): Json<Nothing>,
) -> Result<Reply<DeliveryView>> {
    channels.test(&grant, id).await
}
