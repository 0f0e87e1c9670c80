//! Sign-in slips: people without e-mail get a code, printed with a QR on a slip or shown on the office's screen, and choose their
//! password with it. It is good once and for its days; a new one makes the older ones void; a reset by it ends all sessions.
//! Whoever confirmed a mail address gets one there by himself, for half an hour (ADR 0032).

mod dto;
pub mod entity;
mod issue;
mod join;
mod mailed;
mod redeem;
mod routes;

use kernel::random;
use sha2::{Digest, Sha256};

pub use issue::Slips;
pub(crate) use issue::void;
pub(crate) use mailed::{mail, void_mailed};
pub use routes::routes;

/// Characters of a code: 80 bits, short enough to be typed when no camera works.
const CODE_LENGTH: usize = 16;

pub(crate) fn new_code() -> kernel::Result<String> {
    random::code::<CODE_LENGTH>()
}

/// What is kept of a code, however it was typed.
pub(crate) fn hash(code: &str) -> Vec<u8> {
    Sha256::digest(random::read_code(code).as_bytes()).to_vec()
}
