//! Plans: which checklist, where, in which rhythm and between which times of the day, and by whom.

pub mod dto;
mod ensure;
pub mod entity;
mod hand_over;
mod model;
mod performer;
pub(crate) mod repo;
pub mod rhythm;
mod routes;
pub mod service;
pub mod window;

pub use ensure::{Wanted, ensure};
pub use hand_over::hand_over;
pub use model::{CheckKind, Due, Level, Plan, PlanId};
pub use performer::{PERFORMERS, Performer};
pub use rhythm::{Every, Rhythm};
pub(crate) use routes::routes;
pub use window::{ClockTime, Window};

/// Its records in the audit trail.
pub const KIND: &str = "inspection_plan";
