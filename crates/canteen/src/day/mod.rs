//! A day of a canteen on one page: its menus, what was recorded of them, samples that are still kept, and who may handle food.

pub mod dto;
mod routes;
pub mod service;

pub(crate) use routes::routes;
