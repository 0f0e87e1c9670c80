//! The order 采购单: what of an approved request is bought of whom, at which price, and by whom. Two people buy from the school's amount on.

mod dto;
pub(crate) mod emergency;
pub mod entity;
mod error;
pub(crate) mod model;
mod news;
pub mod phase;
pub(crate) mod repo;
mod routes;
pub mod rules;
pub mod service;
pub(crate) mod view;

pub use dto::{OrderBody, OrderLineBody};
pub use error::OrderError;
pub use model::{Order, OrderId};
pub(crate) use routes::routes;

/// Its records in the audit trail.
pub const KIND: &str = "purchase_order";
