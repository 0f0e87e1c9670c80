//! How much is in hand at the same time. What is beyond is told so at once, instead of making everybody wait: a server that answers a
//! few hundred requests in time serves more people than one that answers thousands too late.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::sync::Semaphore;

use super::body::fits;
use crate::{Problem, Text};

/// Seconds after which a client that was turned away may try again.
const COME_AGAIN: u64 = 1;

/// Seats for requests in hand. Clones share them.
#[derive(Debug, Clone)]
pub struct Load {
    seats: Arc<Semaphore>,
    /// Beginnings of paths (or whole ones, with `*` for one segment) that need no seat: whether the server is up, and files, which are received at their senders' pace.
    free: &'static [&'static str],
}

impl Load {
    pub fn new(seats: usize, free: &'static [&'static str]) -> Self {
        Self { seats: Arc::new(Semaphore::new(seats.min(Semaphore::MAX_PERMITS))), free }
    }

    fn is_free(&self, request: &Request) -> bool {
        let path = request.uri().path();
        self.free.iter().any(|free| path.starts_with(free) || fits(free, path))
    }
}

/// Before a body is read: when there is no seat now, nothing more is taken in.
pub async fn turn_away(State(load): State<Load>, request: Request, next: Next) -> Response {
    if load.seats.available_permits() == 0 && !load.is_free(&request) {
        return overloaded().into_response();
    }
    next.run(request).await
}

/// Once the body is there: a seat until the answer is made. Whoever sends slowly holds none.
pub async fn take_seat(State(load): State<Load>, request: Request, next: Next) -> Response {
    if load.is_free(&request) {
        return next.run(request).await;
    }
    let Ok(seat) = load.seats.clone().try_acquire_owned() else { return overloaded().into_response() };
    let response = next.run(request).await;
    drop(seat);
    response
}

fn overloaded() -> Problem {
    let text = Text::fixed("用的人太多，请稍等几秒再试。", "Too many people at once; try again in a few seconds.");
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "overloaded", text).retry_after(COME_AGAIN)
}
