//! The ledgers of fixed assets as of any day (domain.md E1–E4): sums of value events by the day on which they count, at the places that
//! assignments tell. Nothing here is stored; whoever asks twice for the same day gets the same, unless a document was dated into it since.

pub(crate) mod as_of;
pub(crate) mod card;
pub(crate) mod depreciation;
pub(crate) mod detail;
pub mod dto;
pub(crate) mod entry;
pub(crate) mod general;
pub(crate) mod lines;
pub(crate) mod names;
pub(crate) mod places;
pub(crate) mod room;
mod room_page;
mod routes;
mod schedule;
pub(crate) mod service;
pub(crate) mod sql;
mod ties;
pub(crate) mod words;

pub(crate) use routes::routes;
pub use service::Ledgers;
