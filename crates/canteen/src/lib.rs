//! The canteen's book: who cooks and may, what is on the menu, and what is written down of every meal (domain.md A5, B10, D13, D15, E11).
//!
//! A record says when it happened and when it was written down; what was written down late says so. Nothing is edited: a wrong record is
//! struck out with a reason and written anew ([`book`]). The life of a food sample is one pure table ([`sample::phase`]), that of a health
//! certificate another ([`certificate::phase`]). Health is seen by those who have to know only (C3).
//!
//! Above the book stands its control: what is green, amber and red before an inspector comes ([`today`]), daily and weekly checks that are
//! rounds of `inspections` ([`control`]), the monthly meeting ([`meeting`]), whether the county's tables agree ([`consistency`]), and the
//! last 48 hours of an incident ([`incident`]).

pub mod book;
pub mod certificate;
pub mod consistency;
pub mod control;
pub mod day;
mod error;
pub mod event;
pub mod incident;
pub mod meal;
pub mod meeting;
pub mod menu;
pub mod permissions;
mod policy;
pub mod sample;
pub mod sheet;
pub mod site;
pub mod staff;
pub mod today;

use kernel::Db;
use utoipa_axum::router::OpenApiRouter;

pub use certificate::remind;
pub use error::CanteenError;
pub use meal::Meal;

/// The routes of this feature, under `/api/v1`.
pub fn routes(db: &Db) -> OpenApiRouter {
    site::routes(db)
        .merge(staff::routes(db))
        .merge(certificate::routes(db))
        .merge(menu::routes(db))
        .merge(book::routes(db))
        .merge(sample::routes(db))
        .merge(day::routes(db))
        .merge(sheet::routes(db))
        .merge(today::routes(db))
        .merge(control::routes(db))
        .merge(meeting::routes(db))
        .merge(consistency::routes(db))
        .merge(incident::routes(db))
}
