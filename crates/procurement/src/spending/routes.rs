//! `/purchase-spending`.

use axum::{extract::State, response::Response};
use files::upload::dto::FileBytes;
use kernel::{Db, Grant, Json, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{Spending, SpendingExport, SpendingQuery},
    service::Spendings,
};
use crate::permissions::ViewSpending;

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(get)).routes(routes!(file)).with_state(Spendings::new(db.clone()))
}

/// What was spent on purchases in a year, by month, fund, supplier and department.
#[utoipa::path(get, path = "/purchase-spending", operation_id = "purchase_spending_view", tag = "purchases", params(SpendingQuery),
    responses((status = 200, body = Spending)), extensions(("x-permission" = json!(ViewSpending::INFO.key))))]
async fn get(
    grant: Grant<ViewSpending>,
    State(spendings): State<Spendings>,
    Query(query): Query<SpendingQuery>,
) -> Result<Reply<Spending>> {
    spendings.of_year(&grant, query.year).await.map(Reply::ok)
}

/// What was spent in a year as a workbook: months, funds, suppliers, departments. Making it stands in the audit trail.
#[utoipa::path(post, path = "/purchase-spending-exports", operation_id = "purchase_spending_export", tag = "purchases",
    request_body = SpendingExport,
    responses((status = 200, body = FileBytes, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    extensions(("x-permission" = json!(ViewSpending::INFO.key))))]
async fn file(grant: Grant<ViewSpending>, State(spendings): State<Spendings>, Json(body): Json<SpendingExport>) -> Result<Response> {
    spendings.file(grant, &body.filter).await
}
