//! Somebody stands in for another for some days: he decides with the other's roles, every event says for whom, and the rules on
//! separate duties see both of them. Only one's own roles can be handed over, so there are no chains; a delegation ends by itself.

mod dto;
pub mod entity;
mod error;
mod one_person;
mod repo;
mod routes;
mod service;

pub use dto::{Delegate, DelegationView};
pub use error::DelegationError;
pub use one_person::StandIns;
pub use repo::{end_all, handed_to};
pub(crate) use repo::{live_count, standing_in, stands_in};
pub use routes::routes;
pub use service::{Delegations, MOST_DAYS};
