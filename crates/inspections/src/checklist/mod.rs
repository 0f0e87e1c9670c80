//! Checklists: what is looked at, item by item. Each revision is a version of its own, and none is ever changed: a round says which one it
//! was held by.

pub mod dto;
pub mod entity;
pub mod item;
pub(crate) mod repo;
mod routes;
pub mod service;

pub use item::{Item, ItemKind};
pub(crate) use routes::routes;

use kernel::typed_id;

typed_id! {
    /// A checklist.
    ChecklistId
}

/// Its records in the audit trail.
pub const KIND: &str = "checklist";

/// Whose checklist it is where a school makes its own.
pub const GENERAL: &str = "general";
