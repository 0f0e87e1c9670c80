//! The requisition: somebody asks for what is not simply handed over the counter, it is decided about, and handed out once. A print run is
//! one of them ([`print`]): its paper is a line like any other.

mod collect;
mod dto;
pub mod entity;
mod model;
pub mod phase;
mod print;
mod print_terms;
mod repo;
mod routes;
pub mod service;
mod subject;
mod view;

pub use collect::expire;
pub use model::{Requisition, RequisitionId};
pub(crate) use repo::find as found;
pub(crate) use routes::routes;
pub use subject::Requisitions;
pub(crate) use view::PURPOSE;

/// Its records in the audit trail and among the approvals.
pub const KIND: &str = "requisition";
