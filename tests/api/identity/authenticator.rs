//! A phone with passkeys, in software: what it answers, and a browser that wraps it (WebAuthn level 3, attestation `none`, ES256).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use test_support::{Client, PASSWORD, Response, School, text};

/// Present, and verified by finger, face or code.
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
/// The key stands in what follows.
const WITH_KEY: u8 = 0x40;

/// Where the pages of the test school are, as a browser says it.
pub const HOST: &str = "zongwu.school.test";

/// The same person in a browser that shows the page of this host.
pub fn at(client: &Client, host: &str) -> Client {
    client.with("host", host).with("origin", format!("https://{host}"))
}

/// One passkey and the device that keeps it.
pub struct Passkey {
    key: EcdsaKeyPair,
    id: Vec<u8>,
    handle: String,
    /// The host that it was made for.
    host: String,
    /// What the device counts; one that counts nothing says 0.
    pub count: u32,
    /// What the device says of who holds it.
    pub flags: u8,
}

impl Passkey {
    /// Answers creation options on the page of a host: the passkey, and what the browser sends.
    pub fn made(options: &Value, host: &str) -> (Self, Value) {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).unwrap();
        let id = Sha256::digest(key.public_key().as_ref()).to_vec();
        let handle = text(&options["user"]["id"]).to_owned();
        let passkey = Self { key, id, handle, host: host.to_owned(), count: 0, flags: PRESENT | VERIFIED };
        let answer = passkey.registration(text(&options["challenge"]));
        (passkey, answer)
    }

    fn registration(&self, challenge: &str) -> Value {
        let mut data = self.authenticator_data(self.flags | WITH_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        let (x, y) = self.key.public_key().as_ref()[1..].split_at(32);
        // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
        let cose = [&[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20], x, &[0x22, 0x58, 0x20], y].concat();
        data.extend(&cose);
        // {"fmt": "none", "attStmt": {}, "authData": bytes}
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt\x64none\x67attStmt\xa0\x68authData");
        object.extend([0x58, u8::try_from(data.len()).unwrap()]);
        object.extend(&data);
        // SubjectPublicKeyInfo of a P-256 key: a fixed head, then the point.
        let head = hex::decode("3059301306072a8648ce3d020106082a8648ce3d030107034200").unwrap();
        let spki = [head.as_slice(), self.key.public_key().as_ref()].concat();
        json!({
            "id": encoded(&self.id), "rawId": encoded(&self.id), "type": "public-key", "authenticatorAttachment": "platform",
            "clientExtensionResults": { "credProps": { "rk": true } },
            "response": {
                "clientDataJSON": encoded(client_data("webauthn.create", challenge, &format!("https://{}", self.host)).as_bytes()),
                "attestationObject": encoded(&object), "authenticatorData": encoded(&data), "transports": ["internal"],
                "publicKey": encoded(&spki), "publicKeyAlgorithm": -7,
            },
        })
    }

    /// Answers request options, once more than before.
    pub fn answer(&mut self, options: &Value) -> Value {
        let host = self.host.clone();
        self.answer_on(options, &format!("https://{host}"))
    }

    /// The same on a page of another origin, where a browser would not have asked.
    pub fn answer_on(&mut self, options: &Value, origin: &str) -> Value {
        if self.count > 0 {
            self.count += 1;
        }
        let data = self.authenticator_data(self.flags);
        let client_data = client_data("webauthn.get", text(&options["challenge"]), origin);
        let signed = [data.as_slice(), &Sha256::digest(client_data.as_bytes())].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "id": encoded(&self.id), "rawId": encoded(&self.id), "type": "public-key", "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": encoded(client_data.as_bytes()), "authenticatorData": encoded(&data),
                "signature": encoded(signature.as_ref()), "userHandle": self.handle,
            },
        })
    }

    fn authenticator_data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(self.host.as_bytes()).to_vec();
        data.push(flags);
        data.extend(self.count.to_be_bytes());
        data
    }

    /// Says that somebody touched it, and nothing of who.
    pub fn unverified(&mut self) {
        self.flags = PRESENT;
    }
}

fn client_data(kind: &str, challenge: &str, origin: &str) -> String {
    format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}","crossOrigin":false}}"#)
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Adds a passkey of this name to an account, on the page of the test school.
pub async fn add(client: &Client, name: &str) -> (Passkey, Value) {
    let browser = at(client, HOST);
    let asked = browser.post("/me/passkeys/options", json!({ "password": PASSWORD })).await.expect(200);
    let (passkey, credential) = Passkey::made(&asked["options"], HOST);
    let body = json!({ "name": name, "state": asked["state"], "credential": credential });
    (passkey, browser.post("/me/passkeys", body).await.expect(201))
}

/// A proof by this passkey, for signing in or stepping up.
pub async fn proof(school: &School, passkey: &mut Passkey) -> Value {
    let asked = at(&school.app.nobody(), HOST).post("/session/passkey-options", json!({})).await.expect(200);
    json!({ "state": asked["state"], "credential": passkey.answer(&asked["options"]) })
}

/// Signs in with it.
pub async fn sign_in(school: &School, passkey: &mut Passkey) -> Response {
    let proof = proof(school, passkey).await;
    at(&school.app.nobody(), HOST).post("/session/passkey", proof).await
}
