//! The register over HTTP, and the command that imports ledgers into it.

mod batch;
mod correct;
pub mod depreciation;
mod due;
mod edit_many;
mod export;
mod export_command;
pub mod forms;
mod import;
mod import_command;
mod import_list;
mod import_web;
mod labels;
pub mod ledgers;
mod list;
mod matches;
mod pairs;
mod plans;
mod reclassified;
mod register;
mod search;
mod statistics;
pub mod templates;
mod templates_refused;
mod values;
