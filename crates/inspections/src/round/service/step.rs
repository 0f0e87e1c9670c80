//! Steps that need no more than a word: starting, signing second, reviewing, calling off.

use campus::school::entity::Model as School;
use chrono::{DateTime, Utc};
use kernel::{
    Grant, IfMatch, Permission, Reply, Result,
    audit::{ActionInfo, Event},
    text,
};

use super::{Opened, Rounds, finish};
use crate::{
    InspectionError, event,
    permissions::{CosignInspections, ManageInspections, PerformInspections, ReviewInspections},
    plan::ClockTime,
    round::{
        KIND,
        dto::{InspectionRoundView, Remark},
        model::{Round, RoundId},
        phase::{Command, Review, Second, guard},
        repo, view,
    },
};

impl Rounds {
    pub(in crate::round) async fn start(
        &self,
        grant: &Grant<PerformInspections>,
        id: RoundId,
        seen: IfMatch,
    ) -> Result<Reply<InspectionRoundView>> {
        let opened = self.held(grant, id).await?;
        take(grant, opened, seen, Command::Start, event::ROUND_STARTED).await
    }

    /// Another person than whoever held it says that it was so.
    pub async fn sign(
        &self,
        grant: &Grant<CosignInspections>,
        id: RoundId,
        seen: IfMatch,
        body: Remark,
    ) -> Result<Reply<InspectionRoundView>> {
        let opened = self.held(grant, id).await?;
        let second = Second { by: grant.person()?, at: opened.tx.now(), remark: sentence(body.remark) };
        take(grant, opened, seen, Command::Sign(second), event::ROUND_SIGNED).await
    }

    pub(in crate::round) async fn review(
        &self,
        grant: &Grant<ReviewInspections>,
        id: RoundId,
        seen: IfMatch,
        body: Remark,
    ) -> Result<Reply<InspectionRoundView>> {
        let opened = self.held(grant, id).await?;
        let review = Review { by: grant.person()?, at: opened.tx.now(), note: sentence(body.remark) };
        take(grant, opened, seen, Command::Review(review), event::ROUND_REVIEWED).await
    }

    pub(in crate::round) async fn cancel(
        &self,
        grant: &Grant<ManageInspections>,
        id: RoundId,
        seen: IfMatch,
        reason: &str,
    ) -> Result<Reply<InspectionRoundView>> {
        let opened = self.held(grant, id).await?;
        take(grant, opened, seen, Command::Cancel { reason: text::sentence(reason) }, event::ROUND_CANCELLED).await
    }
}

/// Guard, step, save, event.
async fn take<P: Permission>(
    grant: &Grant<P>,
    opened: Opened,
    seen: IfMatch,
    command: Command,
    action: &'static ActionInfo,
) -> Result<Reply<InspectionRoundView>> {
    let Opened { tx, round: before, list, school, insiders } = opened;
    seen.check(before.version)?;
    let facts = view::facts(&tx, (grant.actor(), &insiders), &before, list.second_signature, view::Now::of(&school, tx.now())).await?;
    guard(before.phase.state(), command.kind(), facts).map_err(InspectionError::Refused)?;
    let mut round = before.clone();
    if command == Command::Start {
        round.started_at = Some(tx.now());
    }
    round.phase = before.phase.clone().step(command).map_err(InspectionError::Refused)?;
    let round = repo::save(&tx, round).await?;
    let event = Event::new(action).changed(KIND, round.id, &round.number, &before.recorded(), &round.recorded());
    finish(grant, Opened { tx, round, list, school, insiders }, vec![event]).await
}

/// A remark, when there is one.
pub(super) fn sentence(said: Option<String>) -> Option<String> {
    said.map(|said| text::sentence(&said)).filter(|said| !said.is_empty())
}

/// When something happened on a round: now where it is not said, not later, and not before its day or, of a plan, its time.
pub(super) fn happened(school: &School, round: &Round, said: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
    let at = said.unwrap_or(now);
    if at > now {
        return Err(InspectionError::HappenedLater.into());
    }
    if at < ClockTime::MIDNIGHT.on(school.zone(), round.due_on) {
        return Err(InspectionError::HappenedBefore.into());
    }
    if round.is_too_early(at) {
        return Err(InspectionError::HappenedBeforeItsTime.into());
    }
    Ok(at)
}
