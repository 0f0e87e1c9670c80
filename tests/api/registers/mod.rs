//! The register over HTTP, and the command that imports ledgers into it.

mod batch;
mod export;
mod export_command;
mod import;
mod import_command;
mod import_list;
mod ledgers;
mod list;
mod register;
mod search;
