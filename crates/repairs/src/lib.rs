//! Repairs: from a broken desk to one that is fixed and accepted.
//!
//! A case goes to somebody who repairs without anybody dispatching it ([`route`]); its life is one pure table
//! ([`case::phase`]); at the door it can be reported without an account ([`sign`]).

pub mod case;
pub mod case_attachment;
mod error;
pub mod event;
pub mod permissions;
pub mod policy;
pub mod retention;
pub mod route;
pub mod sign;
mod with_people;

use files::Files;
use kernel::Db;
use utoipa_axum::router::OpenApiRouter;

pub use case::{CaseFigures, CasesAtPlaces, service::silence::close_silent};
pub use error::RepairError;
pub use with_people::RepairsWithPeople;

/// The routes of this feature, under `/api/v1`.
pub fn routes(db: &Db, files: &Files) -> OpenApiRouter {
    OpenApiRouter::new()
        .merge(case::routes(db))
        .merge(case_attachment::routes(db, files))
        .merge(route::routes(db))
        .merge(sign::routes(db, files))
}
