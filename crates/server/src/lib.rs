//! The product as one process: configuration, assembly of the features, the HTTP server, jobs, and stopping.
//!
//! `steward serve` and the black-box tests call the same [`run`].

pub mod api;
pub mod check_ledgers;
pub mod commands;
pub mod config;
pub mod demo;
pub mod docs;
pub mod export;
mod health;
pub mod import;
pub mod jobs;
mod listen;
pub mod migrate;
pub mod openapi;
pub mod start;
mod summary;
pub mod telemetry;
mod unasked;
pub mod warnings;
mod web;

pub use config::Config;
pub use start::{Running, run};
