//! What each person was told. A notice is somebody's, its words are the event's, and both are said in the reader's language when he
//! reads.

mod dto;
pub mod entity;
pub mod repo;
mod routes;
mod service;

pub use repo::unread;
pub use routes::routes;
pub use service::Inbox;
