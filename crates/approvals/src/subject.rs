//! What is decided about: a feature's own record, which this crate does not know.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::NaiveDate;
use kernel::{Lang, Money, Result, Tx, audit::Event};
use sea_orm::prelude::Uuid;
use serde::Serialize;
use utoipa::ToSchema;

use crate::approval::Approval;

/// How the last decision left a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    Approved,
    Returned { reason: String },
    Rejected { reason: String },
}

/// A feature whose records are decided about.
#[async_trait]
pub trait Subject: Send + Sync {
    /// Its records in the audit trail, such as `purchase_request`.
    fn kind(&self) -> &'static str;

    /// Where one of its records is.
    fn link(&self, id: Uuid) -> String;

    /// What somebody has to read before he decides, on this day of the school's.
    async fn brief(&self, db: &kernel::Reader, approval: &Approval, today: NaiveDate, lang: Lang) -> Result<Brief>;

    /// Who had a part in it already and therefore decides nothing: whoever bought it before it was approved.
    async fn took_part(&self, _tx: &Tx, _approval: &Approval) -> Result<Vec<Uuid>> {
        Ok(Vec::new())
    }

    /// Whether the last signature may be given today: what the feature's own rules refuse is refused here, before anything is written.
    async fn may_be_approved(&self, _tx: &Tx, _approval: &Approval) -> Result<()> {
        Ok(())
    }

    /// The outcome, in the transaction of the decision: the feature takes its step and adds its record to the event.
    async fn decided(&self, tx: &Tx, approval: &Approval, decided: Decided, event: Event) -> Result<Event>;
}

/// What somebody reads before he decides: why, what, and what to look out for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApprovalBrief)]
pub struct Brief {
    /// Where the whole record is.
    pub link: String,
    pub purpose: String,
    pub lines: Vec<BriefLine>,
    pub notes: Vec<BriefNote>,
    /// What the approver must not overlook.
    pub warnings: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApprovalBriefLine)]
pub struct BriefLine {
    pub name: String,
    pub detail: String,
    pub quantity: String,
    pub amount: Option<Money>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApprovalBriefNote)]
pub struct BriefNote {
    pub label: String,
    pub text: String,
}

/// All features that ask. Cheap to clone.
#[derive(Clone)]
pub struct Subjects(Arc<Vec<Arc<dyn Subject>>>);

impl std::fmt::Debug for Subjects {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|subject| subject.kind())).finish()
    }
}

impl Subjects {
    pub fn new(all: Vec<Arc<dyn Subject>>) -> Self {
        Self(Arc::new(all))
    }

    pub(crate) fn of(&self, approval: &Approval) -> Result<&dyn Subject> {
        let found = self.0.iter().find(|subject| subject.kind() == approval.subject.kind);
        found.map(AsRef::as_ref).ok_or_else(|| kernel::Problem::internal(format!("nobody knows what {} is", approval.subject.kind)))
    }
}

/// The record that an approval is about, as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    pub kind: String,
    pub id: Uuid,
    pub number: String,
    pub title: String,
}
