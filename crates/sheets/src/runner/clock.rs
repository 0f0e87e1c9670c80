//! The parser's time limit. Owns the reckoning only; killing is the guard's.

use std::{
    sync::{
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    time::{Duration, Instant},
};

/// The parser's time. What the caller spends on the rows is not counted: meanwhile the parser waits at a full pipe.
pub struct Clock {
    start: Instant,
    wall: Duration,
    /// Microseconds spent by the caller so far.
    busy: AtomicU64,
    /// When the caller began what it is doing now, in microseconds after the start; [`NEVER`] while it waits.
    since: AtomicU64,
}

const NEVER: u64 = u64::MAX;

impl Clock {
    pub fn start(wall: Duration) -> Self {
        Self { start: Instant::now(), wall, busy: AtomicU64::new(0), since: AtomicU64::new(NEVER) }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_micros()).unwrap_or(NEVER - 1)
    }

    pub fn paused<T>(&self, work: impl FnOnce() -> T) -> T {
        let begin = self.now();
        self.since.store(begin, Ordering::Relaxed);
        let result = work();
        // In this order a look in between counts the work twice, never not at all.
        self.busy.fetch_add(self.now().saturating_sub(begin), Ordering::Relaxed);
        self.since.store(NEVER, Ordering::Relaxed);
        result
    }

    fn allowed(&self) -> Duration {
        let running = self.now().saturating_sub(self.since.load(Ordering::Relaxed));
        self.wall + Duration::from_micros(self.busy.load(Ordering::Relaxed).saturating_add(running))
    }

    /// Waits until the reader is done (false) or the time is over (true).
    pub fn runs_out(&self, done: &mpsc::Receiver<()>) -> bool {
        loop {
            let left = self.allowed().saturating_sub(self.start.elapsed());
            if left.is_zero() {
                return true;
            }
            if done.recv_timeout(left) != Err(mpsc::RecvTimeoutError::Timeout) {
                return false;
            }
        }
    }
}
