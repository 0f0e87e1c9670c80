//! Who carries letters. Identity knows no mail server; the product puts both together (`server/src/post.rs`).

use std::collections::BTreeSet;

use async_trait::async_trait;
use kernel::Result;
use uuid::Uuid;

/// A letter to one address, as plain text.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Unlike any other: the same letter sent twice has it twice.
    pub id: Uuid,
    pub to: String,
    pub subject: String,
    pub text: String,
}

/// The mail server did not take it; the log of the carrier says why.
#[derive(Debug, Clone, Copy)]
pub struct NotCarried;

/// Takes letters to the mail servers of the schools, at once: whoever waits at the sign-in page waits for no digest and no morning.
#[async_trait]
pub trait Postman: Send + Sync {
    /// Whether this is a mail address.
    fn readable(&self, address: &str) -> bool;

    /// The schools that have a mail server in use.
    async fn schools(&self) -> Result<BTreeSet<Uuid>>;

    /// Hands a letter to the mail server of this school.
    async fn carry(&self, school: Uuid, letter: Letter) -> Result<std::result::Result<(), NotCarried>>;
}
