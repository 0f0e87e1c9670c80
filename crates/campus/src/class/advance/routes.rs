//! `/class-advances`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{AdvanceClasses, AdvanceProposal, AdvanceView, Advanced, ListAdvances, ShowProposal},
    service::Advances,
};
use crate::permissions::{ManageClasses, ViewClasses};

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, advance))
        .routes(routes!(proposal))
        .routes(routes!(undo))
        .with_state(Advances::new(db.clone()))
}

/// When the classes moved up, newest first.
#[utoipa::path(get, path = "/class-advances", operation_id = "class_advance_list", tag = "campus", params(ListAdvances),
    responses((status = 200, body = Page<AdvanceView>)), extensions(("x-permission" = json!(ViewClasses::INFO.key))))]
async fn list(
    grant: Grant<ViewClasses>,
    State(advances): State<Advances>,
    Query(query): Query<ListAdvances>,
) -> Result<Reply<Page<AdvanceView>>> {
    advances.list(&grant, &query).await.map(Reply::ok)
}

/// What the next school year would look like: every class one grade up, the last grade leaves, a new one comes.
#[utoipa::path(get, path = "/class-advances/proposal", operation_id = "class_advance_propose", tag = "campus", params(ShowProposal),
    responses((status = 200, body = AdvanceProposal)), extensions(("x-permission" = json!(ManageClasses::INFO.key))))]
async fn proposal(
    grant: Grant<ManageClasses>,
    State(advances): State<Advances>,
    Query(query): Query<ShowProposal>,
) -> Result<Reply<AdvanceProposal>> {
    advances.proposal(&grant, &query).await.map(Reply::ok)
}

/// Moves all classes up at once, with their new rooms and teachers; `dry_run` shows every change and writes nothing.
#[utoipa::path(post, path = "/class-advances", operation_id = "class_advance_run", tag = "campus", request_body = AdvanceClasses,
    responses((status = 201, body = Advanced), (status = 200, description = "Dry run", body = Advanced)),
    extensions(("x-permission" = json!(ManageClasses::INFO.key))))]
async fn advance(
    grant: Grant<ManageClasses>,
    State(advances): State<Advances>,
    Json(body): Json<AdvanceClasses>,
) -> Result<Reply<Advanced>> {
    advances.advance(&grant, body).await
}

/// Takes it back, while no class has changed since.
#[utoipa::path(post, path = "/class-advances/{id}/undo", operation_id = "class_advance_undo", tag = "campus", params(("id" = Uuid, Path)),
    responses((status = 200, body = AdvanceView)),
    extensions(("x-permission" = json!(ManageClasses::INFO.key)), ("x-if-match" = json!(true))))]
async fn undo(
    grant: Grant<ManageClasses>,
    State(advances): State<Advances>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
) -> Result<Reply<AdvanceView>> {
    advances.undo(&grant, id, seen).await
}
