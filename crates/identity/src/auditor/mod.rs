//! The auditor's seat: a code that lies sealed in an envelope since set-up opens it, without any of the people who are audited.
//!
//! A code opens one seat and is spent; the holder of the second key makes the next one. A seat is a person who looks in from outside, with an
//! account and the role of an auditor until its last day. That it was opened stands in the trail and is told to the principal (ADR 0066).

mod code;
pub mod dto;
mod ending;
pub mod entity;
mod open;
mod routes;
mod seats;

pub(crate) use code::seal;
pub use ending::end_overdue;
pub use routes::routes;
pub use seats::AuditorSeats;
