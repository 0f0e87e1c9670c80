//! `/purchase-spending`.

use axum::extract::State;
use kernel::{Db, Grant, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{Spending, SpendingQuery},
    service::Spendings,
};
use crate::permissions::ViewSpending;

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(get)).with_state(Spendings::new(db.clone()))
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
