//! Whether the county's tables agree: what is on the menu ⑤, what was handed out of the stores ② ④ and what was sampled ⑦ (domain.md B10).

pub mod dto;
mod read;
mod routes;
pub mod rule;
pub mod service;

pub(crate) use read::{Read, read};
pub(crate) use routes::routes;
