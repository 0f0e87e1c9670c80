//! Views of lists that people keep: a view is the query part of an address under a name.

pub mod entity;
