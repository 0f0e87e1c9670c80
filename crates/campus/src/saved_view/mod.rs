//! Views of lists that people keep: a view is the query part of an address under a name.

mod dto;
pub mod entity;
mod routes;
mod service;

pub use routes::routes;
pub use service::SavedViews;
