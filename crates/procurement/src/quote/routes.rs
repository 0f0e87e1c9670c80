//! `/quote-sheets`, opened at `/purchase-requests/{id}/quote-sheet`.

use axum::{extract::State, http::HeaderMap, response::Response};
use files::{Files, upload::dto::FileBytes};
use kernel::{Db, Grant, IfMatch, Json, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{ContentQuery, Opening, QuoteBody, QuoteRemoval, QuoteSheetView, ReopenBody, SettleBody},
    model::SheetId,
    service::QuoteSheets,
};
use crate::{
    permissions::{CollectQuotes, SettleQuotes, ViewQuotes},
    request::RequestId,
};

pub(crate) fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(open))
        .routes(routes!(get))
        .routes(routes!(record))
        .routes(routes!(remove))
        .routes(routes!(settle))
        .routes(routes!(reopen))
        .routes(routes!(content))
        .with_state(QuoteSheets::new(db.clone(), files.clone()))
}

/// Opens the three-quote sheet of a request that waits for its approvals or is approved; 409 when it has one. How many quotes it needs is
/// judged by the rules of the day.
#[utoipa::path(post, path = "/purchase-requests/{id}/quote-sheet", operation_id = "quote_sheet_open", tag = "quotes",
    params(("id" = Uuid, Path)), request_body = Opening, responses((status = 201, body = QuoteSheetView)),
    extensions(("x-permission" = json!(CollectQuotes::INFO.key))))]
async fn open(
    grant: Grant<CollectQuotes>,
    State(sheets): State<QuoteSheets>,
    Path(id): Path<RequestId>,
    Json(Opening {}): Json<Opening>,
) -> Result<Reply<QuoteSheetView>> {
    sheets.open(&grant, id).await
}

/// One sheet, with everything that is printed as 询价记录单.
#[utoipa::path(get, path = "/quote-sheets/{id}", operation_id = "quote_sheet_view", tag = "quotes", params(("id" = Uuid, Path)),
    responses((status = 200, body = QuoteSheetView)), extensions(("x-permission" = json!(ViewQuotes::INFO.key))))]
async fn get(grant: Grant<ViewQuotes>, State(sheets): State<QuoteSheets>, Path(id): Path<SheetId>) -> Result<Reply<QuoteSheetView>> {
    sheets.get(&grant, id).await
}

/// Writes down what a supplier said, also while the request waits: its approvers see it. Another quote of the same supplier takes its
/// place, and stays on record.
#[utoipa::path(post, path = "/quote-sheets/{id}/quotes", operation_id = "quote_record", tag = "quotes", params(("id" = Uuid, Path)),
    request_body = QuoteBody, responses((status = 200, body = QuoteSheetView)),
    extensions(("x-permission" = json!(CollectQuotes::INFO.key)), ("x-if-match" = json!(true))))]
async fn record(
    grant: Grant<CollectQuotes>,
    State(sheets): State<QuoteSheets>,
    Path(id): Path<SheetId>,
    seen: IfMatch,
    Json(body): Json<QuoteBody>,
) -> Result<Reply<QuoteSheetView>> {
    sheets.record(&grant, id, seen, body).await
}

/// Takes a supplier's quote off the sheet, with the reason. It stays on record.
#[utoipa::path(post, path = "/quote-sheets/{id}/quotes/remove", operation_id = "quote_remove", tag = "quotes", params(("id" = Uuid, Path)),
    request_body = QuoteRemoval, responses((status = 200, body = QuoteSheetView)),
    extensions(("x-permission" = json!(CollectQuotes::INFO.key)), ("x-if-match" = json!(true))))]
async fn remove(
    grant: Grant<CollectQuotes>,
    State(sheets): State<QuoteSheets>,
    Path(id): Path<SheetId>,
    seen: IfMatch,
    Json(body): Json<QuoteRemoval>,
) -> Result<Reply<QuoteSheetView>> {
    sheets.remove(&grant, id, seen, body).await
}

/// Takes a quote, once the request is approved: enough of them, or the reason why there is one source; the cheapest, or the reason why not.
#[utoipa::path(post, path = "/quote-sheets/{id}/settle", operation_id = "quote_sheet_settle", tag = "quotes", params(("id" = Uuid, Path)),
    request_body = SettleBody, responses((status = 200, body = QuoteSheetView)),
    extensions(("x-permission" = json!(SettleQuotes::INFO.key)), ("x-if-match" = json!(true))))]
async fn settle(
    grant: Grant<SettleQuotes>,
    State(sheets): State<QuoteSheets>,
    Path(id): Path<SheetId>,
    seen: IfMatch,
    Json(body): Json<SettleBody>,
) -> Result<Reply<QuoteSheetView>> {
    sheets.settle(&grant, id, seen, body).await
}

/// Opens what was settled again, with the reason. What was settled stays on record.
#[utoipa::path(post, path = "/quote-sheets/{id}/reopen", operation_id = "quote_sheet_reopen", tag = "quotes", params(("id" = Uuid, Path)),
    request_body = ReopenBody, responses((status = 200, body = QuoteSheetView)),
    extensions(("x-permission" = json!(SettleQuotes::INFO.key)), ("x-if-match" = json!(true))))]
async fn reopen(
    grant: Grant<SettleQuotes>,
    State(sheets): State<QuoteSheets>,
    Path(id): Path<SheetId>,
    seen: IfMatch,
    Json(body): Json<ReopenBody>,
) -> Result<Reply<QuoteSheetView>> {
    sheets.reopen(&grant, id, seen, &body.reason).await
}

/// The screenshot or paper of a quote. Knows `If-None-Match`.
#[utoipa::path(get, path = "/quote-sheets/{id}/attachments/{attachment_id}/content", operation_id = "quote_document_content",
    tag = "quotes", params(("id" = Uuid, Path), ("attachment_id" = Uuid, Path), ContentQuery),
    responses((status = 200, body = FileBytes, content_type = "*/*"), (status = 304, description = "Not changed")),
    extensions(("x-permission" = json!(ViewQuotes::INFO.key))))]
async fn content(
    grant: Grant<ViewQuotes>,
    State(sheets): State<QuoteSheets>,
    Path((id, attachment)): Path<(SheetId, Uuid)>,
    Query(query): Query<ContentQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    sheets.content(&grant, id, attachment, query.size, &headers).await
}
