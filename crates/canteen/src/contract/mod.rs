//! Contracts of canteens that somebody else runs, or that meals are delivered to (domain.md S78, B10): with whom, until when, under which
//! licence. What the school has to look at is said as warnings; a contract is ended with a reason and never taken away.

pub mod dto;
pub mod entity;
pub mod phase;
mod remind;
pub mod repo;
mod routes;
pub mod service;
mod view;
mod warn;

pub(crate) use remind::remind;
pub(crate) use routes::routes;

/// Its records in the audit trail, and what its scans hang on.
pub const KIND: &str = "canteen_contract";
