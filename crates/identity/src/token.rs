//! Access tokens: short-lived JWTs that say which session sends a request. What it may do is looked up, never claimed.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use kernel::{Clock, Problem, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::IdentityError;

const ISSUER: &str = "steward";
const AUDIENCE: &str = "steward-api";
const DEVICE_AUDIENCE: &str = "steward-device";
/// How long an access token is good for.
pub const ACCESS_LIFETIME: TimeDelta = TimeDelta::minutes(15);

/// The secret behind the tokens.
#[derive(Clone)]
pub struct TokenKey(Arc<[u8]>);

/// Why a secret is refused.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the token secret must be at least 32 bytes and not an example value")]
pub struct WeakSecret;

impl TokenKey {
    /// # Errors
    /// When the secret is short, of few different bytes, a run such as `abcdef…` or `012345…`, a repeated word, or a known sample.
    pub fn new(secret: &[u8]) -> std::result::Result<Self, WeakSecret> {
        let text = String::from_utf8_lossy(secret).to_lowercase();
        let sample = ["changeme", "change-me", "secret", "example", "your-"].iter().any(|s| text.contains(s));
        let varied = secret.iter().collect::<std::collections::HashSet<_>>().len() >= 10;
        if secret.len() < 32 || sample || !varied || is_run(secret) || is_repeated(secret) {
            return Err(WeakSecret);
        }
        Ok(Self(secret.into()))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Names the key in token headers and in the database, without telling it.
    pub fn fingerprint(&self) -> String {
        Sha256::digest(&self.0)
            .iter()
            .take(8)
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect()
    }
}

/// Half or more of the bytes follow their neighbour by one step or none.
fn is_run(secret: &[u8]) -> bool {
    let steps = secret.iter().zip(secret.iter().skip(1)).filter(|(a, b)| a.abs_diff(**b) <= 1).count();
    steps * 2 >= secret.len()
}

/// One piece, written twice or more.
fn is_repeated(secret: &[u8]) -> bool {
    (1..=secret.len() / 2).any(|period| secret.iter().zip(secret.iter().skip(period)).all(|(a, b)| a == b))
}

impl std::fmt::Debug for TokenKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TokenKey({})", self.fingerprint())
    }
}

/// The claims of an access token.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    /// The account.
    sub: Uuid,
    /// The session.
    sid: Uuid,
    /// The account's token version when the session began.
    ver: i64,
    iat: i64,
    exp: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nbf: Option<i64>,
}

/// The mark of a browser. It opens nothing; it only tells whose failures are counted together.
#[derive(Serialize, Deserialize)]
struct DeviceClaims {
    iss: String,
    aud: String,
    /// The account that signed in there last.
    sub: Uuid,
    /// The browser.
    did: Uuid,
}

/// What a valid token says.
#[derive(Debug, Clone, Copy)]
pub struct Claimed {
    pub account: Uuid,
    pub session: Uuid,
    pub version: i64,
}

/// Signs and reads access tokens.
#[derive(Clone)]
pub struct Signer {
    encoding: EncodingKey,
    decoding: DecodingKey,
    key_id: String,
    clock: Clock,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer({})", self.key_id)
    }
}

impl Signer {
    pub fn new(key: &TokenKey, clock: Clock) -> Self {
        Self { encoding: EncodingKey::from_secret(&key.0), decoding: DecodingKey::from_secret(&key.0), key_id: key.fingerprint(), clock }
    }

    /// Names the secret without telling it.
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// A token for a session, and when it ends.
    pub fn sign(&self, claimed: Claimed) -> Result<(String, DateTime<Utc>)> {
        let now = self.clock.now();
        let ends = now + ACCESS_LIFETIME;
        let claims = Claims {
            iss: ISSUER.into(),
            aud: AUDIENCE.into(),
            sub: claimed.account,
            sid: claimed.session,
            ver: claimed.version,
            iat: now.timestamp(),
            exp: ends.timestamp(),
            nbf: None,
        };
        let header = Header { kid: Some(self.key_id.clone()), ..Header::new(Algorithm::HS256) };
        let token = jsonwebtoken::encode(&header, &claims, &self.encoding).map_err(Problem::internal)?;
        Ok((token, ends))
    }

    /// A mark for the browser from which this account has just signed in.
    pub fn sign_device(&self, account: Uuid, device: Uuid) -> Result<String> {
        let claims = DeviceClaims { iss: ISSUER.into(), aud: DEVICE_AUDIENCE.into(), sub: account, did: device };
        let header = Header { kid: Some(self.key_id.clone()), ..Header::new(Algorithm::HS256) };
        jsonwebtoken::encode(&header, &claims, &self.encoding).map_err(Problem::internal)
    }

    /// Account and browser of a mark of ours.
    pub fn read_device(&self, mark: &str) -> Option<(Uuid, Uuid)> {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[DEVICE_AUDIENCE]);
        validation.set_required_spec_claims(&["iss", "aud", "sub"]);
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<DeviceClaims>(mark, &self.decoding, &validation).ok()?.claims;
        Some((claims.sub, claims.did))
    }

    /// Reads a token: one algorithm, our key, all claims there, not a second too late or too early.
    ///
    /// # Errors
    /// 401 for everything that is not exactly so.
    pub fn read(&self, token: &str) -> Result<Claimed> {
        let refused = || Problem::from(IdentityError::SessionEnded);
        let header = jsonwebtoken::decode_header(token).map_err(|_| refused())?;
        if header.kid.as_deref() != Some(self.key_id.as_str()) {
            return Err(refused());
        }
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // Times are compared below, by the product's own clock and without the library's minute of leeway.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &self.decoding, &validation).map_err(|_| refused())?.claims;
        let now = self.clock.now().timestamp();
        if claims.exp <= now || claims.nbf.is_some_and(|nbf| nbf > now) {
            return Err(refused());
        }
        Ok(Claimed { account: claims.sub, session: claims.sid, version: claims.ver })
    }
}
