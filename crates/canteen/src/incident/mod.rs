//! The incident button (Food Safety Law, art. 103; everyday.md): one press writes down that something happened, seals every sample that is still
//! there, tells those who answer for the school, and shows the last 48 hours on one print. How it was raised is never changed; then it is reported
//! within two hours, investigated, and closed or called off by somebody who is not of the kitchen ([`phase`]).

pub mod dto;
pub mod entity;
mod packet;
pub mod phase;
pub(crate) mod repo;
mod routes;
pub mod service;
mod steps;
mod view;

pub(crate) use routes::routes;

/// Its records in the audit trail.
pub const KIND: &str = "canteen_incident";
