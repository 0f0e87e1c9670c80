//! Reports: what reads across the features and writes no business row. Nothing uses this crate but the server.
//!
//! A [`figure`] is one text of SQL that is summed or listed, so that a number and the rows behind it cannot say different things. The
//! [`home`] of those who answer for the school shows what is late and who holds it; the [`term_summary`] says what a term came to.

pub mod event;
pub mod figure;
pub mod home;
pub mod permissions;
pub mod term_summary;

use kernel::Db;
use utoipa_axum::router::OpenApiRouter;

/// The routes of this feature, under `/api/v1`.
pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().merge(home::routes(db)).merge(term_summary::routes(db))
}
