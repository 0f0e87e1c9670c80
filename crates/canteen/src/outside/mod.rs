//! Inspections from outside (domain.md S78, E11): who came, what was found, until when it is to be mended and by whom. What is about a place
//! becomes a repair in the same transaction. That something was mended is said by another than whoever answers for it.

pub mod dto;
pub mod entity;
pub mod phase;
pub mod repo;
mod report;
mod routes;
mod rules;
pub mod service;
mod steps;
pub(crate) mod view;
mod with_people;

pub use repo::{OpenFinding, open_findings};
pub(crate) use routes::routes;
pub use with_people::CanteenWithPeople;

/// Its records in the audit trail, and what its paper hangs on.
pub const KIND: &str = "outside_inspection";

/// What was found, in the audit trail.
pub const FINDING_KIND: &str = "outside_finding";
