//! The school itself: its people and departments, who holds which role, its classes, its places and their
//! door signs, its calendar and its policy values.
//!
//! Accounts and passwords are `identity`'s; what a role may do is `identity`'s too. Campus only keeps who holds it.

pub mod calendar;
pub mod class;
pub mod delegation;
pub mod department;
mod error;
pub mod event;
pub mod location;
pub mod permissions;
pub mod person;
pub mod policy;
pub mod retention;
pub mod role;
pub mod role_grant;
pub mod role_label;
pub mod roster;
pub mod saved_view;
pub mod school;
pub mod school_days;
pub mod term;

use std::sync::Arc;

use files::Files;
use kernel::Db;
use sheets::ParserProgram;
use utoipa_axum::router::OpenApiRouter;

pub use error::CampusError;
pub use role::Role;

/// What the features above bring along: campus knows none of them.
pub struct Features {
    /// Whose rows stand at places.
    pub at_places: Vec<Arc<dyn location::AtPlaces>>,
    /// Whose rows are in somebody's hands.
    pub with_people: Vec<Arc<dyn person::WithPeople>>,
    /// What they count for a district's list of schools.
    pub figures: Vec<Arc<dyn school::Figures>>,
    /// What they keep how long.
    pub retention: retention::Rules,
}

/// The routes of this feature, under `/api/v1`.
pub fn routes(db: &Db, files: &Files, parser: &ParserProgram, features: Features) -> OpenApiRouter {
    OpenApiRouter::new()
        .merge(roster::routes(db, files, parser))
        .merge(person::routes(db, features.with_people))
        .merge(department::routes(db))
        .merge(role_grant::routes(db))
        .merge(role_label::routes(db))
        .merge(delegation::routes(db))
        .merge(school::routes(db, features.figures))
        .merge(school::address::routes(db))
        .merge(location::routes(db, features.at_places))
        .merge(calendar::routes(db))
        .merge(term::routes(db))
        .merge(class::routes(db))
        .merge(policy::routes(db))
        .merge(retention::routes(db, features.retention))
        .merge(saved_view::routes(db))
}
