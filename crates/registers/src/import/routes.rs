//! `/imports`.

use axum::extract::State;
use kernel::{Db, Grant, Page, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{ImportView, ListImports},
    service::Imports,
};
use crate::permissions::ImportRegister;

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list)).with_state(Imports::new(db.clone()))
}

/// Ledgers that were imported, newest first.
#[utoipa::path(get, path = "/imports", operation_id = "import_list", tag = "registers", params(ListImports),
    responses((status = 200, body = Page<ImportView>)), extensions(("x-permission" = json!(ImportRegister::INFO.key))))]
async fn list(
    grant: Grant<ImportRegister>,
    State(imports): State<Imports>,
    Query(query): Query<ListImports>,
) -> Result<Reply<Page<ImportView>>> {
    imports.list(&grant, &query).await.map(Reply::ok)
}
