//! One approval: a record that waits for the decisions of a chain.

pub mod dto;
pub mod entity;
mod minutes;
mod model;
pub mod phase;
pub mod repo;
mod routes;
pub mod service;
mod view;

pub use dto::{ApprovalStepView, MeetingView};
pub use model::{Approval, ApprovalId, Outcome, Step};
pub(crate) use routes::routes;
pub use view::{Words, people_of, said_of};
