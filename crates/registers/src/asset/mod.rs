//! Asset cards.

pub mod dto;
pub mod entity;
mod list;
pub mod repo;
mod routes;
mod service;
mod sort;
mod status;
mod write;

pub use routes::routes;
pub use service::Assets;
pub use status::Status;
pub(crate) use write::recorded;
pub use write::{NewCard, add_cards};
