//! The people of a school, with or without an account.

mod dto;
pub mod entity;
mod holdings;
pub mod repo;
mod routes;
mod service;

pub use dto::{AddPerson, ChangePerson, HeldRole, HeldThing, Holding, LONGEST_NAME, LONGEST_NUMBER, PersonRef, PersonView};
pub use holdings::WithPeople;
pub use repo::NewPerson;
pub use routes::routes;
pub use service::{People, view};
