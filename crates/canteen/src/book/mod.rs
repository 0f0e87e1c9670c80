//! The book: what is recorded of every day and meal. A record says when it happened and when it was written down; it is never edited. A
//! wrong one is struck out with a reason, stays readable, and is written anew.

pub mod content;
pub mod dto;
pub mod entity;
pub(crate) mod moment;
mod off_meals;
pub(crate) mod off_post;
pub(crate) mod operators;
pub(crate) mod record;
mod remarks;
pub mod repo;
mod routes;
mod rules;
pub mod service;
mod strike;
pub(crate) mod view;

pub use content::{Content, Kind};
pub(crate) use routes::routes;

/// Its records in the audit trail.
pub const KIND: &str = "canteen_record";

/// Morning checks in the audit trail, apart because of what they say of people's health.
pub const CHECK_KIND: &str = "canteen_morning_check";
