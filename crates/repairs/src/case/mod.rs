//! The repair case: what was reported, who does it, how it ended.

pub mod at_places;
mod by_school;
mod category;
pub mod dto;
pub mod entity;
pub mod model;
mod news;
pub mod phase;
pub mod repo;
mod routes;
pub mod service;
mod view;
pub mod words;

pub use at_places::CasesAtPlaces;
pub use by_school::CaseFigures;
pub use category::Category;
pub use model::Case;
pub use routes::routes;
