//! In what capacity somebody would decide: by his own role, or for somebody for whom he stands in.

use campus::{
    Role,
    role_grant::{self, EffectiveGrant, OnBehalf},
};
use chrono::NaiveDate;
use kernel::{Actor, Problem, Result};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    Approver,
    approval::{Approval, phase::ActorFacts},
};

/// The roles of the caller today, as far as they hold for the whole school.
pub(super) struct Hands {
    pub me: Uuid,
    grants: Vec<EffectiveGrant>,
}

/// The caller at one approval.
pub(super) struct Hand {
    pub facts: ActorFacts,
    /// For whom he would sign.
    pub on_behalf: Option<OnBehalf>,
}

impl Hands {
    pub(super) async fn of(db: &impl ConnectionTrait, school: Uuid, actor: &Actor, today: NaiveDate) -> Result<Self> {
        let me = actor.person.ok_or_else(|| Problem::internal("an approval is decided by a person"))?;
        let mut grants = role_grant::effective(db, school, me, today).await?;
        grants.retain(|grant| grant.places.is_empty());
        Ok(Self { me, grants })
    }

    /// Those for whom he could sign as a holder of this role; `None` for himself.
    pub(super) fn as_holder_of(&self, role: Role) -> Vec<Option<&OnBehalf>> {
        let held = || self.grants.iter().filter(|grant| grant.role == role);
        // Whoever holds it himself signs for himself.
        if held().any(|grant| grant.on_behalf.is_none()) {
            return vec![None];
        }
        held().map(|grant| grant.on_behalf.as_ref()).collect()
    }

    /// The same for the minutes of a meeting, which any of those who decide writes down.
    pub(super) fn as_recorder(&self) -> Vec<Option<&OnBehalf>> {
        let ways = || Approver::ALL.into_iter().filter_map(Approver::role).flat_map(|role| self.as_holder_of(role));
        if ways().any(|way| way.is_none()) { vec![None] } else { ways().collect() }
    }

    pub(super) fn at(&self, approval: &Approval) -> Hand {
        let mut facts = ActorFacts {
            is_requester: approval.requester_id == self.me,
            is_witness: approval.witness_id == Some(self.me),
            ..ActorFacts::default()
        };
        let Some(step) = approval.waits_at() else { return Hand { facts, on_behalf: None } };
        facts.by_meeting = step.approver.is_meeting();
        let ways = step.approver.role().map_or_else(|| self.as_recorder(), |role| self.as_holder_of(role));
        facts.at_this_step = !ways.is_empty();
        let asks = |way: Option<&OnBehalf>| way.is_some_and(|other| approval.is_of(other.person.id));
        // Who writes minutes down signs nothing by it, whatever he signed before.
        let signed = |way: Option<&OnBehalf>| {
            !facts.by_meeting && (approval.signed_by(self.me) || way.is_some_and(|other| approval.signed_by(other.person.id)))
        };
        facts.is_requester |= !ways.is_empty() && ways.iter().all(|way| asks(*way));
        let others: Vec<Option<&OnBehalf>> = ways.into_iter().filter(|way| !asks(*way)).collect();
        facts.has_signed = others.iter().all(|way| signed(*way));
        let way = others.into_iter().find(|way| !signed(*way)).flatten().cloned();
        Hand { facts, on_behalf: way }
    }
}

impl Hand {
    pub(super) async fn of(db: &kernel::Reader, approval: &Approval, actor: &Actor, today: NaiveDate) -> Result<Self> {
        Ok(Hands::of(db, approval.school_id, actor, today).await?.at(approval))
    }
}
