//! Depreciation by the month (domain.md B3): what a card takes is a [`plan`], pure and in fen; a month is computed as a run over all cards,
//! compared with what the asset system says, and closed. [`at`] tells what cards were worth on any day, and will be; [`Schedule`] is E4 of it.

mod at;
mod books;
pub(crate) mod closed;
mod compute;
pub mod dto;
pub mod entity;
mod error;
mod figures;
mod follow;
mod model;
mod month;
mod owed;
pub mod phase;
pub mod plan;
mod repo;
mod report;
mod routes;
mod schedule;
mod service;
mod standing;
mod view;

pub use at::{AssetWorth, CategoryWorth, OnDay, at, by_category, left_since, live_since, of_asset};
pub use closed::last_closed;
pub use error::DepreciationError;
pub(crate) use error::own_custody;
pub use model::{Basis, DepreciationRunId};
pub use month::Month;
pub(crate) use owed::owed;
pub(crate) use repo::{begun, months};
pub use routes::routes;
pub use schedule::{Schedule, ScheduleStanding, ScheduleTotal, Scheduled};
pub use service::DepreciationRuns;
pub(crate) use standing::{OfCard, of_card};
