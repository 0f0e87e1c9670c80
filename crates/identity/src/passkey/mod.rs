//! Passkeys (WebAuthn): a key that never leaves its owner's device, asked for by the browser, good for this address only. It signs in
//! and proves who one is once more; the device itself asks for a finger, a face or its own code.
//!
//! A ceremony is two requests. What the server has to remember between them travels sealed through the browser; its number is noted
//! when it comes back, so that nothing is good twice.

mod ceremony;
mod dto;
pub mod entity;
mod error;
mod routes;
mod service;

pub(crate) use ceremony::prove;
pub use dto::{PasskeyProof, PasskeyView};
pub(crate) use error::{NOT_GOOD, PasskeyError};
pub use routes::routes;
pub(crate) use service::{any, drop_all, of_account, refuse_unproven};
