//! `/checklists`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    ChecklistId,
    dto::{ChecklistBody, ChecklistRow, ChecklistVersion, ChecklistView, ListChecklists},
    service::Checklists,
};
use crate::permissions::{ManageInspections, ViewInspections};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(get, revise)).with_state(Checklists::new(db.clone()))
}

/// Checklists, newest first.
#[utoipa::path(get, path = "/checklists", operation_id = "checklist_list", tag = "inspections", params(ListChecklists),
    responses((status = 200, body = Page<ChecklistRow>)), extensions(("x-permission" = json!(ViewInspections::INFO.key))))]
async fn list(
    grant: Grant<ViewInspections>,
    State(checklists): State<Checklists>,
    Query(query): Query<ListChecklists>,
) -> Result<Reply<Page<ChecklistRow>>> {
    checklists.list(&grant, &query).await.map(Reply::ok)
}

/// A new checklist with its first version.
#[utoipa::path(post, path = "/checklists", operation_id = "checklist_add", tag = "inspections", request_body = ChecklistBody,
    responses((status = 201, body = ChecklistView)), extensions(("x-permission" = json!(ManageInspections::INFO.key))))]
async fn add(
    grant: Grant<ManageInspections>,
    State(checklists): State<Checklists>,
    Json(body): Json<ChecklistBody>,
) -> Result<Reply<ChecklistView>> {
    checklists.add(&grant, body).await
}

/// One checklist, in its latest version or in an earlier one: also what a blank form is printed from.
#[utoipa::path(get, path = "/checklists/{id}", operation_id = "checklist_view", tag = "inspections",
    params(("id" = uuid::Uuid, Path), ChecklistVersion), responses((status = 200, body = ChecklistView)),
    extensions(("x-permission" = json!(ViewInspections::INFO.key))))]
async fn get(
    grant: Grant<ViewInspections>,
    State(checklists): State<Checklists>,
    Path(id): Path<ChecklistId>,
    Query(query): Query<ChecklistVersion>,
) -> Result<Reply<ChecklistView>> {
    checklists.get(&grant, id, &query).await
}

/// Writes a checklist anew: a version of its own where it asks other things. Rounds that are there keep the version that they have.
#[utoipa::path(put, path = "/checklists/{id}", operation_id = "checklist_revise", tag = "inspections", params(("id" = uuid::Uuid, Path)),
    request_body = ChecklistBody, responses((status = 200, body = ChecklistView)),
    extensions(("x-permission" = json!(ManageInspections::INFO.key)), ("x-if-match" = json!(true))))]
async fn revise(
    grant: Grant<ManageInspections>,
    State(checklists): State<Checklists>,
    Path(id): Path<ChecklistId>,
    seen: IfMatch,
    Json(body): Json<ChecklistBody>,
) -> Result<Reply<ChecklistView>> {
    checklists.revise(&grant, id, seen, body).await
}
