//! The accept loop: a client that is slow with its headers is cut off, connections are bounded, and stopping lets answers finish.

use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::body::Incoming;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// How long requests in hand may take once stopping began.
pub(crate) const DRAIN: Duration = Duration::from_secs(25);
/// Room for our own header limit to answer as a problem before the parser gives up.
const PARSER_BUFFER: usize = 256 * 1024;

/// What one server bears.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Connections at the same time.
    pub connections: usize,
    /// From the first byte of a request to the last of its headers.
    pub headers: Duration,
}

/// Serves until the token is cancelled, then drains.
pub(crate) async fn serve(listener: TcpListener, app: Router, limits: Limits, stop: CancellationToken) {
    let mut builder = Builder::new(TokioExecutor::new());
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
        let watched = {
            let app = app.clone();
            let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| answer(app.clone(), peer, request));
            graceful.watch(builder.serve_connection(TokioIo::new(stream), service).into_owned())
        };
        tokio::spawn(async move {
            // A client that breaks off mid-way is no error of ours.
            let _ = watched.await;
            drop(seat);
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("some connections were still open after {DRAIN:?}");
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
