//! The canteen's book: who cooks and may, what is on the menu, and what is written down of every meal (domain.md A5, B10, D13, D15, E11).
//!
//! A record says when it happened and when it was written down; what was written down late says so. Nothing is edited: a wrong record is
//! struck out with a reason and written anew ([`book`]). The life of a food sample is one pure table ([`sample::phase`]), that of a health
//! certificate another ([`certificate::phase`]). Health is seen by those who have to know only (C3).
//!
//! Above the book stands its control: what is green, amber and red before an inspector comes ([`today`]), daily and weekly checks that are
//! rounds of `inspections` ([`control`]), the monthly meeting ([`meeting`]), whether the county's tables agree ([`consistency`]), and the
//! last 48 hours of an incident ([`incident`]).
//!
//! Around its days stand contracts of canteens that somebody else runs ([`contract`]) and inspections from outside with what they found
//! ([`outside`]).

pub mod book;
pub mod certificate;
pub mod consistency;
pub mod contract;
pub mod control;
pub mod day;
mod error;
pub mod event;
pub mod evidence;
pub mod incident;
pub mod meal;
pub mod meeting;
pub mod menu;
pub mod outside;
mod paper_error;
pub mod permissions;
mod policy;
pub mod sample;
pub mod sheet;
pub mod site;
pub mod staff;
mod strike;
pub mod today;

use campus::school::entity::Model as School;
use files::Files;
use kernel::{Db, Result};
use utoipa_axum::router::OpenApiRouter;

pub use control::CanteenInsiders;
pub use error::CanteenError;
pub use meal::Meal;
pub use outside::CanteenWithPeople;
pub use paper_error::PaperError;

/// Brings to mind what ends soon: health certificates, contracts and the licences of contractors.
pub async fn remind(db: &Db, school: &School) -> Result<()> {
    certificate::remind(db, school).await?;
    contract::remind(db, school).await
}

/// The routes of this feature, under `/api/v1`.
pub fn routes(db: &Db, files: &Files) -> OpenApiRouter {
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
        .merge(contract::routes(db, files))
        .merge(outside::routes(db, files))
}
