//! Approvals: somebody asks, others decide, one after the other, and what they decided is final.
//!
//! This crate knows no purchase. A feature asks by [`approval::service::ask`] in its own transaction, with a chain built from the
//! school's dated rules ([`ladder`]); it is told of the outcome by its [`Subject`], in the transaction of the decision.

pub mod approval;
mod error;
pub mod event;
pub mod evidence;
pub mod ladder;
pub mod permissions;
pub mod revision;
mod subject;

use std::sync::Arc;

use files::Files;
use kernel::Db;
use utoipa_axum::router::OpenApiRouter;

pub use approval::service::remind;
pub use error::ApprovalError;
pub use ladder::{Approver, Chain};
pub use subject::{
    About, Background, Brief, BriefLine, BriefNote, Decided, Left, Mark, Price, QuotedBy, Quotes, Subject, Subjects, Summary,
};

/// The routes of this feature, under `/api/v1`.
pub fn routes(db: &Db, files: &Files, subjects: Vec<Arc<dyn Subject>>) -> OpenApiRouter {
    approval::routes(db, files, Subjects::new(subjects))
}
