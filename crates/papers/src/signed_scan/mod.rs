//! The signed scan 签字扫描件 returns to its record: payment and stock need ink, so what was printed, signed and sealed comes back as photos
//! or a PDF and stands with the record it was printed of. It is never taken away; a wrong one is replaced by a newer, and says why.
//!
//! A feature writes a function that finds a [`Record`] inside a scope, and `papers::signed_scans_of!` writes its three operations.

mod dto;
pub mod entity;
mod error;
mod record;
mod repo;
mod routes;
mod service;

pub use dto::{PageQuery, ScanView, ScansView, SignedScanBody};
pub use error::ScanError;
pub use record::Record;
pub use repo::count_of;
pub use service::{SignedScans, give_back, list, page};

/// Its records in the audit trail, and what its pages hang on.
pub const KIND: &str = "signed_scan";
