//! Rules of the house that neither compiler nor clippy knows.

mod edges;
mod files;
