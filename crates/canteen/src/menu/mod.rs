//! The menu of each day and meal: written ahead or on the day, struck out and written anew when it changes.

pub mod dto;
pub mod entity;
pub mod repo;
mod routes;
pub mod service;

pub(crate) use routes::routes;

/// Its records in the audit trail.
pub const KIND: &str = "canteen_menu";
