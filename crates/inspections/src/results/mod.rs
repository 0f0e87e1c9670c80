//! What came of the rounds between two days: by checklist, place, class and month; how much of what was found is put right.

mod count;
mod dto;
mod file;
mod routes;
mod service;

pub(crate) use routes::routes;
