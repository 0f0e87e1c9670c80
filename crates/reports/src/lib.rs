//! Reports: what an auditor asks for, read from the events of other features and written down nowhere.
//!
//! The ledgers ([`ledger`]) are sums of value events and assignments as of any day; an [`export`] is one of them as evidence; a
//! [`reconciliation`] holds finance's figures beside them. This crate may read everything and writes no business row: its own tables are
//! what was exported and what finance said.

mod error;
pub mod event;
pub mod export;
pub mod ledger;
pub mod permissions;
pub mod reconciliation;

use kernel::Db;
use registers::export::ExportFolder;
use utoipa_axum::router::OpenApiRouter;

pub use error::ReportError;
pub use export::LedgerExports;

/// The routes of this feature, under `/api/v1`.
pub fn routes(db: &Db, folder: &ExportFolder) -> OpenApiRouter {
    OpenApiRouter::new()
        .merge(ledger::routes(db))
        .merge(export::routes(&LedgerExports::new(db.clone(), folder.clone())))
        .merge(reconciliation::routes(db))
}
