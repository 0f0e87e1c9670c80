//! The ledgers over HTTP: as of any day against a recomputation from the events, as evidence in a file, and beside finance's books.

mod detail;
mod export;
mod plans;
pub mod reconciliation;
mod rights;
mod ties;
mod walk;
