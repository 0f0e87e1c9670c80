//! Labels on things: a code for each card that has none, ready to print.

pub mod dto;
mod error;
mod routes;
mod service;

pub use routes::routes;
pub use service::Labels;
