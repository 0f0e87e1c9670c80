//! The round: somebody goes and looks. Made by its plan or begun on the spot; held, missed or called off; signed a second time where the
//! checklist asks for it; reviewed.

pub mod dto;
pub mod entity;
mod insiders;
mod make;
mod miss;
mod model;
mod of_plans;
pub mod phase;
pub(crate) mod repo;
mod routes;
mod sample;
pub mod service;
mod view;

pub use insiders::{Insiders, On};
pub use make::make_rounds;
pub use miss::miss_rounds;
pub use model::{Round, RoundId};
pub use of_plans::{Brief, Found, found, of_plans};
pub(crate) use routes::routes;
pub use sample::{Sample, SampleOf};

use files::attachment::Subject;

/// Its records in the audit trail.
pub const KIND: &str = "inspection_round";

/// A round as the attachments call it.
pub(crate) const fn of(round: RoundId) -> Subject {
    Subject { kind: KIND, id: round.0 }
}
