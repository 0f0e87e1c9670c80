//! `/stock-lots`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{ListLots, LotRow, LotView, NameBody, ReasonBody},
    service::Lots,
};
use crate::permissions::{KeepStores, ViewStores};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(get))
        .routes(routes!(stop))
        .routes(routes!(release))
        .routes(routes!(name))
        .with_state(Lots::new(db.clone()))
}

/// Lots that something is left of, in the stores that the caller may see: what is over first before the others, or the newest first.
#[utoipa::path(get, path = "/stock-lots", operation_id = "stock_lot_list", tag = "stores", params(ListLots),
    responses((status = 200, body = Page<LotRow>)), extensions(("x-permission" = json!(ViewStores::INFO.key))))]
async fn list(grant: Grant<ViewStores>, State(lots): State<Lots>, Query(query): Query<ListLots>) -> Result<Reply<Page<LotRow>>> {
    lots.list(&grant, &query).await.map(Reply::ok)
}

/// One lot: where it came from, where it went, and whether it may be used.
#[utoipa::path(get, path = "/stock-lots/{id}", operation_id = "stock_lot_view", tag = "stores", params(("id" = Uuid, Path)),
    responses((status = 200, body = LotView)), extensions(("x-permission" = json!(ViewStores::INFO.key))))]
async fn get(grant: Grant<ViewStores>, State(lots): State<Lots>, Path(id): Path<Uuid>) -> Result<Reply<LotView>> {
    lots.get(&grant, id).await
}

/// Nobody may use it any more: it is not handed out, here nor in any other store to which a part of it was carried.
#[utoipa::path(post, path = "/stock-lots/{id}/stop", operation_id = "stock_lot_stop", tag = "stores", params(("id" = Uuid, Path)),
    request_body = ReasonBody, responses((status = 200, body = LotView)),
    extensions(("x-permission" = json!(KeepStores::INFO.key)), ("x-if-match" = json!(true))))]
async fn stop(
    grant: Grant<KeepStores>,
    State(lots): State<Lots>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ReasonBody>,
) -> Result<Reply<LotView>> {
    lots.stop(&grant, id, seen, &body.reason).await
}

/// It may be used again, wherever it lies.
#[utoipa::path(post, path = "/stock-lots/{id}/release", operation_id = "stock_lot_release", tag = "stores", params(("id" = Uuid, Path)),
    request_body = ReasonBody, responses((status = 200, body = LotView)),
    extensions(("x-permission" = json!(KeepStores::INFO.key)), ("x-if-match" = json!(true))))]
async fn release(
    grant: Grant<KeepStores>,
    State(lots): State<Lots>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ReasonBody>,
) -> Result<Reply<LotView>> {
    lots.release(&grant, id, seen, &body.reason).await
}

/// Says what the maker wrote on it, of a lot that has neither a number nor a day of production; said once, it stays.
#[utoipa::path(post, path = "/stock-lots/{id}/name", operation_id = "stock_lot_name", tag = "stores", params(("id" = Uuid, Path)),
    request_body = NameBody, responses((status = 200, body = LotView)),
    extensions(("x-permission" = json!(KeepStores::INFO.key)), ("x-if-match" = json!(true))))]
async fn name(
    grant: Grant<KeepStores>,
    State(lots): State<Lots>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<NameBody>,
) -> Result<Reply<LotView>> {
    lots.name(&grant, id, seen, body).await
}
