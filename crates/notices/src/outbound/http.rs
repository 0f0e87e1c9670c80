//! A request to a receiver, over a connection to an address that was checked.

use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt, Full};
use hyper::{
    Method, Request, StatusCode,
    client::conn::http1,
    header::{self, HeaderMap, HeaderName, HeaderValue},
};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::rustls::pki_types::ServerName;
use url::Url;

use super::{LONGEST, MOST_READ, NotSent, Outbound};

/// What a receiver said: for the one who sends, never for the one who asked.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Outbound {
    /// Posts JSON. A redirect is an answer like any other.
    ///
    /// # Errors
    /// When the receiver is not allowed, does not answer in time, or says more than [`MOST_READ`].
    pub async fn post(&self, url: &Url, headers: &[(&'static str, String)], body: Vec<u8>) -> Result<Answer, NotSent> {
        self.deliver(url, request(url, headers, body)?).await
    }

    /// Sends a request to a whole URL, put together by a library that knows its protocol.
    ///
    /// # Errors
    /// As [`Self::post`].
    pub async fn send(&self, request: Request<Vec<u8>>) -> Result<Answer, NotSent> {
        let url = self.readable(&request.uri().to_string()).ok_or_else(|| NotSent("an address that is not allowed".into()))?;
        let (parts, body) = request.into_parts();
        let mut sent = to(&url).method(parts.method).body(Full::from(body)).map_err(NotSent::because)?;
        sent.headers_mut().extend(parts.headers);
        self.deliver(&url, sent).await
    }

    async fn deliver(&self, url: &Url, request: Request<Full<Bytes>>) -> Result<Answer, NotSent> {
        let sent = async {
            let host = url.host().ok_or_else(|| NotSent("no host".into()))?;
            let port = url.port_or_known_default().ok_or_else(|| NotSent("no port".into()))?;
            let stream = self.connect(&host, port).await?;
            if url.scheme() != "https" {
                return exchange(stream, request).await;
            }
            let name = url.host_str().unwrap_or_default().trim_matches(['[', ']']).trim_end_matches('.').to_owned();
            let name = ServerName::try_from(name).map_err(NotSent::because)?;
            exchange(self.tls.connect(name, stream).await.map_err(NotSent::because)?, request).await
        };
        tokio::time::timeout(LONGEST, sent).await.unwrap_or_else(|_| Err(NotSent("no answer in time".into())))
    }
}

/// Of the address only what the receiver asks for.
fn to(url: &Url) -> hyper::http::request::Builder {
    let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let authority = &url[url::Position::BeforeHost..url::Position::AfterPort];
    Request::builder().uri(path).header(header::HOST, authority).header(header::USER_AGENT, "Steward")
}

fn request(url: &Url, headers: &[(&'static str, String)], body: Vec<u8>) -> Result<Request<Full<Bytes>>, NotSent> {
    let mut request = to(url)
        .method(Method::POST)
        .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
        .body(Full::from(body))
        .map_err(NotSent::because)?;
    for (name, value) in headers {
        // A line break in a value is an error here, not a second header.
        request.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_str(value).map_err(NotSent::because)?);
    }
    Ok(request)
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> Result<Answer, NotSent>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(NotSent::because)?;
    let connection = tokio::spawn(connection);
    let answered = read(&mut sender, request).await;
    // Whatever it still had to say is not read.
    connection.abort();
    answered
}

async fn read(sender: &mut http1::SendRequest<Full<Bytes>>, request: Request<Full<Bytes>>) -> Result<Answer, NotSent> {
    let (parts, mut body) = sender.send_request(request).await.map_err(NotSent::because)?.into_parts();
    let mut read = BytesMut::new();
    while let Some(frame) = body.frame().await {
        if let Ok(data) = frame.map_err(NotSent::because)?.into_data() {
            if read.len() + data.len() > MOST_READ {
                return Err(NotSent("an answer that does not end".into()));
            }
            read.extend_from_slice(&data);
        }
    }
    Ok(Answer { status: parts.status, headers: parts.headers, body: read.freeze() })
}

#[cfg(test)]
mod tests {
    use std::{
        io,
        net::SocketAddr,
        sync::{
            Arc,
            atomic::{AtomicUsize, Ordering},
        },
    };

    use async_trait::async_trait;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    use super::*;
    use crate::outbound::Resolve;

    /// A name server that says one thing first and another afterwards.
    struct Rebinding {
        asked: AtomicUsize,
        says: [Vec<SocketAddr>; 2],
    }

    #[async_trait]
    impl Resolve for Rebinding {
        async fn resolve(&self, _: &str, _: u16) -> io::Result<Vec<SocketAddr>> {
            let turn = self.asked.fetch_add(1, Ordering::SeqCst).min(1);
            Ok(self.says[turn].clone())
        }
    }

    fn names(first: &[&str], then: &[&str]) -> Arc<Rebinding> {
        let read = |says: &[&str]| says.iter().map(|at| at.parse().unwrap()).collect();
        Arc::new(Rebinding { asked: AtomicUsize::new(0), says: [read(first), read(then)] })
    }

    #[tokio::test]
    async fn j02_a_name_that_leads_inside_is_blocked_whatever_else_it_says() {
        let all: [&[&str]; 4] = [&["127.0.0.1:9"], &["8.8.8.8:9", "192.168.1.1:9"], &["[::ffff:10.0.0.1]:9"], &[]];
        for says in all {
            let out = Outbound::resolving_by(false, names(says, says)).unwrap();
            let url = Url::parse("https://hooks.example.com/").unwrap();
            let refused = out.post(&url, &[], Vec::new()).await.unwrap_err();
            assert_eq!(refused.to_string(), "a name with an address that is not allowed", "{says:?}");
        }
    }

    /// Once for a connection: whoever asks twice can be told two things.
    #[tokio::test]
    async fn j02_a_name_is_asked_for_once_and_the_checked_address_is_used() {
        let inside = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = inside.local_addr().unwrap();
        let says = at.to_string();
        let names = names(&[says.as_str()], &["169.254.169.254:80"]);
        let out = Outbound::resolving_by(true, names.clone()).unwrap();
        let serve = async {
            let (mut stream, _) = inside.accept().await.unwrap();
            let mut heard = vec![0; 4096];
            let length = stream.read(&mut heard).await.unwrap();
            stream.write_all(b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n").await.unwrap();
            String::from_utf8_lossy(&heard[..length]).into_owned()
        };
        let url = Url::parse("http://hooks.example.com/a?b=c").unwrap();
        let headers = [("steward-delivery", "1".to_owned())];
        let (heard, answer) = tokio::join!(serve, out.post(&url, &headers, b"{}".to_vec()));
        assert!(heard.starts_with("POST /a?b=c HTTP/1.1\r\nhost: hooks.example.com\r\n"), "{heard}");
        assert_eq!((answer.unwrap().status.as_u16(), names.asked.load(Ordering::SeqCst)), (302, 1), "answered, not followed");
    }

    #[tokio::test]
    async fn j03_an_answer_that_does_not_end_is_cut() {
        let endless = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = Url::parse(&format!("http://{}/", endless.local_addr().unwrap())).unwrap();
        let serve = async {
            let (mut stream, _) = endless.accept().await.unwrap();
            stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").await.unwrap();
            let mut sent = 0;
            // Until the other side hangs up.
            while stream.write_all(format!("400\r\n{}\r\n", "x".repeat(1024)).as_bytes()).await.is_ok() {
                sent += 1024;
            }
            sent
        };
        let out = Outbound::new(true).unwrap();
        let (sent, answer) = tokio::join!(serve, out.post(&url, &[], Vec::new()));
        assert_eq!(answer.unwrap_err().to_string(), "an answer that does not end");
        assert!(sent >= MOST_READ, "{sent}");
    }

    #[tokio::test]
    async fn j04_a_line_break_makes_no_second_header() {
        let out = Outbound::new(true).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
        out.post(&url, &[("steward-delivery", "1\r\nx-evil: 1".into())], Vec::new()).await.unwrap_err();
    }
}
