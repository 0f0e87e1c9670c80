//! `/inspection-plans`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    PlanId,
    dto::{InspectionPlanView, ListPlans, PlanBody},
    service::Plans,
};
use crate::permissions::{ManageInspections, ViewInspections};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(get, revise)).with_state(Plans::new(db.clone()))
}

/// Plans, newest first, each with the next day on which it is held.
#[utoipa::path(get, path = "/inspection-plans", operation_id = "inspection_plan_list", tag = "inspections", params(ListPlans),
    responses((status = 200, body = Page<InspectionPlanView>)), extensions(("x-permission" = json!(ViewInspections::INFO.key))))]
async fn list(
    grant: Grant<ViewInspections>,
    State(plans): State<Plans>,
    Query(query): Query<ListPlans>,
) -> Result<Reply<Page<InspectionPlanView>>> {
    plans.list(&grant, &query).await.map(Reply::ok)
}

/// A new plan. Its rounds are made by the product, each on its day.
#[utoipa::path(post, path = "/inspection-plans", operation_id = "inspection_plan_add", tag = "inspections", request_body = PlanBody,
    responses((status = 201, body = InspectionPlanView)), extensions(("x-permission" = json!(ManageInspections::INFO.key))))]
async fn add(grant: Grant<ManageInspections>, State(plans): State<Plans>, Json(body): Json<PlanBody>) -> Result<Reply<InspectionPlanView>> {
    plans.add(&grant, body).await
}

/// One plan.
#[utoipa::path(get, path = "/inspection-plans/{id}", operation_id = "inspection_plan_view", tag = "inspections",
    params(("id" = uuid::Uuid, Path)), responses((status = 200, body = InspectionPlanView)),
    extensions(("x-permission" = json!(ViewInspections::INFO.key))))]
async fn get(grant: Grant<ViewInspections>, State(plans): State<Plans>, Path(id): Path<PlanId>) -> Result<Reply<InspectionPlanView>> {
    plans.get(&grant, id).await
}

/// Says anew what is held when. Rounds that are there stay.
#[utoipa::path(put, path = "/inspection-plans/{id}", operation_id = "inspection_plan_revise", tag = "inspections",
    params(("id" = uuid::Uuid, Path)), request_body = PlanBody, responses((status = 200, body = InspectionPlanView)),
    extensions(("x-permission" = json!(ManageInspections::INFO.key)), ("x-if-match" = json!(true))))]
async fn revise(
    grant: Grant<ManageInspections>,
    State(plans): State<Plans>,
    Path(id): Path<PlanId>,
    seen: IfMatch,
    Json(body): Json<PlanBody>,
) -> Result<Reply<InspectionPlanView>> {
    plans.revise(&grant, id, seen, body).await
}
