//! The provider, as the library that knows its rules sees it: discovery, the way there, and what it says of who came back.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use axum::http::{Request, Response};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Problem, Result};
use openidconnect::{
    AsyncHttpClient, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, SignatureVerificationError, TokenResponse as _,
    core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata},
};
use serde::{Deserialize, Serialize};
use url::{Host, Url};

use super::error::OpenIdError;

/// For how long it is believed that a provider's addresses and keys are the same.
const BELIEVED: TimeDelta = TimeDelta::hours(1);
/// Looked up anew at most this often, when a key is not known.
const PATIENCE: TimeDelta = TimeDelta::seconds(30);

/// What the settings say of a provider. Not for a log: the secret is in it.
pub struct Settings {
    pub issuer: String,
    pub client_id: String,
    pub client_secret: Option<String>,
    /// What people call it.
    pub name: String,
}

/// Carries requests to the provider. Identity opens no connection; the product puts both together (`server/src/post.rs`).
#[async_trait]
pub trait Courier: Send + Sync {
    async fn fetch(&self, request: Request<Vec<u8>>) -> std::result::Result<Response<Vec<u8>>, NotFetched>;
}

/// Why there was no answer: for the log only.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotFetched(pub String);

/// A provider.
pub struct Provider {
    settings: Settings,
    issuer: IssuerUrl,
    line: Line,
    known: Mutex<Option<(CoreProviderMetadata, DateTime<Utc>)>>,
}

/// What has to be remembered until the browser is back.
#[derive(Serialize, Deserialize)]
pub(super) struct Journey {
    pub state: String,
    nonce: String,
    verifier: String,
    /// The page to which the provider sends it back.
    back: String,
    pub since: DateTime<Utc>,
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Provider").field(&self.settings.issuer).finish()
    }
}

impl Provider {
    /// # Errors
    /// When the issuer is no address, or one that others on the way could answer for.
    pub fn new(settings: Settings, courier: Arc<dyn Courier>) -> std::result::Result<Self, NotFetched> {
        let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(|error| NotFetched(error.to_string()))?;
        if !cannot_be_listened_to(issuer.url()) {
            return Err(NotFetched("the issuer must begin with https://".into()));
        }
        Ok(Self { settings, issuer, line: Line(courier), known: Mutex::new(None) })
    }

    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// As it calls itself.
    pub fn issuer(&self) -> &str {
        self.issuer.as_str()
    }

    /// The address to which the browser goes, and what to remember until it is back at `back`.
    pub(super) async fn begin(&self, back: &str, now: DateTime<Utc>) -> Result<(Url, Journey)> {
        let metadata = self.metadata(now, BELIEVED).await?;
        let client = CoreClient::from_provider_metadata(metadata, ClientId::new(self.settings.client_id.clone()), self.secret());
        let redirect = RedirectUrl::new(back.to_owned()).map_err(|_| OpenIdError::NoOrigin)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state, nonce) = client
            .set_redirect_uri(redirect)
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
            .set_pkce_challenge(challenge)
            .url();
        let journey = Journey {
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
            back: back.to_owned(),
            since: now,
        };
        Ok((url, journey))
    }

    /// Who came back, as the provider knows him: its signed word, asked for by the server itself.
    pub(super) async fn subject(&self, journey: &Journey, code: String, now: DateTime<Utc>) -> Result<String> {
        let metadata = self.metadata(now, BELIEVED).await?;
        let client = CoreClient::from_provider_metadata(metadata, ClientId::new(self.settings.client_id.clone()), self.secret())
            .set_redirect_uri(RedirectUrl::new(journey.back.clone()).map_err(Problem::internal)?);
        let answer = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| odd(&error))?
            .set_pkce_verifier(PkceCodeVerifier::new(journey.verifier.clone()))
            .request_async(&self.line)
            .await
            .map_err(|error| match &error {
                RequestTokenError::ServerResponse(said) => refused(said),
                RequestTokenError::Request(_) | RequestTokenError::Parse(..) | RequestTokenError::Other(_) => odd(&error),
            })?;
        let token = answer.id_token().ok_or_else(|| odd(&"no ID token"))?;
        let nonce = Nonce::new(journey.nonce.clone());
        match token.claims(&client.id_token_verifier().set_time_fn(move || now), &nonce) {
            Ok(claims) => Ok(claims.subject().to_string()),
            // A key that it has had for less than an hour.
            Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)) => {
                let metadata = self.metadata(now, PATIENCE).await?;
                let client = CoreClient::from_provider_metadata(metadata, ClientId::new(self.settings.client_id.clone()), self.secret());
                let verifier = client.id_token_verifier().set_time_fn(move || now);
                token.claims(&verifier, &nonce).map(|claims| claims.subject().to_string()).map_err(|error| refused(&error))
            }
            Err(error) => Err(refused(&error)),
        }
    }

    fn secret(&self) -> Option<ClientSecret> {
        self.settings.client_secret.clone().map(ClientSecret::new)
    }

    /// Its addresses and keys, as they were at most so long ago.
    async fn metadata(&self, now: DateTime<Utc>, believed: TimeDelta) -> Result<CoreProviderMetadata> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((metadata, at)) = known
            && now - at < believed
        {
            return Ok(metadata);
        }
        let found = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.line).await.map_err(|error| odd(&error))?;
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some((found.clone(), now));
        Ok(found)
    }
}

/// The line to the provider, as the library asks for one.
struct Line(Arc<dyn Courier>);

impl<'c> AsyncHttpClient<'c> for Line {
    type Error = NotFetched;
    type Future = Pin<Box<dyn Future<Output = std::result::Result<Response<Vec<u8>>, NotFetched>> + Send + 'c>>;

    fn call(&'c self, request: Request<Vec<u8>>) -> Self::Future {
        Box::pin(async move {
            let url = Url::parse(&request.uri().to_string()).map_err(|error| NotFetched(error.to_string()))?;
            if !cannot_be_listened_to(&url) {
                return Err(NotFetched(format!("{url} does not begin with https://")));
            }
            self.0.fetch(request).await
        })
    }
}

/// Over HTTPS, or within this machine.
fn cannot_be_listened_to(url: &Url) -> bool {
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    url.scheme() == "https" || (url.scheme() == "http" && here)
}

/// The provider is not there, or says what no provider says.
fn odd(cause: &(impl std::fmt::Debug + ?Sized)) -> Problem {
    tracing::warn!(target: "steward::openid", ?cause, "the OpenID Connect provider cannot be worked with");
    OpenIdError::Unreachable.into()
}

/// The provider, or its signature, does not vouch for who came.
fn refused(cause: &impl std::fmt::Debug) -> Problem {
    tracing::warn!(target: "steward::refusal", ?cause, "the OpenID Connect provider's answer does not hold");
    OpenIdError::NotGood.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_on_the_way_may_speak_for_the_provider() {
        for (url, fits) in [
            ("https://id.example.edu.cn", true),
            ("http://127.0.0.1:9000", true),
            ("http://localhost/realm", true),
            ("http://id.example.edu.cn", false),
            ("http://10.0.0.5", false),
            ("http://localhost.example.cn", false),
            ("ftp://127.0.0.1", false),
        ] {
            assert_eq!(cannot_be_listened_to(&Url::parse(url).unwrap()), fits, "{url}");
        }
    }
}
