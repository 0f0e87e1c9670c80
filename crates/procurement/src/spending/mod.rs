//! What was spent on purchases in a year: accepted receipts and approved petty purchases, by month, fund, supplier and department, beside the
//! year before. Writes nothing.

mod dto;
mod report;
mod routes;
mod service;
pub mod sums;

pub(crate) use routes::routes;
