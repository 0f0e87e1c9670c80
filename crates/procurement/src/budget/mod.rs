//! The budget 预算: what a fund has for a calendar year, what of it is reserved by approvals, committed by orders and spent. It warns, or
//! refuses where the school says so ([`control`]); a school that loads none sees what is used all the same. Figures are sums of events ([`settle`] writes them, in the
//! transaction of the act), so that there is nothing beside the events that could say otherwise.

pub(crate) mod control;
mod dto;
pub mod entity;
mod error;
mod model;
mod outlook;
mod repo;
mod routes;
pub mod rules;
mod service;
pub(crate) mod settle;

pub use dto::{BudgetBody, OutlookView};
pub use error::BudgetError;
pub use model::{BudgetId, EventKind};
pub(crate) use outlook::{Asked, less, of_approval, outlook, seen, still_to_take};
pub(crate) use repo::{held_sql, paper_of};
pub(crate) use routes::routes;
pub use service::Budgets;

/// Its records in the audit trail.
pub const KIND: &str = "budget";
