//! Who holds which role, where and until when. A role with weight waits for the second key (SD17).

mod dto;
pub mod entity;
mod repo;
mod routes;
mod service;

pub use dto::{GrantRoleBody, RoleGrantView};
pub use repo::{EffectiveGrant, effective, ensure_administrator_remains, held_by, holders, is_pending, people_with};
pub use routes::routes;
pub use service::{RoleGrants, grant_at_setup};
