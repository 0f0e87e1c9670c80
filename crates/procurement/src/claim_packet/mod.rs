//! The claim packet 报账包: which papers an approved request came to, what they add up to, and what is still missing before it can be handed
//! to whoever keeps the accounts. It names the papers; each is read where it is kept. Keeps nothing of its own.

mod dto;
pub mod missing;
mod routes;
mod service;

pub(crate) use routes::routes;
