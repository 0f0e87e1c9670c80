//! An OpenID Connect provider, in software: its description, its keys, and a token for each code that it gave (OpenID Connect Core 1.0,
//! authorization code flow with PKCE, ES256). The browser's part, being sent there and back, is a call.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex},
};

use axum::{
    Form, Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    routing::{get, post},
};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use reqwest::Url;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};
use server::config::{OpenId, Secret};
use sha2::{Digest, Sha256};
use test_support::{School, TestDb, TestEngine, text};
use tokio::{net::TcpListener, task::JoinHandle};

pub const CLIENT: &str = "steward";
const SECRET: &str = "secret of the client";

/// A provider on a port of its own; gone with the value.
pub struct OpenIdProvider {
    pub issuer: String,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

struct Shared {
    issuer: String,
    key: Mutex<(String, EcdsaKeyPair)>,
    given: Mutex<HashMap<String, Given>>,
    /// What it says else than the truth.
    lie: Mutex<Lie>,
}

/// What belongs to a code.
struct Given {
    challenge: String,
    nonce: String,
    redirect: String,
    subject: String,
}

/// What is wrong with the tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    None,
    Claim(&'static str, &'static str),
    Expired,
    /// Signed by a key that it does not publish, under the name of the one that it does.
    OtherKey,
    Unsigned,
    /// No ID token at all.
    Silent,
    Broken,
}

fn new_key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap()
}

impl OpenIdProvider {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Shared {
            issuer: issuer.clone(),
            key: Mutex::new(("first".into(), new_key())),
            given: Mutex::default(),
            lie: Mutex::new(Lie::None),
        });
        let app = Router::new()
            .route("/.well-known/openid-configuration", get(description))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(shared.clone());
        let task = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { issuer, shared, task }
    }

    /// A school at which people may sign in by it.
    pub async fn school(&self, engine: TestEngine) -> School {
        let openid = self.settings();
        School::open_with(TestDb::new(engine).await, |config| config.openid = openid).await
    }

    pub fn settings(&self) -> OpenId {
        OpenId {
            issuer: Some(self.issuer.clone()),
            client_id: Some(CLIENT.into()),
            client_secret: Some(Secret::new(SECRET)),
            name: Some("区统一认证".into()),
        }
    }

    /// A browser was sent to `begun.url`, somebody signed in there, and it comes back with this for the page.
    pub fn recognises(&self, begun: &Value, subject: &str) -> Value {
        let url = Url::parse(text(&begun["url"])).unwrap();
        assert!(url.as_str().starts_with(&format!("{}/authorize?", self.issuer)), "{url}");
        let asked: BTreeMap<String, String> = url.query_pairs().into_owned().collect();
        let said = |name: &str| asked[name].clone();
        assert_eq!((said("response_type"), said("client_id"), said("scope")), ("code".into(), CLIENT.into(), "openid".into()));
        assert_eq!(said("code_challenge_method"), "S256");
        let mut given = self.shared.given.lock().unwrap();
        let code = format!("code-{}", given.len());
        let known =
            Given { challenge: said("code_challenge"), nonce: said("nonce"), redirect: said("redirect_uri"), subject: subject.to_owned() };
        given.insert(code.clone(), known);
        json!({ "ceremony": begun["ceremony"], "code": code, "state": said("state") })
    }

    pub fn lies(&self, lie: Lie) {
        *self.shared.lie.lock().unwrap() = lie;
    }

    /// It has another key from now on.
    pub fn new_key(&self) {
        *self.shared.key.lock().unwrap() = ("second".into(), new_key());
    }

    pub fn closes(&self) {
        self.task.abort();
    }
}

impl Drop for OpenIdProvider {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn description(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let issuer = &shared.issuer;
    Json(json!({
        "issuer": issuer, "authorization_endpoint": format!("{issuer}/authorize"), "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"), "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
    }))
}

async fn keys(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let key = shared.key.lock().unwrap();
    let (x, y) = key.1.public_key().as_ref()[1..].split_at(32);
    let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    Json(json!({ "keys": [{ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": key.0, "x": part(x), "y": part(y) }] }))
}

async fn token(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Form(asked): Form<HashMap<String, String>>,
) -> Result<Json<Value>, (StatusCode, Json<Value>)> {
    let refused = |error: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": error })));
    let encoded: String = reqwest::Url::parse_with_params("http://x", [("s", SECRET)]).unwrap().query().unwrap()[2..].to_owned();
    let client = format!("Basic {}", STANDARD.encode(format!("{CLIENT}:{encoded}")));
    if headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()) != Some(client.as_str()) {
        return Err(refused("invalid_client"));
    }
    let lie = *shared.lie.lock().unwrap();
    if lie == Lie::Broken {
        return Err((StatusCode::INTERNAL_SERVER_ERROR, Json(json!("<html>"))));
    }
    let given = asked.get("code").and_then(|code| shared.given.lock().unwrap().remove(code)).ok_or_else(|| refused("invalid_grant"))?;
    let verifier = asked.get("code_verifier").map(|verifier| URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)));
    if verifier != Some(given.challenge) || asked.get("redirect_uri") != Some(&given.redirect) {
        return Err(refused("invalid_grant"));
    }
    let mut answer = json!({ "access_token": "unused", "token_type": "Bearer", "expires_in": 60 });
    // By the clock of the tests, which begin on 24 November 2026.
    let ends = if lie == Lie::Expired { 1_795_000_000 } else { 1_895_000_000 };
    let mut claims = json!({
        "iss": shared.issuer, "aud": CLIENT, "sub": given.subject, "nonce": given.nonce, "iat": 1_795_000_000, "exp": ends,
    });
    if let Lie::Claim(name, value) = lie {
        claims[name] = json!(value);
    }
    if lie != Lie::Silent {
        answer["id_token"] = json!(signed(&shared, lie, &claims));
    }
    Ok(Json(answer))
}

fn signed(shared: &Shared, lie: Lie, claims: &Value) -> String {
    let key = shared.key.lock().unwrap();
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    if lie == Lie::Unsigned {
        return format!("{}.{}.", part(&json!({ "alg": "none" })), part(claims));
    }
    let signed = format!("{}.{}", part(&json!({ "alg": "ES256", "kid": key.0 })), part(claims));
    let random = SystemRandom::new();
    let signature = if lie == Lie::OtherKey { new_key().sign(&random, signed.as_bytes()) } else { key.1.sign(&random, signed.as_bytes()) };
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.unwrap().as_ref()))
}
