//! Procurement: what is to be bought, by whom it is approved, and what follows from that.
//!
//! A request ([`request`]) is judged by the school's dated rules ([`request::judge`]): its amount, what else was asked for lately, who
//! asks. Who decides about it is `approvals`' business. What suppliers ([`supplier`]) ask for the things
//! of an approved request is compared on its three-quote sheet ([`quote`]).

mod error;
pub mod event;
pub mod permissions;
pub mod policy;
pub mod quote;
pub mod request;
pub mod supplier;

use files::Files;
use kernel::Db;
use utoipa_axum::router::OpenApiRouter;

pub use error::ProcurementError;
pub use request::PurchaseRequests;

/// The routes of this feature, under `/api/v1`.
pub fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    request::routes(db).merge(quote::routes(db, files)).merge(supplier::routes(db, files))
}
