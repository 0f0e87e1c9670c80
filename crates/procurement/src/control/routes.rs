//! `/control-exceptions`.

use axum::extract::State;
use kernel::{Db, Grant, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{ControlExceptions, ListExceptions},
    service::Controls,
};
use crate::permissions::ViewControlExceptions;

pub(crate) fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list)).with_state(Controls::new(db.clone()))
}

/// What did not go by the rules in these days: co-signed exceptions, emergencies, purchases in pieces, what is in no accounts, suppliers
/// whose licence was over, settled quotes that were opened again. A year at most.
#[utoipa::path(get, path = "/control-exceptions", operation_id = "control_exception_list", tag = "orders", params(ListExceptions),
    responses((status = 200, body = ControlExceptions)), extensions(("x-permission" = json!(ViewControlExceptions::INFO.key))))]
async fn list(
    grant: Grant<ViewControlExceptions>,
    State(controls): State<Controls>,
    Query(query): Query<ListExceptions>,
) -> Result<Reply<ControlExceptions>> {
    controls.list(&grant, &query).await.map(Reply::ok)
}
