//! The only source of the present. Everything is UTC, to the microsecond (what both engines keep).

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

/// Tells the time. Clones share their source, so a test that moves a mock clock moves it for the whole product.
#[derive(Debug, Clone, Default)]
pub struct Clock(Source);

#[derive(Debug, Clone, Default)]
enum Source {
    #[default]
    System,
    Set(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that stands still until it is moved: for tests and for the replay of the demo school.
    pub fn set_to(at: DateTime<Utc>) -> Self {
        Self(Source::Set(Arc::new(Mutex::new(at))))
    }

    /// Now, cut to the microsecond so that a value reads back equal from either engine.
    pub fn now(&self) -> DateTime<Utc> {
        let now = match &self.0 {
            #[expect(clippy::disallowed_methods, reason = "the one place that asks the system clock")]
            Source::System => Utc::now(),
            Source::Set(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        };
        now.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(now)
    }

    /// Moves a set clock forward (or back, to test what a wrong clock does). The system clock does not move.
    pub fn advance(&self, by: TimeDelta) {
        if let Source::Set(at) = &self.0 {
            let mut at = at.lock().unwrap_or_else(PoisonError::into_inner);
            *at += by;
        }
    }

    /// Sets a set clock. The system clock does not move.
    pub fn move_to(&self, to: DateTime<Utc>) {
        if let Source::Set(at) = &self.0 {
            *at.lock().unwrap_or_else(PoisonError::into_inner) = to;
        }
    }
}
