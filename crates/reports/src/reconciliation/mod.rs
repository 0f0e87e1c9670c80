//! 账账 and 账卡 (domain.md B6): what finance's books say, typed in with its day and by whom, beside what the cards say. What was typed
//! stays; the comparison is computed whenever somebody looks, so that a difference that was mended is gone.

pub mod dto;
pub mod entity;
mod routes;
mod rules;
mod service;

pub(crate) use routes::routes;
pub use service::Reconciliations;

/// What its records are called in the audit trail.
pub const KIND: &str = "ledger_reconciliation";
