//! The register as a file: the whole set in one state, or an error. What an export held, who made it when and what its bytes hash to is
//! kept for good; the file itself for a day.

mod columns;
mod csv;
pub mod dto;
pub mod entity;
pub mod fill;
mod folder;
mod manifest;
mod pages;
mod routes;
mod service;
mod sums;
pub mod template;
mod writer;
mod xlsx;

pub use folder::{Draft, ExportFolder, KEPT};
pub use routes::routes;
pub use service::Exports;
pub use writer::{failed, hashed, left};
