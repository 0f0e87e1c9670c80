//! Import of asset ledgers as schools bring them. Owns the way from a file to cards, in steps that know only the one before:
//! [`sheets`] reads a file into rows in a process of its own, [`heads`] says which column is which, [`ledger`] tells every row's
//! fate by the conventions of [`dialect`] and the words of [`category_words`]; [`Imports`] hands the parser what the school has and
//! commits the plan, whole or not at all.
//!
//! Reading is pure but for the process: it opens no connection. [`Imports`] and what is named after a use case (`undo`, `update`,
//! `compare`, [`mapping`]) read and write.

mod annotate;
pub mod category_words;
mod compare;
mod condition;
pub mod dialect;
pub mod dto;
mod error;
mod extra;
mod file;
pub mod heads;
mod known;
pub mod ledger;
pub mod mapping;
mod names;
mod plan_view;
mod progress;
pub mod proof;
mod routes;
mod service;
mod undo;
mod update;
mod web;
mod write;

pub use error::ImportError;
pub use routes::routes;
pub use service::{Imports, LedgerFile, Prepared, RefusedRows};
pub use update::{Update, Updates};
pub use web::UploadedImports;

#[cfg(test)]
mod samples;
