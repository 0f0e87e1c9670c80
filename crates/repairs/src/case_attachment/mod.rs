//! Photos and documents of a case: what was broken, and how it looks now. Whoever may see the case sees its photos; documents (a quote,
//! a contractor's slip) are for those who work on it.

pub mod dto;
mod photos;
mod routes;
mod service;

pub use photos::Photos;
pub(crate) use photos::{FinishedWith, with};
pub use routes::routes;
pub use service::CaseAttachments;

use files::Subject;

use crate::case::model::CaseId;

/// A case as the trail and the attachments call it.
pub(crate) const fn of(case: CaseId) -> Subject {
    Subject { kind: "repair_case", id: case.0 }
}
