//! `/budgets`.

use axum::extract::State;
use kernel::{Db, Grant, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{BudgetBody, BudgetEvent, BudgetRow, BudgetYear, ListBudgets, ListEvents},
    model::BudgetId,
    service::Budgets,
};
use crate::permissions::{KeepBudgets, ViewBudgets};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list, allot)).routes(routes!(events)).with_state(Budgets::new(db.clone()))
}

/// The budgets of a calendar year by fund: what each was given, what is reserved, committed and spent, and what is left.
#[utoipa::path(get, path = "/budgets", operation_id = "budget_list", tag = "budgets", params(ListBudgets),
    responses((status = 200, body = BudgetYear)), extensions(("x-permission" = json!(ViewBudgets::INFO.key))))]
async fn list(grant: Grant<ViewBudgets>, State(budgets): State<Budgets>, Query(query): Query<ListBudgets>) -> Result<Reply<BudgetYear>> {
    budgets.of_year(&grant, &query).await.map(Reply::ok)
}

/// Gives money to a fund for a calendar year, with the reason; a later one adds to it or takes back. 409 when somebody else did meanwhile.
#[utoipa::path(post, path = "/budgets", operation_id = "budget_allot", tag = "budgets", request_body = BudgetBody,
    responses((status = 201, body = BudgetRow)), extensions(("x-permission" = json!(KeepBudgets::INFO.key))))]
async fn allot(grant: Grant<KeepBudgets>, State(budgets): State<Budgets>, Json(body): Json<BudgetBody>) -> Result<Reply<BudgetRow>> {
    budgets.allot(&grant, body).await
}

/// What happened to the money of a budget, the newest first, with the record by which it came; everything, or only of one kind.
#[utoipa::path(get, path = "/budgets/{id}/events", operation_id = "budget_events", tag = "budgets",
    params(("id" = Uuid, Path), ListEvents), responses((status = 200, body = Page<BudgetEvent>)),
    extensions(("x-permission" = json!(ViewBudgets::INFO.key))))]
async fn events(
    grant: Grant<ViewBudgets>,
    State(budgets): State<Budgets>,
    Path(id): Path<BudgetId>,
    Query(query): Query<ListEvents>,
) -> Result<Reply<Page<BudgetEvent>>> {
    budgets.events(&grant, id, &query).await.map(Reply::ok)
}
