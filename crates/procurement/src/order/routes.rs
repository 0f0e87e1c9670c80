//! `/purchase-orders`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{ListOrders, Nothing, OrderBody, OrderRow, OrderView, ReasonBody},
    model::OrderId,
    service::Orders,
};
use crate::permissions::{CosignExceptions, MakeOrders, ViewOrders};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, make))
        .routes(routes!(get))
        .routes(routes!(confirm))
        .routes(routes!(cosign))
        .routes(routes!(cancel))
        .routes(routes!(close))
        .with_state(Orders::new(db.clone()))
}

/// Orders, newest first: those that are one's own, or all that the caller may see. `view=waiting_for_me` are those that the caller has to
/// confirm or co-sign.
#[utoipa::path(get, path = "/purchase-orders", operation_id = "purchase_order_list", tag = "orders", params(ListOrders),
    responses((status = 200, body = Page<OrderRow>)), extensions(("x-permission" = json!(ViewOrders::INFO.key))))]
async fn list(grant: Grant<ViewOrders>, State(orders): State<Orders>, Query(query): Query<ListOrders>) -> Result<Reply<Page<OrderRow>>> {
    orders.list(&grant, &query).await.map(Reply::ok)
}

/// Orders what was approved: of the supplier whose quote was taken, within the approved quantities and the approved total. Whoever makes it
/// buys; from the school's amount on a second person is named, who confirms it himself, or one who co-signs that there is only one. What
/// cannot wait is ordered while its approvals are under way.
#[utoipa::path(post, path = "/purchase-orders", operation_id = "purchase_order_make", tag = "orders", request_body = OrderBody,
    responses((status = 201, body = OrderView)), extensions(("x-permission" = json!(MakeOrders::INFO.key))))]
async fn make(grant: Grant<MakeOrders>, State(orders): State<Orders>, Json(body): Json<OrderBody>) -> Result<Reply<OrderView>> {
    orders.make(&grant, body).await
}

/// One order: what, of whom, by whom, and how much of it came.
#[utoipa::path(get, path = "/purchase-orders/{id}", operation_id = "purchase_order_view", tag = "orders", params(("id" = Uuid, Path)),
    responses((status = 200, body = OrderView)), extensions(("x-permission" = json!(ViewOrders::INFO.key))))]
async fn get(grant: Grant<ViewOrders>, State(orders): State<Orders>, Path(id): Path<OrderId>) -> Result<Reply<OrderView>> {
    orders.get(&grant, id).await
}

/// A buyer says that he is one. The last of them orders it.
#[utoipa::path(post, path = "/purchase-orders/{id}/confirm", operation_id = "purchase_order_confirm", tag = "orders",
    params(("id" = Uuid, Path)), request_body = Nothing, responses((status = 200, body = OrderView)),
    extensions(("x-permission" = json!(MakeOrders::INFO.key)), ("x-if-match" = json!(true))))]
async fn confirm(
    grant: Grant<MakeOrders>,
    State(orders): State<Orders>,
    Path(id): Path<OrderId>,
    seen: IfMatch,
    Json(Nothing {}): Json<Nothing>,
) -> Result<Reply<OrderView>> {
    orders.confirm(&grant, id, seen).await
}

/// Signs for it that one person buys where two should: only whoever is named, and only himself. Then it is ordered.
#[utoipa::path(post, path = "/purchase-orders/{id}/cosign", operation_id = "purchase_order_cosign", tag = "orders",
    params(("id" = Uuid, Path)), request_body = Nothing, responses((status = 200, body = OrderView)),
    extensions(("x-permission" = json!(CosignExceptions::INFO.key)), ("x-if-match" = json!(true))))]
async fn cosign(
    grant: Grant<CosignExceptions>,
    State(orders): State<Orders>,
    Path(id): Path<OrderId>,
    seen: IfMatch,
    Json(Nothing {}): Json<Nothing>,
) -> Result<Reply<OrderView>> {
    orders.cosign(&grant, id, seen).await
}

/// It is not bought, with the reason; refused once something of it was accepted.
#[utoipa::path(post, path = "/purchase-orders/{id}/cancel", operation_id = "purchase_order_cancel", tag = "orders",
    params(("id" = Uuid, Path)), request_body = ReasonBody, responses((status = 200, body = OrderView)),
    extensions(("x-permission" = json!(MakeOrders::INFO.key)), ("x-if-match" = json!(true))))]
async fn cancel(
    grant: Grant<MakeOrders>,
    State(orders): State<Orders>,
    Path(id): Path<OrderId>,
    seen: IfMatch,
    Json(body): Json<ReasonBody>,
) -> Result<Reply<OrderView>> {
    orders.cancel(&grant, id, seen, &body.reason).await
}

/// Closes an order of which a part came: the rest does not come, with the reason.
#[utoipa::path(post, path = "/purchase-orders/{id}/close", operation_id = "purchase_order_close", tag = "orders",
    params(("id" = Uuid, Path)), request_body = ReasonBody, responses((status = 200, body = OrderView)),
    extensions(("x-permission" = json!(MakeOrders::INFO.key)), ("x-if-match" = json!(true))))]
async fn close(
    grant: Grant<MakeOrders>,
    State(orders): State<Orders>,
    Path(id): Path<OrderId>,
    seen: IfMatch,
    Json(body): Json<ReasonBody>,
) -> Result<Reply<OrderView>> {
    orders.close(&grant, id, seen, &body.reason).await
}
