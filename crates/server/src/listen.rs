//! The accept loop: a client that is slow with its headers is cut off, connections are bounded, and stopping lets answers finish.

use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderValue, StatusCode, header, uri::PathAndQuery},
    response::{IntoResponse, Response},
};
use hyper::body::Incoming;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{
        conn::auto::Builder,
        graceful::{GracefulShutdown, Watcher},
    },
};
use kernel::{Ids, http::Load};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use crate::tls::Certificate;

/// How long requests in hand may take once stopping began.
pub(crate) const DRAIN: Duration = Duration::from_secs(25);
/// Room for our own header limit to answer as a problem before the parser gives up.
const PARSER_BUFFER: usize = 256 * 1024;
/// The first byte of a client that speaks TLS.
const TLS_HANDSHAKE: u8 = 0x16;

/// What one server bears.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Connections at the same time.
    pub connections: usize,
    /// From the opening of a connection, or the last answer on it, to the last of a request's headers.
    pub headers: Duration,
}

/// Who turns people away when the house is full.
#[derive(Debug, Clone)]
pub(crate) struct Door {
    pub load: Load,
    pub ids: Ids,
    /// Said to browsers with every answer where HTTPS is served.
    pub https: bool,
}

/// Serves until the token is cancelled, then drains. With a certificate over HTTPS only: plain HTTP on the same port is shown the way.
pub(crate) async fn serve(
    listener: TcpListener,
    app: Router,
    door: Door,
    limits: Limits,
    tls: Option<Certificate>,
    stop: CancellationToken,
) {
    // Told that there is HTTP/1 only, it does not wait without end for a first byte that would tell: silence counts as slow headers.
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(limits.headers).max_buf_size(PARSER_BUFFER).keep_alive(true);
    let builder = Arc::new(builder);
    let seats = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = accept(&listener, &seats) => accepted,
        };
        let Some((stream, peer, seat)) = accepted else { continue };
        let connection = Connection { builder: builder.clone(), app: app.clone(), door: door.clone(), peer, watcher: graceful.watcher() };
        let acceptor = tls.as_ref().map(Certificate::acceptor);
        tokio::spawn(async move {
            match acceptor {
                None => connection.serve(stream).await,
                Some(acceptor) => connection.serve_tls(stream, acceptor, limits.headers).await,
            }
            drop(seat);
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("some connections were still open after {DRAIN:?}");
    }
}

/// One client, from its acceptance to its end.
struct Connection {
    builder: Arc<Builder<TokioExecutor>>,
    app: Router,
    door: Door,
    peer: SocketAddr,
    watcher: Watcher,
}

impl Connection {
    async fn serve(self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let Self { builder, app, door, peer, watcher } = self;
        let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
            let full = door.load.is_full(request.method(), request.uri().path());
            let answered = if full { Ok(door.turn_away(&request)) } else { Err((app.clone(), request)) };
            async move {
                match answered {
                    Ok(response) => Ok(response),
                    Err((app, request)) => answer(app, peer, request).await,
                }
            }
        });
        // A client that breaks off mid-way is no error of ours.
        let _ = watcher.watch(builder.serve_connection(TokioIo::new(stream), service).into_owned()).await;
    }

    /// A client has as long for its handshake as for its headers.
    async fn serve_tls(self, stream: TcpStream, acceptor: TlsAcceptor, longest: Duration) {
        let mut first = [0];
        match tokio::time::timeout(longest, stream.peek(&mut first)).await {
            Ok(Ok(1)) if first == [TLS_HANDSHAKE] => {}
            Ok(Ok(1)) => return Self { app: Router::new().fallback(to_https), ..self }.serve(stream).await,
            _ => return,
        }
        if let Ok(Ok(stream)) = tokio::time::timeout(longest, acceptor.accept(stream)).await {
            self.serve(stream).await;
        }
    }
}

impl Door {
    fn turn_away(&self, request: &hyper::Request<Incoming>) -> Response {
        let mut response = self.load.turn_away(&self.ids, request.method(), request.uri(), request.headers());
        if self.https {
            response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(ONLY_HTTPS));
        }
        response
    }
}

/// Browsers that came over HTTPS once never come by plain HTTP again.
pub(crate) const ONLY_HTTPS: &str = "max-age=31536000";

/// The same address over HTTPS: for signs and bookmarks from before there was a certificate.
async fn to_https(request: axum::extract::Request) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let path = request.uri().path_and_query().map_or("/", PathAndQuery::as_str);
    let location = host.filter(|_| path.starts_with('/')).and_then(|host| HeaderValue::try_from(format!("https://{host}{path}")).ok());
    match location {
        Some(location) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, location)]).into_response(),
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

type Accepted = (TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit);

async fn accept(listener: &TcpListener, seats: &Arc<Semaphore>) -> Option<Accepted> {
    let seat = seats.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => {
            // Small answers should not wait for a full packet; failing to set it costs only time.
            let _ = stream.set_nodelay(true);
            Some((stream, peer, seat))
        }
        Err(error) => {
            // Out of descriptors, or a connection reset before it was accepted: breathe and go on.
            tracing::warn!(%error, "accept failed");
            tokio::time::sleep(Duration::from_millis(50)).await;
            None
        }
    }
}

async fn answer(app: Router, peer: SocketAddr, request: hyper::Request<Incoming>) -> Result<hyper::Response<Body>, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    app.oneshot(request).await
}
