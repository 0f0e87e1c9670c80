//! The canteen itself: how it is run, how many eat there, which meals it serves, and who answers for food safety.

pub mod dto;
pub mod entity;
pub mod repo;
mod routes;
pub mod service;

pub(crate) use routes::routes;

/// Its records in the audit trail.
pub const KIND: &str = "canteen";
