//! Asset cards.

mod correct;
mod details;
pub mod dto;
pub mod entity;
pub(crate) mod filter;
pub mod kind;
mod list;
mod movement;
pub mod repo;
mod routes;
mod service;
mod sort;
mod split;
mod statistics;
mod status;
mod view;
mod void;
mod write;

pub use details::CardDetails;
pub use routes::routes;
pub use service::Assets;
pub use status::Status;
pub(crate) use write::recorded;
pub use write::{Holders, NewCard, add_cards};
