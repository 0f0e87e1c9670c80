//! Stores: what a school keeps to hand out, who got it, and what is left.
//!
//! Stock moves by documents only ([`stock`]): a receipt, an issue, a return, a count. Their moves are never changed; what is on hand is the
//! sum of the moves, under a constraint that keeps it from going below nothing. What is controlled and large is asked for by a
//! [`requisition`], which `approvals` decides about; what all classes get on one day is one [`distribution`]. What was printed and signed
//! of any of them comes back to it (`signed_scan`). Food is an item that says so ([`item::food`]); its lots have a number and a last day,
//! and one that was recalled is stopped ([`lot`]).

pub mod distribution;
mod error;
pub mod event;
pub mod evidence;
pub mod item;
pub mod lot;
mod on_hand;
pub mod permissions;
mod policy;
pub mod requisition;
mod signed_scan;
pub mod stock;
pub mod store;

use files::Files;
use kernel::Db;
use utoipa_axum::router::OpenApiRouter;

pub use distribution::Distributions;
pub use error::StoreError;
pub use lot::LotsDrawnFrom;
pub use on_hand::OnHand;
pub use requisition::{Requisitions, expire as expire_requisitions};

/// The routes of this feature, under `/api/v1`.
pub fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    store::routes(db)
        .merge(item::routes(db))
        .merge(lot::routes(db))
        .merge(stock::routes(db))
        .merge(requisition::routes(db))
        .merge(distribution::routes(db))
        .merge(signed_scan::routes(db, files))
}
