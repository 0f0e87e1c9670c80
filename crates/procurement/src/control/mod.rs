//! The list of control exceptions 内控例外清单 (domain.md E16): what did not go by the rules, and who answers for it. Real exceptions only: petty
//! purchases and what was entered later are ordinary life and have lists of their own, and so is the same thing bought again. One purchase
//! that was cut so that the pieces got round a limit is an exception, whatever form it is on.

mod dto;
mod find;
mod licences;
mod noted;
mod one_supplier;
mod reopened;
mod report;
mod routes;
mod service;
mod suppliers;
mod unposted;

pub(crate) use routes::routes;
pub(crate) use service::a_year_at_most;
