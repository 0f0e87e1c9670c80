//! Yearly health certificates (Food Safety Law, art. 45; domain.md D15): entered by one, verified by another; without a valid one nobody
//! is on the list of those who handle food.

pub mod dto;
pub mod entity;
pub mod phase;
mod remind;
pub mod repo;
mod routes;
pub mod service;
pub(crate) mod view;

pub(crate) use remind::{notice, remind};
pub(crate) use routes::routes;

/// Its records in the audit trail.
pub const KIND: &str = "health_certificate";
