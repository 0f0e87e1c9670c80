//! The audit trail as the auditor reads it: filters, names, what is hidden, the file, and how the database finds it.

mod export;
mod package;
mod plans;
mod trail;
