//! `/requisitions` and `/print-terms`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{Cancellation, IssueBody, ListRequisitions, PrintTerms, RequisitionBody, RequisitionRow, RequisitionView},
    model::RequisitionId,
    service::RequisitionService,
};
use crate::permissions::{KeepStores, RequestStock, ViewRequisitions};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, submit))
        .routes(routes!(get, resubmit))
        .routes(routes!(cancel))
        .routes(routes!(issue))
        .routes(routes!(print_terms))
        .with_state(RequisitionService::new(db.clone()))
}

/// Requisitions, newest first: one's own, or all that the caller may see.
#[utoipa::path(get, path = "/requisitions", operation_id = "requisition_list", tag = "stores", params(ListRequisitions),
    responses((status = 200, body = Page<RequisitionRow>)), extensions(("x-permission" = json!(ViewRequisitions::INFO.key))))]
async fn list(
    grant: Grant<ViewRequisitions>,
    State(requisitions): State<RequisitionService>,
    Query(query): Query<ListRequisitions>,
) -> Result<Reply<Page<RequisitionRow>>> {
    requisitions.list(&grant, &query).await.map(Reply::ok)
}

/// Asks for things from the stores or for a print run, and puts it before whoever decides; a print run of few sheets goes straight to
/// whoever prints.
#[utoipa::path(post, path = "/requisitions", operation_id = "requisition_submit", tag = "stores", request_body = RequisitionBody,
    responses((status = 201, body = RequisitionView)), extensions(("x-permission" = json!(RequestStock::INFO.key))))]
async fn submit(
    grant: Grant<RequestStock>,
    State(requisitions): State<RequisitionService>,
    Json(body): Json<RequisitionBody>,
) -> Result<Reply<RequisitionView>> {
    requisitions.submit(&grant, body).await
}

/// One requisition: what, why, who decides, and how far it came.
#[utoipa::path(get, path = "/requisitions/{id}", operation_id = "requisition_view", tag = "stores", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = RequisitionView)), extensions(("x-permission" = json!(ViewRequisitions::INFO.key))))]
async fn get(
    grant: Grant<ViewRequisitions>,
    State(requisitions): State<RequisitionService>,
    Path(id): Path<RequisitionId>,
) -> Result<Reply<RequisitionView>> {
    requisitions.get(&grant, id).await
}

/// Writes what was returned anew, and puts it before them again.
#[utoipa::path(put, path = "/requisitions/{id}", operation_id = "requisition_resubmit", tag = "stores", params(("id" = uuid::Uuid, Path)),
    request_body = RequisitionBody, responses((status = 200, body = RequisitionView)),
    extensions(("x-permission" = json!(RequestStock::INFO.key)), ("x-if-match" = json!(true))))]
async fn resubmit(
    grant: Grant<RequestStock>,
    State(requisitions): State<RequisitionService>,
    Path(id): Path<RequisitionId>,
    seen: IfMatch,
    Json(body): Json<RequisitionBody>,
) -> Result<Reply<RequisitionView>> {
    requisitions.resubmit(&grant, id, seen, body).await
}

/// It is not needed any more.
#[utoipa::path(post, path = "/requisitions/{id}/cancel", operation_id = "requisition_cancel", tag = "stores",
    params(("id" = uuid::Uuid, Path)), request_body = Cancellation, responses((status = 200, body = RequisitionView)),
    extensions(("x-permission" = json!(RequestStock::INFO.key)), ("x-if-match" = json!(true))))]
async fn cancel(
    grant: Grant<RequestStock>,
    State(requisitions): State<RequisitionService>,
    Path(id): Path<RequisitionId>,
    seen: IfMatch,
    Json(body): Json<Cancellation>,
) -> Result<Reply<RequisitionView>> {
    requisitions.cancel(&grant, id, seen, &body.reason).await
}

/// Hands out what was approved, whole and once.
#[utoipa::path(post, path = "/requisitions/{id}/issue", operation_id = "requisition_issue", tag = "stores",
    params(("id" = uuid::Uuid, Path)), request_body = IssueBody, responses((status = 200, body = RequisitionView)),
    extensions(("x-permission" = json!(KeepStores::INFO.key)), ("x-if-match" = json!(true))))]
async fn issue(
    grant: Grant<KeepStores>,
    State(requisitions): State<RequisitionService>,
    Path(id): Path<RequisitionId>,
    seen: IfMatch,
    Json(body): Json<IssueBody>,
) -> Result<Reply<RequisitionView>> {
    requisitions.issue(&grant, id, seen, body).await
}

/// From how many sheets on somebody decides about a print run, what the caller asked for today, and what can be printed on.
#[utoipa::path(get, path = "/print-terms", operation_id = "print_terms", tag = "stores", responses((status = 200, body = PrintTerms)),
    extensions(("x-permission" = json!(RequestStock::INFO.key))))]
async fn print_terms(grant: Grant<RequestStock>, State(requisitions): State<RequisitionService>) -> Result<Reply<PrintTerms>> {
    requisitions.print_terms(&grant).await.map(Reply::ok)
}
