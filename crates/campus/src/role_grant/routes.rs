//! `/role-grants`, `/role-grant-confirmations`, `/people/{id}/role-grants`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{ConfirmGrants, GrantFates, GrantRoleBody, ListRoleGrants, RoleGrantView},
    service::RoleGrants,
};
use crate::permissions::{ConfirmRoleGrant, GrantRole, ViewPeople};

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(grant_role))
        .routes(routes!(confirm))
        .routes(routes!(confirm_many))
        .routes(routes!(revoke))
        .with_state(RoleGrants::new(db.clone()))
}

/// Standing grants, newest first.
#[utoipa::path(get, path = "/role-grants", operation_id = "role_grant_list", tag = "campus", params(ListRoleGrants),
    responses((status = 200, body = Page<RoleGrantView>)), extensions(("x-permission" = json!(ViewPeople::INFO.key))))]
async fn list(
    grant: Grant<ViewPeople>,
    State(grants): State<RoleGrants>,
    Query(query): Query<ListRoleGrants>,
) -> Result<Reply<Page<RoleGrantView>>> {
    grants.list(&grant, &query).await.map(Reply::ok)
}

/// Grants a role to a person. Roles with weight wait for the second key.
#[utoipa::path(post, path = "/people/{id}/role-grants", operation_id = "role_grant_create", tag = "campus", params(("id" = Uuid, Path)), request_body = GrantRoleBody,
    responses((status = 201, body = RoleGrantView)), extensions(("x-permission" = json!(GrantRole::INFO.key))))]
async fn grant_role(
    grant: Grant<GrantRole>,
    State(grants): State<RoleGrants>,
    Path(id): Path<Uuid>,
    Json(body): Json<GrantRoleBody>,
) -> Result<Reply<RoleGrantView>> {
    grants.grant(&grant, id, body).await
}

/// Turns the second key: from now on the role holds.
#[utoipa::path(post, path = "/role-grants/{id}/confirm", operation_id = "role_grant_confirm", tag = "campus", params(("id" = Uuid, Path)),
    responses((status = 200, body = RoleGrantView)), extensions(("x-permission" = json!(ConfirmRoleGrant::INFO.key)), ("x-if-match" = json!(true))))]
async fn confirm(
    grant: Grant<ConfirmRoleGrant>,
    State(grants): State<RoleGrants>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
) -> Result<Reply<RoleGrantView>> {
    grants.confirm(&grant, id, seen).await
}

/// Turns the second key for several grants in one act; each has its own fate. Needs an `Idempotency-Key`.
#[utoipa::path(post, path = "/role-grant-confirmations", operation_id = "role_grant_confirm_many", tag = "campus", request_body = ConfirmGrants,
    responses((status = 200, body = GrantFates)), extensions(("x-permission" = json!(ConfirmRoleGrant::INFO.key))))]
async fn confirm_many(
    grant: Grant<ConfirmRoleGrant>,
    State(grants): State<RoleGrants>,
    Json(body): Json<ConfirmGrants>,
) -> Result<Reply<GrantFates>> {
    grants.confirm_many(&grant, body).await
}

/// Takes a role back, at once.
#[utoipa::path(post, path = "/role-grants/{id}/revoke", operation_id = "role_grant_revoke", tag = "campus", params(("id" = Uuid, Path)),
    responses((status = 200, body = RoleGrantView)), extensions(("x-permission" = json!(GrantRole::INFO.key)), ("x-if-match" = json!(true))))]
async fn revoke(
    grant: Grant<GrantRole>,
    State(grants): State<RoleGrants>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
) -> Result<Reply<RoleGrantView>> {
    grants.revoke(&grant, id, seen).await
}
