//! What stands at the other end of a hook: an HTTP server that keeps what it was sent and answers as it is told.

use std::{
    collections::BTreeSet,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

/// One request as it came.
#[derive(Debug, Clone)]
pub struct Hook {
    pub uri: String,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Hook {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// A receiver on a port of its own; gone with the value.
#[derive(Debug)]
pub struct Receiver {
    pub address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

/// Status, headers and body of an answer.
type Said = (StatusCode, Vec<(String, String)>, String);

#[derive(Debug)]
struct Shared {
    seen: watch::Sender<Vec<Hook>>,
    says: Mutex<Said>,
    /// How long it thinks before it answers.
    thinks: Mutex<Duration>,
}

impl Receiver {
    /// Answers 200 with `{"errcode":0}`, as a robot that took it.
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let says = Mutex::new((StatusCode::OK, Vec::new(), "{\"errcode\":0}".to_owned()));
        let shared = Arc::new(Shared { seen: watch::Sender::new(Vec::new()), says, thinks: Mutex::default() });
        let app = Router::new().fallback(take).with_state(shared.clone());
        let task = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { address, shared, task }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// From now on it says this.
    pub fn says(&self, status: u16, headers: &[(&str, &str)], body: &str) {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        *self.shared.says.lock().unwrap() = (StatusCode::from_u16(status).unwrap(), headers, body.to_owned());
    }

    pub fn thinks(&self, time: Duration) {
        *self.shared.thinks.lock().unwrap() = time;
    }

    /// What came so far, in order.
    pub fn seen(&self) -> Vec<Hook> {
        self.shared.seen.borrow().clone()
    }

    /// Waits until so many different messages came; what came by then.
    ///
    /// # Panics
    /// When they do not come within `most`.
    pub async fn wait_for(&self, messages: usize, most: Duration) -> Vec<Hook> {
        let mut seen = self.shared.seen.subscribe();
        let different =
            |hooks: &Vec<Hook>| hooks.iter().map(|hook| hook.header("steward-delivery").to_owned()).collect::<BTreeSet<_>>().len();
        let came = tokio::time::timeout(most, seen.wait_for(|hooks| different(hooks) >= messages)).await.is_ok();
        let hooks = self.seen();
        assert!(came, "{} of {messages} messages came", different(&hooks));
        hooks
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn take(State(shared): State<Arc<Shared>>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    shared.seen.send_modify(|seen| seen.push(Hook { uri: uri.to_string(), headers, body: body.to_vec() }));
    let thinks = *shared.thinks.lock().unwrap();
    if !thinks.is_zero() {
        tokio::time::sleep(thinks).await;
    }
    let (status, more, said) = shared.says.lock().unwrap().clone();
    let mut answer = (status, said).into_response();
    for (name, value) in more {
        answer.headers_mut().insert(axum::http::HeaderName::try_from(name).unwrap(), value.parse().unwrap());
    }
    answer
}
