//! Who holds which role, where and until when. A role with weight waits for the second key (SD17).

mod by_class;
mod confirm_many;
mod dto;
mod ending;
pub mod entity;
mod leaving;
mod repo;
mod routes;
mod service;

pub(crate) use by_class::follow_classes;
pub use dto::{GrantRoleBody, RoleGrantView, RoleView};
pub use ending::{limit_auditors, tell_endings};
pub use leaving::end_all;
pub use repo::{
    EffectiveGrant, OnBehalf, effective, effective_here, ensure_administrator_remains, for_the_whole_school, held_by, holders, is_pending,
    people_with,
};
pub(crate) use repo::{confirmed_of, standing_count, stands_as};
pub use routes::routes;
pub use service::{AUDITOR_DAYS, RoleGrants, grant_at_setup, grant_by_code, last_day_of_auditor};
pub(crate) use service::{grant_to_all, role_view};
