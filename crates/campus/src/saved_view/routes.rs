//! `/saved-views`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{AddView, ChangeView, ListViews, SavedView},
    service::SavedViews,
};
use crate::permissions::SavedViews as Own;

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(change, remove)).with_state(SavedViews::new(db.clone()))
}

/// One's own views of a list and those that are shared, by name.
#[utoipa::path(get, path = "/saved-views", operation_id = "saved_view_list", tag = "campus", params(ListViews),
    responses((status = 200, body = Page<SavedView>)), extensions(("x-permission" = json!(Own::INFO.key))))]
async fn list(grant: Grant<Own>, State(views): State<SavedViews>, Query(query): Query<ListViews>) -> Result<Reply<Page<SavedView>>> {
    views.list(&grant, query.list).await.map(Reply::ok)
}

/// Keeps the filters of a list under a name; 409 when one has the name already.
#[utoipa::path(post, path = "/saved-views", operation_id = "saved_view_add", tag = "campus", request_body = AddView,
    responses((status = 201, body = SavedView)), extensions(("x-permission" = json!(Own::INFO.key))))]
async fn add(grant: Grant<Own>, State(views): State<SavedViews>, Json(body): Json<AddView>) -> Result<Reply<SavedView>> {
    views.add(&grant, body).await
}

/// Changes one's own view.
#[utoipa::path(patch, path = "/saved-views/{id}", operation_id = "saved_view_change", tag = "campus", params(("id" = Uuid, Path)),
    request_body = ChangeView, responses((status = 200, body = SavedView)),
    extensions(("x-permission" = json!(Own::INFO.key)), ("x-if-match" = json!(true))))]
async fn change(
    grant: Grant<Own>,
    State(views): State<SavedViews>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ChangeView>,
) -> Result<Reply<SavedView>> {
    views.change(&grant, id, seen, body).await
}

/// Removes one's own view.
#[utoipa::path(delete, path = "/saved-views/{id}", operation_id = "saved_view_remove", tag = "campus", params(("id" = Uuid, Path)),
    responses((status = 204)), extensions(("x-permission" = json!(Own::INFO.key)), ("x-if-match" = json!(true))))]
async fn remove(grant: Grant<Own>, State(views): State<SavedViews>, Path(id): Path<Uuid>, seen: IfMatch) -> Result<Reply<()>> {
    views.remove(&grant, id, seen).await
}
