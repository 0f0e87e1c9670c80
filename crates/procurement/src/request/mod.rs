//! The purchase request: what somebody needs, why, and how far it came.

mod closing;
pub mod dto;
pub mod entity;
pub mod judge;
mod model;
pub mod phase;
mod remind;
pub mod repo;
mod routes;
pub mod service;
mod subject;
mod view;

pub(crate) use closing::after_receipt;
pub use dto::{EmergencyOrder, EmergencyView};
pub use model::{Content, Emergency, EmergencyState, Fund, Line, Request, RequestId, title_of};
pub(crate) use remind::remind;
pub(crate) use routes::routes;
pub use subject::PurchaseRequests;
pub(crate) use subject::{PURPOSE, brief_lines, line_facts};
pub(crate) use view::line_views;

/// Its records in the audit trail and among the approvals.
pub const KIND: &str = "purchase_request";
