//! `/stock-distributions`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{Cancellation, DistributionBody, DistributionRow, DistributionView, IssueBody, ListDistributions},
    model::DistributionId,
    service::DistributionService,
};
use crate::permissions::{KeepStores, ViewStores};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, distribute))
        .routes(routes!(get, resubmit))
        .routes(routes!(cancel))
        .routes(routes!(issue))
        .with_state(DistributionService::new(db.clone()))
}

/// Distributions to classes of the stores that the caller may see, newest first.
#[utoipa::path(get, path = "/stock-distributions", operation_id = "stock_distribution_list", tag = "stores", params(ListDistributions),
    responses((status = 200, body = Page<DistributionRow>)), extensions(("x-permission" = json!(ViewStores::INFO.key))))]
async fn list(
    grant: Grant<ViewStores>,
    State(distributions): State<DistributionService>,
    Query(query): Query<ListDistributions>,
) -> Result<Reply<Page<DistributionRow>>> {
    distributions.list(&grant, &query).await.map(Reply::ok)
}

/// Hands out to many classes in one act; where something controlled is beyond its size, over all classes, it is approved first.
#[utoipa::path(post, path = "/stock-distributions", operation_id = "stock_distribute", tag = "stores", request_body = DistributionBody,
    responses((status = 201, body = DistributionView)), extensions(("x-permission" = json!(KeepStores::INFO.key))))]
async fn distribute(
    grant: Grant<KeepStores>,
    State(distributions): State<DistributionService>,
    Json(body): Json<DistributionBody>,
) -> Result<Reply<DistributionView>> {
    distributions.distribute(&grant, body).await
}

/// One distribution: which class gets how much of what, who decides, and how far it came.
#[utoipa::path(get, path = "/stock-distributions/{id}", operation_id = "stock_distribution_view", tag = "stores",
    params(("id" = uuid::Uuid, Path)), responses((status = 200, body = DistributionView)),
    extensions(("x-permission" = json!(ViewStores::INFO.key))))]
async fn get(
    grant: Grant<ViewStores>,
    State(distributions): State<DistributionService>,
    Path(id): Path<DistributionId>,
) -> Result<Reply<DistributionView>> {
    distributions.get(&grant, id).await
}

/// Writes what was returned anew, and puts it before them again.
#[utoipa::path(put, path = "/stock-distributions/{id}", operation_id = "stock_distribution_resubmit", tag = "stores",
    params(("id" = uuid::Uuid, Path)), request_body = DistributionBody, responses((status = 200, body = DistributionView)),
    extensions(("x-permission" = json!(KeepStores::INFO.key)), ("x-if-match" = json!(true))))]
async fn resubmit(
    grant: Grant<KeepStores>,
    State(distributions): State<DistributionService>,
    Path(id): Path<DistributionId>,
    seen: IfMatch,
    Json(body): Json<DistributionBody>,
) -> Result<Reply<DistributionView>> {
    distributions.resubmit(&grant, id, seen, body).await
}

/// It is not handed out.
#[utoipa::path(post, path = "/stock-distributions/{id}/cancel", operation_id = "stock_distribution_cancel", tag = "stores",
    params(("id" = uuid::Uuid, Path)), request_body = Cancellation, responses((status = 200, body = DistributionView)),
    extensions(("x-permission" = json!(KeepStores::INFO.key)), ("x-if-match" = json!(true))))]
async fn cancel(
    grant: Grant<KeepStores>,
    State(distributions): State<DistributionService>,
    Path(id): Path<DistributionId>,
    seen: IfMatch,
    Json(body): Json<Cancellation>,
) -> Result<Reply<DistributionView>> {
    distributions.cancel(&grant, id, seen, &body.reason).await
}

/// Hands out what was approved, as it was approved, in one act.
#[utoipa::path(post, path = "/stock-distributions/{id}/issue", operation_id = "stock_distribution_issue", tag = "stores",
    params(("id" = uuid::Uuid, Path)), request_body = IssueBody, responses((status = 200, body = DistributionView)),
    extensions(("x-permission" = json!(KeepStores::INFO.key)), ("x-if-match" = json!(true))))]
async fn issue(
    grant: Grant<KeepStores>,
    State(distributions): State<DistributionService>,
    Path(id): Path<DistributionId>,
    seen: IfMatch,
    Json(body): Json<IssueBody>,
) -> Result<Reply<DistributionView>> {
    distributions.issue(&grant, id, seen, &body).await
}
