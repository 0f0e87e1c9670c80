//! The process itself: what it says at its start.

mod start;
