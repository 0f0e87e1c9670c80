//! Papers: what a school prints, signs and keeps, whatever it is about.
//!
//! What was signed in ink comes back to its record as a [`signed_scan`]; a report leaves as a [`workbook`], and one that has to stand as
//! evidence as an [`archive`]. This crate knows no record: whoever prints says what it is called, who sees it and who took part (ADR 0046).

pub mod archive;
pub mod event;
pub mod permissions;
pub mod signed_scan;
pub mod workbook;
