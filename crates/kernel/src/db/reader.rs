//! Reading: one statement at a time, each its own snapshot. Two numbers that must agree come from one statement.

#![expect(clippy::disallowed_types, reason = "the kernel is the one holder of connections")]

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::DatabaseConnection;

use super::counted::counted;
use crate::{Clock, RequestContext};

/// A read-only way into the database.
#[derive(Debug)]
pub struct Reader {
    connection: DatabaseConnection,
    clock: Clock,
    context: Arc<RequestContext>,
}

impl Reader {
    pub(super) fn new(connection: DatabaseConnection, clock: Clock, context: Arc<RequestContext>) -> Self {
        Self { connection, clock, context }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}

counted!(Reader, connection);
