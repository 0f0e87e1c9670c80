//! `/canteens/{id}/contracts` and `/canteen-contracts`.

use axum::{extract::State, http::HeaderMap, response::Response};
use files::{Files, upload::dto::FileBytes};
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{ContentQuery, ContractBody, ContractView, EndBody},
    service::Contracts,
};
use crate::permissions::{ManageCanteen, ViewCanteen};

pub(crate) fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, enter))
        .routes(routes!(revise))
        .routes(routes!(end))
        .routes(routes!(content))
        .with_state(Contracts::new(db.clone(), files.clone()))
}

/// The contracts of a canteen, the one that ends last first, each with what the school has to look at.
#[utoipa::path(get, path = "/canteens/{id}/contracts", operation_id = "canteen_contract_list", tag = "canteen",
    params(("id" = Uuid, Path)), responses((status = 200, body = Page<ContractView>)),
    extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn list(grant: Grant<ViewCanteen>, State(contracts): State<Contracts>, Path(id): Path<Uuid>) -> Result<Reply<Page<ContractView>>> {
    contracts.list(&grant, id).await.map(Reply::ok)
}

/// Enters a contract of a canteen that somebody else runs, or that meals are delivered to.
#[utoipa::path(post, path = "/canteens/{id}/contracts", operation_id = "canteen_contract_enter", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = ContractBody, responses((status = 201, body = ContractView)),
    extensions(("x-permission" = json!(ManageCanteen::INFO.key))))]
async fn enter(
    grant: Grant<ManageCanteen>,
    State(contracts): State<Contracts>,
    Path(id): Path<Uuid>,
    Json(body): Json<ContractBody>,
) -> Result<Reply<ContractView>> {
    contracts.enter(&grant, id, body).await
}

/// Writes what is known of a contract anew, such as a licence that was renewed. Scans are added.
#[utoipa::path(put, path = "/canteen-contracts/{id}", operation_id = "canteen_contract_revise", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = ContractBody, responses((status = 200, body = ContractView)),
    extensions(("x-permission" = json!(ManageCanteen::INFO.key)), ("x-if-match" = json!(true))))]
async fn revise(
    grant: Grant<ManageCanteen>,
    State(contracts): State<Contracts>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<ContractBody>,
) -> Result<Reply<ContractView>> {
    contracts.revise(&grant, id, seen, body).await
}

/// A contract is over. It stays with its reason.
#[utoipa::path(post, path = "/canteen-contracts/{id}/end", operation_id = "canteen_contract_end", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = EndBody, responses((status = 200, body = ContractView)),
    extensions(("x-permission" = json!(ManageCanteen::INFO.key)), ("x-if-match" = json!(true))))]
async fn end(
    grant: Grant<ManageCanteen>,
    State(contracts): State<Contracts>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(body): Json<EndBody>,
) -> Result<Reply<ContractView>> {
    contracts.end(&grant, id, seen, body).await
}

/// A page of the signed contract. Knows `If-None-Match`.
#[utoipa::path(get, path = "/canteen-contracts/{id}/attachments/{attachment_id}/content",
    operation_id = "canteen_contract_attachment_content", tag = "canteen",
    params(("id" = Uuid, Path), ("attachment_id" = Uuid, Path), ContentQuery),
    responses((status = 200, body = FileBytes, content_type = "*/*"), (status = 304, description = "Not changed")),
    extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn content(
    grant: Grant<ViewCanteen>,
    State(contracts): State<Contracts>,
    Path(at): Path<(Uuid, Uuid)>,
    Query(query): Query<ContentQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    contracts.content(&grant, at, query.size, &headers).await
}
