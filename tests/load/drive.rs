//! Sending requests side by side and checking what comes back.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::{Client, Method, RequestBuilder};

/// One request of an operation.
#[derive(Debug, Clone)]
pub struct Shot {
    pub method: Method,
    pub url: String,
    pub body: Option<String>,
    pub if_match: Option<i64>,
    /// For what is refused without an `Idempotency-Key`.
    pub key: Option<String>,
    pub expect: u16,
    /// Fewer bytes than this is no answer to the question.
    pub least_bytes: usize,
}

impl Shot {
    pub fn get(url: String, least_bytes: usize) -> Self {
        Self { method: Method::GET, url, body: None, if_match: None, key: None, expect: 200, least_bytes }
    }

    pub fn post(url: String, body: &serde_json::Value, expect: u16) -> Self {
        Self { method: Method::POST, url, body: Some(body.to_string()), if_match: None, key: None, expect, least_bytes: 20 }
    }

    /// With a key that no other shot has.
    pub fn once(self) -> Self {
        Self { key: Some(uuid::Uuid::now_v7().to_string()), ..self }
    }

    fn request(&self, http: &Client, token: &str) -> RequestBuilder {
        let mut request = http.request(self.method.clone(), &self.url).bearer_auth(token);
        if let Some(version) = self.if_match {
            request = request.header("if-match", format!("\"{version}\""));
        }
        if let Some(key) = &self.key {
            request = request.header("idempotency-key", key);
        }
        match &self.body {
            Some(body) => request.header("content-type", "application/json").body(body.clone()),
            None => request,
        }
    }

    /// Sends it; the body when it is what was expected.
    pub async fn fire(&self, http: &Client, token: &str) -> Vec<u8> {
        let answer = self.request(http, token).send().await.unwrap();
        let status = answer.status().as_u16();
        let bytes = answer.bytes().await.unwrap().to_vec();
        let fits = status == self.expect && bytes.len() >= self.least_bytes;
        assert!(fits, "{} {}: {status}, {} bytes: {}", self.method, self.url, bytes.len(), String::from_utf8_lossy(&bytes));
        bytes
    }
}

/// What makes the requests of a lane: the lane's number and the request's, and the last answer of this lane.
pub type Gun = Arc<dyn Fn(usize, usize, Option<&[u8]>) -> Shot + Send + Sync>;

/// How a run went.
pub struct Run {
    pub requests: usize,
    pub wall: Duration,
    latencies: Vec<Duration>,
}

impl Run {
    pub fn percentile(&self, percent: usize) -> Duration {
        self.latencies[(self.latencies.len() * percent / 100).min(self.latencies.len() - 1)]
    }

    pub fn per_second(&self) -> f64 {
        self.requests as f64 / self.wall.as_secs_f64()
    }
}

/// Fires `requests` over `lanes` that work side by side; each lane waits for its answer before it fires again.
pub async fn run(gun: &Gun, token: &str, lanes: usize, requests: usize) -> Run {
    let http = Client::builder().pool_max_idle_per_host(lanes).build().unwrap();
    let next = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let workers: Vec<_> = (0..lanes)
        .map(|lane| {
            let (gun, http, next, token) = (gun.clone(), http.clone(), next.clone(), token.to_owned());
            tokio::spawn(async move {
                let (mut latencies, mut last) = (Vec::new(), None);
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= requests {
                        return latencies;
                    }
                    let shot = gun(lane, number, last.as_deref());
                    let fired = Instant::now();
                    last = Some(shot.fire(&http, &token).await);
                    latencies.push(fired.elapsed());
                }
            })
        })
        .collect();
    let mut latencies = Vec::with_capacity(requests);
    for worker in workers {
        latencies.extend(worker.await.unwrap());
    }
    let wall = began.elapsed();
    latencies.sort_unstable();
    Run { requests, wall, latencies }
}
