//! Rules of the house that neither compiler nor clippy knows.

mod catalogue;
mod edges;
pub(crate) mod files;
mod trail;
