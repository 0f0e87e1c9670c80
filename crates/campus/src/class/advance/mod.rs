//! The yearly wizard: every class one grade up, those of the last grade leave, a new first grade comes; rooms and class teachers
//! change in the same act. Seen first, done once, and taken back as long as no class has changed since.

mod dto;
mod plan;
mod routes;
mod service;
mod undo;

pub use dto::{AdvanceClasses, AdvancedClass, RoomRule};
pub use routes::routes;
