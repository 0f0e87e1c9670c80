//! `/depreciation-runs`.

use axum::{extract::State, response::Response};
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{CategorySum, CloseBody, CompareBody, ComputeBody, DiscardBody, ExportBody, LineView, ListLines, ListRuns, RunRow, RunView},
    model::DepreciationRunId,
    service::DepreciationRuns,
};
use crate::permissions::{RunDepreciation, ViewDepreciation};

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, compute))
        .routes(routes!(get))
        .routes(routes!(lines))
        .routes(routes!(categories))
        .routes(routes!(compare))
        .routes(routes!(close))
        .routes(routes!(discard))
        .routes(routes!(export))
        .with_state(DepreciationRuns::new(db.clone()))
}

/// Months of depreciation, the newest first.
#[utoipa::path(get, path = "/depreciation-runs", operation_id = "depreciation_run_list", tag = "registers", params(ListRuns),
    responses((status = 200, body = Page<RunRow>)), extensions(("x-permission" = json!(ViewDepreciation::INFO.key))))]
async fn list(
    grant: Grant<ViewDepreciation>,
    State(runs): State<DepreciationRuns>,
    Query(query): Query<ListRuns>,
) -> Result<Reply<Page<RunRow>>> {
    runs.list(&grant, &query).await.map(Reply::ok)
}

/// Computes a month from the books, or computes its draft again. Nothing is written into the books before it is closed.
#[utoipa::path(post, path = "/depreciation-runs", operation_id = "depreciation_run_compute", tag = "registers",
    request_body = ComputeBody, responses((status = 201, body = RunView), (status = 200, body = RunView, description = "Computed again")),
    extensions(("x-permission" = json!(RunDepreciation::INFO.key))))]
async fn compute(
    grant: Grant<RunDepreciation>,
    State(runs): State<DepreciationRuns>,
    Json(body): Json<ComputeBody>,
) -> Result<Reply<RunView>> {
    Box::pin(runs.compute(&grant, body)).await
}

/// One month.
#[utoipa::path(get, path = "/depreciation-runs/{id}", operation_id = "depreciation_run_view", tag = "registers",
    params(("id" = Uuid, Path)), responses((status = 200, body = RunView)),
    extensions(("x-permission" = json!(ViewDepreciation::INFO.key))))]
async fn get(
    grant: Grant<ViewDepreciation>,
    State(runs): State<DepreciationRuns>,
    Path(id): Path<DepreciationRunId>,
) -> Result<Reply<RunView>> {
    runs.get(&grant, id).await
}

/// E4: the cards of a month, in the order in which they were registered.
#[utoipa::path(get, path = "/depreciation-runs/{id}/lines", operation_id = "depreciation_line_list", tag = "registers",
    params(("id" = Uuid, Path), ListLines), responses((status = 200, body = Page<LineView>)),
    extensions(("x-permission" = json!(ViewDepreciation::INFO.key))))]
async fn lines(
    grant: Grant<ViewDepreciation>,
    State(runs): State<DepreciationRuns>,
    Path(id): Path<DepreciationRunId>,
    Query(query): Query<ListLines>,
) -> Result<Reply<Page<LineView>>> {
    runs.lines(&grant, id, &query).await.map(Reply::ok)
}

/// The same by category, exact.
#[utoipa::path(get, path = "/depreciation-runs/{id}/categories", operation_id = "depreciation_category_list", tag = "registers",
    params(("id" = Uuid, Path)), responses((status = 200, body = Page<CategorySum>)),
    extensions(("x-permission" = json!(ViewDepreciation::INFO.key))))]
async fn categories(
    grant: Grant<ViewDepreciation>,
    State(runs): State<DepreciationRuns>,
    Path(id): Path<DepreciationRunId>,
) -> Result<Reply<Page<CategorySum>>> {
    runs.categories(&grant, id).await.map(Reply::ok)
}

/// Puts what the asset system says of cards after the month beside the school's own figures.
#[utoipa::path(post, path = "/depreciation-runs/{id}/compare", operation_id = "depreciation_run_compare", tag = "registers",
    params(("id" = Uuid, Path)), request_body = CompareBody, responses((status = 200, body = RunView)),
    extensions(("x-permission" = json!(RunDepreciation::INFO.key)), ("x-if-match" = json!(true))))]
async fn compare(
    grant: Grant<RunDepreciation>,
    State(runs): State<DepreciationRuns>,
    Path(id): Path<DepreciationRunId>,
    seen: IfMatch,
    Json(body): Json<CompareBody>,
) -> Result<Reply<RunView>> {
    Box::pin(runs.compare(&grant, id, seen, body)).await
}

/// Writes the month into the books and closes it: nothing is dated into it any more. Needs an `Idempotency-Key`.
#[utoipa::path(post, path = "/depreciation-runs/{id}/close", operation_id = "depreciation_run_close", tag = "registers",
    params(("id" = Uuid, Path)), request_body = CloseBody, responses((status = 200, body = RunView)),
    extensions(("x-permission" = json!(RunDepreciation::INFO.key)), ("x-if-match" = json!(true))))]
async fn close(
    grant: Grant<RunDepreciation>,
    State(runs): State<DepreciationRuns>,
    Path(id): Path<DepreciationRunId>,
    seen: IfMatch,
    Json(body): Json<CloseBody>,
) -> Result<Reply<RunView>> {
    Box::pin(runs.close(&grant, id, seen, body)).await
}

/// Gives up a month that was computed by mistake and is not closed.
#[utoipa::path(post, path = "/depreciation-runs/{id}/discard", operation_id = "depreciation_run_discard", tag = "registers",
    params(("id" = Uuid, Path)), request_body = DiscardBody, responses((status = 200, body = RunView)),
    extensions(("x-permission" = json!(RunDepreciation::INFO.key)), ("x-if-match" = json!(true))))]
async fn discard(
    grant: Grant<RunDepreciation>,
    State(runs): State<DepreciationRuns>,
    Path(id): Path<DepreciationRunId>,
    seen: IfMatch,
    Json(body): Json<DiscardBody>,
) -> Result<Reply<RunView>> {
    runs.discard(&grant, id, seen, body).await
}

/// E4 as a workbook, or as text with commas: every card of the month, whole. Making it stands in the audit trail.
#[utoipa::path(post, path = "/depreciation-runs/{id}/export", operation_id = "depreciation_run_export", tag = "registers",
    params(("id" = Uuid, Path)), request_body = ExportBody,
    responses((status = 200, body = String, content_type = "*/*")),
    extensions(("x-permission" = json!(ViewDepreciation::INFO.key))))]
async fn export(
    grant: Grant<ViewDepreciation>,
    State(runs): State<DepreciationRuns>,
    Path(id): Path<DepreciationRunId>,
    Json(body): Json<ExportBody>,
) -> Result<Response> {
    runs.export(grant, id, body).await
}
