//! The school itself: its people and departments, who holds which role, its places and their door signs, its days and policy values.
//!
//! Accounts and passwords are `identity`'s; what a role may do is `identity`'s too. Campus only keeps who holds it.

pub mod department;
mod error;
pub mod event;
pub mod location;
pub mod permissions;
pub mod person;
pub mod policy;
pub mod role;
pub mod role_grant;
pub mod roster;
pub mod saved_view;
pub mod school;
pub mod school_days;

use files::Files;
use kernel::Db;
use sheets::ParserProgram;
use utoipa_axum::router::OpenApiRouter;

pub use error::CampusError;
pub use role::Role;

/// The routes of this feature, under `/api/v1`.
pub fn routes(db: &Db, files: &Files, parser: &ParserProgram) -> OpenApiRouter {
    OpenApiRouter::new()
        .merge(roster::routes(db, files, parser))
        .merge(person::routes(db))
        .merge(department::routes(db))
        .merge(role_grant::routes(db))
        .merge(location::routes(db))
        .merge(saved_view::routes(db))
}
