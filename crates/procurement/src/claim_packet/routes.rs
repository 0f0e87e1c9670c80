//! `/purchase-requests/{id}/claim-packet`.

use axum::extract::State;
use kernel::{Db, Grant, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{dto::Packet, service::ClaimPackets};
use crate::{permissions::ViewPurchases, request::RequestId};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(get)).with_state(ClaimPackets::new(db.clone()))
}

/// The papers that a request came to, what they add up to, and what is still missing.
#[utoipa::path(get, path = "/purchase-requests/{id}/claim-packet", operation_id = "purchase_request_claim_packet", tag = "purchases",
    params(("id" = uuid::Uuid, Path)), responses((status = 200, body = Packet)),
    extensions(("x-permission" = json!(ViewPurchases::INFO.key))))]
async fn get(grant: Grant<ViewPurchases>, State(packets): State<ClaimPackets>, Path(id): Path<RequestId>) -> Result<Reply<Packet>> {
    packets.of_request(&grant, id).await.map(Reply::ok)
}
