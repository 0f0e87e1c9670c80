//! Reports: what reads across the features and writes no business row. Nothing uses this crate but the server.
//!
//! The ledgers ([`ledger`]) are sums of value events and assignments as of any day, what an auditor asks for; an [`export`] is one of them as
//! evidence; a [`reconciliation`] holds finance's figures beside them.
//!
//! A [`figure`] is one text of SQL that is summed or listed, so that a number and the rows behind it cannot say different things. The
//! [`home`] of those who answer for the school shows what is late and who holds it; the [`term_summary`] says what a term came to.
//!
//! Its own tables are what was exported, what finance said, and the words around a term's figures.

mod error;
pub mod event;
pub mod evidence;
pub mod export;
pub mod figure;
pub mod home;
pub mod ledger;
pub mod permissions;
pub mod reconciliation;
pub mod term_summary;

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
        .merge(home::routes(db))
        .merge(term_summary::routes(db))
}
