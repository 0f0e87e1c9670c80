//! Many people at once, from the list that every school has: a file or a pasted table with names, staff numbers, telephones and
//! departments. What else stands in it (identity card numbers, bank accounts) is dropped and said so.

mod dto;
mod error;
mod fate;
mod read;
mod routes;
mod service;

pub use error::RosterError;
pub use routes::routes;
