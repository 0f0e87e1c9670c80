//! The product as one process: configuration, assembly of the features, the HTTP server, jobs, and stopping.
//!
//! `steward serve` and the black-box tests call the same [`run`].

pub mod admin;
pub mod api;
mod audit_export;
mod audit_package;
pub mod backup;
pub mod check_ledgers;
pub mod commands;
pub mod config;
pub mod copy;
pub mod demo;
pub mod distribute;
pub mod docs;
pub mod doctor;
pub mod export;
mod health;
pub mod import;
pub mod jobs;
mod listen;
mod metrics;
pub mod migrate;
pub mod openapi;
mod post;
pub mod reindex;
pub mod start;
mod summary;
mod tables;
pub mod telemetry;
pub mod tls;
mod traces;
mod unasked;
pub mod warnings;
mod web;

pub use config::Config;
pub use start::{Running, run};
