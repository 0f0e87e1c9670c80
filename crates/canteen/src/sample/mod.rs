//! The life of a food sample after it was written down ([`crate::book`]): into its fridge, and out of it 48 hours later at the earliest.

pub mod dto;
pub mod entity;
pub mod phase;
pub(crate) mod repo;
mod routes;
pub mod service;
pub(crate) mod view;

pub(crate) use routes::routes;
