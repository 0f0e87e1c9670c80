//! `/assets`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result, audit::trail::ActionCatalogue};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{
        AssetRow, AssetTimelineEntry, AssetTotals, AssetView, BatchView, ChangeAsset, EditAssets, EditedAssets, ListAssets, MoveBody,
        MoveView, RegisterBatch, RegisterBody, SplitBody, VoidBody,
    },
    matching::{AssetMatch, MatchNumbers},
    service::Assets,
    statistics::AssetStatistics,
};
use crate::permissions::{CorrectAsset, MoveAsset, RegisterAsset, ViewAssets, VoidAsset};

pub fn routes(db: &Db, actions: ActionCatalogue) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, register))
        .routes(routes!(register_batch))
        .routes(routes!(totals))
        .routes(routes!(statistics))
        .routes(routes!(get, change))
        .routes(routes!(split))
        .routes(routes!(void))
        .routes(routes!(move_cards))
        .routes(routes!(edit_many))
        .routes(routes!(timeline))
        .routes(routes!(matches))
        .with_state(Assets::new(db.clone(), actions))
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

/// Corrects what describes a card.
#[utoipa::path(patch, path = "/assets/{id}", operation_id = "asset_change", tag = "registers", params(("id" = Uuid, Path)),
    request_body = ChangeAsset, responses((status = 200, body = AssetView)), extensions(("x-permission" = json!(CorrectAsset::INFO.key)), ("x-if-match" = json!(true))))]
async fn change(
    grant: Grant<CorrectAsset>,
    State(assets): State<Assets>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ChangeAsset>,
) -> Result<Reply<AssetView>> {
    Box::pin(assets.change(&grant, id, seen, body)).await
}

/// The register in figures: by kind, category, building, state and year, and how far labels and the government's system are.
#[utoipa::path(get, path = "/assets/statistics", operation_id = "asset_statistics", tag = "registers",
    responses((status = 200, body = AssetStatistics)), extensions(("x-permission" = json!(ViewAssets::INFO.key))))]
async fn statistics(grant: Grant<ViewAssets>, State(assets): State<Assets>) -> Result<Reply<AssetStatistics>> {
    assets.statistics(&grant).await.map(Reply::ok)
}

/// Takes pieces of a card onto a card of their own, which is the answer.
#[utoipa::path(post, path = "/assets/{id}/split", operation_id = "asset_split", tag = "registers", params(("id" = Uuid, Path)),
    request_body = SplitBody, responses((status = 201, body = AssetView)), extensions(("x-permission" = json!(MoveAsset::INFO.key)), ("x-if-match" = json!(true))))]
async fn split(
    grant: Grant<MoveAsset>,
    State(assets): State<Assets>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<SplitBody>,
) -> Result<Reply<AssetView>> {
    assets.split(&grant, id, seen, body).await
}

/// Takes back a card that should not be there. Its number is free again; the card stays readable.
#[utoipa::path(post, path = "/assets/{id}/void", operation_id = "asset_void", tag = "registers", params(("id" = Uuid, Path)),
    request_body = VoidBody, responses((status = 200, body = AssetView)), extensions(("x-permission" = json!(VoidAsset::INFO.key)), ("x-if-match" = json!(true))))]
async fn void(
    grant: Grant<VoidAsset>,
    State(assets): State<Assets>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<VoidBody>,
) -> Result<Reply<AssetView>> {
    assets.void(&grant, id, seen, body).await
}

/// Moves cards, or pieces of them, to another place or into other hands: all of them, or none. Needs an `Idempotency-Key`.
#[utoipa::path(post, path = "/asset-moves", operation_id = "asset_move", tag = "registers", request_body = MoveBody,
    responses((status = 201, body = MoveView)), extensions(("x-permission" = json!(MoveAsset::INFO.key))))]
async fn move_cards(grant: Grant<MoveAsset>, State(assets): State<Assets>, Json(body): Json<MoveBody>) -> Result<Reply<MoveView>> {
    assets.move_cards(&grant, body).await
}

/// Corrects many cards alike. A dry run tells what would happen; its `state` has to come back. Needs an `Idempotency-Key`.
#[utoipa::path(post, path = "/asset-edits", operation_id = "asset_edit_many", tag = "registers", request_body = EditAssets,
    responses((status = 200, body = EditedAssets)), extensions(("x-permission" = json!(CorrectAsset::INFO.key))))]
async fn edit_many(grant: Grant<CorrectAsset>, State(assets): State<Assets>, Json(body): Json<EditAssets>) -> Result<Reply<EditedAssets>> {
    assets.edit_many(&grant, body).await
}

/// What happened to a card, oldest first.
#[utoipa::path(get, path = "/assets/{id}/timeline", operation_id = "asset_timeline", tag = "registers", params(("id" = Uuid, Path)),
    responses((status = 200, body = Page<AssetTimelineEntry>)), extensions(("x-permission" = json!(ViewAssets::INFO.key))))]
async fn timeline(grant: Grant<ViewAssets>, State(assets): State<Assets>, Path(id): Path<Uuid>) -> Result<Reply<Page<AssetTimelineEntry>>> {
    assets.timeline(&grant, id).await.map(Reply::ok)
}

/// The cards of numbers that somebody brings along: those of the government's asset system first, else the school's own. A number that no
/// card bears is there all the same.
#[utoipa::path(get, path = "/asset-matches", operation_id = "asset_match_list", tag = "registers", params(MatchNumbers),
    responses((status = 200, body = Page<AssetMatch>)), extensions(("x-permission" = json!(ViewAssets::INFO.key))))]
async fn matches(
    grant: Grant<ViewAssets>,
    State(assets): State<Assets>,
    Query(query): Query<MatchNumbers>,
) -> Result<Reply<Page<AssetMatch>>> {
    assets.matches(&grant, &query).await.map(Reply::ok)
}
