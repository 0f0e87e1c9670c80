//! The store: a room of things to hand out, who keeps it, and which store it belongs to.

pub mod dto;
pub mod entity;
pub mod repo;
mod routes;
pub mod service;

pub(crate) use routes::routes;

/// Its records in the audit trail.
pub const KIND: &str = "store";
