//! `/asset-due-dates`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    DueDates,
    dto::{AddDueDate, ChangeDueDate, DueDateView, FinishDueDate, ListDueDates},
};
use crate::permissions::{CorrectAsset, ViewAssets};

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(add))
        .routes(routes!(change, remove))
        .routes(routes!(finish))
        .with_state(DueDates::new(db.clone()))
}

/// What is due, the next first.
#[utoipa::path(get, path = "/asset-due-dates", operation_id = "asset_due_date_list", tag = "registers", params(ListDueDates),
    responses((status = 200, body = Page<DueDateView>)), extensions(("x-permission" = json!(ViewAssets::INFO.key))))]
async fn list(
    grant: Grant<ViewAssets>,
    State(due): State<DueDates>,
    Query(query): Query<ListDueDates>,
) -> Result<Reply<Page<DueDateView>>> {
    due.list(&grant, &query).await.map(Reply::ok)
}

/// Notes by when something has to be done with a card.
#[utoipa::path(post, path = "/assets/{id}/due-dates", operation_id = "asset_due_date_add", tag = "registers", params(("id" = Uuid, Path)),
    request_body = AddDueDate, responses((status = 201, body = DueDateView)),
    extensions(("x-permission" = json!(CorrectAsset::INFO.key))))]
async fn add(
    grant: Grant<CorrectAsset>,
    State(due): State<DueDates>,
    Path(id): Path<Uuid>,
    Json(body): Json<AddDueDate>,
) -> Result<Reply<DueDateView>> {
    due.add(&grant, id, body).await
}

/// Puts the day or its note right.
#[utoipa::path(patch, path = "/asset-due-dates/{id}", operation_id = "asset_due_date_change", tag = "registers",
    params(("id" = Uuid, Path)), request_body = ChangeDueDate, responses((status = 200, body = DueDateView)),
    extensions(("x-permission" = json!(CorrectAsset::INFO.key)), ("x-if-match" = json!(true))))]
async fn change(
    grant: Grant<CorrectAsset>,
    State(due): State<DueDates>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ChangeDueDate>,
) -> Result<Reply<DueDateView>> {
    due.change(&grant, id, seen, body).await
}

/// Done; with a next day, the same is due again.
#[utoipa::path(post, path = "/asset-due-dates/{id}/done", operation_id = "asset_due_date_done", tag = "registers",
    params(("id" = Uuid, Path)), request_body = FinishDueDate, responses((status = 200, body = DueDateView)),
    extensions(("x-permission" = json!(CorrectAsset::INFO.key)), ("x-if-match" = json!(true))))]
async fn finish(
    grant: Grant<CorrectAsset>,
    State(due): State<DueDates>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<FinishDueDate>,
) -> Result<Reply<DueDateView>> {
    due.finish(&grant, id, seen, body).await
}

/// Takes back a day that was entered by mistake.
#[utoipa::path(delete, path = "/asset-due-dates/{id}", operation_id = "asset_due_date_remove", tag = "registers",
    params(("id" = Uuid, Path)), responses((status = 204)), extensions(("x-permission" = json!(CorrectAsset::INFO.key)), ("x-if-match" = json!(true))))]
async fn remove(grant: Grant<CorrectAsset>, State(due): State<DueDates>, Path(id): Path<Uuid>, seen: IfMatch) -> Result<Reply<()>> {
    due.remove(&grant, id, seen).await
}
