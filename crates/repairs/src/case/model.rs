//! The aggregate: what stays the same through a case's life, and the phase it is in.

use campus::location::Levels;
use chrono::{DateTime, Utc};
use kernel::typed_id;
use serde::Serialize;
use uuid::Uuid;

use super::{
    Category,
    phase::{CaseFacts, Damage, Phase},
};

typed_id! {
    /// A repair case.
    CaseId
}

/// A repair case.
#[derive(Debug, Clone)]
pub struct Case {
    pub school_id: Uuid,
    pub id: CaseId,
    pub number: String,
    pub category: Category,
    pub description: String,
    pub danger: bool,
    /// 1 danger, 2 stops lessons, 3 usual, 4 when there is time.
    pub priority: i64,
    pub location_id: Uuid,
    pub levels: Levels,
    pub asset_id: Option<Uuid>,
    pub reporter: Reporter,
    pub happened_at: DateTime<Utc>,
    pub reported_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub phase: Phase,
    /// When somebody last got it and last began: kept when the phase moves on, for the times of repair.
    pub assigned_at: Option<DateTime<Utc>>,
    pub started_at: Option<DateTime<Utc>>,
    /// Who has to act next; `None`: the logistics office, or nobody when it is over.
    pub owner_id: Option<Uuid>,
    pub refusals: i64,
    pub previous_case_id: Option<Uuid>,
    pub follow_up_code: Option<String>,
    pub version: i64,
}

/// Who reported, and by what way.
#[derive(Debug, Clone)]
pub struct Reporter {
    pub person: Option<Uuid>,
    pub name: String,
    pub phone: Option<String>,
    pub channel: Channel,
    /// Who typed it, when that was somebody else.
    pub entered_by: Option<Uuid>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    App,
    Sign,
    Phone,
    Wechat,
    InPerson,
}

impl Channel {
    pub const fn key(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Sign => "sign",
            Self::Phone => "phone",
            Self::Wechat => "wechat",
            Self::InPerson => "in_person",
        }
    }

    pub fn of(key: &str) -> Self {
        [Self::Sign, Self::Phone, Self::Wechat, Self::InPerson].into_iter().find(|c| c.key() == key).unwrap_or(Self::App)
    }
}

impl Damage {
    pub const fn key(self) -> &'static str {
        match self {
            Self::NaturalWear => "natural_wear",
            Self::HumanDamage => "human_damage",
        }
    }

    pub fn of(key: &str) -> Self {
        if key == Self::HumanDamage.key() { Self::HumanDamage } else { Self::NaturalWear }
    }
}

/// What of a case goes into the audit trail and its timeline.
#[derive(Debug, Serialize)]
pub struct Recorded<'a> {
    state: &'static str,
    category: &'static str,
    priority: i64,
    danger: bool,
    worker: Option<&'a str>,
    worker_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<chrono::NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    damage: Option<&'static str>,
}

impl Case {
    /// The facts of the case for [`super::phase::guard`].
    pub fn facts(&self, reopen_until: Option<DateTime<Utc>>) -> CaseFacts {
        CaseFacts { danger: self.danger, reopen_until, nobody_accepts: self.owner_id.is_none() && self.follow_up_code.is_none() }
    }

    /// Who acts next in the phase the case is in.
    pub fn next_owner(&self, responsible: Option<Uuid>) -> Option<Uuid> {
        match &self.phase {
            Phase::Assigned { worker, .. } | Phase::InProgress { worker, .. } | Phase::Waiting { worker, .. } => Some(*worker),
            Phase::Reopened { worker, .. } => *worker,
            Phase::Done { by, .. } => {
                let accepts = |person: &Uuid| Some(*person) != *by;
                self.reporter.person.filter(accepts).or(responsible.filter(accepts))
            }
            Phase::Submitted
            | Phase::Triaged
            | Phase::Deferred { .. }
            | Phase::Closed { .. }
            | Phase::Rejected { .. }
            | Phase::Cancelled { .. } => None,
        }
    }

    /// The day promised while it waits or is put off.
    pub const fn expected_on(&self) -> Option<chrono::NaiveDate> {
        match &self.phase {
            Phase::Waiting { until, .. } => *until,
            Phase::Deferred { until, .. } => Some(*until),
            Phase::Submitted
            | Phase::Triaged
            | Phase::Assigned { .. }
            | Phase::InProgress { .. }
            | Phase::Done { .. }
            | Phase::Reopened { .. }
            | Phase::Closed { .. }
            | Phase::Rejected { .. }
            | Phase::Cancelled { .. } => None,
        }
    }

    /// Why it was sent back, put off, rejected or withdrawn.
    pub fn reason(&self) -> Option<&str> {
        match &self.phase {
            Phase::Deferred { reason, .. } | Phase::Reopened { reason, .. } | Phase::Rejected { reason } => Some(reason),
            Phase::Cancelled { reason } => reason.as_deref(),
            Phase::Submitted
            | Phase::Triaged
            | Phase::Assigned { .. }
            | Phase::InProgress { .. }
            | Phase::Waiting { .. }
            | Phase::Done { .. }
            | Phase::Closed { .. } => None,
        }
    }

    /// A snapshot for the audit event; `worker` is the name of the phase's worker.
    pub fn recorded<'a>(&'a self, worker: Option<&'a str>) -> Recorded<'a> {
        let (note, until, damage) = match &self.phase {
            Phase::Waiting { note, until, .. } => (Some(note.as_str()), *until, None),
            Phase::Deferred { reason, until } => (Some(reason.as_str()), Some(*until), None),
            Phase::Done { note, damage, .. } | Phase::Closed { note, damage, .. } => (note.as_deref(), None, Some(damage.key())),
            Phase::Reopened { reason, .. } | Phase::Rejected { reason } => (Some(reason.as_str()), None, None),
            Phase::Cancelled { reason } => (reason.as_deref(), None, None),
            Phase::Submitted | Phase::Triaged | Phase::Assigned { .. } | Phase::InProgress { .. } => (None, None, None),
        };
        Recorded {
            state: self.phase.state().key(),
            category: self.category.key(),
            priority: self.priority,
            danger: self.danger,
            worker,
            worker_id: self.phase.worker(),
            note,
            until,
            damage,
        }
    }
}
