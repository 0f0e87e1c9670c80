//! What the black-box tests stand on: a database of either engine, the real server in this process on port 0, a clock that the
//! test moves, people who sign in for real, and a client that holds every answer against the published description.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test helper fails by panicking")]

mod client;
mod command;
mod contract;
mod database;
mod digest;
mod district;
mod disturbance;
mod dump;
mod mail_server;
mod process;
mod proxy;
mod receiver;
mod rows;
mod school;
mod second_school;
pub mod statements;

pub use client::{Client, Credentials, Response};
pub use command::Ended;
pub use contract::Contract;
pub use database::{KeptDb, TestDb, TestEngine};
pub use digest::Digest;
pub use district::District;
pub use disturbance::Held;
pub use mail_server::{Letter, MailServer};
pub use process::Process;
pub use proxy::{Flow, Proxy};
pub use receiver::{Hook, Receiver};
pub use rows::text;
pub use school::{KeptSchool, PASSWORD, School, TestApp, morning};
