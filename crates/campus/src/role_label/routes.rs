//! `/roles`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{dto::RenameRole, service::RoleNames};
use crate::{
    permissions::{RenameRoles, ViewPeople},
    role_grant::RoleView,
};

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(roles)).routes(routes!(rename)).with_state(RoleNames::new(db.clone()))
}

/// Every role there is.
#[utoipa::path(get, path = "/roles", operation_id = "role_list", tag = "campus",
    responses((status = 200, body = Page<RoleView>)), extensions(("x-permission" = json!(ViewPeople::INFO.key))))]
async fn roles(grant: Grant<ViewPeople>, State(names): State<RoleNames>) -> Result<Reply<Page<RoleView>>> {
    names.list(&grant).await.map(Reply::ok)
}

/// Calls a role by the school's own word, wherever it shows. `If-Match` is `"0"` for one that was never renamed.
#[utoipa::path(put, path = "/roles/{code}/label", operation_id = "role_rename", tag = "campus", params(("code" = String, Path)),
    request_body = RenameRole, responses((status = 200, body = RoleView)),
    extensions(("x-permission" = json!(RenameRoles::INFO.key)), ("x-if-match" = json!(true))))]
async fn rename(
    grant: Grant<RenameRoles>,
    State(names): State<RoleNames>,
    Path(code): Path<String>,
    seen: IfMatch,
    Json(body): Json<RenameRole>,
) -> Result<Reply<RoleView>> {
    names.rename(&grant, &code, seen, body).await
}
