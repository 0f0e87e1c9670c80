//! Procurement: what is to be bought, by whom it is approved, and what follows from that.
//!
//! A request ([`request`]) is judged by the school's dated rules ([`request::judge`]): its amount, what else was asked for lately, who
//! asks. What costs less than two people have to buy is a petty purchase ([`petty`]): one form afterwards, three names. Who decides about it is `approvals`' business.

mod error;
pub mod event;
pub mod permissions;
pub mod petty;
pub mod policy;
pub mod request;
mod splitting;

use files::Files;
use kernel::Db;
use utoipa_axum::router::OpenApiRouter;

pub use error::ProcurementError;
pub use petty::PettyPurchases;
pub use request::PurchaseRequests;

/// The routes of this feature, under `/api/v1`.
pub fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    request::routes(db).merge(petty::routes(db, files))
}
