//! Photos and documents of a card. A document may show what a thing cost: it is for those who see values.

mod dto;
mod routes;
mod service;

pub use routes::routes;
pub use service::AssetAttachments;
