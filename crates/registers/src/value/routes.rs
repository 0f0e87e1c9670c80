//! `/assets/{id}/value` and `/assets/{id}/value-events`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{ListEvents, RecordBody, ValueEventView, ValueView},
    service::Values,
};
use crate::permissions::{RecordValue, ViewAssetValues};

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(get)).routes(routes!(events, record)).with_state(Values::new(db.clone()))
}

/// What a card is worth today, and what lies ahead of it.
#[utoipa::path(get, path = "/assets/{id}/value", operation_id = "asset_value_view", tag = "registers", params(("id" = Uuid, Path)),
    responses((status = 200, body = ValueView)), extensions(("x-permission" = json!(ViewAssetValues::INFO.key))))]
async fn get(grant: Grant<ViewAssetValues>, State(values): State<Values>, Path(id): Path<Uuid>) -> Result<Reply<ValueView>> {
    values.get(&grant, id).await
}

/// What changed the value of a card, the newest first.
#[utoipa::path(get, path = "/assets/{id}/value-events", operation_id = "asset_value_event_list", tag = "registers",
    params(("id" = Uuid, Path), ListEvents), responses((status = 200, body = Page<ValueEventView>)),
    extensions(("x-permission" = json!(ViewAssetValues::INFO.key))))]
async fn events(
    grant: Grant<ViewAssetValues>,
    State(values): State<Values>,
    Path(id): Path<Uuid>,
    Query(query): Query<ListEvents>,
) -> Result<Reply<Page<ValueEventView>>> {
    values.events(&grant, id, &query).await.map(Reply::ok)
}

/// Changes the value or the life of a card by voucher: an addition, a revaluation or an impairment. Needs an `Idempotency-Key`.
#[utoipa::path(post, path = "/assets/{id}/value-events", operation_id = "asset_value_record", tag = "registers",
    params(("id" = Uuid, Path)), request_body = RecordBody, responses((status = 201, body = ValueEventView)),
    extensions(("x-permission" = json!(RecordValue::INFO.key)), ("x-if-match" = json!(true))))]
async fn record(
    grant: Grant<RecordValue>,
    State(values): State<Values>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<RecordBody>,
) -> Result<Reply<ValueEventView>> {
    Box::pin(values.record(&grant, id, seen, body)).await
}
