//! Who works in a canteen, at which post, and whether he may handle food on a day.

pub mod dto;
pub mod entity;
pub mod fitness;
pub mod repo;
mod routes;
pub mod service;

pub(crate) use routes::routes;

/// Its records in the audit trail.
pub const KIND: &str = "canteen_staff";
