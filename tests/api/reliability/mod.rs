//! The attack and bad-input catalogue (tests/catalogue.toml): each test is named after its case.

mod attachments;
pub mod calls;
mod cards;
mod clock;
mod days;
mod evidence;
mod faults;
mod fields;
mod functions;
mod guessing;
mod leaving;
mod logs;
mod names;
mod objects;
mod output;
mod process;
mod queries;
mod races;
mod requests;
mod scripts;
pub mod sheets;
mod sign_in;
mod tokens;
mod wire;
mod workflow;
