//! Photos and documents: taken in by content, kept outside the database, attached to what they show.
//!
//! This crate knows no subject: whoever attaches a file decides who may see it, and serves it ([`attachment`]).

pub mod attachment;
mod error;
pub mod event;
mod files;
mod media;
mod name;
pub mod permissions;
mod scan;
mod store;
pub mod upload;

use utoipa_axum::router::OpenApiRouter;

pub use attachment::{Attached, Attaching, AttachmentKind, NewAttachments, Size, Subject};
pub use error::FileError;
pub use files::{Files, Settings};
pub use name::disposition;
pub use upload::{UploadView, UploadedDocument};

/// The routes of this feature, under `/api/v1`.
pub fn routes(files: &Files) -> OpenApiRouter {
    upload::routes(files)
}
