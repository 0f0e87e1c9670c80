//! Who carries what identity sends: letters by the mail servers that the schools set up among their notices, questions to the OpenID Connect
//! provider by the way of notices' hooks.

use std::collections::BTreeSet;

use async_trait::async_trait;
use axum::http::{Request, Response};
use identity::{
    mail::{Letter, NotCarried, Postman},
    openid::{Courier, NotFetched},
};
use notices::{Notices, Outbound, outbound::mail::Mail};
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

/// Identity's questions by the way of notices' hooks. The provider stands in the settings: it may be in the school's own network.
#[derive(Debug)]
pub struct Questions(pub Outbound);

#[async_trait]
impl Courier for Questions {
    async fn fetch(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, NotFetched> {
        let answer = self.0.send(request).await.map_err(|why| NotFetched(why.0))?;
        let mut response = Response::new(answer.body.to_vec());
        *response.status_mut() = answer.status;
        *response.headers_mut() = answer.headers;
        Ok(response)
    }
}
