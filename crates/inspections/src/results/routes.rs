//! `/inspection-results`.

use axum::{extract::State, response::Response};
use files::upload::dto::FileBytes;
use kernel::{Db, Grant, Json, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{Results, ResultsExport, ResultsQuery},
    service::InspectionResults,
};
use crate::permissions::ViewInspections;

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(view)).routes(routes!(file)).with_state(InspectionResults::new(db.clone()))
}

/// What came of the rounds between two days, by checklist, place, class or month, with the sums of all rows.
#[utoipa::path(get, path = "/inspection-results", operation_id = "inspection_results", tag = "inspections", params(ResultsQuery),
    responses((status = 200, body = Results)), extensions(("x-permission" = json!(ViewInspections::INFO.key))))]
async fn view(
    grant: Grant<ViewInspections>,
    State(results): State<InspectionResults>,
    Query(query): Query<ResultsQuery>,
) -> Result<Reply<Results>> {
    results.view(&grant, &query).await.map(Reply::ok)
}

/// The same as a workbook.
#[utoipa::path(post, path = "/inspection-result-exports", operation_id = "inspection_results_export", tag = "inspections",
    request_body = ResultsExport,
    responses((status = 200, body = FileBytes, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    extensions(("x-permission" = json!(ViewInspections::INFO.key))))]
async fn file(
    grant: Grant<ViewInspections>,
    State(results): State<InspectionResults>,
    Json(body): Json<ResultsExport>,
) -> Result<Response> {
    results.file(grant, &body.filter).await
}
