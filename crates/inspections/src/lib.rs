//! Inspections: what is looked at, when and by whom, and what became of it. Knows no canteen: whoever needs rounds of his own makes a plan
//! with a fixed key ([`plan::ensure`]) and asks for its rounds ([`round::of_plans`]).
//!
//! A [`checklist`] has versions, a version that was written never changes. A [`plan`] says in which rhythm and between which times of the
//! day somebody goes round; the [`round`]s of a day are made by the product, and those that nobody held are missed by themselves. What is
//! found becomes a repair case in the same act. "Nothing found" is a record of its own.

mod at_places;
pub mod checklist;
mod error;
pub mod event;
pub mod evidence;
pub mod permissions;
pub mod plan;
mod policy;
mod reading;
mod results;
pub mod round;
mod with_people;

use std::sync::Arc;

use campus::location::DrawnFrom;
use files::Files;
use kernel::Db;
use utoipa_axum::router::OpenApiRouter;

pub use at_places::RoundsAtPlaces;
pub use error::InspectionError;
pub use policy::LATE_ENTRY_MINUTES;
pub use reading::Reading;
pub use round::{Insiders, On, make_rounds, miss_rounds};
pub use with_people::InspectionsWithPeople;

/// The routes of this feature, under `/api/v1`. Who is of what is looked at, another feature says; `from` is what spot checks draw from.
pub fn routes(db: &Db, files: &Files, insiders: Arc<dyn Insiders>, from: Vec<Arc<dyn DrawnFrom>>) -> OpenApiRouter {
    OpenApiRouter::new()
        .merge(checklist::routes(db))
        .merge(plan::routes(db))
        .merge(round::routes(db, files, insiders, from))
        .merge(results::routes(db))
}
