//! Places: the tree of campus, building, floor, room and zone, and the code on each door.
//!
//! Every row carries the ids of its campus, building, floor and room, and so do the cards and cases there ([`Levels`]): one
//! function computes them ([`Levels::below`]), so that a list of a whole building needs no walk through the tree.

mod draw;
mod dto;
pub mod entity;
mod error;
mod generate;
pub mod import;
mod levels;
mod moved;
pub mod repo;
mod routes;
mod save_all;
mod service;
pub mod sign;
mod standing;
mod tree;

pub use draw::{Called, DrawnFrom, RoomsDrawnFrom};
pub use dto::{AddLocation, ChangeLocation, GenerateRooms, LocationRef, LocationView};
pub use error::TreeError;
pub use levels::{Kind, Levels, PlaceColumns};
pub use moved::{AtPlaces, Moved, Standing, count_standing, relevel};
pub use routes::routes;
pub(crate) use save_all::save_all;
pub use service::Places;
