//! Campus over HTTP.
