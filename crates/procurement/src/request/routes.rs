//! `/purchase-requests`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{Cancellation, ListRequests, Nothing, RequestBody, RequestRow, RequestView, SubmitBody},
    model::RequestId,
    service::Requests,
};
use crate::permissions::{MakeOrders, RequestPurchase, ViewPurchases};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, draft))
        .routes(routes!(get, revise))
        .routes(routes!(submit))
        .routes(routes!(withdraw))
        .routes(routes!(cancel))
        .routes(routes!(close))
        .with_state(Requests::new(db.clone()))
}

/// Purchase requests, newest first: one's own, or all that the caller may see.
#[utoipa::path(get, path = "/purchase-requests", operation_id = "purchase_request_list", tag = "purchases", params(ListRequests),
    responses((status = 200, body = Page<RequestRow>)), extensions(("x-permission" = json!(ViewPurchases::INFO.key))))]
async fn list(
    grant: Grant<ViewPurchases>,
    State(requests): State<Requests>,
    Query(query): Query<ListRequests>,
) -> Result<Reply<Page<RequestRow>>> {
    requests.list(&grant, &query).await.map(Reply::ok)
}

/// Writes a request down as a draft; answers with who would decide about it, and what stands idle.
#[utoipa::path(post, path = "/purchase-requests", operation_id = "purchase_request_draft", tag = "purchases", request_body = RequestBody,
    responses((status = 201, body = RequestView)), extensions(("x-permission" = json!(RequestPurchase::INFO.key))))]
async fn draft(
    grant: Grant<RequestPurchase>,
    State(requests): State<Requests>,
    Json(body): Json<RequestBody>,
) -> Result<Reply<RequestView>> {
    requests.draft(&grant, body).await
}

/// One request: what, why, who decides, and how far it came.
#[utoipa::path(get, path = "/purchase-requests/{id}", operation_id = "purchase_request_view", tag = "purchases", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = RequestView)), extensions(("x-permission" = json!(ViewPurchases::INFO.key))))]
async fn get(grant: Grant<ViewPurchases>, State(requests): State<Requests>, Path(id): Path<RequestId>) -> Result<Reply<RequestView>> {
    requests.get(&grant, id).await
}

/// Writes a draft, or what was returned, anew.
#[utoipa::path(put, path = "/purchase-requests/{id}", operation_id = "purchase_request_revise", tag = "purchases", params(("id" = uuid::Uuid, Path)),
    request_body = RequestBody, responses((status = 200, body = RequestView)),
    extensions(("x-permission" = json!(RequestPurchase::INFO.key)), ("x-if-match" = json!(true))))]
async fn revise(
    grant: Grant<RequestPurchase>,
    State(requests): State<Requests>,
    Path(id): Path<RequestId>,
    seen: IfMatch,
    Json(body): Json<RequestBody>,
) -> Result<Reply<RequestView>> {
    requests.revise(&grant, id, seen, body).await
}

/// Puts it before those who decide; as an emergency, with the reason, it may be ordered while they do. What was asked for of the same things within the window counts with it.
#[utoipa::path(post, path = "/purchase-requests/{id}/submit", operation_id = "purchase_request_submit", tag = "purchases",
    params(("id" = uuid::Uuid, Path)), request_body = SubmitBody, responses((status = 200, body = RequestView)),
    extensions(("x-permission" = json!(RequestPurchase::INFO.key)), ("x-if-match" = json!(true))))]
async fn submit(
    grant: Grant<RequestPurchase>,
    State(requests): State<Requests>,
    Path(id): Path<RequestId>,
    seen: IfMatch,
    Json(body): Json<SubmitBody>,
) -> Result<Reply<RequestView>> {
    requests.submit(&grant, id, seen, body).await
}

/// Takes it back to revise it.
#[utoipa::path(post, path = "/purchase-requests/{id}/withdraw", operation_id = "purchase_request_withdraw", tag = "purchases",
    params(("id" = uuid::Uuid, Path)), request_body = Nothing, responses((status = 200, body = RequestView)),
    extensions(("x-permission" = json!(RequestPurchase::INFO.key)), ("x-if-match" = json!(true))))]
async fn withdraw(
    grant: Grant<RequestPurchase>,
    State(requests): State<Requests>,
    Path(id): Path<RequestId>,
    seen: IfMatch,
    Json(Nothing {}): Json<Nothing>,
) -> Result<Reply<RequestView>> {
    requests.withdraw(&grant, id, seen).await
}

/// It is not needed any more.
#[utoipa::path(post, path = "/purchase-requests/{id}/cancel", operation_id = "purchase_request_cancel", tag = "purchases",
    params(("id" = uuid::Uuid, Path)), request_body = Cancellation, responses((status = 200, body = RequestView)),
    extensions(("x-permission" = json!(RequestPurchase::INFO.key)), ("x-if-match" = json!(true))))]
async fn cancel(
    grant: Grant<RequestPurchase>,
    State(requests): State<Requests>,
    Path(id): Path<RequestId>,
    seen: IfMatch,
    Json(body): Json<Cancellation>,
) -> Result<Reply<RequestView>> {
    requests.cancel(&grant, id, seen, &body.reason).await
}

/// The rest of what was approved is not bought: by whoever asked for it, or buys for the school. 409 while an order of it is open. Where
/// nothing was bought, whoever buys cancels it by this.
#[utoipa::path(post, path = "/purchase-requests/{id}/close", operation_id = "purchase_request_close", tag = "purchases",
    params(("id" = uuid::Uuid, Path)), request_body = Cancellation, responses((status = 200, body = RequestView)),
    extensions(("x-permission" = json!(MakeOrders::INFO.key)), ("x-if-match" = json!(true))))]
async fn close(
    grant: Grant<MakeOrders>,
    State(requests): State<Requests>,
    Path(id): Path<RequestId>,
    seen: IfMatch,
    Json(body): Json<Cancellation>,
) -> Result<Reply<RequestView>> {
    requests.close(&grant, id, seen, &body.reason).await
}
