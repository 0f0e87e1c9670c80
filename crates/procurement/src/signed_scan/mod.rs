//! The signed scan 签字扫描件 returns to its document: payment needs ink, so what was printed, signed and sealed comes back as photos or a PDF
//! and stands with the record it was printed of. It is never taken away; a wrong one is replaced by a newer, and says why.

mod dto;
pub mod entity;
mod error;
mod record;
mod repo;
mod routes;
mod service;

pub(crate) use repo::count_of;
pub(crate) use routes::routes;

/// Its records in the audit trail, and what its pages hang on.
pub const KIND: &str = "signed_scan";
