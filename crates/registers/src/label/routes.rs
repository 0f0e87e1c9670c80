//! `/asset-labels`.

use axum::extract::State;
use kernel::{Db, Grant, Json, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{LabelSheet, PrintLabelsBody},
    service::Labels,
};
use crate::permissions::PrintLabels;

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(print)).with_state(Labels::new(db.clone()))
}

/// Labels to print: cards without a code get one; those that have one keep it. 409 until the school has set the address that phones
/// reach.
#[utoipa::path(post, path = "/asset-labels", operation_id = "asset_label_print", tag = "registers", request_body = PrintLabelsBody,
    responses((status = 200, body = LabelSheet)), extensions(("x-permission" = json!(PrintLabels::INFO.key))))]
async fn print(grant: Grant<PrintLabels>, State(labels): State<Labels>, Json(body): Json<PrintLabelsBody>) -> Result<Reply<LabelSheet>> {
    labels.print(&grant, body).await
}
