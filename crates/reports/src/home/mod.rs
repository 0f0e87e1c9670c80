//! The home of those who answer for the school (product.md): what is late and who holds it, what is open by kind, what was spent by fund, what
//! the register is worth by class, and how complete the books of others are. One statement for all of it; every figure leads to its rows.

mod dto;
mod routes;
mod service;

pub(crate) use routes::routes;
