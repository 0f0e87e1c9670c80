//! The three-quote sheet 询价记录: what suppliers ask for the same things, which of them is taken, and why when it is not the cheapest.

mod anew;
mod dto;
pub mod entity;
mod error;
mod model;
mod of_request;
pub mod phase;
mod repo;
mod routes;
pub mod rules;
mod service;
mod settle;
mod view;

pub(crate) use anew::{judged_anew, lines_changed};
pub use dto::{QuoteBody, QuoteLineBody, SettleBody};
pub use error::QuoteError;
pub use model::{Channel, SheetId, SingleSource};
pub(crate) use of_request::{collected, of_request, paper_of, settled_of};
pub(crate) use repo::find as find_sheet;
pub(crate) use routes::routes;
pub use service::QuoteSheets;
pub(crate) use service::need_by as quotes_needed;

/// Its records in the audit trail, and what the papers of its quotes hang on.
pub const KIND: &str = "quote_sheet";
