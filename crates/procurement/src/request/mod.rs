//! The purchase request: what somebody needs, why, and how far it came.

pub mod dto;
pub mod entity;
pub mod judge;
mod model;
pub mod phase;
pub mod repo;
mod routes;
pub mod service;
mod subject;
mod view;

pub use model::{Fund, Line, Request, RequestId};
pub(crate) use routes::routes;
pub use subject::PurchaseRequests;

/// Its records in the audit trail and among the approvals.
pub const KIND: &str = "purchase_request";
