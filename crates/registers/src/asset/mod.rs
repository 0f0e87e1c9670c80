//! Asset cards.

mod correct;
mod details;
pub mod dto;
pub mod entity;
pub mod fields;
pub(crate) mod filter;
pub mod kind;
mod list;
mod movement;
pub(crate) mod partial;
pub mod repo;
mod routes;
mod service;
mod sort;
mod split;
mod status;
mod view;
mod void;
mod write;

pub use details::CardDetails;
pub use routes::routes;
pub use service::Assets;
pub(crate) use service::sees_values;
pub use status::Status;
pub(crate) use write::recorded;
pub use write::{Holders, NewCard, add_cards};
