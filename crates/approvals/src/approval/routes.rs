//! `/approvals`.

use axum::{extract::State, http::HeaderMap, response::Response};
use files::{Files, upload::dto::FileBytes};
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{ApprovalFates, ApprovalRow, ApprovalView, Approve, ApproveMany, Decline, InboxRow, ListApprovals, PageQuery},
    model::{ApprovalId, Outcome},
    service::{Approvals, Verdict},
};
use crate::{
    Background, Subjects,
    permissions::{DecideApprovals, ViewApprovals},
};

pub(crate) fn routes(db: &Db, files: &Files, subjects: Subjects) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(approve_many))
        .routes(routes!(get))
        .routes(routes!(background))
        .routes(routes!(approve))
        .routes(routes!(give_back))
        .routes(routes!(reject))
        .routes(routes!(page))
        .with_state(Approvals::new(db.clone(), files.clone(), subjects))
}

/// Approvals: those that wait for the caller, longest first; those that he decided; all. Each with why it is asked for, what is left of
/// its money once it is approved, and marks for what must not be overlooked.
#[utoipa::path(get, path = "/approvals", operation_id = "approval_list", tag = "approvals", params(ListApprovals),
    responses((status = 200, body = Page<InboxRow>)), extensions(("x-permission" = json!(ViewApprovals::INFO.key))))]
async fn list(
    grant: Grant<ViewApprovals>,
    State(approvals): State<Approvals>,
    Query(query): Query<ListApprovals>,
) -> Result<Reply<Page<InboxRow>>> {
    approvals.list(&grant, &query).await.map(Reply::ok)
}

/// Approves several at once, each with its own fate. Those that a meeting decides are approved one by one.
#[utoipa::path(post, path = "/approvals/approve", operation_id = "approval_approve_many", tag = "approvals", request_body = ApproveMany,
    responses((status = 200, body = ApprovalFates)), extensions(("x-permission" = json!(DecideApprovals::INFO.key))))]
async fn approve_many(
    grant: Grant<DecideApprovals>,
    State(approvals): State<Approvals>,
    Json(body): Json<ApproveMany>,
) -> Result<Reply<ApprovalFates>> {
    approvals.approve_many(&grant, body).await
}

/// One approval: what, who, why, how much, and what was decided so far.
#[utoipa::path(get, path = "/approvals/{id}", operation_id = "approval_view", tag = "approvals", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = ApprovalView)), extensions(("x-permission" = json!(ViewApprovals::INFO.key))))]
async fn get(grant: Grant<ViewApprovals>, State(approvals): State<Approvals>, Path(id): Path<ApprovalId>) -> Result<Reply<ApprovalView>> {
    approvals.get(&grant, id).await
}

/// What can be looked up about one: at what prices the same things were bought, what suppliers asked for them, and its papers.
#[utoipa::path(get, path = "/approvals/{id}/background", operation_id = "approval_background", tag = "approvals",
    params(("id" = uuid::Uuid, Path)), responses((status = 200, body = Background)),
    extensions(("x-permission" = json!(ViewApprovals::INFO.key))))]
async fn background(
    grant: Grant<ViewApprovals>,
    State(approvals): State<Approvals>,
    Path(id): Path<ApprovalId>,
) -> Result<Reply<Background>> {
    approvals.background(&grant, id).await.map(Reply::ok)
}

/// Signs at the step where it waits; of a meeting's step with what its minutes say.
#[utoipa::path(post, path = "/approvals/{id}/approve", operation_id = "approval_approve", tag = "approvals", params(("id" = uuid::Uuid, Path)),
    request_body = Approve, responses((status = 200, body = ApprovalRow)), extensions(("x-permission" = json!(DecideApprovals::INFO.key)), ("x-if-match" = json!(true))))]
async fn approve(
    grant: Grant<DecideApprovals>,
    State(approvals): State<Approvals>,
    Path(id): Path<ApprovalId>,
    seen: IfMatch,
    Json(body): Json<Approve>,
) -> Result<Reply<ApprovalRow>> {
    approvals.decide(&grant, id, seen, Verdict { outcome: Outcome::Approved, comment: body.comment, meeting: body.meeting }).await
}

/// Gives it back for revision. Every version stays.
#[utoipa::path(post, path = "/approvals/{id}/return", operation_id = "approval_return", tag = "approvals", params(("id" = uuid::Uuid, Path)),
    request_body = Decline, responses((status = 200, body = ApprovalRow)), extensions(("x-permission" = json!(DecideApprovals::INFO.key)), ("x-if-match" = json!(true))))]
async fn give_back(
    grant: Grant<DecideApprovals>,
    State(approvals): State<Approvals>,
    Path(id): Path<ApprovalId>,
    seen: IfMatch,
    Json(body): Json<Decline>,
) -> Result<Reply<ApprovalRow>> {
    decline(&approvals, &grant, id, seen, Outcome::Returned, body).await
}

/// Says no, for good.
#[utoipa::path(post, path = "/approvals/{id}/reject", operation_id = "approval_reject", tag = "approvals", params(("id" = uuid::Uuid, Path)),
    request_body = Decline, responses((status = 200, body = ApprovalRow)), extensions(("x-permission" = json!(DecideApprovals::INFO.key)), ("x-if-match" = json!(true))))]
async fn reject(
    grant: Grant<DecideApprovals>,
    State(approvals): State<Approvals>,
    Path(id): Path<ApprovalId>,
    seen: IfMatch,
    Json(body): Json<Decline>,
) -> Result<Reply<ApprovalRow>> {
    decline(&approvals, &grant, id, seen, Outcome::Rejected, body).await
}

/// A page of the minutes of a meeting that decided about it. Knows `If-None-Match`.
#[utoipa::path(get, path = "/approvals/{id}/minutes/{attachment_id}/content", operation_id = "approval_minutes_content", tag = "approvals",
    params(("id" = Uuid, Path), ("attachment_id" = Uuid, Path), PageQuery),
    responses((status = 200, body = FileBytes, content_type = "*/*"), (status = 304, description = "Not changed")),
    extensions(("x-permission" = json!(ViewApprovals::INFO.key))))]
async fn page(
    grant: Grant<ViewApprovals>,
    State(approvals): State<Approvals>,
    Path((id, page)): Path<(ApprovalId, Uuid)>,
    Query(query): Query<PageQuery>,
    asked: HeaderMap,
) -> Result<Response> {
    let found = approvals.page(&grant, id, page).await?;
    approvals.files.content(&found, query.size, &asked).await
}

async fn decline(
    approvals: &Approvals,
    grant: &Grant<DecideApprovals>,
    id: ApprovalId,
    version: IfMatch,
    outcome: Outcome,
    body: Decline,
) -> Result<Reply<ApprovalRow>> {
    approvals.decide(grant, id, version, Verdict { outcome, comment: Some(body.reason), meeting: body.meeting }).await
}
