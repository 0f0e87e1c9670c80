//! The publication notice 公示: what was bought in a period, as it hangs on the school's board, when it was due there and the photo that
//! shows it (domain.md E10, S33). What it lists is fixed when it is posted: nothing that happens later alters what hung on the wall. The same
//! rows are a report of any days; what hangs in no notice is found by month.

mod as_workbook;
mod dto;
pub mod entity;
mod error;
mod hung;
mod listed_petty;
mod listing;
mod model;
mod overdue;
pub mod phase;
mod remind;
mod repo;
mod report;
mod routes;
mod service;
mod view;

pub use dto::PublicationBody;
pub use error::PublicationError;
pub(crate) use remind::remind;
pub(crate) use routes::routes;
pub use service::Publications;

/// Its records in the audit trail, and what the photos of the board hang on.
pub const KIND: &str = "publication";
