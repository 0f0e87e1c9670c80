//! The stock item: a kind of thing that stores hold, in what unit, and under which rules it is handed out.

pub mod dto;
pub mod entity;
pub mod food;
pub mod repo;
mod routes;
pub mod service;
pub mod shelved;
mod view;

pub use food::{Food, FoodGroup, Storage};
pub(crate) use routes::routes;
pub(crate) use view::{papers, stores, view as viewed};

/// Its records in the audit trail.
pub const KIND: &str = "stock_item";
