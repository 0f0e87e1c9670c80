//! Files on their way in: received, recognised, kept; removed when nobody names them within a day.

pub mod dto;
pub mod entity;
mod quota;
mod receive;
mod routes;
mod service;
mod sweep;

pub use dto::UploadView;
pub use routes::routes;
pub use service::UploadedDocument;
