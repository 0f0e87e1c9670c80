//! The tables that an inspector asks for (domain.md E11), of any period: whole or an error, and every late or struck-out record on them.

pub(crate) mod columns;
mod control;
pub mod dto;
mod eaten;
mod file;
mod food;
mod papers;
mod routes;
pub mod service;
mod signatures;

pub(crate) use routes::routes;
