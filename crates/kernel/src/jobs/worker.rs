//! The hands: a loop that hands on news and runs jobs until it is told to stop, and then finishes what is in hand.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use chrono::TimeDelta;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::{Job, Outcome, RunJobs, Work, cause, store};
use crate::{
    Actor, Db, Grant, Problem, Result,
    db::Technical,
    outbox::{self, Subscriber},
};

/// How often somebody looks for work that another server or the command line left.
const LOOK: Duration = Duration::from_secs(1);

/// Who somebody is today: a job runs with the rights that its owner has when it runs. `identity` implements it.
#[async_trait]
pub trait Owners: Send + Sync {
    /// `None` when he left.
    async fn today(&self, db: &Db, school: Uuid, person: Uuid) -> Result<Option<Actor>>;
}

/// How much is done at the same time, and for how long a job is held before others may take it.
#[derive(Debug, Clone, Copy)]
pub struct Hands {
    pub at_once: usize,
    pub lease: Duration,
}

/// Does the work. Cheap to clone.
#[derive(Clone)]
pub struct Worker {
    db: Db,
    holder: Uuid,
    hands: Hands,
    subscribers: Arc<[Arc<dyn Subscriber>]>,
    works: Arc<[Arc<dyn Work>]>,
    owners: Arc<dyn Owners>,
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Worker").field("holder", &self.holder).finish_non_exhaustive()
    }
}

impl Worker {
    pub fn new(db: Db, hands: Hands, subscribers: Vec<Arc<dyn Subscriber>>, works: Vec<Arc<dyn Work>>, owners: Arc<dyn Owners>) -> Self {
        let holder = db.ids().next();
        Self { db, holder, hands, subscribers: subscribers.into(), works: works.into(), owners }
    }

    /// The name under which this process holds leases.
    pub const fn holder(&self) -> Uuid {
        self.holder
    }

    /// Works until `stop` is over, then finishes what is in hand.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) {
        let mut stop = std::pin::pin!(stop);
        let mut running: JoinSet<()> = JoinSet::new();
        loop {
            let mut busy = match self.step(&mut running).await {
                Ok(busy) => busy,
                Err(problem) => {
                    tracing::error!(target: "steward::failure", cause = cause(&problem), "the worker could not look for work");
                    false
                }
            };
            while running.try_join_next().is_some() {
                busy = true;
            }
            let look_again = busy && running.len() < self.hands.at_once;
            tokio::select! {
                biased;
                () = &mut stop => break,
                () = std::future::ready(()), if look_again => {}
                () = self.db.woken() => {}
                Some(_) = running.join_next(), if !running.is_empty() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
        while running.join_next().await.is_some() {}
    }

    /// Hands on news and takes up jobs; whether there was anything.
    async fn step(&self, running: &mut JoinSet<()>) -> Result<bool> {
        let (news, jobs) = store::waiting(&self.db).await?;
        let handed_on = if news { outbox::dispatch(&self.db, &self.subscribers).await? } else { 0 };
        let free = self.hands.at_once.saturating_sub(running.len());
        if !jobs || free == 0 {
            return Ok(handed_on > 0);
        }
        let claimed = self.claim(free).await?;
        let taken = claimed.len();
        for job in claimed {
            let worker = self.clone();
            running.spawn(async move { worker.do_one(job).await });
        }
        Ok(handed_on + taken > 0)
    }

    async fn claim(&self, most: usize) -> Result<Vec<Job>> {
        let kinds: Vec<&'static str> = self.works.iter().map(|work| work.kind()).collect();
        if kinds.is_empty() {
            return Ok(Vec::new());
        }
        store::claim(&self.db, self.holder, &kinds, most, self.lease()).await
    }

    /// Everything that is due, one after the other, until nothing is; answers how much that was. For tests and the demo school, whose
    /// clock stands still.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drain(&self) -> Result<usize> {
        let mut done = 0;
        loop {
            let handed_on = outbox::dispatch(&self.db, &self.subscribers).await?;
            let claimed = self.claim(self.hands.at_once.max(1)).await?;
            if handed_on == 0 && claimed.is_empty() {
                return Ok(done);
            }
            done += handed_on + claimed.len();
            for job in claimed {
                self.do_one(job).await;
            }
        }
    }

    fn lease(&self) -> TimeDelta {
        TimeDelta::from_std(self.hands.lease).unwrap_or(TimeDelta::seconds(30))
    }

    /// Runs one job while its lease is renewed, and writes how it ended.
    async fn do_one(&self, job: Job) {
        let outcome = tokio::select! {
            outcome = self.outcome(&job) => outcome,
            () = self.lose(&job) => {
                tracing::warn!(target: "steward::jobs", job = %job.id, "the lease of a job was lost; somebody else does it");
                return;
            }
        };
        if let Err(problem) = self.settle(&job, outcome).await {
            // Its lease runs out, and somebody does it again.
            tracing::error!(target: "steward::failure", job = %job.id, cause = cause(&problem), "the end of a job could not be written");
        }
    }

    async fn outcome(&self, job: &Job) -> Outcome {
        let Some(work) = self.works.iter().find(|work| work.kind() == job.kind) else {
            return Outcome::Again("no such work".into());
        };
        match self.actor(job).await {
            Ok(actor) => work.run(&self.db, job, actor.as_ref()).await,
            Err(problem) if problem.code() == "forbidden" => work.forbidden(&self.db, job).await,
            Err(problem) => Outcome::Again(cause(&problem)),
        }
    }

    /// B06: the owner as he is today, not as he was when the job was written.
    async fn actor(&self, job: &Job) -> Result<Option<Actor>> {
        let Some(owner) = job.owner else { return Ok(None) };
        let actor = self.owners.today(&self.db, job.school, owner).await?;
        let may = |actor: &Actor| job.permission.as_deref().is_none_or(|permission| actor.may(permission));
        actor.filter(may).map(Some).ok_or_else(|| Problem::new(axum::http::StatusCode::FORBIDDEN, "forbidden", FORBIDDEN))
    }

    /// Ends when the lease is lost.
    async fn lose(&self, job: &Job) {
        loop {
            tokio::time::sleep(self.hands.lease / 3).await;
            match job.hold(&self.db, self.lease()).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(problem) => tracing::warn!(target: "steward::jobs", cause = cause(&problem), "a lease could not be renewed"),
            }
        }
    }

    async fn settle(&self, job: &Job, outcome: Outcome) -> Result<()> {
        if matches!(outcome, Outcome::Settled) {
            return Ok(());
        }
        let tx = self.db.begin(&Grant::<RunJobs>::system("jobs", Some(job.school))).await?;
        match outcome {
            Outcome::Settled => {}
            Outcome::Done => job.end(&tx).await?,
            Outcome::Again(why) => {
                job.retry(&tx, &why).await?;
            }
            Outcome::Never(why) => job.give_up(&tx, &why).await?,
        }
        tx.commit_technical(Technical::Job).await
    }
}

const FORBIDDEN: crate::Text =
    crate::Text::fixed("任务的主人已没有这项权限。", "The owner of this job does not have the permission any more.");
