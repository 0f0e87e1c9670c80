//! `/stock-items` and `/stock-choices`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{ItemBody, ItemRow, ItemView, ListChoices, ListItems, StockChoice},
    service::StockItems,
};
use crate::permissions::{ManageStores, RequestStock, ViewStores};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(get, revise))
        .routes(routes!(choices))
        .with_state(StockItems::new(db.clone()))
}

/// Items by name, with what is on hand where; or only those below their minimum.
#[utoipa::path(get, path = "/stock-items", operation_id = "stock_item_list", tag = "stores", params(ListItems),
    responses((status = 200, body = Page<ItemRow>)), extensions(("x-permission" = json!(ViewStores::INFO.key))))]
async fn list(grant: Grant<ViewStores>, State(items): State<StockItems>, Query(query): Query<ListItems>) -> Result<Reply<Page<ItemRow>>> {
    items.list(&grant, &query).await.map(Reply::ok)
}

/// A new item.
#[utoipa::path(post, path = "/stock-items", operation_id = "stock_item_add", tag = "stores", request_body = ItemBody,
    responses((status = 201, body = ItemView)), extensions(("x-permission" = json!(ManageStores::INFO.key))))]
async fn add(grant: Grant<ManageStores>, State(items): State<StockItems>, Json(body): Json<ItemBody>) -> Result<Reply<ItemView>> {
    items.add(&grant, body).await
}

/// One item: its lots, and what was moved last.
#[utoipa::path(get, path = "/stock-items/{id}", operation_id = "stock_item_view", tag = "stores", params(("id" = Uuid, Path)),
    responses((status = 200, body = ItemView)), extensions(("x-permission" = json!(ViewStores::INFO.key))))]
async fn get(grant: Grant<ViewStores>, State(items): State<StockItems>, Path(id): Path<Uuid>) -> Result<Reply<ItemView>> {
    items.get(&grant, id).await
}

/// An item as it is from now on.
#[utoipa::path(put, path = "/stock-items/{id}", operation_id = "stock_item_revise", tag = "stores", params(("id" = Uuid, Path)),
    request_body = ItemBody, responses((status = 200, body = ItemView)),
    extensions(("x-permission" = json!(ManageStores::INFO.key)), ("x-if-match" = json!(true))))]
async fn revise(
    grant: Grant<ManageStores>,
    State(items): State<StockItems>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ItemBody>,
) -> Result<Reply<ItemView>> {
    items.revise(&grant, id, seen, body).await
}

/// What can be asked for, and how much of it there is; nothing of what it costs.
#[utoipa::path(get, path = "/stock-choices", operation_id = "stock_choice_list", tag = "stores", params(ListChoices),
    responses((status = 200, body = Page<StockChoice>)), extensions(("x-permission" = json!(RequestStock::INFO.key))))]
async fn choices(
    grant: Grant<RequestStock>,
    State(items): State<StockItems>,
    Query(query): Query<ListChoices>,
) -> Result<Reply<Page<StockChoice>>> {
    items.choices(&grant, query).await.map(Reply::ok)
}
