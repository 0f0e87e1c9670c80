//! Who carries the letters of identity: the mail servers that the schools set up among their notices.

use std::collections::BTreeSet;

use async_trait::async_trait;
use identity::mail::{Letter, NotCarried, Postman};
use notices::{Notices, outbound::mail::Mail};
use uuid::Uuid;

/// Identity's letters by the way of notices' mail.
#[derive(Debug)]
pub struct Post(pub Notices);

#[async_trait]
impl Postman for Post {
    fn readable(&self, address: &str) -> bool {
        Notices::is_mail_address(address)
    }

    async fn schools(&self) -> kernel::Result<BTreeSet<Uuid>> {
        self.0.schools_with_mail().await
    }

    async fn carry(&self, school: Uuid, letter: Letter) -> kernel::Result<Result<(), NotCarried>> {
        let mail = Mail { id: letter.id.to_string(), to: letter.to, subject: letter.subject, text: letter.text };
        Ok(self.0.letter(school, &mail).await?.map_err(|why| {
            tracing::warn!(target: "steward::notices", letter = %letter.id, cause = %why, "a letter did not arrive");
            NotCarried
        }))
    }
}
