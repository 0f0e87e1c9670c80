//! Files that belong to something: a card, a case. Whoever owns the subject calls these, after finding the subject in its own scope.

mod content;
pub mod dto;
pub mod entity;
mod repo;

pub use content::Size;
pub use dto::{AttachmentKind, AttachmentView, NewAttachments};
pub use repo::{Attached, Attaching, attach, attach_document, attach_to_all, attached_to, find, list, of_each, remove, several};

use uuid::Uuid;

/// What a file is attached to. The kind is the word of the audit trail: `asset`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    pub kind: &'static str,
    pub id: Uuid,
}
