//! `/food-samples`: steps of samples, by the id of their record.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{DiscardBody, HandOverBody, ReleaseBody, SealBody, StoreBody},
    service::Samples,
};
use crate::{
    book::dto::RecordView,
    permissions::{KeepBook, OverseeCanteen},
};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(store))
        .routes(routes!(discard))
        .routes(routes!(seal))
        .routes(routes!(release))
        .routes(routes!(hand_over))
        .with_state(Samples::new(db.clone()))
}

/// Puts a sample into its fridge; its hours count from then.
#[utoipa::path(post, path = "/food-samples/{id}/store", operation_id = "food_sample_store", tag = "canteen", params(("id" = Uuid, Path)),
    request_body = StoreBody, responses((status = 200, body = RecordView)),
    extensions(("x-permission" = json!(KeepBook::INFO.key)), ("x-if-match" = json!(true))))]
async fn store(
    grant: Grant<KeepBook>,
    State(samples): State<Samples>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<StoreBody>,
) -> Result<Reply<RecordView>> {
    samples.store(&grant, id, seen, body).await
}

/// Discards a sample, not before its hours are over.
#[utoipa::path(post, path = "/food-samples/{id}/discard", operation_id = "food_sample_discard", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = DiscardBody, responses((status = 200, body = RecordView)),
    extensions(("x-permission" = json!(KeepBook::INFO.key)), ("x-if-match" = json!(true))))]
async fn discard(
    grant: Grant<KeepBook>,
    State(samples): State<Samples>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<DiscardBody>,
) -> Result<Reply<RecordView>> {
    samples.discard(&grant, id, seen, body).await
}

/// Seals a sample after an accident.
#[utoipa::path(post, path = "/food-samples/{id}/seal", operation_id = "food_sample_seal", tag = "canteen", params(("id" = Uuid, Path)),
    request_body = SealBody, responses((status = 200, body = RecordView)),
    extensions(("x-permission" = json!(KeepBook::INFO.key)), ("x-if-match" = json!(true))))]
async fn seal(
    grant: Grant<KeepBook>,
    State(samples): State<Samples>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<SealBody>,
) -> Result<Reply<RecordView>> {
    samples.seal(&grant, id, seen, body).await
}

/// Takes the seal off a sample that no incident keeps; it is as it was before. By somebody who is not of the kitchen.
#[utoipa::path(post, path = "/food-samples/{id}/release", operation_id = "food_sample_release", tag = "canteen", params(("id" = Uuid, Path)),
    request_body = ReleaseBody, responses((status = 200, body = RecordView)),
    extensions(("x-permission" = json!(OverseeCanteen::INFO.key)), ("x-if-match" = json!(true))))]
async fn release(
    grant: Grant<OverseeCanteen>,
    State(samples): State<Samples>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ReleaseBody>,
) -> Result<Reply<RecordView>> {
    samples.release(&grant, id, seen, body).await
}

/// Gives a sealed sample to whoever investigates. By somebody who is not of the kitchen.
#[utoipa::path(post, path = "/food-samples/{id}/hand-over", operation_id = "food_sample_hand_over", tag = "canteen", params(("id" = Uuid, Path)),
    request_body = HandOverBody, responses((status = 200, body = RecordView)),
    extensions(("x-permission" = json!(OverseeCanteen::INFO.key)), ("x-if-match" = json!(true))))]
async fn hand_over(
    grant: Grant<OverseeCanteen>,
    State(samples): State<Samples>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<HandOverBody>,
) -> Result<Reply<RecordView>> {
    samples.hand_over(&grant, id, seen, body).await
}
