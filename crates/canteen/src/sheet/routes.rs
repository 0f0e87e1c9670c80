//! `/canteens/{id}/sheet`.

use axum::{extract::State, response::Response};
use files::upload::dto::FileBytes;
use kernel::{Db, Grant, Json, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{SheetExport, SheetView, ShowSheet},
    service::Sheets,
};
use crate::permissions::ViewCanteen;

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(file)).with_state(Sheets::new(db.clone()))
}

/// A table of the book over some days, to print, or the empty one that a class signs; those that say whether somebody is well only for those who may see health.
#[utoipa::path(get, path = "/canteens/{id}/sheet", operation_id = "canteen_sheet_view", tag = "canteen",
    params(("id" = Uuid, Path), ShowSheet), responses((status = 200, body = SheetView)),
    extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn show(
    grant: Grant<ViewCanteen>,
    State(sheets): State<Sheets>,
    Path(id): Path<Uuid>,
    Query(query): Query<ShowSheet>,
) -> Result<Reply<SheetView>> {
    sheets.show(&grant, id, &query).await.map(Reply::ok)
}

/// The same table as an archive: CSV, a workbook for paper, and a manifest with rows, sums and SHA-256. Making it stands in the audit trail.
#[utoipa::path(post, path = "/canteens/{id}/sheet/export", operation_id = "canteen_sheet_export", tag = "canteen",
    params(("id" = Uuid, Path)), request_body = SheetExport,
    responses((status = 200, body = FileBytes, content_type = "application/zip")),
    extensions(("x-permission" = json!(ViewCanteen::INFO.key))))]
async fn file(
    grant: Grant<ViewCanteen>,
    State(sheets): State<Sheets>,
    Path(id): Path<Uuid>,
    Json(body): Json<SheetExport>,
) -> Result<Response> {
    sheets.file(grant, id, &body.filter).await
}
