//! `/stock-documents`, what makes them, and `/stock-ledger`.

use axum::{extract::State, response::Response};
use files::upload::dto::FileBytes;
use kernel::{Db, Grant, Json, Page, Path, Permission, Query, Reply, Result};
use repairs::permissions::ViewRepairs;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{
        BinMoveBody, CountBody, DocumentRow, DocumentView, IssueBody, LedgerExport, LedgerQuery, LedgerRow, ListDocuments, Movement,
        MovementsQuery, ReceiptBody, ReturnBody, TransferBody,
    },
    food_moves::{FoodIssueRow, FoodQuery},
    mine::{ListReceived, ReceivedIssue},
    repair::{ListRepairs, Parts, RepairInHand},
    service::Stock,
    to_classes::Sheets,
};
use crate::{
    item::dto::ItemView,
    permissions::{CountStores, KeepStores, OwnIssues, PrepareStores, ViewStores},
};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(get))
        .routes(routes!(receive))
        .routes(routes!(issue))
        .routes(routes!(take_back))
        .routes(routes!(transfer))
        .routes(routes!(move_bins))
        .routes(routes!(repairs_in_hand))
        .routes(routes!(parts))
        .routes(routes!(count))
        .routes(routes!(ledger))
        .routes(routes!(ledger_file))
        .routes(routes!(movements))
        .routes(routes!(food_issues))
        .routes(routes!(sheets))
        .routes(routes!(received))
        .routes(routes!(received_one))
        .with_state(Stock::new(db.clone()))
}

/// Documents of the stores that the caller may see, newest first.
#[utoipa::path(get, path = "/stock-documents", operation_id = "stock_document_list", tag = "stores", params(ListDocuments),
    responses((status = 200, body = Page<DocumentRow>)), extensions(("x-permission" = json!(ViewStores::INFO.key))))]
async fn list(
    grant: Grant<ViewStores>,
    State(stock): State<Stock>,
    Query(query): Query<ListDocuments>,
) -> Result<Reply<Page<DocumentRow>>> {
    stock.list(&grant, &query).await.map(Reply::ok)
}

/// One document with its lines.
#[utoipa::path(get, path = "/stock-documents/{id}", operation_id = "stock_document_view", tag = "stores", params(("id" = Uuid, Path)),
    responses((status = 200, body = DocumentView)), extensions(("x-permission" = json!(ViewStores::INFO.key))))]
async fn get(grant: Grant<ViewStores>, State(stock): State<Stock>, Path(id): Path<Uuid>) -> Result<Reply<DocumentView>> {
    stock.get(&grant, id).await
}

/// Receives what was there already or was given; what was bought comes in by its goods receipt.
#[utoipa::path(post, path = "/stock-receipts", operation_id = "stock_receive", tag = "stores", request_body = ReceiptBody,
    responses((status = 201, body = DocumentView)), extensions(("x-permission" = json!(KeepStores::INFO.key))))]
async fn receive(grant: Grant<KeepStores>, State(stock): State<Stock>, Json(body): Json<ReceiptBody>) -> Result<Reply<DocumentView>> {
    stock.receive(&grant, body).await
}

/// Hands out over the counter, in one act. What is controlled and large needs an approved requisition.
#[utoipa::path(post, path = "/stock-issues", operation_id = "stock_issue", tag = "stores", request_body = IssueBody,
    responses((status = 201, body = DocumentView)), extensions(("x-permission" = json!(KeepStores::INFO.key))))]
async fn issue(grant: Grant<KeepStores>, State(stock): State<Stock>, Json(body): Json<IssueBody>) -> Result<Reply<DocumentView>> {
    stock.issue(&grant, body).await
}

/// Takes back what was handed out, at what it was worth then.
#[utoipa::path(post, path = "/stock-returns", operation_id = "stock_return", tag = "stores", request_body = ReturnBody,
    responses((status = 201, body = DocumentView)), extensions(("x-permission" = json!(KeepStores::INFO.key))))]
async fn take_back(grant: Grant<KeepStores>, State(stock): State<Stock>, Json(body): Json<ReturnBody>) -> Result<Reply<DocumentView>> {
    stock.take_back(&grant, body).await
}

/// Moves something to another store at what it cost; a keeper of that store takes it over.
#[utoipa::path(post, path = "/stock-transfers", operation_id = "stock_transfer", tag = "stores", request_body = TransferBody,
    responses((status = 201, body = DocumentView)), extensions(("x-permission" = json!(KeepStores::INFO.key))))]
async fn transfer(grant: Grant<KeepStores>, State(stock): State<Stock>, Json(body): Json<TransferBody>) -> Result<Reply<DocumentView>> {
    stock.transfer(&grant, body).await
}

/// Lots of an item lie in another bin of the same store: no quantity and no value changes, so no document is made; who did it and when
/// stands in the audit trail. All of them, or none where one is not as it was seen.
#[utoipa::path(post, path = "/stock-bin-moves", operation_id = "stock_bin_move", tag = "stores", request_body = BinMoveBody,
    responses((status = 200, body = ItemView)), extensions(("x-permission" = json!(KeepStores::INFO.key))))]
async fn move_bins(grant: Grant<KeepStores>, State(stock): State<Stock>, Json(body): Json<BinMoveBody>) -> Result<Reply<ItemView>> {
    stock.move_bins(&grant, body).await
}

/// The open repairs that people have in hand: what parts are handed out for.
#[utoipa::path(get, path = "/stock-repairs", operation_id = "stock_repair_list", tag = "stores", params(ListRepairs),
    responses((status = 200, body = Page<RepairInHand>)), extensions(("x-permission" = json!(PrepareStores::INFO.key))))]
async fn repairs_in_hand(
    grant: Grant<PrepareStores>,
    State(stock): State<Stock>,
    Query(query): Query<ListRepairs>,
) -> Result<Reply<Page<RepairInHand>>> {
    stock.repairs(&grant, &query).await.map(Reply::ok)
}

/// What of the stores went into a repair; what it cost, for those who see all stores.
#[utoipa::path(get, path = "/repair-cases/{id}/parts", operation_id = "repair_case_parts", tag = "stores", params(("id" = Uuid, Path)),
    responses((status = 200, body = Parts)), extensions(("x-permission" = json!(ViewRepairs::INFO.key))))]
async fn parts(grant: Grant<ViewRepairs>, State(stock): State<Stock>, Path(id): Path<Uuid>) -> Result<Reply<Parts>> {
    stock.parts(&grant, id).await
}

/// What was counted on the shelf; differences become moves. Whoever sends it led the count, and keeps another store.
#[utoipa::path(post, path = "/stock-counts", operation_id = "stock_count", tag = "stores", request_body = CountBody,
    responses((status = 201, body = DocumentView)), extensions(("x-permission" = json!(CountStores::INFO.key))))]
async fn count(grant: Grant<CountStores>, State(stock): State<Stock>, Json(body): Json<CountBody>) -> Result<Reply<DocumentView>> {
    stock.count(&grant, body).await
}

/// E8: what there was, came in, went out and is left of each item between two days.
#[utoipa::path(get, path = "/stock-ledger", operation_id = "stock_ledger", tag = "stores", params(LedgerQuery),
    responses((status = 200, body = Page<LedgerRow>)), extensions(("x-permission" = json!(ViewStores::INFO.key))))]
async fn ledger(grant: Grant<ViewStores>, State(stock): State<Stock>, Query(query): Query<LedgerQuery>) -> Result<Reply<Page<LedgerRow>>> {
    stock.ledger(&grant, &query).await.map(Reply::ok)
}

/// E8 as a workbook, whole. Making it stands in the audit trail.
#[utoipa::path(post, path = "/stock-ledger-exports", operation_id = "stock_ledger_export", tag = "stores", request_body = LedgerExport,
    responses((status = 200, body = FileBytes, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    extensions(("x-permission" = json!(ViewStores::INFO.key))))]
async fn ledger_file(grant: Grant<ViewStores>, State(stock): State<Stock>, Json(body): Json<LedgerExport>) -> Result<Response> {
    stock.ledger_file(grant, &body.filter).await
}

/// What of an item came in and went out between two days, oldest first: of whom it was bought, who received it.
#[utoipa::path(get, path = "/stock-items/{id}/movements", operation_id = "stock_item_movements", tag = "stores",
    params(("id" = Uuid, Path), MovementsQuery), responses((status = 200, body = Page<Movement>)),
    extensions(("x-permission" = json!(ViewStores::INFO.key))))]
async fn movements(
    grant: Grant<ViewStores>,
    State(stock): State<Stock>,
    Path(id): Path<Uuid>,
    Query(query): Query<MovementsQuery>,
) -> Result<Reply<Page<Movement>>> {
    stock.movements(&grant, id, &query).await.map(Reply::ok)
}

/// The county's ledger of food that went out, oldest first, lot by lot: of staples, of everything else, or of both.
#[utoipa::path(get, path = "/food-issues", operation_id = "food_issue_list", tag = "stores", params(FoodQuery),
    responses((status = 200, body = Page<FoodIssueRow>)), extensions(("x-permission" = json!(ViewStores::INFO.key))))]
async fn food_issues(
    grant: Grant<ViewStores>,
    State(stock): State<Stock>,
    Query(query): Query<FoodQuery>,
) -> Result<Reply<Page<FoodIssueRow>>> {
    stock.food_issues(&grant, &query).await.map(Reply::ok)
}

/// The sheets of what was handed out to classes in one act, to print and to sign, and what was short.
#[utoipa::path(get, path = "/stock-distributions/{id}/sheets", operation_id = "stock_distribution_sheets", tag = "stores",
    params(("id" = Uuid, Path)), responses((status = 200, body = Sheets)), extensions(("x-permission" = json!(ViewStores::INFO.key))))]
async fn sheets(grant: Grant<ViewStores>, State(stock): State<Stock>, Path(id): Path<Uuid>) -> Result<Reply<Sheets>> {
    stock.sheets(&grant, id).await
}

/// What was handed out in the caller's name, the newest first.
#[utoipa::path(get, path = "/me/stock-issues", operation_id = "my_stock_issue_list", tag = "stores", params(ListReceived),
    responses((status = 200, body = Page<ReceivedIssue>)), extensions(("x-permission" = json!(OwnIssues::INFO.key))))]
async fn received(
    grant: Grant<OwnIssues>,
    State(stock): State<Stock>,
    Query(query): Query<ListReceived>,
) -> Result<Reply<Page<ReceivedIssue>>> {
    stock.received(&grant, &query).await.map(Reply::ok)
}

/// One of them. What somebody else received is not there.
#[utoipa::path(get, path = "/me/stock-issues/{id}", operation_id = "my_stock_issue_view", tag = "stores", params(("id" = Uuid, Path)),
    responses((status = 200, body = ReceivedIssue)), extensions(("x-permission" = json!(OwnIssues::INFO.key))))]
async fn received_one(grant: Grant<OwnIssues>, State(stock): State<Stock>, Path(id): Path<Uuid>) -> Result<Reply<ReceivedIssue>> {
    stock.received_one(&grant, id).await.map(Reply::ok)
}
