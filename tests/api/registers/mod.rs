//! Registers over HTTP.
