//! Set-up, once: the school, its administrator and the holder of the second key.

mod dto;
mod routes;
mod service;

use std::sync::Arc;

pub use routes::routes;
pub use service::{Founders, Setup, found_school};

/// The token that was printed at the start and written to a file. Whoever reads the server's screen may set up.
#[derive(Clone)]
pub struct SetupToken(Arc<str>);

impl SetupToken {
    pub fn new(token: &str) -> Self {
        Self(token.into())
    }

    /// Compares without telling by time how much of it was right.
    pub(crate) fn is(&self, given: &str) -> bool {
        use sha2::{Digest, Sha256};
        Sha256::digest(given.trim().as_bytes()) == Sha256::digest(self.0.as_bytes())
    }
}

impl std::fmt::Debug for SetupToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SetupToken(…)")
    }
}
