//! The ways out of the house that a school set up: robots of its groups, hooks of other programs, its mail server. What opens one
//! (the address of a robot, a password, a key to sign with) goes in and never comes out again.

mod dto;
pub mod entity;
pub mod repo;
mod routes;
mod service;

use kernel::outbox::{self, TopicCatalogue};

use crate::NoticeError;

pub use dto::{ChannelKind, Timing};
pub use routes::routes;

/// # Errors
/// At `pointer`, when a key belongs to no topic.
pub(crate) fn known_topics(topics: TopicCatalogue, keys: &[String], pointer: &'static str) -> Result<(), NoticeError> {
    if keys.iter().all(|key| outbox::topic(topics, key).is_some()) { Ok(()) } else { Err(NoticeError::UnknownTopic(pointer)) }
}
