//! Asset cards.

mod at_places;
mod bulk;
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
mod series;
mod service;
mod sort;
mod split;
mod statistics;
mod status;
mod view;
mod void;
mod write;

pub use at_places::CardsAtPlaces;
pub(crate) use correct::{Corrected, described, keep_many};
pub use details::CardDetails;
pub(crate) use movement::whereabouts;
pub use routes::routes;
pub(crate) use series::go_on_above;
pub use service::Assets;
pub(crate) use service::sees_values;
pub use status::Status;
pub(crate) use void::{take_back, void_many};
pub(crate) use write::{Document, reassign, recorded, tokens};
pub use write::{Holders, NewCard, add_cards};
