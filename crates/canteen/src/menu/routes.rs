//! `/canteens/{id}/menus` and `/canteen-menus`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{ListMenus, MenuBody, MenuView, RewriteBody},
    service::Menus,
};
use crate::{
    book::dto::StrikeBody,
    permissions::{KeepBook, ViewCanteen},
};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list, write)).routes(routes!(rewrite)).routes(routes!(strike)).with_state(Menus::new(db.clone()))
}

/// The menus of some days, those that were struck out too.
#[utoipa::path(get, path = "/canteens/{id}/menus", operation_id = "canteen_menu_list", tag = "canteen",
    params(("id" = Uuid, Path), ListMenus), responses((status = 200, body = Page<MenuView>)),
    extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn list(
    grant: Grant<ViewCanteen>,
    State(menus): State<Menus>,
    Path(id): Path<Uuid>,
    Query(query): Query<ListMenus>,
) -> Result<Reply<Page<MenuView>>> {
    menus.list(&grant, id, &query).await.map(Reply::ok)
}

/// Writes the menu of a meal that has none yet.
#[utoipa::path(post, path = "/canteens/{id}/menus", operation_id = "canteen_menu_write", tag = "canteen", params(("id" = Uuid, Path)),
    request_body = MenuBody, responses((status = 201, body = MenuView)), extensions(("x-permission" = json!(KeepBook::INFO.key))))]
async fn write(
    grant: Grant<KeepBook>,
    State(menus): State<Menus>,
    Path(id): Path<Uuid>,
    Json(body): Json<MenuBody>,
) -> Result<Reply<MenuView>> {
    menus.write(&grant, id, body).await
}

/// Strikes a menu out and writes it anew; what has a sample stays on it.
#[utoipa::path(post, path = "/canteen-menus/{id}/rewrite", operation_id = "canteen_menu_rewrite", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = RewriteBody, responses((status = 201, body = MenuView)),
    extensions(("x-permission" = json!(KeepBook::INFO.key)), ("x-if-match" = json!(true))))]
async fn rewrite(
    grant: Grant<KeepBook>,
    State(menus): State<Menus>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<RewriteBody>,
) -> Result<Reply<MenuView>> {
    menus.rewrite(&grant, id, seen, body).await
}

/// The meal was not cooked: its menu is struck out.
#[utoipa::path(post, path = "/canteen-menus/{id}/strike", operation_id = "canteen_menu_strike", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = StrikeBody, responses((status = 200, body = MenuView)),
    extensions(("x-permission" = json!(KeepBook::INFO.key)), ("x-if-match" = json!(true))))]
async fn strike(
    grant: Grant<KeepBook>,
    State(menus): State<Menus>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<StrikeBody>,
) -> Result<Reply<MenuView>> {
    menus.strike(&grant, id, seen, body).await
}
