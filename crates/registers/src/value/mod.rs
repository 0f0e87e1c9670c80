//! What a card is worth, and what changed it: value events (decisions of value and history), and the acts that write them by voucher.

mod act;
pub mod dto;
mod routes;
mod service;
mod view;

pub use act::Act;
pub use routes::routes;
pub use service::Values;
