//! `/assets`.

use axum::extract::State;
use kernel::{Db, Grant, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{AssetRow, AssetTimelineEntry, AssetTotals, AssetView, BatchView, ListAssets, RegisterBatch, RegisterBody},
    service::Assets,
};
use crate::permissions::{RegisterAsset, ViewAssets};

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, register))
        .routes(routes!(register_batch))
        .routes(routes!(totals))
        .routes(routes!(get))
        .routes(routes!(timeline))
        .with_state(Assets::new(db.clone()))
}

/// Cards, newest first.
#[utoipa::path(get, path = "/assets", operation_id = "asset_list", tag = "registers", params(ListAssets),
    responses((status = 200, body = Page<AssetRow>)), extensions(("x-permission" = json!(ViewAssets::INFO.key))))]
async fn list(grant: Grant<ViewAssets>, State(assets): State<Assets>, Query(query): Query<ListAssets>) -> Result<Reply<Page<AssetRow>>> {
    assets.list(&grant, &query).await.map(Reply::ok)
}

/// Registers one card by hand.
#[utoipa::path(post, path = "/assets", operation_id = "asset_register", tag = "registers", request_body = RegisterBody,
    responses((status = 201, body = AssetView)), extensions(("x-permission" = json!(RegisterAsset::INFO.key))))]
async fn register(grant: Grant<RegisterAsset>, State(assets): State<Assets>, Json(body): Json<RegisterBody>) -> Result<Reply<AssetView>> {
    assets.register(&grant, body).await
}

/// Registers a batch of like things as single cards with consecutive numbers. Needs an `Idempotency-Key`.
#[utoipa::path(post, path = "/assets/batches", operation_id = "asset_register_batch", tag = "registers", request_body = RegisterBatch,
    responses((status = 201, body = BatchView)), extensions(("x-permission" = json!(RegisterAsset::INFO.key))))]
async fn register_batch(
    grant: Grant<RegisterAsset>,
    State(assets): State<Assets>,
    Json(body): Json<RegisterBatch>,
) -> Result<Reply<BatchView>> {
    assets.register_batch(&grant, body).await
}

/// Exact totals of the same filters.
#[utoipa::path(get, path = "/assets/totals", operation_id = "asset_totals", tag = "registers", params(ListAssets),
    responses((status = 200, body = AssetTotals)), extensions(("x-permission" = json!(ViewAssets::INFO.key))))]
async fn totals(grant: Grant<ViewAssets>, State(assets): State<Assets>, Query(query): Query<ListAssets>) -> Result<Reply<AssetTotals>> {
    assets.totals(&grant, &query).await.map(Reply::ok)
}

/// One card.
#[utoipa::path(get, path = "/assets/{id}", operation_id = "asset_view", tag = "registers", params(("id" = Uuid, Path)),
    responses((status = 200, body = AssetView)), extensions(("x-permission" = json!(ViewAssets::INFO.key))))]
async fn get(grant: Grant<ViewAssets>, State(assets): State<Assets>, Path(id): Path<Uuid>) -> Result<Reply<AssetView>> {
    assets.get(&grant, id).await
}

/// What happened to a card, oldest first.
#[utoipa::path(get, path = "/assets/{id}/timeline", operation_id = "asset_timeline", tag = "registers", params(("id" = Uuid, Path)),
    responses((status = 200, body = Page<AssetTimelineEntry>)), extensions(("x-permission" = json!(ViewAssets::INFO.key))))]
async fn timeline(grant: Grant<ViewAssets>, State(assets): State<Assets>, Path(id): Path<Uuid>) -> Result<Reply<Page<AssetTimelineEntry>>> {
    assets.timeline(&grant, id).await.map(Reply::ok)
}
