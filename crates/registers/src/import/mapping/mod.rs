//! Mappings a school keeps: which column is which, for files that come again.

pub mod entity;
