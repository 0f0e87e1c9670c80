//! Who holds which role, where and until when. A role with weight waits for the second key (SD17).

mod by_class;
mod dto;
pub mod entity;
mod repo;
mod routes;
mod service;

pub(crate) use by_class::follow_classes;
pub use dto::{GrantRoleBody, RoleGrantView};
pub use repo::{EffectiveGrant, effective, effective_here, ensure_administrator_remains, held_by, holders, is_pending, people_with};
pub use routes::routes;
pub(crate) use service::grant_to_all;
pub use service::{RoleGrants, grant_at_setup};
