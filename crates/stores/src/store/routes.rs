//! `/stores`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{StoreBin, StoreBody, StoreChoice, StoreView},
    service::Stores,
};
use crate::permissions::{ManageStores, PrepareStores, ViewStores};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(revise))
        .routes(routes!(bins))
        .routes(routes!(choices))
        .with_state(Stores::new(db.clone()))
}

/// The stores that the caller may see: a keeper's own, or all of the school.
#[utoipa::path(get, path = "/stores", operation_id = "store_list", tag = "stores",
    responses((status = 200, body = Page<StoreView>)), extensions(("x-permission" = json!(ViewStores::INFO.key))))]
async fn list(grant: Grant<ViewStores>, State(stores): State<Stores>) -> Result<Reply<Page<StoreView>>> {
    stores.list(&grant).await.map(Reply::ok)
}

/// The stores that something can be sent to: all that are in use, with who keeps them and nothing of what they hold.
#[utoipa::path(get, path = "/store-choices", operation_id = "store_choice_list", tag = "stores",
    responses((status = 200, body = Page<StoreChoice>)), extensions(("x-permission" = json!(PrepareStores::INFO.key))))]
async fn choices(grant: Grant<PrepareStores>, State(stores): State<Stores>) -> Result<Reply<Page<StoreChoice>>> {
    stores.choices(&grant).await.map(Reply::ok)
}

/// The bins of a store in which something lies, to choose from for whoever puts something there.
#[utoipa::path(get, path = "/stores/{id}/bins", operation_id = "store_bin_list", tag = "stores", params(("id" = Uuid, Path)),
    responses((status = 200, body = Page<StoreBin>)), extensions(("x-permission" = json!(ViewStores::INFO.key))))]
async fn bins(grant: Grant<ViewStores>, State(stores): State<Stores>, Path(id): Path<Uuid>) -> Result<Reply<Page<StoreBin>>> {
    stores.bins(&grant, id).await.map(Reply::ok)
}

/// A new store.
#[utoipa::path(post, path = "/stores", operation_id = "store_add", tag = "stores", request_body = StoreBody,
    responses((status = 201, body = StoreView)), extensions(("x-permission" = json!(ManageStores::INFO.key))))]
async fn add(grant: Grant<ManageStores>, State(stores): State<Stores>, Json(body): Json<StoreBody>) -> Result<Reply<StoreView>> {
    stores.add(&grant, body).await
}

/// A store as it is from now on.
#[utoipa::path(put, path = "/stores/{id}", operation_id = "store_revise", tag = "stores", params(("id" = Uuid, Path)),
    request_body = StoreBody, responses((status = 200, body = StoreView)),
    extensions(("x-permission" = json!(ManageStores::INFO.key)), ("x-if-match" = json!(true))))]
async fn revise(
    grant: Grant<ManageStores>,
    State(stores): State<Stores>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<StoreBody>,
) -> Result<Reply<StoreView>> {
    stores.revise(&grant, id, seen, body).await
}
