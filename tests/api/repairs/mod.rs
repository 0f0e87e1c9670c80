//! Repairs over HTTP.

mod life;
