//! A ledger as evidence: the whole of it as of a day, as CSV and as a workbook, with a manifest that says what is in them, in one archive.
//! What an export held, who made it when and what its bytes hash to is kept for good; the archive itself for a day.

mod bundle;
mod csv;
pub mod dto;
pub mod entity;
mod manifest;
mod routes;
mod service;
mod source;
mod table;
mod xlsx;

pub(crate) use routes::routes;
pub use service::LedgerExports;
