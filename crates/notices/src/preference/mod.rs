//! What a person wants to hear of, and how. Whoever says nothing finds everything in his inbox and gets no mail.

mod dto;
pub mod entity;
pub mod repo;
mod routes;
mod service;

pub use dto::Mail;
pub use routes::routes;
