//! What holds for every operation of the published description, whoever adds the next one.

pub mod audit;
mod authorization;
mod bought;
mod drift;
pub mod fixtures;
mod problems;
mod queries;
mod schema;

pub(crate) use audit::Walk;
