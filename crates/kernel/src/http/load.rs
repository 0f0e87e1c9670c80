//! How much is in hand at the same time. What is beyond is told so at once, instead of making everybody wait: a server that answers a
//! few hundred requests in time serves more people than one that answers thousands too late.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{body::fits, edge::secure, log_path};
use crate::{Ids, Lang, Problem, Text};

/// Seconds after which a client that was turned away may try again.
const COME_AGAIN: u64 = 1;

/// One seat in so many is for those who read.
const READERS_SHARE: usize = 5;

/// Paths that are not like all others; beginnings of them, or whole ones with `*` for one segment.
#[derive(Debug, Clone, Copy)]
pub struct Paths {
    /// They need no seat: whether the server is up, and files, which are received at their senders' pace.
    pub free: &'static [&'static str],
    /// Asked by people who are not known yet. They have half of the seats, so that a crowd at the door leaves room for those who are inside.
    pub door: &'static [&'static str],
}

/// Seats for requests in hand. Clones share them.
#[derive(Debug, Clone)]
pub struct Load {
    seats: Arc<Semaphore>,
    /// Of the seats, those that requests may take which write: they wait for one another, and would fill the house with waiting. What is
    /// left is for those who read.
    writing: Arc<Semaphore>,
    door: Arc<Semaphore>,
    paths: Paths,
    turned_away: Arc<AtomicU64>,
}

impl Load {
    pub fn new(seats: usize, paths: Paths) -> Self {
        let seats = seats.min(Semaphore::MAX_PERMITS);
        let semaphore = |permits| Arc::new(Semaphore::new(permits));
        let writing = semaphore(seats - seats / READERS_SHARE);
        Self { seats: semaphore(seats), writing, door: semaphore(seats.div_ceil(2)), paths, turned_away: Arc::default() }
    }

    /// How many were turned away so far.
    pub fn turned_away(&self) -> u64 {
        self.turned_away.load(Ordering::Relaxed)
    }

    fn is_one_of(paths: &[&str], path: &str) -> bool {
        paths.iter().any(|one| path.starts_with(one) || fits(one, path))
    }

    /// Whether nothing more like this is taken in now. Looked at before anything else of the request is.
    pub fn is_full(&self, method: &Method, path: &str) -> bool {
        let none = |seats: &Semaphore| seats.available_permits() == 0;
        let full =
            none(&self.seats) || (none(&self.writing) && !method.is_safe()) || (none(&self.door) && Self::is_one_of(self.paths.door, path));
        full && !Self::is_one_of(self.paths.free, path)
    }

    /// A seat of each kind that it needs; given back when dropped.
    fn sit_down(&self, method: &Method, path: &str) -> Option<[Option<OwnedSemaphorePermit>; 3]> {
        let take = |seats: &Arc<Semaphore>, wanted: bool| {
            if wanted { seats.clone().try_acquire_owned().ok().map(Some) } else { Some(None) }
        };
        let door = take(&self.door, Self::is_one_of(self.paths.door, path))?;
        let writing = take(&self.writing, !method.is_safe())?;
        Some([door, writing, take(&self.seats, true)?])
    }

    fn refuse(&self) -> Problem {
        self.turned_away.fetch_add(1, Ordering::Relaxed);
        let text = Text::fixed("用的人太多，请稍等几秒再试。", "Too many people at once; try again in a few seconds.");
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "overloaded", text).retry_after(COME_AGAIN)
    }

    /// The whole answer to whoever is turned away before his request is looked at: what the edge would make of it, without the way through
    /// the house. It has to cost next to nothing, since it is given when there is nothing left.
    pub fn turn_away(&self, ids: &Ids, method: &Method, uri: &Uri, headers: &HeaderMap) -> Response {
        let id = ids.next().to_string();
        let lang = Lang::negotiate(headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()));
        let mut response = self.refuse().render(lang, uri.path(), &id);
        secure(response.headers_mut(), &id);
        tracing::info!(
            target: "steward::request",
            request_id = id,
            method = %method,
            path = log_path::of_unknown(uri.path()),
            status = response.status().as_u16(),
        );
        response
    }
}

/// Once the body is there: a seat until the answer is made. Whoever sends slowly holds none.
pub async fn take_seat(State(load): State<Load>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if Load::is_one_of(load.paths.free, path) {
        return next.run(request).await;
    }
    let Some(seat) = load.sit_down(request.method(), path) else { return load.refuse().into_response() };
    let response = next.run(request).await;
    drop(seat);
    response
}
