//! Days by which something has to be done with a card: a warranty ends, an extinguisher is serviced, a lift inspected.

pub mod dto;
mod kind;
mod routes;
mod service;

pub use kind::Kind;
pub use routes::routes;
pub use service::DueDates;
