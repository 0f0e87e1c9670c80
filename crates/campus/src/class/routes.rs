//! `/classes`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    advance,
    dto::{AddClass, ChangeClass, ClassView, ListClasses},
    service::Classes,
};
use crate::permissions::{ManageClasses, ViewClasses};

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(get, change))
        .with_state(Classes::new(db.clone()))
        .merge(advance::routes(db))
}

/// The classes of the school, lowest grade first.
#[utoipa::path(get, path = "/classes", operation_id = "class_list", tag = "campus", params(ListClasses),
    responses((status = 200, body = Page<ClassView>)), extensions(("x-permission" = json!(ViewClasses::INFO.key))))]
async fn list(
    grant: Grant<ViewClasses>,
    State(classes): State<Classes>,
    Query(query): Query<ListClasses>,
) -> Result<Reply<Page<ClassView>>> {
    classes.list(&grant, &query).await.map(Reply::ok)
}

/// Adds a class. Its room gets the class teacher as responsible person, and the teacher the role.
#[utoipa::path(post, path = "/classes", operation_id = "class_add", tag = "campus", request_body = AddClass,
    responses((status = 201, body = ClassView)), extensions(("x-permission" = json!(ManageClasses::INFO.key))))]
async fn add(grant: Grant<ManageClasses>, State(classes): State<Classes>, Json(body): Json<AddClass>) -> Result<Reply<ClassView>> {
    classes.add(&grant, body).await
}

/// One class.
#[utoipa::path(get, path = "/classes/{id}", operation_id = "class_view", tag = "campus", params(("id" = Uuid, Path)),
    responses((status = 200, body = ClassView)), extensions(("x-permission" = json!(ViewClasses::INFO.key))))]
async fn get(grant: Grant<ViewClasses>, State(classes): State<Classes>, Path(id): Path<Uuid>) -> Result<Reply<ClassView>> {
    classes.get(&grant, id).await
}

/// Changes a class; room and role follow.
#[utoipa::path(patch, path = "/classes/{id}", operation_id = "class_change", tag = "campus", params(("id" = Uuid, Path)),
    request_body = ChangeClass, responses((status = 200, body = ClassView)),
    extensions(("x-permission" = json!(ManageClasses::INFO.key)), ("x-if-match" = json!(true))))]
async fn change(
    grant: Grant<ManageClasses>,
    State(classes): State<Classes>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ChangeClass>,
) -> Result<Reply<ClassView>> {
    classes.change(&grant, id, seen, body).await
}
