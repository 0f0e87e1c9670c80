//! Classes: grade, number, size, room and class teacher. The class is the one truth of who its teacher is: the responsible person of
//! its room and the role of class teacher follow from it, in the same transaction (ADR 0018).

pub mod advance;
mod dto;
pub mod entity;
mod error;
mod follow;
mod name;
pub mod repo;
mod routes;
mod service;

pub use dto::{AddClass, ClassView};
pub use error::ClassError;
pub use name::name;
pub use routes::routes;
pub use service::Classes;
