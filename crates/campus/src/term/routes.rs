//! `/terms`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{AddTerm, ChangeTerm, TermView},
    service::Terms,
};
use crate::permissions::{ManageCalendar, ViewCalendar};

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(change, remove)).with_state(Terms::new(db.clone()))
}

/// The terms of the school, newest first.
#[utoipa::path(get, path = "/terms", operation_id = "term_list", tag = "campus",
    responses((status = 200, body = Page<TermView>)), extensions(("x-permission" = json!(ViewCalendar::INFO.key))))]
async fn list(grant: Grant<ViewCalendar>, State(terms): State<Terms>) -> Result<Reply<Page<TermView>>> {
    terms.list(&grant).await.map(Reply::ok)
}

/// Enters a term; 409 when the year has it already or a day would be in two.
#[utoipa::path(post, path = "/terms", operation_id = "term_add", tag = "campus", request_body = AddTerm,
    responses((status = 201, body = TermView)), extensions(("x-permission" = json!(ManageCalendar::INFO.key))))]
async fn add(grant: Grant<ManageCalendar>, State(terms): State<Terms>, Json(body): Json<AddTerm>) -> Result<Reply<TermView>> {
    terms.add(&grant, body).await
}

/// Moves the first or last day of a term.
#[utoipa::path(patch, path = "/terms/{id}", operation_id = "term_change", tag = "campus", params(("id" = Uuid, Path)),
    request_body = ChangeTerm, responses((status = 200, body = TermView)),
    extensions(("x-permission" = json!(ManageCalendar::INFO.key)), ("x-if-match" = json!(true))))]
async fn change(
    grant: Grant<ManageCalendar>,
    State(terms): State<Terms>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ChangeTerm>,
) -> Result<Reply<TermView>> {
    terms.change(&grant, id, seen, body).await
}

/// Takes a term out of the calendar.
#[utoipa::path(delete, path = "/terms/{id}", operation_id = "term_remove", tag = "campus", params(("id" = Uuid, Path)),
    responses((status = 204)), extensions(("x-permission" = json!(ManageCalendar::INFO.key)), ("x-if-match" = json!(true))))]
async fn remove(grant: Grant<ManageCalendar>, State(terms): State<Terms>, Path(id): Path<Uuid>, seen: IfMatch) -> Result<Reply<()>> {
    terms.remove(&grant, id, seen).await
}
