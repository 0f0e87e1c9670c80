//! The shell round every request: its context, the limits before anything is read, the guard against foreign sites' forms, and
//! the one place where Problems become responses.

mod body;
mod context;
mod edge;
mod load;
mod log_path;
mod same_site;

pub use body::{Bodies, BodyHash, buffer_body};
pub use context::RequestContext;
pub use edge::{EdgeState, edge, no_route};
pub use load::{Load, Paths, take_seat};
pub use same_site::require_same_site;
