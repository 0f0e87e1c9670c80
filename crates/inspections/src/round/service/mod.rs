//! Use cases on rounds: one file for each kind of work.

mod begin;
mod find;
mod list;
mod report;
mod step;
mod submit;

use std::{collections::BTreeSet, sync::Arc};

use axum::{http::HeaderMap, response::Response};
use campus::{
    location::DrawnFrom,
    school::{self, entity::Model as School},
};
use files::{Files, Size, attachment};
use kernel::{Db, Grant, Permission, Problem, Reply, Result, Scope, Tx, audit::Event};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    Insiders, On,
    dto::InspectionRoundView,
    model::{Round, RoundId},
    of, repo, view,
};
use crate::{
    checklist::repo::{Versioned, of_version},
    permissions::ViewInspections,
    plan::PlanId,
};

/// Rounds.
#[derive(Debug, Clone)]
pub struct Rounds {
    pub(super) db: Db,
    files: Files,
    insiders: Arc<dyn Insiders>,
    /// What spot checks draw from.
    from: Arc<[Arc<dyn DrawnFrom>]>,
}

impl Rounds {
    pub fn new(db: Db, files: Files, insiders: Arc<dyn Insiders>) -> Self {
        Self { db, files, insiders, from: Vec::new().into() }
    }

    /// With what spot checks draw from.
    #[must_use]
    pub fn with(self, from: Vec<Arc<dyn DrawnFrom>>) -> Self {
        Self { from: from.into(), ..self }
    }

    pub(super) async fn get(&self, grant: &Grant<ViewInspections>, id: RoundId) -> Result<Reply<InspectionRoundView>> {
        let reader = self.db.read(grant);
        let round = repo::find(&reader, &grant.scope()?, id).await?;
        let list = list_of(&reader, &round).await?;
        let now = view::Now::of(&school::find(&reader, round.school_id).await?, reader.now());
        let insiders = self.insiders(On::Reader(&reader), &round, &list).await?;
        view::reply(&reader, &round, list, (grant.actor(), &insiders), now, grant.context().lang()).await
    }

    /// A photo or the scan of a slip. Whoever sees the round sees it.
    pub(super) async fn content(
        &self,
        grant: &Grant<ViewInspections>,
        id: RoundId,
        attachment: Uuid,
        size: Option<Size>,
        asked: &HeaderMap,
    ) -> Result<Response> {
        let reader = self.db.read(grant);
        let round = repo::find(&reader, &grant.scope()?, id).await?;
        let found = attachment::find(&reader, round.school_id, of(id), attachment).await?;
        self.files.content(&found, size, asked).await
    }

    /// The round for a step, locked: whatever the caller may see. What he sees and may not do is refused with its reason.
    async fn held<P: Permission>(&self, grant: &Grant<P>, id: RoundId) -> Result<Opened> {
        let tx = self.db.begin(grant).await?;
        let right = grant.actor().right(ViewInspections::INFO.key).ok_or_else(Problem::not_found)?;
        let scope = Scope { school: grant.school()?, reach: right.reach.clone() };
        repo::one_after_another(&tx, id).await?;
        let round = repo::find(&tx, &scope, id).await?;
        let list = list_of(&tx, &round).await?;
        let school = school::find(&tx, round.school_id).await?;
        let insiders = self.insiders(On::Tx(&tx), &round, &list).await?;
        Ok(Opened { tx, round, list, school, insiders })
    }

    /// Who does not sign it second, where that is asked for at all.
    async fn insiders(&self, on: On<'_>, round: &Round, list: &Versioned) -> Result<BTreeSet<Uuid>> {
        match round.plan_id {
            Some(plan) if list.second_signature => self.insiders.of_plan(on, round.school_id, PlanId(plan)).await,
            Some(_) | None => Ok(BTreeSet::new()),
        }
    }
}

/// A round in a transaction that changes it.
struct Opened {
    tx: Tx,
    round: Round,
    list: Versioned,
    school: School,
    /// Those who do not sign it second.
    insiders: BTreeSet<Uuid>,
}

/// What the round is held by.
async fn list_of(db: &impl ConnectionTrait, round: &Round) -> Result<Versioned> {
    of_version(db, round.school_id, round.checklist_id, round.checklist_number).await
}

/// Commits what was done and answers with the round as it is now.
async fn finish<P: Permission>(
    grant: &Grant<P>,
    Opened { tx, round, list, school, insiders }: Opened,
    events: Vec<Event>,
) -> Result<Reply<InspectionRoundView>> {
    let now = view::Now::of(&school, tx.now());
    let reply = view::reply(&tx, &round, list, (grant.actor(), &insiders), now, grant.context().lang()).await?;
    tx.commit(events, reply).await
}
