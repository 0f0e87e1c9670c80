//! `/goods-receipts`.

use axum::{extract::State, http::HeaderMap, response::Response};
use files::{Files, attachment, upload::dto::FileBytes};
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use stores::{permissions::ViewStores, stock::food_moves::FoodQuery};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{ListReceipts, Nothing, PhotoQuery, PostBody, ReasonBody, ReceiptBody, ReceiptRow, ReceiptView},
    food_ledger::{self, FoodReceiptRow},
    model::ReceiptId,
    repo,
    service::{Receipts, owner},
};
use crate::permissions::{AcceptGoods, CosignExceptions, PostReceipts, ViewReceipts};

pub(crate) fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, make))
        .routes(routes!(get))
        .routes(routes!(sign))
        .routes(routes!(cosign))
        .routes(routes!(cancel))
        .routes(routes!(post))
        .routes(routes!(food))
        .routes(routes!(content))
        .with_state(Receipts::new(db.clone(), files.clone()))
}

/// Goods receipts, newest first: those that are one's own, or all that the caller may see. `posted=false` are those that no voucher names yet,
/// `view=waiting_for_me` those that the caller has to sign.
#[utoipa::path(get, path = "/goods-receipts", operation_id = "goods_receipt_list", tag = "orders", params(ListReceipts),
    responses((status = 200, body = Page<ReceiptRow>)), extensions(("x-permission" = json!(ViewReceipts::INFO.key))))]
async fn list(
    grant: Grant<ViewReceipts>,
    State(receipts): State<Receipts>,
    Query(query): Query<ListReceipts>,
) -> Result<Reply<Page<ReceiptRow>>> {
    receipts.list(&grant, &query).await.map(Reply::ok)
}

/// Writes down what was delivered of an order, what of it is accepted, and what that becomes. Whoever does signs by it; once everybody who
/// accepts has signed, the goods are cards and stock.
#[utoipa::path(post, path = "/goods-receipts", operation_id = "goods_receipt_make", tag = "orders", request_body = ReceiptBody,
    responses((status = 201, body = ReceiptView)), extensions(("x-permission" = json!(AcceptGoods::INFO.key))))]
async fn make(grant: Grant<AcceptGoods>, State(receipts): State<Receipts>, Json(body): Json<ReceiptBody>) -> Result<Reply<ReceiptView>> {
    receipts.make(&grant, body).await
}

/// One receipt: what came, who accepted it, what it became, and under which voucher it stands.
#[utoipa::path(get, path = "/goods-receipts/{id}", operation_id = "goods_receipt_view", tag = "orders", params(("id" = Uuid, Path)),
    responses((status = 200, body = ReceiptView)), extensions(("x-permission" = json!(ViewReceipts::INFO.key))))]
async fn get(grant: Grant<ViewReceipts>, State(receipts): State<Receipts>, Path(id): Path<ReceiptId>) -> Result<Reply<ReceiptView>> {
    receipts.get(&grant, id).await
}

/// An acceptor signs. With the last signature the goods become cards and stock.
#[utoipa::path(post, path = "/goods-receipts/{id}/sign", operation_id = "goods_receipt_sign", tag = "orders", params(("id" = Uuid, Path)),
    request_body = Nothing, responses((status = 200, body = ReceiptView)),
    extensions(("x-permission" = json!(AcceptGoods::INFO.key)), ("x-if-match" = json!(true))))]
async fn sign(
    grant: Grant<AcceptGoods>,
    State(receipts): State<Receipts>,
    Path(id): Path<ReceiptId>,
    seen: IfMatch,
    Json(Nothing {}): Json<Nothing>,
) -> Result<Reply<ReceiptView>> {
    receipts.sign(&grant, id, seen).await
}

/// Signs for it that the acceptors are not those that the rule asks for: only whoever is named, and only himself. With the last signature the
/// goods become cards and stock.
#[utoipa::path(post, path = "/goods-receipts/{id}/cosign", operation_id = "goods_receipt_cosign", tag = "orders",
    params(("id" = Uuid, Path)), request_body = Nothing, responses((status = 200, body = ReceiptView)),
    extensions(("x-permission" = json!(CosignExceptions::INFO.key)), ("x-if-match" = json!(true))))]
async fn cosign(
    grant: Grant<CosignExceptions>,
    State(receipts): State<Receipts>,
    Path(id): Path<ReceiptId>,
    seen: IfMatch,
    Json(Nothing {}): Json<Nothing>,
) -> Result<Reply<ReceiptView>> {
    receipts.cosign(&grant, id, seen).await
}

/// It is not accepted as it was written down, with the reason. Refused once it is accepted.
#[utoipa::path(post, path = "/goods-receipts/{id}/cancel", operation_id = "goods_receipt_cancel", tag = "orders",
    params(("id" = Uuid, Path)), request_body = ReasonBody, responses((status = 200, body = ReceiptView)),
    extensions(("x-permission" = json!(AcceptGoods::INFO.key)), ("x-if-match" = json!(true))))]
async fn cancel(
    grant: Grant<AcceptGoods>,
    State(receipts): State<Receipts>,
    Path(id): Path<ReceiptId>,
    seen: IfMatch,
    Json(body): Json<ReasonBody>,
) -> Result<Reply<ReceiptView>> {
    receipts.cancel(&grant, id, seen, &body.reason).await
}

/// Enters it into the accounts, under its voucher; never by whoever approved, bought or accepted it.
#[utoipa::path(post, path = "/goods-receipts/{id}/post", operation_id = "goods_receipt_post", tag = "orders", params(("id" = Uuid, Path)),
    request_body = PostBody, responses((status = 200, body = ReceiptView)),
    extensions(("x-permission" = json!(PostReceipts::INFO.key)), ("x-if-match" = json!(true))))]
async fn post(
    grant: Grant<PostReceipts>,
    State(receipts): State<Receipts>,
    Path(id): Path<ReceiptId>,
    seen: IfMatch,
    Json(body): Json<PostBody>,
) -> Result<Reply<ReceiptView>> {
    receipts.post(&grant, id, seen, body).await
}

/// The county's ledger of food that came in, oldest first: of staples, of everything else, or of both; with its papers and who signed for it.
#[utoipa::path(get, path = "/food-receipts", operation_id = "food_receipt_list", tag = "orders", params(FoodQuery),
    responses((status = 200, body = Page<FoodReceiptRow>)), extensions(("x-permission" = json!(ViewStores::INFO.key))))]
async fn food(
    grant: Grant<ViewStores>,
    State(receipts): State<Receipts>,
    Query(query): Query<FoodQuery>,
) -> Result<Reply<Page<FoodReceiptRow>>> {
    food_ledger::ledger(&receipts.db.read(&grant), &grant, &query, grant.context().lang()).await.map(Reply::ok)
}

/// An invoice, or a photo of what was refused. Knows `If-None-Match`.
#[utoipa::path(get, path = "/goods-receipts/{id}/attachments/{attachment_id}/content", operation_id = "goods_receipt_photo_content",
    tag = "orders", params(("id" = Uuid, Path), ("attachment_id" = Uuid, Path), PhotoQuery),
    responses((status = 200, body = FileBytes, content_type = "*/*"), (status = 304, description = "Not changed")),
    extensions(("x-permission" = json!(ViewReceipts::INFO.key))))]
async fn content(
    grant: Grant<ViewReceipts>,
    State(receipts): State<Receipts>,
    Path((id, attachment)): Path<(ReceiptId, Uuid)>,
    Query(query): Query<PhotoQuery>,
    asked: HeaderMap,
) -> Result<Response> {
    let reader = receipts.db.read(&grant);
    repo::find(&reader, &grant.scope()?, id).await?;
    let found = attachment::find(&reader, grant.school()?, owner(id), attachment).await?;
    receipts.files.content(&found, query.size, &asked).await
}
