//! `/ledger-reconciliations`.

use axum::extract::State;
use kernel::{Db, Grant, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{ListReconciliations, ReconciliationBody, ReconciliationRow, ReconciliationView},
    service::Reconciliations,
};
use crate::permissions::{ReconcileLedgers, ViewLedgers};

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list, record)).routes(routes!(get)).with_state(Reconciliations::new(db.clone()))
}

/// What was compared with finance's books, newest first.
#[utoipa::path(get, path = "/ledger-reconciliations", operation_id = "ledger_reconciliation_list", tag = "ledgers",
    params(ListReconciliations), responses((status = 200, body = Page<ReconciliationRow>)),
    extensions(("x-permission" = json!(ViewLedgers::INFO.key))))]
async fn list(
    grant: Grant<ViewLedgers>,
    State(reconciliations): State<Reconciliations>,
    Query(query): Query<ListReconciliations>,
) -> Result<Reply<Page<ReconciliationRow>>> {
    reconciliations.list(&grant, &query).await.map(Reply::ok)
}

/// Keeps what finance's books say of a day, by class and by voucher, and answers how it differs from the cards.
#[utoipa::path(post, path = "/ledger-reconciliations", operation_id = "ledger_reconciliation_record", tag = "ledgers",
    request_body = ReconciliationBody, responses((status = 201, body = ReconciliationView)),
    extensions(("x-permission" = json!(ReconcileLedgers::INFO.key))))]
async fn record(
    grant: Grant<ReconcileLedgers>,
    State(reconciliations): State<Reconciliations>,
    Json(body): Json<ReconciliationBody>,
) -> Result<Reply<ReconciliationView>> {
    reconciliations.record(&grant, body).await
}

/// Finance's figures beside the cards as they are now: 账账 by class, 账卡 by voucher.
#[utoipa::path(get, path = "/ledger-reconciliations/{id}", operation_id = "ledger_reconciliation_view", tag = "ledgers",
    params(("id" = Uuid, Path)), responses((status = 200, body = ReconciliationView)),
    extensions(("x-permission" = json!(ViewLedgers::INFO.key))))]
async fn get(
    grant: Grant<ViewLedgers>,
    State(reconciliations): State<Reconciliations>,
    Path(id): Path<Uuid>,
) -> Result<Reply<ReconciliationView>> {
    reconciliations.get(&grant, id).await.map(Reply::ok)
}
