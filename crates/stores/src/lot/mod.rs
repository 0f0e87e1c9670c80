//! The lot: what came in together. Stock says how much of it is left; here is whether anybody may use it, and what the maker wrote on it
//! (ADR 0063, case D13).

mod draw;
pub mod dto;
mod ending;
pub mod phase;
mod repo;
mod routes;
pub mod service;
mod view;

pub use draw::LotsDrawnFrom;
pub use ending::{Ending, ending};
pub(crate) use routes::routes;

/// Its records in the audit trail.
pub const KIND: &str = "stock_lot";
