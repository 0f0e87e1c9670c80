//! `GET /me/summary`: what waits for the caller, of every feature. It is asked for every half minute by everybody, so it is one request.

use axum::extract::State;
use kernel::{Db, Grant, Permission, Reply, Result};
use repairs::{case::service::Repairs, permissions::OwnSummary};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

/// What waits for the caller; asked for every half minute.
#[derive(Debug, Serialize, ToSchema)]
struct Summary {
    /// Repairs that wait for the caller.
    waiting_for_me: i64,
    assigned_to_me: i64,
    my_open_reports: i64,
    /// Open and in nobody's hands; only for those who assign.
    unassigned: Option<i64>,
    /// Approvals that wait for the caller's signature; only for those who decide.
    approvals_waiting: Option<i64>,
    /// Notices not read yet, counted up to 100.
    unread_notices: i64,
}

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(summary)).with_state(db.clone())
}

/// What waits for the caller.
#[utoipa::path(get, path = "/me/summary", operation_id = "me_summary", tag = "repairs",
    responses((status = 200, body = Summary)), extensions(("x-permission" = json!(OwnSummary::INFO.key))))]
async fn summary(grant: Grant<OwnSummary>, State(db): State<Db>) -> Result<Reply<Summary>> {
    let cases = Repairs::new(db.clone()).summary(&grant).await?;
    let unread_notices = notices::inbox::unread(&db.read(&grant), grant.school()?, grant.person()?).await?;
    Ok(Reply::ok(Summary {
        waiting_for_me: cases.waiting_for_me,
        assigned_to_me: cases.assigned_to_me,
        my_open_reports: cases.my_open_reports,
        unassigned: cases.unassigned,
        approvals_waiting: approvals::approval::service::Approvals::waiting(&db, &grant).await?,
        unread_notices,
    }))
}
