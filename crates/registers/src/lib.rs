//! The register: what the school owns, a card for each thing or batch of like things, and how it got there.
//!
//! Value and custody have one truth each: value events and assignments. What a card shows of them is a projection kept in the
//! same transaction.

pub mod asset;
pub mod category;
mod error;
pub mod event;
pub mod import;
pub mod label;
pub mod permissions;
pub mod search;

use kernel::Db;
use utoipa_axum::router::OpenApiRouter;

pub use category::CategoryPack;
pub use error::RegisterError;

/// The routes of this feature, under `/api/v1`.
pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().merge(category::routes(db)).merge(asset::routes(db)).merge(label::routes(db)).merge(import::routes(db))
}
