//! The thirtieth of August: every class gets brooms, chalk and exercise books on one day. One matrix of classes and items, one approval
//! where something controlled is beyond its size, one act of handing out.

mod dto;
pub mod entity;
mod matrix;
mod model;
pub mod phase;
mod repo;
mod routes;
mod service;
mod subject;
mod view;

pub use model::{Distribution, DistributionId};
pub(crate) use repo::find as found;
pub(crate) use routes::routes;
pub use subject::Distributions;

/// Its records in the audit trail and among the approvals.
pub const KIND: &str = "stock_distribution";
