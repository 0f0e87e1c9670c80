//! Identity over HTTP.
