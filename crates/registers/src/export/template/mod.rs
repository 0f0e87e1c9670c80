//! Blank workbooks that a bureau hands out: uploaded once, mapped, and filled with the cards of a filter, their heads untouched.
//!
//! A template belongs to the school; what it fills is an export like any other, with its manifest and its event. The workbook is
//! never opened in this process: [`propose`] sees the rows that the parser tells, [`super::fill`] fills in a child.

pub mod dto;
pub mod entity;
mod error;
mod filling;
mod layout;
mod propose;
mod routes;
mod service;
mod words;

pub use error::TemplateError;
pub use routes::routes;
pub use service::Templates;
