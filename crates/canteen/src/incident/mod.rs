//! The incident button (Food Safety Law, art. 103; everyday.md): one press writes down that something happened, seals every sample that is still
//! there, tells those who answer for the school, and shows the last 48 hours on one print. Nothing of it is ever changed.

pub mod dto;
pub mod entity;
mod packet;
mod repo;
mod routes;
pub mod service;

pub(crate) use routes::routes;

/// Its records in the audit trail.
pub const KIND: &str = "canteen_incident";
