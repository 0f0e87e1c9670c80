//! The list of control exceptions 内控例外清单 (domain.md E16): what did not go by the rules, and who answers for it. Real exceptions only: petty
//! purchases and what was entered later are ordinary life and have lists of their own, unless one purchase was cut into several of them.

mod dto;
mod find;
mod licences;
mod reopened;
mod report;
mod routes;
mod service;
mod unposted;

pub(crate) use routes::routes;
pub(crate) use service::a_year_at_most;
