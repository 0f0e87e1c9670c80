//! `/control-exceptions`.

use axum::{extract::State, response::Response};
use files::upload::dto::FileBytes;
use kernel::{Db, Grant, Json, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{ControlExceptions, ExceptionExport, ListExceptions},
    service::Controls,
};
use crate::permissions::ViewControlExceptions;

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(file)).with_state(Controls::new(db.clone()))
}

/// What did not go by the rules in these days: co-signed exceptions, emergencies, purchases in pieces, several orders of one supplier, what
/// is in no accounts, suppliers whose licence was over, settled quotes that were opened again. A year at most.
#[utoipa::path(get, path = "/control-exceptions", operation_id = "control_exception_list", tag = "orders", params(ListExceptions),
    responses((status = 200, body = ControlExceptions)), extensions(("x-permission" = json!(ViewControlExceptions::INFO.key))))]
async fn list(
    grant: Grant<ViewControlExceptions>,
    State(controls): State<Controls>,
    Query(query): Query<ListExceptions>,
) -> Result<Reply<ControlExceptions>> {
    controls.list(&grant, &query).await.map(Reply::ok)
}

/// E16 as an archive: the list as it is shown, as CSV, as a workbook for paper, and a manifest with rows, sums and SHA-256. Making it stands
/// in the audit trail.
#[utoipa::path(post, path = "/control-exception-exports", operation_id = "control_exception_export", tag = "orders",
    request_body = ExceptionExport,
    responses((status = 200, body = FileBytes, content_type = "application/zip")),
    extensions(("x-permission" = json!(ViewControlExceptions::INFO.key))))]
async fn file(
    grant: Grant<ViewControlExceptions>,
    State(controls): State<Controls>,
    Json(body): Json<ExceptionExport>,
) -> Result<Response> {
    controls.file(grant, &body.filter).await
}
