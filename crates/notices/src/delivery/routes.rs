//! `/notice-deliveries`.

use axum::extract::State;
use kernel::{Grant, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{DeliveryView, ListDeliveries, Nothing},
    service::Deliveries,
};
use crate::{Notices, permissions::ManageChannels};

pub fn routes(notices: &Notices) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(send_again)).with_state(Deliveries::new(notices.clone()))
}

/// Messages that left the house or will, the newest first: whether each arrived, and when it is tried next. Why one did not arrive is
/// in the server's log.
#[utoipa::path(get, path = "/notice-deliveries", operation_id = "notice_delivery_list", tag = "notices", params(ListDeliveries),
    responses((status = 200, body = Page<DeliveryView>)), extensions(("x-permission" = json!(ManageChannels::INFO.key))))]
async fn list(
    grant: Grant<ManageChannels>,
    State(deliveries): State<Deliveries>,
    Query(query): Query<ListDeliveries>,
) -> Result<Reply<Page<DeliveryView>>> {
    deliveries.list(&grant, &query).await.map(Reply::ok)
}

/// Sends a message that failed once more.
#[utoipa::path(post, path = "/notice-deliveries/{id}/send-again", operation_id = "notice_delivery_send_again", tag = "notices",
    params(("id" = Uuid, Path)), request_body = Nothing, responses((status = 201, body = DeliveryView)),
    extensions(("x-permission" = json!(ManageChannels::INFO.key))))]
async fn send_again(
    grant: Grant<ManageChannels>,
    State(deliveries): State<Deliveries>,
    Path(id): Path<Uuid>,
    Json(_nothing): Json<Nothing>,
) -> Result<Reply<DeliveryView>> {
    deliveries.send_again(&grant, id).await
}
