//! The register over HTTP, and the command that imports ledgers into it.

mod batch;
mod import;
mod import_command;
mod import_list;
mod labels;
mod ledgers;
mod list;
mod register;
mod search;
mod statistics;
