//! The door sign: what whoever stands before the door may see and report, and the code by which he follows it.

pub mod dto;
mod follow_up;
mod routes;
mod service;

pub use follow_up::FollowUps;
pub use routes::routes;
pub use service::Signs;
