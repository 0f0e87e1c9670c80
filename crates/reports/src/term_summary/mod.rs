//! The term summary 学期后勤工作总结 (domain.md E14): the figures of a term, counted when somebody looks, and the director's words around them.
//! The words are kept, the figures never: what was handed in is the Word document, whose making is an event.

mod docx;
pub mod dto;
pub mod entity;
mod read;
mod routes;
mod service;

pub(crate) use routes::routes;
pub use service::TermSummaries;

/// Its records in the audit trail.
pub const KIND: &str = "term_summary";
