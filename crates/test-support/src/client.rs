//! A client of the API as one person (or nobody) uses it.

use reqwest::{Method, StatusCode, header::HeaderMap};
use serde_json::{Value, json};

use crate::{Contract, PASSWORD};

/// Requests in the name of one person.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    /// Access token; `None` for nobody.
    pub token: Option<String>,
    /// Value of the refresh cookie.
    pub refresh: Option<String>,
    /// The person's id; empty for nobody.
    pub person_id: String,
    headers: Vec<(String, String)>,
    /// Whether a 500 is an answer like others: only where the test itself breaks something.
    may_fail: bool,
}

/// Who somebody is, without a way to a server: plain data, which outlives the runtime of the test that signed him in.
#[derive(Debug, Clone)]
pub struct Credentials {
    token: Option<String>,
    refresh: Option<String>,
    person_id: String,
}

/// An answer that already fits its description.
#[derive(Debug)]
pub struct Response {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
    what: String,
}

impl Client {
    pub fn nobody(base: &str) -> Self {
        let http = reqwest::Client::builder().build().unwrap();
        Self { http, base: base.to_owned(), token: None, refresh: None, person_id: String::new(), headers: Vec::new(), may_fail: false }
    }

    /// Somebody who signed in before, at a server that knows of it: it was started on a copy of that database.
    pub fn known(base: &str, who: &Credentials) -> Self {
        let Credentials { token, refresh, person_id } = who.clone();
        Self { token, refresh, person_id, ..Self::nobody(base) }
    }

    pub fn credentials(&self) -> Credentials {
        Credentials { token: self.token.clone(), refresh: self.refresh.clone(), person_id: self.person_id.clone() }
    }

    /// The same person with one more header on the next requests.
    #[must_use]
    pub fn with(&self, name: &str, value: impl Into<String>) -> Self {
        let mut client = self.clone();
        client.headers.push((name.to_owned(), value.into()));
        client
    }

    /// With `If-Match` for a version.
    #[must_use]
    pub fn seen(&self, version: i64) -> Self {
        self.with("if-match", format!("\"{version}\""))
    }

    /// The same person at another address: the server was started anew.
    #[must_use]
    pub fn at(&self, base: &str) -> Self {
        Self { base: base.to_owned(), ..self.clone() }
    }

    /// The same person, where the test breaks something and 500 is the right answer.
    #[must_use]
    pub fn amid_a_fault(&self) -> Self {
        Self { may_fail: true, ..self.clone() }
    }

    /// Somebody signed in by the password of all test people.
    pub async fn sign_in(&self, login: &str) -> Self {
        let answer = self.anonymous().post("/session", json!({ "login": login, "password": PASSWORD })).await;
        let (token, refresh) = (answer.cookie("steward_access"), answer.cookie("steward_refresh"));
        let me = answer.expect(200);
        let person_id = me["person"]["id"].as_str().unwrap().to_owned();
        Self { token, refresh, person_id, ..self.clone() }
    }

    /// Sets up a school through the page's own API and signs its administrator and its principal in.
    pub async fn set_up(&self, token: &str, name: &str) -> (Self, Self) {
        self.found(token, name).await;
        (self.sign_in("A001").await, self.sign_in("P001").await)
    }

    /// Sets up a school; nobody has signed in to it yet.
    pub async fn found(&self, token: &str, name: &str) {
        let body = json!({
            "token": token, "school": { "name": name, "public_url": "http://school.test" },
            "administrator": { "name": "林管理", "staff_no": "A001", "password": PASSWORD },
            "second_key_holder": { "name": "董校长", "staff_no": "P001", "password": PASSWORD },
        });
        self.anonymous().post("/setup", body).await.expect(201);
    }

    /// Without credentials.
    #[must_use]
    pub fn anonymous(&self) -> Self {
        Self { token: None, refresh: None, person_id: String::new(), ..self.clone() }
    }

    /// The whole address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("{}{}", self.base, whole(path))
    }

    pub async fn get(&self, path: &str) -> Response {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Response {
        self.send(Method::POST, path, Some(body.to_string().into_bytes())).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Response {
        self.send(Method::PATCH, path, Some(body.to_string().into_bytes())).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Response {
        self.send(Method::PUT, path, Some(body.to_string().into_bytes())).await
    }

    pub async fn delete(&self, path: &str) -> Response {
        self.send(Method::DELETE, path, None).await
    }

    /// Sends a file as the body, under a name.
    pub async fn upload(&self, name: &str, media_type: &str, bytes: Vec<u8>) -> Response {
        self.upload_to("/uploads", name, media_type, bytes).await
    }

    /// The same to another place that takes files.
    pub async fn upload_to(&self, path: &str, name: &str, media_type: &str, bytes: Vec<u8>) -> Response {
        let encoded: String = name.bytes().map(|b| format!("%{b:02X}")).collect();
        self.with("content-type", media_type).with("file-name", encoded).send(Method::POST, path, Some(bytes)).await
    }

    /// Sends bytes as they are, as JSON unless a content type was added by [`Client::with`]. Paths without a leading `/api` or
    /// `/health` stand below `/api/v1`.
    pub async fn send(&self, method: Method, path: &str, body: Option<Vec<u8>>) -> Response {
        self.try_send(&method, path, body).await.unwrap_or_else(|e| panic!("{method} {path}: {e:?}"))
    }

    /// A POST to a server that may die: `None` when the connection broke, and nobody knows whether it was done.
    pub async fn try_post(&self, path: &str, body: Value) -> Option<Response> {
        self.try_send(&Method::POST, path, Some(body.to_string().into_bytes())).await.ok()
    }

    async fn try_send(&self, method: &Method, path: &str, body: Option<Vec<u8>>) -> reqwest::Result<Response> {
        let path = whole(path);
        let mut request = self.http.request(method.clone(), self.url(&path));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if body.is_some() && !self.headers.iter().any(|(name, _)| name == "content-type") {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in &self.headers {
            request = request.header(name.as_str(), value.as_str());
        }
        if let Some(body) = body {
            request = request.body(body);
        }
        let answer = request.send().await?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = answer.bytes().await?.to_vec();
        let content_type = headers.get("content-type").and_then(|v| v.to_str().ok()).unwrap_or_default();
        let failed = status == StatusCode::INTERNAL_SERVER_ERROR && !self.may_fail;
        assert!(!failed, "{method} {path}: {}", String::from_utf8_lossy(&bytes));
        if *method != Method::HEAD {
            Contract::published().check(method.as_str(), &path, status.as_u16(), content_type, &bytes);
        }
        Ok(Response { status, headers, bytes, what: format!("{method} {path}") })
    }
}

fn whole(path: &str) -> String {
    if path.starts_with("/api") || path == "/health" || path.starts_with("/health/") { path.to_owned() } else { format!("/api/v1{path}") }
}

impl Response {
    /// # Panics
    /// When the status is another one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.what, String::from_utf8_lossy(&self.bytes));
        if self.bytes.is_empty() { Value::Null } else { serde_json::from_slice(&self.bytes).unwrap() }
    }

    /// The stable code of a problem.
    #[track_caller]
    pub fn expect_problem(self, status: u16, code: &str) -> Value {
        assert_eq!(self.headers.get("content-type").and_then(|v| v.to_str().ok()), Some("application/problem+json"), "{}", self.what);
        let what = self.what.clone();
        let body = self.expect(status);
        assert_eq!(body["code"], code, "{what}: {body:#}");
        body
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|v| v.to_str().ok())
    }

    /// Database queries of this request.
    pub fn queries(&self) -> u32 {
        self.header("x-query-count").and_then(|v| v.parse().ok()).unwrap_or_default()
    }

    /// Value of a cookie that this answer sets.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let set = self.headers.get_all("set-cookie").iter().filter_map(|v| v.to_str().ok());
        set.filter_map(|v| v.split(';').next()?.split_once('=')).find(|(n, _)| *n == name).map(|(_, v)| v.to_owned())
    }
}
