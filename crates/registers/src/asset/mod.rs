//! Asset cards.

pub mod dto;
pub mod entity;
pub mod repo;
mod routes;
mod service;
mod status;

pub use routes::routes;
pub use service::{Assets, NewCard, add_cards};
pub use status::Status;
