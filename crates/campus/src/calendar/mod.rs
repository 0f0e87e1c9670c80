//! The school calendar: what each day is. Only what differs from the rule of [`crate::school_days`] is kept; public holidays and
//! their make-up days come with the product and may be changed by the school.

mod dto;
pub mod entity;
pub mod pack;
mod repo;
mod routes;
mod service;

pub use pack::{CalendarPack, preload};
pub use repo::{around, current_school_year, from};
pub use routes::routes;
pub use service::Calendars;
