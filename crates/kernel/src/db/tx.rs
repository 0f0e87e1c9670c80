//! Writing: a transaction that can only be committed together with what it did.

#![expect(clippy::disallowed_types, reason = "the kernel is the one holder of transactions")]

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement, TransactionSession};
use serde::Serialize;
use tokio::sync::Notify;
use uuid::Uuid;

use super::counted::counted;
use crate::{
    Actor, Clock, Db, Ids, Problem, Reply, RequestContext, Result, StandIn,
    audit::{self, Event},
    db::deadline,
    idempotency::{self, IdempotencyKey},
};

/// A write in progress. Dropped without a commit, it never happened.
#[derive(Debug)]
pub struct Tx {
    inner: DatabaseTransaction,
    signature: Signature,
    clock: Clock,
    ids: Ids,
    context: Arc<RequestContext>,
    idempotency: Option<IdempotencyKey>,
    rights_epoch: Arc<AtomicU64>,
    wake: Wake,
    /// What is done is the actor's own business, whatever others handed to him.
    for_himself: AtomicBool,
}

/// The worker of this process, and whether it has to look for work after the commit.
#[derive(Debug)]
struct Wake {
    worker: Arc<Notify>,
    wanted: AtomicBool,
}

/// Who signs the audit events of a transaction, and in what capacity.
#[derive(Debug, Clone)]
pub(crate) struct Signature {
    pub actor: Actor,
    pub school: Uuid,
    pub role: &'static str,
    /// For whom the actor may be standing in.
    pub stand_ins: Vec<StandIn>,
    pub permission: &'static str,
    pub request_id: String,
}

/// The closed list of writes that are no business facts and therefore leave no audit event.
#[derive(Debug, Clone, Copy)]
pub enum Technical {
    /// A session was used, renewed or rotated.
    SessionTouch,
    /// An attempt was counted.
    AttemptCounter,
    /// Expired technical rows were dropped.
    Housekeeping,
    /// News were handed on, and what their subscribers wrote for them.
    Outbox,
    /// A job or a lease changed hands, or ended.
    Job,
    /// Somebody looked at what was told to him.
    MarkedRead,
    /// Somebody was told what is about to happen: the mark that he was.
    Reminded,
    /// What waits got the day until which it may, by a rule of the school that was not there before.
    Dated,
}

impl Tx {
    pub(super) fn new(
        inner: DatabaseTransaction,
        signature: Signature,
        db: &Db,
        context: Arc<RequestContext>,
        idempotency: Option<IdempotencyKey>,
    ) -> Self {
        let wake = Wake { worker: db.worker.clone(), wanted: AtomicBool::new(false) };
        let (clock, ids, rights_epoch) = (db.clock.clone(), db.ids.clone(), db.rights_epoch.clone());
        Self { inner, signature, clock, ids, context, idempotency, rights_epoch, wake, for_himself: AtomicBool::new(false) }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub fn new_id(&self) -> Uuid {
        self.ids.next()
    }

    pub fn actor(&self) -> &Actor {
        &self.signature.actor
    }

    /// What is done here the actor may do by his own right: it is not written down as done for somebody else.
    pub fn for_himself(&self) {
        self.for_himself.store(true, Ordering::Release);
    }

    /// Waits until no other transaction that asks for the same lock runs beside this one, in whatever process: for rules that no constraint of the database
    /// can hold. SQLite has one writer anyway.
    pub async fn alone(&self, lock: i64) -> Result<()> {
        if self.get_database_backend() == DbBackend::Postgres {
            let sql = "SELECT pg_advisory_xact_lock($1)";
            self.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, [lock.into()])).await?;
        }
        Ok(())
    }

    /// The school whose rows this transaction writes.
    pub fn school(&self) -> Result<Uuid> {
        if self.signature.school.is_nil() {
            return Err(Problem::internal("a write to a school's table before the school was known"));
        }
        Ok(self.signature.school)
    }

    /// Moves an installation-level write into a school: set-up, which creates it, and sign-in, which learns it.
    pub fn enter_school(&mut self, school: Uuid, actor: Option<Actor>) {
        self.signature.school = school;
        if let Some(actor) = actor {
            self.signature.actor = actor;
        }
    }

    /// Writes down in another school's trail what this transaction does there; the school of the transaction gets its own at the commit.
    pub async fn record_in(&self, school: Uuid, events: &[Event]) -> Result<()> {
        audit::record(self, &Signature { school, ..self.signature.clone() }, events).await
    }

    /// Commits what was done together with its audit events and the answer for a repeated request. The only commit there is.
    ///
    /// # Errors
    /// 500 without an event; whatever the database says otherwise. Nothing is kept on error.
    pub async fn commit<T: Serialize>(mut self, events: impl IntoIterator<Item = Event>, reply: Reply<T>) -> Result<Reply<T>> {
        let mut events: Vec<Event> = events.into_iter().collect();
        if let (Some(first), false) = (self.signature.stand_ins.first(), self.for_himself.load(Ordering::Acquire)) {
            self.signature.role = first.role;
            for other in &self.signature.stand_ins {
                events = events.into_iter().map(|event| event.about("delegation", other.delegation, other.name.as_ref())).collect();
            }
        }
        if events.is_empty() {
            return Err(Problem::internal("a commit without an audit event"));
        }
        let school = self.school()?;
        if let Some(key) = &self.idempotency {
            idempotency::remember(&self, school, &self.signature.actor, key, &reply.to_stored()?).await?;
        }
        audit::record(&self, &self.signature, &events).await?;
        let epoch = events.iter().any(Event::does_change_rights).then(|| self.rights_epoch.clone());
        self.finish().await?;
        if let Some(epoch) = epoch {
            epoch.fetch_add(1, Ordering::AcqRel);
        }
        Ok(reply)
    }

    /// Commits a write that is no business fact.
    pub async fn commit_technical(self, _kind: Technical) -> Result<()> {
        self.finish().await
    }

    /// The same for a request that may come again: its answer is kept beside its key.
    pub async fn commit_technical_reply<T: Serialize>(self, kind: Technical, reply: Reply<T>) -> Result<Reply<T>> {
        if let Some(key) = &self.idempotency {
            idempotency::remember(&self, self.school()?, &self.signature.actor, key, &reply.to_stored()?).await?;
        }
        self.commit_technical(kind).await?;
        Ok(reply)
    }

    /// There will be work once this is committed.
    pub(crate) fn wake_the_worker(&self) {
        self.wake.wanted.store(true, Ordering::Release);
    }

    /// Takes everything back, and waits until that is done: whoever only drops a transaction leaves its locks for a moment.
    pub(crate) async fn roll_back(self) -> Result<()> {
        deadline::within(TransactionSession::rollback(self.inner)).await?;
        Ok(())
    }

    async fn finish(self) -> Result<()> {
        self.context.count_query();
        deadline::within(TransactionSession::commit(self.inner)).await?;
        if self.wake.wanted.load(Ordering::Acquire) {
            self.wake.worker.notify_one();
        }
        Ok(())
    }
}

counted!(Tx, inner);
