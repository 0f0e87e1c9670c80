//! Requests byte by byte, for what no client library would send.

use std::time::Duration;

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// What came back before the server closed.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

/// Far longer than any limit of the server under test: reaching it is a failure, not a measurement.
const PATIENCE: Duration = Duration::from_secs(20);

pub async fn connect(base: &str) -> TcpStream {
    TcpStream::connect(base.trim_start_matches("http://")).await.unwrap()
}

/// Sends the bytes and reads until the server closes; `None` when it closed without a word.
pub async fn exchange(base: &str, request: &[u8]) -> Option<Answer> {
    let mut stream = connect(base).await;
    // The server may answer and close before it has read everything.
    let _ = stream.write_all(request).await;
    rest(&mut stream).await
}

/// Reads until the server closes.
pub async fn rest(stream: &mut TcpStream) -> Option<Answer> {
    let mut bytes = Vec::new();
    // A reset after the answer is a way of closing too.
    let _ = timeout(PATIENCE, stream.read_to_end(&mut bytes)).await.expect("the server did not close");
    parse(&bytes)
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, head: head.to_owned(), body: body.to_owned() })
}

/// A request that asks for the connection to be closed. `target` goes onto the wire as it is.
pub fn request(method: &str, target: &str, token: Option<&str>, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("{method} {target} HTTP/1.1\r\nhost: school.test\r\nconnection: close\r\n");
    if let Some(token) = token {
        head.push_str(&format!("authorization: Bearer {token}\r\n"));
    }
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    [head.as_bytes(), body].concat()
}

/// A JSON body with its length.
pub fn json(method: &str, target: &str, token: Option<&str>, body: &[u8]) -> Vec<u8> {
    let length = body.len().to_string();
    request(method, target, token, &[("content-type", "application/json"), ("content-length", &length)], body)
}

impl Answer {
    /// # Panics
    /// When it is another status, or an error without a whole problem behind it.
    pub fn expect(&self, status: u16, what: &str) -> Value {
        assert_eq!(self.status, status, "{what}: {self:?}");
        let body: Value = serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{what}: {e}: {self:?}"));
        if status >= 400 {
            assert!(self.head.to_lowercase().contains("content-type: application/problem+json"), "{what}: {self:?}");
            for member in ["type", "title", "status", "detail", "instance", "code", "request_id"] {
                assert!(body.get(member).is_some(), "{what}: no {member} in {body}");
            }
        }
        body
    }
}
